"""Reports, threads, captchas, ids of old, and whether MangaDex answers."""

import json

import pytest

from asyncdex import (
    Author,
    Chapter,
    ConnectionFailed,
    ForumThread,
    Group,
    InvalidArgument,
    InvalidCaptcha,
    InvalidResponse,
    Manga,
    NotFound,
    NotOffered,
    ReportCategory,
    ReportReason,
    Tag,
    User,
)
from tests.support import json_answer
from tests.unit.models.builders import fake_client, page, rel, uid, values

DONE = json_answer({"result": "ok"})


@pytest.fixture
def client(transport, clock):
    return fake_client(transport, clock, anonymous=False, session_token="a-token-of-the-service")


def body(transport, at=-1):
    return json.loads(transport.requests[at].body)


def reason_data(number=1, category="manga", *, details=False, text="Wrong"):
    attributes = {"reason": {"en": text}, "detailsRequired": details, "category": category, "version": 1}
    return {"id": uid(number), "type": "report_reason", "attributes": attributes, "relationships": []}


def reason(client, **about):
    return ReportReason(client, data=reason_data(**about))


# Reports


async def test_reasons_are_of_a_category(client, transport):
    transport.add(page([reason_data(1, details=True), reason_data(2, text="Twice")]))
    first, second = await client.get_report_reasons(ReportCategory.MANGA)
    assert transport.paths == ["report/reasons/manga"]
    assert (first.name, first.details_required, first.category, first.version) == (
        "Wrong",
        True,
        ReportCategory.MANGA,
        1,
    )
    assert repr(second) == f"ReportReason(id={uid(2)!r}, 'Twice')"
    with pytest.raises(InvalidArgument, match="category must be one of 'manga', 'chapter'"):
        await client.get_report_reasons("mangas")
    with pytest.raises(NotOffered, match="a single report_reason by its id"):
        await first.fetch()


def test_a_reason_in_no_language_has_its_id_for_a_name(client):
    data = reason_data()
    data["attributes"]["reason"] = []
    assert ReportReason(client, data=data).name == uid(1)
    data["attributes"]["reason"] = {"fr": "Faux"}
    assert ReportReason(client, data=data).name == "Faux"


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        (Manga, "manga"),
        (Chapter, "chapter"),
        (Group, "scanlation_group"),
        (User, "user"),
        (Author, "author"),
    ],
)
async def test_what_is_reported_says_what_it_is(client, transport, kind, category):
    transport.add(DONE)
    await client.report(kind(client, id=uid(5)), reason(client, number=6, category=category), "Look at it.")
    assert body(transport) == {
        "category": category,
        "reason": uid(6),
        "objectId": uid(5),
        "details": "Look at it.",
    }
    assert transport.paths == ["report"]


async def test_an_id_is_reported_with_its_category(client, transport):
    transport.add(DONE)
    await client.report(uid(5), uid(6), category="user")
    assert body(transport) == {"category": "user", "reason": uid(6), "objectId": uid(5), "details": ""}


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (
            lambda client: client.report(uid(5), uid(6)),
            f"category must be given with {uid(5)!r}: one of 'manga'",
        ),
        (lambda client: client.report(uid(5), uid(6), category="tag"), "category must be one of 'manga'"),
        (lambda client: client.report(Tag(client, id=uid(5)), uid(6)), "category must be given with Tag"),
        (lambda client: client.report("x", uid(6), category="user"), "thing must be a UUID"),
        (lambda client: client.report(uid(5), "x", category="user"), "reason must be a UUID"),
        (lambda client: client.report(uid(5), uid(6), 5, category="user"), "details must be a text"),
        (
            lambda client: client.report(Manga(client, id=uid(5)), reason(client, category="user")),
            "reason is one to report a user, not a manga",
        ),
        (
            lambda client: client.report(Manga(client, id=uid(5)), reason(client, details=True), "  "),
            "details must be given with the reason 'Wrong'",
        ),
        (
            lambda client: client.report(uid(5), uid(6), "x" * 9000, category="user"),
            "takes at most 8192 bytes",
        ),
    ],
)
async def test_a_report_that_cannot_be_right_is_not_sent(client, transport, call, text):
    with pytest.raises(InvalidArgument, match=text):
        await call(client)
    assert transport.requests == []


async def test_a_reason_of_a_category_that_is_new_is_left_to_mangadex(client, transport):
    transport.add(DONE)
    await client.report(Manga(client, id=uid(5)), reason(client, category="cover"))
    assert body(transport)["category"] == "manga"


