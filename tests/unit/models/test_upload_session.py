"""Uploads, from their files to a chapter."""

import json

import pytest

from asyncdex import (
    ConnectionFailed,
    FilesRefused,
    InvalidArgument,
    InvalidResponse,
    NotOffered,
    UploadClosed,
    UploadProgress,
)
from asyncdex.models import upload_adding
from tests.support import api_error, json_answer
from tests.unit.models.builders import entity, uid
from tests.unit.models.uploads import (
    PNG,
    SESSION,
    file_rel,
    names_in,
    opened,
    refuses,
    session_data,
    takes_all,
)

DONE = json_answer({"result": "ok"})


@pytest.fixture
def client(transport, clock):
    from tests.unit.models.builders import fake_client  # noqa: PLC0415 - one with a login, here only

    return fake_client(transport, clock, anonymous=False, session_token="a-token-of-uploads")


@pytest.fixture
def session(client):
    return opened(client)


def body(transport):
    return json.loads(transport.requests[-1].body)


# Adding


async def test_any_number_of_files_goes_ten_a_call(transport, session):
    transport.add(*[takes_all(1), takes_all(11), takes_all(21)])
    progress = []
    files = [(f"{number}.png", PNG) for number in range(1, 26)]
    assert await session.add(*files, progress=progress.append) == []
    assert [len(names_in(request)) for request in transport.requests] == [10, 10, 5]
    assert [file.name for file in session.files] == [name for name, _ in files]
    assert progress == [
        UploadProgress(10, 25, 10 * len(PNG)),
        UploadProgress(20, 25, 20 * len(PNG)),
        UploadProgress(25, 25, 25 * len(PNG)),
    ]
    assert all(request.url.endswith(f"/upload/{SESSION}") for request in transport.requests)
    assert session.files[0].size == 42
    assert (session.files[0].media_type, session.files[0].hash, session.files[0].source) == (
        "image/png",
        "abc",
        "local",
    )


async def test_files_that_mangadex_refuses_are_told_with_the_reason(transport, session):
    transport.add(refuses("b.png", "c.png"))
    with pytest.raises(
        FilesRefused, match=r"2 of 3 files were not taken: b.png: bad_file: b.png is blurred"
    ) as caught:
        await session.add(("a.png", PNG), ("b.png", PNG), ("c.png", PNG))
    assert [one.name for one in caught.value.refused] == ["b.png", "c.png"]
    assert [file.name for file in caught.value.added] == ["a.png"]
    assert list(caught.value.succeeded) == [session.files[0].id]
    assert [file.name for file in session.files] == ["a.png"]


@pytest.mark.parametrize(
    ("details", "reasons"),
    [
        (["too dark", "too light"], ["bad_file: too dark", "bad_file: too light"]),
        (["too dark"], ["bad_file: too dark", "bad_file: too dark"]),
        ([], ["MangaDex did not say why"] * 2),
        (["c.png is odd", "b.png is even"], ["bad_file: b.png is even", "bad_file: c.png is odd"]),
    ],
)
async def test_reasons_find_their_files(transport, session, details, reasons):
    transport.add(refuses("b.png", "c.png", details=details))
    refused = await session.add(("a.png", PNG), ("b.png", PNG), ("c.png", PNG), strict=False)
    assert [one.name for one in refused] == ["b.png", "c.png"]
    assert [one.reason for one in refused] == reasons


async def test_two_files_of_one_name_are_two(transport, session):
    def step(request):
        assert names_in(request) == ["a.png", "a.png"]
        return refuses()(request)

    transport.add(step)
    assert await session.add(("a.png", PNG), ("x/a.png", PNG)) == []
    assert len(session.files) == 2


async def test_a_server_that_renames_files_has_taken_them(transport, session):
    answer = {
        "result": "ok",
        "errors": [],
        "data": [{"id": uid(1), "type": "upload_session_file", "attributes": {}}],
    }
    transport.add(json_answer(answer))
    assert await session.add(("a.png", PNG)) == []
    assert session.files[0].name == ""
    assert session.files[0].size is None


