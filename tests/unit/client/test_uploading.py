"""Beginning uploads, and going on with those that are open."""

import asyncio
import json

import pytest

from asyncdex import Conflict, InvalidArgument, InvalidID, InvalidResponse, UploadOpen
from tests.support import api_error, json_answer
from tests.unit.models.builders import entity, fake_client, one, rel, uid
from tests.unit.models.uploads import NONE_OPEN, SESSION, file_rel, session_answer

MANGA, GROUP = uid(1), uid(2)
DONE = json_answer({"result": "ok"})


@pytest.fixture
def client(transport, clock):
    return fake_client(transport, clock, anonymous=False, session_token="a-token-of-uploading")


def sent(transport):
    return [
        f"{request.method} /{path.partition('?')[0]}"
        for request, path in zip(transport.requests, transport.paths, strict=True)
    ]


async def test_an_upload_begins_and_is_abandoned(transport, client):
    transport.add(NONE_OPEN, session_answer(), DONE)
    async with client.upload(MANGA, [client.get_group(GROUP), GROUP]) as session:
        assert session.id == SESSION
        assert json.loads(transport.requests[-1].body) == {"manga": MANGA, "groups": [GROUP]}
    assert sent(transport) == ["GET /upload", "POST /upload/begin", f"DELETE /upload/{SESSION}"]
    assert "includes%5B%5D=upload_session_file" in transport.paths[0]


async def test_one_that_is_open_is_reported(transport, client):
    transport.add(session_answer(file_rel(7, "1.png")))
    with pytest.raises(UploadOpen, match='existing="resume"') as caught:
        async with client.upload(MANGA):
            raise AssertionError
    assert caught.value.session.id == SESSION
    assert [file.name for file in caught.value.session.files] == ["1.png"]
    assert sent(transport) == ["GET /upload"]
    transport.add(DONE)
    await caught.value.session.abandon()


@pytest.mark.parametrize("known", [(), (rel("manga", 1),)])
async def test_one_that_is_open_is_gone_on_with(transport, client, known):
    transport.add(session_answer(*known, file_rel(7, "1.png")), DONE)
    async with client.upload(MANGA, existing="resume") as session:
        assert [file.name for file in session.files] == ["1.png"]
    assert sent(transport) == ["GET /upload", f"DELETE /upload/{SESSION}"]


async def test_one_for_another_manga_is_not_gone_on_with(transport, client):
    transport.add(session_answer(rel("manga", 3)))
    with pytest.raises(UploadOpen, match=f"it is for another manga, {uid(3)}"):
        async with client.upload(MANGA, existing="resume"):
            raise AssertionError


@pytest.mark.parametrize(("groups", "fits"), [([], True), ([GROUP], True), ([GROUP, uid(8)], False)])
async def test_one_for_other_groups_is_not_gone_on_with(transport, client, groups, fits):
    transport.add(session_answer(rel("manga", 1), rel("scanlation_group", 2)), DONE)
    upload = client.upload(MANGA, groups, existing="resume")
    if fits:
        assert (await upload.__aenter__()).groups == [client.get_group(GROUP)]
    else:
        with pytest.raises(UploadOpen, match="it is for other groups"):
            await upload.__aenter__()


async def test_one_that_is_open_is_given_up(transport, client):
    transport.add(session_answer(), DONE, session_answer(), DONE)
    async with client.upload(MANGA, existing="abandon"):
        pass
    assert sent(transport)[1:3] == [f"DELETE /upload/{SESSION}", "POST /upload/begin"]


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda client: client.upload("x"), "manga must be a UUID"),
        (lambda client: client.upload(MANGA, ["x"]), "groups must be a UUID"),
        (lambda client: client.upload(MANGA, [uid(n) for n in range(11)]), "groups has 11 entries"),
        (
            lambda client: client.upload(MANGA, existing="ask"),
            "existing must be one of 'report', 'resume', 'abandon'",
        ),
        (lambda client: client.upload_edit("x"), "chapter must be a UUID"),
        (lambda client: client.upload_edit(MANGA, existing=None), "existing must be one of"),
    ],
)
def test_what_cannot_be_right_is_found_where_it_is_written(transport, client, make, text):
    with pytest.raises(InvalidArgument, match=text):
        make(client)
    assert transport.requests == []


async def test_an_error_on_entering_leaves_nothing_to_abandon(transport, client):
    transport.add(NONE_OPEN, api_error(403))
    with pytest.raises(Exception, match="HTTP 403"):
        async with client.upload(MANGA):
            raise AssertionError
    assert sent(transport) == ["GET /upload", "POST /upload/begin"]


