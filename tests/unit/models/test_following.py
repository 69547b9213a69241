"""Following things, reading status, and what is on whose list."""

import pytest

from asyncdex import (
    CustomList,
    FollowStatus,
    Group,
    InvalidArgument,
    InvalidID,
    Manga,
    MangaList,
    NotFetched,
    NotFound,
    Unauthorized,
    User,
)
from tests.support import api_error, json_answer
from tests.unit.models.builders import fake_client, query, uid
from tests.unit.models.edits import logged_in, sent

OK = json_answer({"result": "ok"})
CALLS = [
    (Manga, "manga", "follows_manga"),
    (Group, "group", "follows_group"),
    (User, "user", "follows_user"),
    (CustomList, "list", "follows_list"),
]


@pytest.fixture
def client(transport, clock):
    return logged_in(transport, clock)


@pytest.mark.parametrize(("model", "path", "call"), CALLS)
async def test_whether_the_account_follows_something(client, transport, model, path, call):
    it = model(client, id=uid(1))
    transport.add(OK, api_error(404), OK, api_error(404))
    assert await it.is_followed() is True
    assert await it.is_followed() is False
    assert await getattr(client.user, call)(it) is True
    assert await getattr(client.user, call)(uid(1)) is False
    assert set(transport.paths) == {f"user/follows/{path}/{uid(1)}"}
    # That nobody follows it says nothing of whether it is there.
    assert not it.missing
    argument = call.removeprefix("follows_").replace("list", "custom_list")
    with pytest.raises(InvalidArgument, match=rf"^{argument} must be"):
        await getattr(client.user, call)("sea")
    assert len(transport.requests) == 4


@pytest.mark.parametrize(("model", "path", "call"), CALLS)
async def test_a_refused_login_is_no_no(client, transport, clock, model, path, call):
    transport.add(*[api_error(401)] * 4)
    for ask in (model(client, id=uid(1)).is_followed, lambda: getattr(client.user, call)(uid(1))):
        with pytest.raises(Unauthorized):
            await ask()
        client.session_token = "access-1"
    sent_so_far = len(transport.requests)
    assert sent_so_far >= 2
    with pytest.raises(Unauthorized, match="needs a login"):
        await model(fake_client(transport, clock), id=uid(1)).is_followed()
    assert len(transport.requests) == sent_so_far


@pytest.mark.parametrize("status", [403, 400])
async def test_no_other_refusal_is_a_no(client, transport, status):
    transport.add(api_error(status))
    with pytest.raises(Exception, match=str(status)):
        await client.get_manga(uid(1)).is_followed()


@pytest.mark.parametrize("model", [Manga, Group, CustomList])
async def test_following_and_following_no_longer(client, transport, model):
    it = model(client, id=uid(1))
    transport.add(OK, OK, api_error(404), api_error(404))
    await it.follow()
    await it.unfollow()
    path = {Manga: "manga", Group: "group", CustomList: "list"}[model]
    assert [request.method for request in transport.requests] == ["POST", "DELETE"]
    assert set(transport.paths) == {f"{path}/{uid(1)}/follow"}
    for call in (it.follow, it.unfollow):
        with pytest.raises(InvalidID):
            await call()


# Reading status


async def test_the_reading_status_of_one(client, transport):
    manga = client.get_manga(uid(1))
    with pytest.raises(NotFetched, match=r"get_reading_status\(\)"):
        _ = manga.reading_status
    told = ["reading", None, "dreaming"]
    transport.add(*(json_answer({"result": "ok", "status": status}) for status in told))
    for status in told:
        await manga.get_reading_status()
        assert manga.reading_status == status
    assert set(transport.paths) == {f"manga/{uid(1)}/status"}


async def test_saying_what_one_is_read_as(client, transport):
    manga = client.get_manga(uid(1))
    transport.add(OK, OK, OK, api_error(404))
    for status, told in ((FollowStatus.RE_READING, "re_reading"), ("dropped", "dropped"), (None, None)):
        await manga.set_reading_status(status)
        assert sent(transport) == {"status": told}
        assert manga.reading_status == told
        assert told is None or isinstance(manga.reading_status, FollowStatus)
    for wrong in ("dreaming", 5, ""):
        with pytest.raises(InvalidArgument, match=r"^status must be"):
            await manga.set_reading_status(wrong)
    assert len(transport.requests) == 3
    with pytest.raises(InvalidID):
        await manga.set_reading_status("reading")
    assert manga.reading_status is None