@pytest.mark.parametrize("kind", ["reason", "report_reason"])
async def test_reports_are_listed(client, transport, kind):
    attributes = {
        "details": None,
        "objectId": uid(5),
        "status": "waiting",
        "createdAt": "2024-01-02T03:04:05+00:00",
    }
    relations = [rel(kind, 6, reason_data()["attributes"]), rel("user", 7)]
    data = {"id": uid(1), "type": "report", "attributes": attributes, "relationships": relations}
    transport.add(page([data]))
    [report] = await client.get_reports(status="waiting", thing=uid(5), reason=uid(6)).as_list()
    assert values(transport.requests[0], "objectId") == [uid(5)]
    assert values(transport.requests[0], "reasonId") == [uid(6)]
    assert values(transport.requests[0], "includes[]") == ["user", "reason"]
    assert (report.details, report.object_id, report.status) == ("", uid(5), "waiting")
    assert (report.reason.name, report.user.id, report.created_at.year) == ("Wrong", uid(7), 2024)


# Threads


@pytest.mark.parametrize(("kind", "word"), [(Manga, "manga"), (Chapter, "chapter"), (Group, "group")])
async def test_a_thread_about_something(client, transport, kind, word):
    answer = {"data": {"type": "thread", "id": 7, "attributes": {"repliesCount": 3}}}
    transport.add(json_answer(answer), json_answer(answer))
    thread = await client.create_thread(kind(client, id=uid(5)))
    assert thread == ForumThread(7, 3)
    assert thread.url == "https://forums.mangadex.org/threads/7"
    assert body(transport) == {"type": word, "id": uid(5)}
    assert await client.create_thread(uid(5), kind=word) == thread
    assert body(transport) == {"type": word, "id": uid(5)}


async def test_a_thread_about_nothing(client, transport):
    with pytest.raises(InvalidArgument, match="kind must be given with User"):
        await client.create_thread(User(client, id=uid(5)))
    with pytest.raises(InvalidArgument, match="kind must be one of 'manga', 'group', 'chapter'"):
        await client.create_thread(uid(5), kind="user")
    transport.add(json_answer({"data": {"type": "thread", "id": 7}}))
    assert (await client.create_thread(uid(5), kind="manga")).replies is None


# Ids of old


def mapping(old, new):
    attributes = {"type": "manga", "legacyId": old, "newId": new}
    return {"id": uid(9), "type": "mapping_id", "attributes": attributes, "relationships": []}


async def test_any_number_of_old_ids_is_converted_in_order(client, transport):
    def step(request):
        ids = json.loads(request.body)["ids"]
        assert len(request.body) < 10_240
        return page([mapping(id, uid(id)) for id in reversed(ids) if id != 700])

    transport.add(step, step, step)
    numbers = list(range(1200, 0, -1))
    found = await client.convert_legacy(Manga, [*numbers, 5])
    assert list(found) == [number for number in numbers if number != 700]
    assert all(found[number].id == uid(number) for number in found)
    assert len(transport.requests) == 3


async def test_what_was_converted_before_a_failure_is_kept(client, transport):
    transport.add(page([mapping(1, uid(1))]), ConnectionFailed("POST", "/legacy/mapping", "cut off"))
    with pytest.raises(ConnectionFailed) as caught:
        await client.convert_legacy(Manga, range(1, 502))
    assert {old: model.id for old, model in caught.value.succeeded.items()} == {1: uid(1)}


@pytest.mark.parametrize(
    ("model", "ids", "text"),
    [
        (User, [1], "model must be Manga, Chapter, Group or Tag, not <class"),
        ("manga", [1], "model must be Manga, Chapter, Group or Tag, not 'manga'"),
        (Manga, [0], "ids must be a whole number from 1, not 0"),
        (Manga, ["1"], "ids must be a whole number from 1, not '1'"),
        (Manga, [True], "ids must be a whole number from 1, not True"),
    ],
)
async def test_ids_that_cannot_be_right_are_not_sent(client, transport, model, ids, text):
    with pytest.raises(InvalidArgument, match=text):
        await client.convert_legacy(model, ids)
    assert transport.requests == []


async def test_no_ids_take_no_call(client, transport):
    assert await client.convert_legacy(Manga, []) == {}
    assert transport.requests == []


async def test_what_has_no_new_id_is_left_out(client, transport):
    transport.add(page([mapping(1, None), mapping(None, uid(2))]))
    assert await client.convert_legacy(Manga, [1, 2]) == {}


# Captchas and the pulse


@pytest.mark.parametrize("answer", ["", 5, None])
async def test_an_answer_that_is_none(client, transport, answer):
    with pytest.raises(InvalidArgument, match="answer must"):
        await client.solve_captcha(answer)
    assert transport.requests == []


async def test_a_captcha_that_was_not_solved(client, transport):
    transport.add(json_answer({"result": "error"}))
    with pytest.raises(InvalidCaptcha):
        await client.solve_captcha("an-answer-of-mine")


