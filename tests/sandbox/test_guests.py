from __future__ import annotations

import pytest

from asyncdex import MangadexClient
from asyncdex.exceptions import Forbidden
from asyncdex.sandbox.server.clocks import ManualClock
from asyncdex.sandbox.server.limits.guests import GuestQuota


@pytest.fixture
async def web(make):
    return await make(manga=8, chapters=200, guest_quota=10)


@pytest.fixture
async def chapters(web):
    answer = await web.get(
        "/chapter", ("limit", "100"), ("includeEmptyPages", "0"), ("includeExternalUrl", "0")
    )
    return answer.ids


async def read(web, chapter, **options):
    return (await web.get(f"/at-home/server/{chapter}", **options)).status


async def test_ten_chapters_a_day(web, chapters, clock):
    assert [await read(web, chapter) for chapter in chapters[:12]] == [200] * 10 + [403] * 2
    assert await read(web, chapters[0].upper()) == 200
    answer = await web.get(f"/at-home/server/{chapters[11]}")
    assert answer.body["errors"][0]["title"] == "access_denied_http_exception"
    assert answer.details == "Guests can read 10 chapters a day; log in to read more."
    assert web.box.stats.recent[-1].why == "guest quota"
    clock.advance(86_400)
    assert await read(web, chapters[11]) == 200


async def test_a_day_begins_at_midnight(web, chapters, clock):
    clock.advance(86_400 - clock.wall() % 86_400 - 1)
    assert [await read(web, chapter) for chapter in chapters[:11]] == [200] * 10 + [403]
    clock.advance(1)
    assert await read(web, chapters[10]) == 200


async def test_whoever_is_logged_in_reads_on(web, chapters):
    token = (await web.token()).body["access_token"]
    login = {"headers": {"Authorization": f"Bearer {token}"}}
    assert {await read(web, chapter, **login) for chapter in chapters[:15]} == {200}
    assert await read(web, chapters[15]) == 200


async def test_a_token_that_is_not_good_is_no_way_around_it(web, chapters):
    login = {"headers": {"Authorization": "Bearer of news"}}
    assert {await read(web, chapter, **login) for chapter in chapters[:15]} == {401}


async def test_what_is_not_there_counts_for_nothing(web, chapters):
    for number in range(12):
        assert await read(web, f"00000000-0000-4000-8000-{number:012}") == 404
    assert await read(web, chapters[0]) == 200


async def test_other_reads_are_free(web, chapters):
    assert {(await web.get(f"/chapter/{chapter}")).status for chapter in chapters[:15]} == {200}


async def test_it_is_a_switch(web, chapters):
    box = web.box
    assert box.guest_quota == 10
    box.guest_quota = None
    assert {await read(web, chapter) for chapter in chapters[:15]} == {200}
    box.guest_quota = 1
    assert [await read(web, chapter) for chapter in chapters[:2]] == [200, 403]
    with pytest.raises(ValueError, match="guest_quota must be a whole number of at least 1, not 0"):
        box.guest_quota = 0


async def test_our_client_is_told(web, chapters):
    web.box.guest_quota = 1
    async with MangadexClient(**web.box.anonymous_kwargs()) as client:
        await client.get_chapter(chapters[0]).pages()
        with pytest.raises(Forbidden, match="log in to read more"):
            await client.get_chapter(chapters[1]).pages()


def test_only_so_many_addresses_are_counted():
    quota = GuestQuota(ManualClock(), 1)
    for number in range(10_001):
        quota.count(str(number), "one")
    assert quota.allows("0", "two")
    assert not quota.allows("1", "two")
    quota.amount = 5
    quota.clear()
    assert quota.allows("1", "two")
    assert quota.amount == 1