async def test_the_reading_statuses_of_all(client, transport):
    transport.add(
        json_answer({"statuses": {uid(1): "reading", uid(2): None, uid(3): "dreaming"}}),
        json_answer({"statuses": []}),
    )
    found = await client.user.reading_statuses()
    assert found == {uid(1): FollowStatus.READING, uid(3): "dreaming"}
    assert await client.user.reading_statuses("completed") == {}
    assert [query(request) for request in transport.requests] == [[], [("status", "completed")]]
    with pytest.raises(InvalidArgument, match=r"^status must be"):
        await client.user.reading_statuses("dreaming")
    assert len(transport.requests) == 2


async def test_the_reading_statuses_of_a_list(client, transport):
    mangas = MangaList(client, entries=[client.get_manga(uid(n)) for n in (1, 2, 1)])
    transport.add(json_answer({"statuses": {uid(1): "reading"}}))
    await mangas.get_reading_status()
    assert [manga.reading_status for manga in mangas] == ["reading", None, "reading"]
    transport.add(OK, OK)
    await mangas.set_reading_status("completed")
    assert [manga.reading_status for manga in mangas] == ["completed"] * 3
    assert transport.paths[1:] == [f"manga/{uid(n)}/status" for n in (1, 2)]
    await MangaList(client).get_reading_status()
    await MangaList(client).set_reading_status("completed")
    with pytest.raises(InvalidArgument, match=r"^status must be"):
        await mangas.set_reading_status("dreaming")
    assert len(transport.requests) == 3


async def test_an_error_says_which_of_a_list_were_set(client, transport):
    mangas = MangaList(client, entries=[client.get_manga(uid(n)) for n in range(4)])
    transport.add(lambda request: api_error(403) if uid(2) in request.url else OK)
    transport.add(*[transport.steps[0]] * 3)
    with pytest.raises(Exception, match="403") as caught:
        await mangas.set_reading_status("completed")
    assert caught.value.succeeded == {uid(n): FollowStatus.COMPLETED for n in (0, 1, 3)}
    with pytest.raises(NotFetched):
        _ = mangas[2].reading_status


# Lists


@pytest.mark.parametrize("side", ["manga", "list"])
async def test_on_and_off_a_list(client, transport, side):
    manga, mine = client.get_manga(uid(1)), client.get_list(uid(2))
    transport.add(*[OK] * 4, api_error(404))
    if side == "manga":
        await manga.add_to_list(mine)
        await manga.add_to_list(uid(2), order=0)
        await manga.remove_from_list(mine)
        await manga.remove_from_list(uid(2), order=3)
        again = manga.add_to_list(mine)
    else:
        await mine.add_manga(manga)
        await mine.add_manga(uid(1), order=0)
        await mine.remove_manga(manga)
        await mine.remove_manga(uid(1))
        again = mine.add_manga(manga)
    assert [request.method for request in transport.requests] == ["POST", "POST", "DELETE", "DELETE"]
    orders = ["", "?order=0", "", "?order=3" if side == "manga" else ""]
    assert transport.paths == [f"manga/{uid(1)}/list/{uid(2)}{order}" for order in orders]
    # Which of the two is not there cannot be told.
    with pytest.raises(NotFound):
        await again
    assert not manga.missing
    assert not mine.missing


async def test_what_cannot_be_on_a_list(client, transport):
    manga, mine = client.get_manga(uid(1)), client.get_list(uid(2))
    for call, argument in (
        (manga.add_to_list("sea"), "custom_list"),
        (manga.remove_from_list(5), "custom_list"),
        (manga.add_to_list(mine, order=-1), "order"),
        (manga.add_to_list(mine, order="first"), "order"),
        (mine.add_manga("sea"), "manga"),
        (mine.add_manga(manga, order=True), "order"),
        (mine.remove_manga(None), "manga"),
    ):
        with pytest.raises(InvalidArgument, match=rf"^{argument} must be"):
            await call
    assert transport.requests == []


# History


async def test_what_was_read_lately(client, transport):
    transport.add(
        json_answer(
            {
                "ratings": [
                    {"chapterId": uid(2), "readDate": "2024-05-06T07:08:09+00:00"},
                    {"chapterId": uid(1), "readDate": None},
                    {"chapterId": None},
                ]
            }
        ),
        json_answer({"ratings": None}),
    )
    first, second = await client.user.history()
    assert (first.chapter.id, first.read_at.isoformat()) == (uid(2), "2024-05-06T07:08:09+00:00")
    assert (second.chapter.id, second.read_at) == (uid(1), None)
    assert first.chapter.client is client
    assert await client.user.history() == []
    assert transport.paths == ["user/history"] * 2