async def test_cancelling_abandons(transport, client):
    transport.add(NONE_OPEN, session_answer(), DONE)
    inside = asyncio.Event()

    async def work():
        async with client.upload(MANGA):
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sent(transport)[-1] == f"DELETE /upload/{SESSION}"


# Editing


async def test_pages_are_changed_against_the_version_that_was_read(transport, client):
    transport.add(NONE_OPEN, one(entity("chapter", 5, version=9)), session_answer(file_rel(7, "1.png")), DONE)
    async with client.upload_edit(uid(5)) as session:
        assert json.loads(transport.requests[-1].body) == {"version": 9}
        assert session.chapter.id == uid(5)
        assert [file.name for file in session.files] == ["1.png"]
    assert sent(transport)[1:3] == [f"GET /chapter/{uid(5)}", f"POST /upload/begin/{uid(5)}"]


async def test_a_chapter_that_is_fetched_is_not_fetched_again(transport, client):
    chapter = client.get_chapter(uid(5))
    chapter.parse(entity("chapter", 5))
    transport.add(NONE_OPEN, session_answer(), DONE)
    async with client.upload_edit(chapter) as session:
        assert session.chapter is chapter
    assert sent(transport) == ["GET /upload", f"POST /upload/begin/{uid(5)}", f"DELETE /upload/{SESSION}"]


@pytest.mark.parametrize("known", [(), (rel("manga", 1), rel("chapter", 5))])
async def test_an_edit_that_is_open_is_gone_on_with(transport, client, known):
    transport.add(session_answer(*known, file_rel(7, "1.png")), one(entity("chapter", 5)), DONE)
    async with client.upload_edit(uid(5), existing="resume") as session:
        assert session.chapter.id == uid(5)
        assert session.chapter.fetched


async def test_an_upload_is_not_gone_on_with_as_another_kind_of_upload(transport, client):
    edit, new = session_answer(rel("manga", 1), rel("chapter", 6)), session_answer(rel("manga", 1))
    for answer, upload, text in (
        (edit, client.upload(MANGA, existing="resume"), f"it changes the pages of a chapter, {uid(6)}"),
        (edit, client.upload_edit(uid(5), existing="resume"), f"pages of another chapter, {uid(6)}"),
        (new, client.upload_edit(uid(5), existing="resume"), f"it is for a new chapter of the manga {MANGA}"),
    ):
        transport.add(answer)
        with pytest.raises(UploadOpen, match=text):
            await upload.__aenter__()
    assert sent(transport) == ["GET /upload"] * 3


async def test_an_edit_is_given_up_for_another(transport, client):
    transport.add(session_answer(), DONE, one(entity("chapter", 5)), session_answer(), DONE)
    async with client.upload_edit(uid(5), existing="abandon"):
        pass
    assert sent(transport)[1:4] == [
        f"DELETE /upload/{SESSION}",
        f"GET /chapter/{uid(5)}",
        f"POST /upload/begin/{uid(5)}",
    ]


async def test_a_chapter_that_was_changed_meanwhile(transport, client):
    chapter = client.get_chapter(uid(5))
    chapter.parse(entity("chapter", 5, version=1))
    transport.add(NONE_OPEN, api_error(409), one(entity("chapter", 5, version=2)))
    with pytest.raises(Conflict) as caught:
        async with client.upload_edit(chapter):
            raise AssertionError
    assert caught.value.current.version == 2


async def test_a_chapter_that_is_not_there(transport, client):
    transport.add(NONE_OPEN, api_error(404))
    with pytest.raises(InvalidID):
        async with client.upload_edit(uid(5)):
            raise AssertionError


async def test_an_upload_says_what_it_is(transport, client):
    transport.add(NONE_OPEN, session_answer(), DONE)
    upload = client.upload(MANGA)
    assert repr(upload) == "<Upload, not entered>"
    async with upload:
        assert repr(upload) == f"<Upload, UploadSession(id={SESSION!r})>"


# Asking


async def test_there_may_be_none(transport, client):
    transport.add(NONE_OPEN)
    assert await client.get_upload() is None


async def test_an_answer_without_an_upload(transport, client):
    transport.add(DONE)
    with pytest.raises(InvalidResponse, match="GET /upload holds no upload"):
        await client.get_upload()


@pytest.mark.parametrize("required", [True, False])
async def test_whether_approval_is_required(transport, client, required):
    transport.add(json_answer({"result": "ok", "requiresApproval": required}))
    assert await client.approval_required(MANGA, "pt-br") is required
    assert json.loads(transport.requests[-1].body) == {"manga": MANGA, "locale": "pt-br"}
    with pytest.raises(InvalidArgument, match="language must be a language code"):
        await client.approval_required(MANGA, "Portuguese")