async def test_what_was_uploaded_before_a_failure_stays(transport, session):
    transport.add(takes_all(), ConnectionFailed("POST", "/upload", "cut off"))
    with pytest.raises(ConnectionFailed) as caught:
        await session.add(*[PNG] * 12)
    assert len(session.files) == 10
    assert list(caught.value.succeeded) == [file.id for file in session.files]
    transport.add(takes_all(50))
    await session.add(*[PNG] * 2)
    assert len(session.files) == 12


@pytest.mark.parametrize(
    ("files", "text"),
    [
        ((), "files must not be empty"),
        ((PNG, b"text"), "file 2 is no JPEG"),
        ((PNG, 5), "file 2 must be a path"),
        ([PNG] * 501, "an upload may have 500 files; it has 0, and 501 were given"),
    ],
)
async def test_files_that_cannot_be_right_are_found_before_anything_is_sent(transport, session, files, text):
    with pytest.raises(InvalidArgument, match=text):
        await session.add(*files)
    assert transport.requests == []


async def test_all_together_may_be_too_much(transport, session, monkeypatch):
    monkeypatch.setattr(upload_adding, "MOST_TOGETHER", 3 * len(PNG))
    with pytest.raises(InvalidArgument, match=f"these files would make it {4 * len(PNG)}"):
        await session.add(*[PNG] * 4)
    assert transport.requests == []