@pytest.mark.parametrize("status", [400, 200])
async def test_what_a_server_repeats_of_an_answer_to_a_captcha_is_not_told(client, transport, status):
    errors = [{"id": uid(1), "status": 400, "title": "no", "detail": "an-answer-of-mine is wrong"}]
    transport.add(json_answer({"result": "error", "errors": errors}, status))
    with pytest.raises(InvalidCaptcha) as caught:
        await client.solve_captcha("an-answer-of-mine")
    assert "an-answer-of-mine" not in f"{caught.value}{vars(caught.value)}"


@pytest.mark.parametrize("body", [b"pong", b"pong\n"])
async def test_mangadex_answers(client, transport, body):
    transport.add(type(DONE)(200, {"Content-Type": "text/plain"}, body))
    assert await client.ping() is None


@pytest.mark.parametrize("body", [b"<html>", b"", b"{}", b"\xff"])
async def test_something_else_answers(client, transport, body):
    transport.add(type(DONE)(200, {"Content-Type": "text/plain"}, body))
    with pytest.raises(InvalidResponse, match="GET /ping is"):
        await client.ping()


@pytest.mark.parametrize("answer", [{}, {"result": "odd"}])
async def test_an_answer_that_does_not_say_that_it_was_solved(client, transport, answer):
    transport.add(json_answer(answer))
    with pytest.raises(InvalidCaptcha):
        await client.solve_captcha("an-answer-of-mine")


async def test_a_good_status_with_a_bad_result_is_no_success(client, transport):
    errors = [{"id": "1", "status": 404, "title": "not_found", "detail": "no such thing"}]
    transport.add(*[json_answer({"result": "error", "errors": errors})] * 2)
    for call in (client.get_manga(uid(1)).follow, client.get_manga(uid(1)).is_followed):
        with pytest.raises(InvalidResponse, match=r"says that it failed.*no such thing"):
            await call()


async def test_a_page_that_is_not_found_is_no_no(client, transport):
    transport.add(type(DONE)(404, {"Content-Type": "text/html"}, b"<html>"))
    with pytest.raises(NotFound):
        await client.get_manga(uid(1)).is_followed()


@pytest.mark.parametrize(
    "call",
    [
        lambda client, thing: client.report(thing, uid(6), category="chapter"),
        lambda client, thing: client.create_thread(thing, kind="chapter"),
    ],
)
async def test_an_object_is_what_it_is(client, transport, call):
    with pytest.raises(InvalidArgument, match=r"is 'chapter', and Manga\(.* is something else"):
        await call(client, Manga(client, id=uid(5)))
    assert transport.requests == []


async def test_details_may_be_none_where_none_are_asked_for(client, transport):
    with pytest.raises(InvalidArgument, match="details must be given with the reason"):
        await client.report(Manga(client, id=uid(5)), reason(client, details=True), None)
    transport.add(DONE)
    await client.report(Manga(client, id=uid(5)), reason(client), None)
    assert "details" not in body(transport)


# Objects of another kind


WRONG_KINDS = {
    "get_mangas": lambda client, one: anext(client.get_mangas(authors=[one])),
    "follows": lambda client, one: client.user.follows_group(one),
    "statistics": lambda client, one: client.batch_group_statistics(one),
    "ratings": lambda client, one: client.batch_ratings(client.get_group(one.id)),
    "set_read": lambda client, one: client.get_manga(uid(1)).set_read([one]),
    "add_manga": lambda client, one: client.get_list(uid(1)).add_manga(client.get_chapter(one.id)),
    "relation": lambda client, one: client.get_manga(uid(1)).remove_relation(one),
    "members": lambda client, one: client.create_group("A", [one]),
    "leader": lambda client, one: client.create_group("A", leader=one),
    "tags": lambda client, one: client.random_manga(included_tags=[one]),
    "upload": lambda client, one: client.upload(uid(1), [one]).__aenter__(),
    "upload_edit": lambda client, one: client.upload_edit(one).__aenter__(),
    "manga": lambda client, one: client.create_cover(client.get_user(one.id), b""),
}


@pytest.mark.parametrize("name", WRONG_KINDS)
async def test_an_object_of_another_kind_is_refused(client, transport, name):
    with pytest.raises(InvalidArgument, match=r"must be of the kind \w+, or its id, not "):
        await WRONG_KINDS[name](client, client.get_manga(uid(5)))
    assert transport.requests == []


@pytest.mark.parametrize(
    "call", [lambda client: client.get_mangas, lambda client: client.user.manga_chapters]
)
def test_a_filter_that_there_is_not_is_one_without_a_value_too(client, call):
    with pytest.raises(TypeError, match="has no filter 'zzz'"):
        call(client)(zzz=None)
