from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex import MangadexClient
from asyncdex.exceptions import Banned
from asyncdex.sandbox import Ladder, Limits
from asyncdex.sandbox.server.limits.ladder import Climbers

STEPS = Ladder(refusals=3, memory=10, ban=60, defiance=2, silence=30)


@pytest.fixture
async def web(make):
    return await make(limits=Limits(ladder=STEPS), manga=2, chapters=20)


async def ask(web, path="/ping"):
    """Return the status of an answer."""
    return (await web.get(path, timeout=30)).status


async def silent(web, path="/ping"):
    """Return 0 as nothing comes back, or else the status."""
    try:
        return (await web.get(path, timeout=0.1)).status
    except TimeoutError:
        return 0


async def ban(web):
    assert [await ask(web) for _ in range(8)] == [200] * 5 + [429] * 3


async def test_all_the_steps_and_back(web, clock):
    await ban(web)
    answer = await web.get("/ping")
    assert (answer.status, answer.headers["Content-Type"]) == (403, "text/html; charset=utf-8")
    assert b"403 Forbidden" in answer.raw
    assert "Retry-After" not in answer.headers
    assert [await ask(web), await silent(web)] == [403, 0]
    clock.advance(29)
    assert await silent(web) == 0
    clock.advance(29)
    assert await silent(web) == 0
    clock.advance(30)
    assert await ask(web) == 200
    stats = web.box.stats
    assert (stats.too_many, stats.refused["general"], stats.banned, stats.ignored) == (3, 3, 2, 3)


async def test_a_ban_that_is_sat_out(web, clock):
    await ban(web)
    assert await ask(web) == 403
    clock.advance(59)
    assert await ask(web) == 403
    clock.advance(1)
    assert [await ask(web) for _ in range(6)] == [200] * 5 + [429]


async def test_refusals_long_ago_are_forgiven(web, clock):
    for _ in range(4):
        assert [await ask(web) for _ in range(7)] == [200] * 5 + [429] * 2
        clock.advance(10)
    assert web.box.outcasts == []


async def test_a_ban_shuts_the_other_hosts_of_mangadex_and_not_the_image_nodes(web, clock):
    chapter = (await web.get(f"/at-home/server/{web.box.sample_chapter_id}")).body
    page = f"{chapter['baseUrl']}/data/{chapter['chapter']['hash']}/{chapter['chapter']['data'][0]}"
    clock.advance(1)
    await ban(web)
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    cover = web.box.catalogue.covers[manga.linked("cover_art")[0]].attributes["fileName"]
    assert (await web.get(f"/covers/{manga.id}/{cover}")).status == 403
    assert (await web.token()).status == 403
    assert (await web.get(page)).status == 200
    assert (await web.request("POST", "/network/report", json={})).status == 200


async def test_whoever_asks_too_fast_is_refused_by_the_other_hosts_as_well(web, clock):
    assert [await ask(web) for _ in range(6)] == [200] * 5 + [429]
    refused = await web.token()
    assert (refused.status, refused.headers["Retry-After"]) == (429, "1")
    clock.advance(0.2)
    assert (await web.token()).status == 200


async def test_who_is_outcast_is_shown_and_can_be_released(web, clock):
    await ban(web)
    assert [tuple(one) for one in web.box.outcasts] == [("127.0.0.1", "banned", 60)]
    web.box.release("127.0.0.2")
    assert await ask(web) == 403
    web.box.release("127.0.0.1")
    assert web.box.outcasts == []
    assert web.box.buckets == []
    await ban(web)
    assert [await ask(web), await ask(web), await silent(web)] == [403, 403, 0]
    clock.advance(10)
    assert [tuple(one) for one in web.box.outcasts] == [("127.0.0.1", "silent", 20)]
    web.box.release()
    assert await ask(web) == 200


async def test_no_ladder_is_429_for_ever(make):
    web = await make(limits=Limits(ladder=None), manga=2, chapters=20)
    assert {await ask(web) for _ in range(80)} == {200, 429}
    assert (web.box.outcasts, web.box.stats.too_many) == ([], 75)


async def test_limits_that_are_off_have_nothing_to_show_or_release(make):
    web = await make(manga=2, chapters=20)
    await ask(web)
    web.box.release()
    assert (web.box.outcasts, web.box.buckets) == ([], [])


async def test_the_documented_limits_have_the_ladder(make):
    web = await make(limits="documented", manga=2, chapters=20)
    assert [await ask(web) for _ in range(56)] == [200] * 5 + [429] * 50 + [403]


async def test_our_client_knows_a_ban_when_it_sees_one(web):
    await ban(web)
    async with MangadexClient(**web.box.anonymous_kwargs()) as client:
        with pytest.raises(Banned):
            await client.random_manga()
    assert web.box.stats.banned == 1


async def test_an_unanswered_request_ends_with_its_client(web):
    await ban(web)
    assert [await ask(web), await ask(web), await silent(web)] == [403, 403, 0]
    await web.box.stop()
    assert web.box.stats.under_way == 0


@pytest.mark.parametrize("name", ["refusals", "memory", "ban", "defiance", "silence"])
@pytest.mark.parametrize("value", [0, -1, float("inf"), float("nan"), "5", None, True])
def test_steps_that_make_no_sense(name, value):
    with pytest.raises(ValueError, match=rf"^Ladder\({name}\) must be a .*, not "):
        Ladder(**{name: value})


def test_only_so_many_addresses_are_remembered():
    climbers = Climbers(STEPS)
    for number in range(20_000):
        climbers.refused(str(number), 0.0)
    assert len(climbers._known) == 10_000


@given(st.lists(st.tuples(st.integers(0, 45), st.booleans()), max_size=200))
def test_nobody_is_shut_out_for_longer_than_the_ladder_says(steps):
    climbers, now = Climbers(STEPS), 0.0
    refusals, banned_at, defied, last_silent = [], None, 0, None
    for gap, too_fast in steps:
        now += gap
        standing = climbers.ask("somebody", now)
        if standing == "free":
            # A ban has run out, or silence was sat out.
            assert banned_at is None or now - banned_at >= STEPS.ban or last_silent is not None
            assert last_silent is None or now - last_silent >= STEPS.silence
            banned_at = last_silent = None
            if too_fast:
                refusals = [*refusals, now][-STEPS.refusals :]
                climbers.refused("somebody", now)
                if len(refusals) == STEPS.refusals and now - refusals[0] < STEPS.memory:
                    refusals, banned_at, defied = [], now, 0
        else:
            assert banned_at is not None
            if standing == "banned":
                defied += 1
                assert last_silent is None
                assert now - banned_at < STEPS.ban
                assert defied <= STEPS.defiance
            else:
                assert last_silent is not None or defied == STEPS.defiance
                assert last_silent is None or now - last_silent < STEPS.silence
                last_silent = now