async def test_streams_leave_nothing_behind(transport, session, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    async def pieces():
        yield PNG

    def step(request):
        assert len(list(tmp_path.glob("asyncdex-*/*"))) == 2
        return takes_all()(request)

    transport.add(step)
    await session.add(pieces(), pieces())
    assert list(tmp_path.iterdir()) == []


async def test_streams_count_once_they_are_read(transport, session, monkeypatch):
    monkeypatch.setattr(upload_adding, "MOST_TOGETHER", 42 + 3 * len(PNG))

    async def pieces():
        yield PNG

    transport.add(takes_all())
    await session.add(pieces())
    with pytest.raises(InvalidArgument, match="these files would make it"):
        await session.add(*(pieces() for _ in range(4)))
    assert len(transport.requests) == 1


async def test_progress_has_to_be_called(transport, session):
    with pytest.raises(InvalidArgument, match="progress must be a function"):
        await session.add(PNG, progress=5)
    assert transport.requests == []


async def test_a_file_that_is_closed_or_has_no_name_for_a_path(transport, session, tmp_path):
    path = tmp_path / "1.png"
    path.write_bytes(PNG)
    with path.open("rb") as opened:
        pass
    for wrong in (opened, "a\0"):
        with pytest.raises(InvalidArgument, match="cannot be read"):
            await session.add(wrong)
    assert transport.requests == []


# Order and removal


async def test_files_are_put_in_order(transport, session):
    transport.add(takes_all())
    await session.add(*[(f"{number}.png", PNG) for number in (10, 2, 1)])
    session.sort()
    assert [file.name for file in session.files] == ["1.png", "2.png", "10.png"]
    session.arrange(session.files[2], session.files[0].id)
    assert [file.name for file in session.files] == ["10.png", "1.png", "2.png"]
    with pytest.raises(InvalidArgument, match="no file of this upload"):
        session.arrange(uid(77))
    with pytest.raises(InvalidArgument, match="files must be a UUID"):
        session.arrange("10.png")


async def test_files_are_removed_one_by_one_and_together(transport, client):
    session = opened(client, *(file_rel(number, f"{number}.png") for number in range(1, 6)))
    transport.add(DONE, DONE)
    await session.remove(session.files[0])
    assert transport.paths[-1] == f"upload/{SESSION}/{uid(1)}"
    await session.remove_many(session.files[0], uid(3))
    assert (transport.requests[-1].method, transport.paths[-1]) == ("DELETE", f"upload/{SESSION}/batch")
    assert body(transport) == [uid(2), uid(3)]
    assert [file.name for file in session.files] == ["4.png", "5.png"]
    with pytest.raises(InvalidArgument, match="files must not be empty"):
        await session.remove_many()
    with pytest.raises(InvalidArgument, match="file must be a UUID"):
        await session.remove("4.png")
    assert len(transport.requests) == 2


async def test_many_are_removed_in_several_calls(transport, session):
    transport.add(DONE, DONE)
    await session.remove_many(*(uid(number) for number in range(401)))
    assert len(body(transport)) == 1
    assert max(len(request.body) for request in transport.requests) < 20_000


# Committing


CHAPTER = entity("chapter", 5)


@pytest.mark.parametrize("answer", [{"result": "ok", "response": "entity", "data": CHAPTER}, CHAPTER])
async def test_an_upload_becomes_a_chapter_in_an_envelope_or_without(transport, client, answer):
    session = opened(client, file_rel(1, "1.png"), file_rel(2, "2.png"))
    session.files.reverse()
    transport.add(json_answer(answer))
    chapter = await session.commit(
        number="12.5", language="en", terms_accepted=True, publish_time="2030-01-02T03:04:05+00:00"
    )
    assert chapter.id == uid(5)
    assert chapter.number == CHAPTER["attributes"]["chapter"]
    assert body(transport) == {
        "chapterDraft": {
            "volume": None,
            "chapter": "12.5",
            "title": None,
            "translatedLanguage": "en",
            "publishAt": "2030-01-02T03:04:05",
        },
        "pageOrder": [uid(2), uid(1)],
        "termsAccepted": True,
    }
    assert not session.open


async def test_what_mangadex_called_an_edited_chapter_goes_back_as_it_is(transport, client):
    chapter = client.get_chapter(uid(5))
    chapter.parse(entity("chapter", 5, chapter="one and a half", volume="0x1", translatedLanguage="en-odd"))
    session = opened(client, file_rel(1, "1.png")).edits(chapter)
    transport.add(json_answer({"data": CHAPTER}))
    await session.commit(title="Mine", terms_accepted=True)
    draft = body(transport)["chapterDraft"]
    assert (draft["chapter"], draft["volume"], draft["translatedLanguage"]) == (
        "one and a half",
        "0x1",
        "en-odd",
    )


async def test_where_else_it_is_read(transport, client):
    chapter = client.get_chapter(uid(5))
    chapter.parse(entity("chapter", 5, externalUrl="https://read.example/5"))
    transport.add(json_answer({"data": CHAPTER}), json_answer({"data": CHAPTER}))
    await opened(client, file_rel(1, "1.png")).edits(chapter).commit(terms_accepted=True)
    assert body(transport)["chapterDraft"]["externalUrl"] == "https://read.example/5"
    session = opened(client, file_rel(1, "1.png"))
    await session.commit(language="en", external_url="https://x.example", terms_accepted=True)
    assert body(transport)["chapterDraft"]["externalUrl"] == "https://x.example"


async def test_what_is_not_said_of_an_edited_chapter_stays(transport, client):
    chapter = client.get_chapter(uid(5))
    chapter.parse(CHAPTER)
    session = opened(client, file_rel(1, "1.png")).edits(chapter)
    transport.add(json_answer({"data": CHAPTER}))
    await session.commit(title=None, terms_accepted=True)
    draft = body(transport)["chapterDraft"]
    own = CHAPTER["attributes"]
    assert draft == {
        "volume": own["volume"],
        "chapter": own["chapter"],
        "title": None,
        "translatedLanguage": own["translatedLanguage"],
    }


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"language": "en", "terms_accepted": False}, "https://mangadex.org/compliance"),
        ({"language": "en", "terms_accepted": 1}, "https://mangadex.org/compliance"),
        ({"terms_accepted": True}, "language must be given"),
        ({"language": "english", "terms_accepted": True}, "^language must be a language code"),
        ({"language": "en", "number": "twelve", "terms_accepted": True}, "^number must be a number"),
        ({"language": "en", "title": "x" * 256, "terms_accepted": True}, "title must have at most 255"),
        ({"language": "en", "publish_time": "soon", "terms_accepted": True}, "publish_time is no date"),
    ],
)
async def test_a_commit_that_cannot_be_right_is_not_sent(transport, client, given, text):
    session = opened(client, file_rel(1, "1.png"))
    with pytest.raises(InvalidArgument, match=text):
        await session.commit(**given)
    assert transport.requests == []
    assert session.open


