"""What our client makes of every fault that a sandbox knows by name, on real sockets and by one clock."""

import asyncio
from itertools import islice

import pytest

from asyncdex import MangadexClient
from asyncdex.exceptions import Banned, InvalidResponse, TooManyRequests
from asyncdex.sandbox import ManualClock, Sandbox
from asyncdex.sandbox.server.faults.kinds import KINDS

#: What happens once and is got over, with how many requests that takes.
GOT_OVER = {
    "500": 2,
    "502": 2,
    "503": 2,
    "504": 2,
    "html": 2,
    "dropped": 2,
    "half": 2,
    "limited": 2,
    "limited-html": 2,
    "limited-400": 2,
    "late=0.01": 1,
    "jitter=0.01": 1,
    "slow=1000000": 1,
    "bare": 1,
    "skewed": 1,
    "skewed=-7200": 1,
    "drifted": 1,
}
#: What a client cannot do anything about, and says so.
SAID = {"limited-403": Banned, "cut": InvalidResponse, "empty": InvalidResponse, "damaged": InvalidResponse}
#: What pages come through in spite of.
PAGES = ("404", "503", "html", "empty", "cut", "half", "dropped", "damaged", "other", "stalled=0.01", "bare")
ELSEWHERE = {"revoked", "shifted"}


def test_every_kind_is_tried_here():
    tried = {kind.partition("=")[0] for kind in (*GOT_OVER, *SAID, *PAGES, *ELSEWHERE)}
    assert set(KINDS) <= tried


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
async def box(clock):
    async with Sandbox(manga=40, chapters=300, clock=clock) as box:
        yield box


@pytest.fixture
async def client(box):
    async with MangadexClient(**box.anonymous_kwargs()) as client:
        yield client


@pytest.mark.parametrize("kind", GOT_OVER)
async def test_what_is_got_over(box, client, clock, kind):
    # An answer is written down once the last of it is sent, which may be after it arrived.
    written = asyncio.Queue()
    box.stats.listeners.append(written.put_nowait)
    box.fail("GET", "/manga/random", kind=kind)
    manga = await clock.run(client.random_manga())
    assert manga.best_title()
    asked = [(await written.get()).why for _ in range(GOT_OVER[kind])]
    assert asked == [f"fault: {kind}"] + [""] * (len(asked) - 1)
    assert written.empty()


@pytest.mark.parametrize("kind", SAID)
async def test_what_is_said(box, client, clock, kind):
    box.fail("GET", "/manga/random", kind=kind, times=None)
    with pytest.raises(SAID[kind]):
        await clock.run(client.random_manga())
    assert box.stats.requests == 1


async def test_a_limit_that_never_says_when_it_ends_is_given_up(box, client, clock):
    box.fail("GET", "/manga/random", kind="limited", times=None)
    with pytest.raises(TooManyRequests):
        await clock.run(client.random_manga())
    assert clock.monotonic() > 1
    assert box.stats.too_many == box.stats.requests > 1


@pytest.mark.parametrize("kind", PAGES)
async def test_pages_come_through(box, client, clock, kind):
    box.fail("GET", "*/data/*", kind=kind, host="node")
    pages = await clock.run(client.get_chapter(box.sample_chapter_id).download_chapter(as_bytes_list=True))
    assert all(page[:4] in {b"\x89PNG", b"\xff\xd8\xff\xe0"} for page in pages)
    nodes = [seen for seen in box.stats.recent if seen.host == "node"]
    sound = [seen.size for seen in nodes if not seen.why or kind == "bare"]
    assert sorted(map(len, pages)) == sorted(sound)
    assert sum(seen.why == f"fault: {kind}" for seen in box.stats.recent) == 1


@pytest.mark.parametrize("skip", [0, 1, 2])
async def test_tokens_that_become_invalid(box, clock, skip):
    async with MangadexClient(**box.client_kwargs()) as client:
        box.fail("GET", "/user/me", kind="revoked", skip=skip)
        for _ in range(4):
            assert (await clock.run(client.user.fetch())).username == box.client_kwargs()["username"]
    assert [seen.status for seen in box.stats.recent if seen.path == "/user/me"].count(401) == 1
    assert dict(box.stats.token_requests) == {"password": 1, "refresh_token": 1}


@pytest.mark.parametrize("kind", ["shifted=3", "shifted=-3"])
async def test_a_list_that_moves_while_it_is_read(box, client, clock, kind):
    box.fail("GET", "/chapter", kind=kind, times=None)
    found = []

    async def read():
        found.extend([chapter.id async for chapter in client.get_chapters(limit=250)])

    await clock.run(read())
    # Items that come again are told once; those that slipped by are not made up for.
    assert len(set(found)) == len(found) > 200


@pytest.mark.parametrize("what", ["fields", "enums", "relationships", "lists", "all"])
async def test_answers_from_the_future(box, client, clock, what):
    box.fail("GET", "*", kind=f"drifted={what}", times=None, host="api")

    async def read():
        manga = [manga async for manga in client.get_mangas(limit=20)]
        chapters = [chapter async for chapter in client.get_chapters(limit=20)]
        return manga, chapters, await client.get_manga(box.sample_manga_id).fetch()

    manga, chapters, one = await clock.run(read())
    assert (len(manga), len(chapters)) == (20, 20)
    assert all(each.best_title() for each in (*manga, one))
    for each in islice(manga, 3):
        assert str(each.status)


async def test_one_in_twenty(box, client, clock):
    box.order("GET /manga/random 503 0.05")
    box.order("GET /manga/random dropped 0.05")

    async def read():
        return [await client.random_manga() for _ in range(60)]

    assert len(await clock.run(read())) == 60
    broken = [seen.why for seen in box.stats.recent if seen.why]
    assert 2 <= len(broken) <= 20
    assert set(broken) == {"fault: 503", "fault: dropped"}
    assert box.stats.too_many == 0