async def test_a_chapter_needs_pages(transport, session):
    with pytest.raises(InvalidArgument, match="files must be 1 to 500, each once; there are 0"):
        await session.commit(language="en", terms_accepted=True)
    assert transport.requests == []


async def test_a_page_stands_once_and_is_a_file(transport, client):
    session = opened(client, file_rel(1, "1.png"))
    session.files.append(session.files[0])
    with pytest.raises(InvalidArgument, match="there are 2, 1 of them different"):
        await session.commit(language="en", terms_accepted=True)
    session.files[:] = [client.get_manga(uid(1))]
    with pytest.raises(InvalidArgument, match="files must be of the kind upload_session_file"):
        await session.commit(language="en", terms_accepted=True)
    assert transport.requests == []


async def test_a_commit_of_five_hundred_pages_may_have_more_than_four_kilobytes(transport, client):
    session = opened(client, *(file_rel(number, "x") for number in range(1, 501)))
    transport.add(json_answer({"data": CHAPTER}))
    await session.commit(language="en", terms_accepted=True)
    assert len(transport.requests[-1].body) > 4096


async def test_an_answer_without_a_chapter(transport, client):
    session = opened(client, file_rel(1, "1.png"))
    transport.add(DONE)
    with pytest.raises(InvalidResponse, match="holds no chapter"):
        await session.commit(language="en", terms_accepted=True)


# Leaving


async def test_leaving_without_a_commit_abandons(transport, session):
    transport.add(DONE)
    async with session:
        pass
    assert (transport.requests[-1].method, transport.paths[-1]) == ("DELETE", f"upload/{SESSION}")
    assert not session.open


async def test_leaving_after_a_commit_sends_nothing(transport, client):
    transport.add(json_answer({"data": CHAPTER}))
    async with opened(client, file_rel(1, "1.png")) as session:
        await session.commit(language="en", terms_accepted=True)
    assert len(transport.requests) == 1


async def test_one_that_is_gone_already_is_abandoned(transport, session):
    transport.add(api_error(404))
    await session.abandon()
    assert not session.open


async def test_an_error_while_abandoning_never_hides_the_first(transport, session):
    transport.add(api_error(403))
    with pytest.raises(ZeroDivisionError) as caught:
        async with session:
            raise ZeroDivisionError
    assert "The upload could not be abandoned, and is open still: HTTP 403" in caught.value.__notes__[0]
    transport.add(api_error(403))
    with pytest.raises(Exception, match="HTTP 403"):
        async with session:
            pass


@pytest.mark.parametrize(
    "use",
    [
        lambda one: one.add(PNG),
        lambda one: one.remove(uid(1)),
        lambda one: one.remove_many(uid(1)),
        lambda one: one.commit(language="en", terms_accepted=True),
        lambda one: one.abandon(),
        lambda one: one.__aenter__(),
    ],
)
async def test_nothing_can_be_done_with_one_that_is_over(transport, session, use):
    transport.add(DONE)
    await session.abandon()
    with pytest.raises(UploadClosed, match="was committed or abandoned"):
        await use(session)
    assert len(transport.requests) == 1


async def test_what_is_known_of_a_session(client):
    session = opened(client)
    assert (session.committed, session.processed, session.deleted, session.version) == (
        False,
        False,
        False,
        1,
    )
    assert session.manga is None
    assert session.groups == []
    assert session.chapter is None
    assert session.created_at.year == 2020
    with pytest.raises(NotOffered, match="a single upload_session by its id"):
        await session.fetch()
    assert session_data()["id"] == session.id
