"""Orders, the clock and the version."""

import asyncio
import re
import time
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from asyncdex import list_orders
from asyncdex._api.table import (
    AUTHOR_LIST,
    CHAPTER_LIST,
    CLIENT_LIST,
    COVER_LIST,
    DRAFT_LIST,
    GROUP_LIST,
    MANGA_FEED,
    MANGA_LIST,
    MANGA_RECOMMENDATIONS,
    REPORT_LIST,
    USER_LIST,
)
from asyncdex.clock import SystemClock, sleep
from asyncdex.enum import OrderDirection
from asyncdex.list_orders import (
    ApiClientListOrder,
    AuthorListOrder,
    ChapterListOrder,
    CoverListOrder,
    DraftListOrder,
    GroupListOrder,
    MangaFeedListOrder,
    MangaListOrder,
    RecommendationListOrder,
    ReportListOrder,
    UserFollowsMangaFeedListOrder,
    UserListOrder,
)
from asyncdex.version import version

UP, DOWN = OrderDirection.ASCENDING, OrderDirection.DESCENDING
TIMES = "createdAt updatedAt publishAt readableAt"


@pytest.mark.parametrize(
    ("kind", "keys", "row"),
    [
        (AuthorListOrder, "name", AUTHOR_LIST),
        (ChapterListOrder, f"{TIMES} volume chapter", CHAPTER_LIST),
        (CoverListOrder, "createdAt updatedAt volume", COVER_LIST),
        (GroupListOrder, "name createdAt updatedAt followedCount relevance", GROUP_LIST),
        (
            MangaListOrder,
            "createdAt updatedAt title year latestUploadedChapter followedCount relevance rating",
            MANGA_LIST,
        ),
        (MangaFeedListOrder, f"volume chapter {TIMES}", MANGA_FEED),
        (UserFollowsMangaFeedListOrder, f"volume chapter {TIMES}", MANGA_FEED),
        (ApiClientListOrder, "name createdAt updatedAt", CLIENT_LIST),
        (DraftListOrder, "createdAt updatedAt title year", DRAFT_LIST),
        (RecommendationListOrder, "score", MANGA_RECOMMENDATIONS),
        (ReportListOrder, "createdAt", REPORT_LIST),
        (UserListOrder, "username", USER_LIST),
    ],
)
def test_an_order_is_sent_under_the_keys_of_its_endpoint(kind, keys, row):
    full = kind(**{item.name: DOWN for item in fields(kind)})
    assert list(full.to_params()) == keys.split()
    assert set(full.to_params().values()) == {DOWN}
    assert set(full.to_params()) == set(row.params["order"].keys)
    assert kind().to_params() == {}


def test_only_directions_that_were_given_are_sent():
    assert MangaListOrder(year=DOWN, titles=UP).to_params() == {"title": UP, "year": DOWN}
    assert ChapterListOrder(number=UP).to_params() == {"chapter": UP}


def test_every_order_is_covered():
    assert len(list_orders.__all__) == 13


def test_the_version_is_one():
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", version)


def test_the_system_clock_tells_the_machines_time():
    clock = SystemClock()
    assert abs(clock.monotonic() - time.monotonic()) < 1
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
    assert clock.now().tzinfo is UTC


async def test_the_system_clock_calls_back_and_can_be_told_not_to():
    clock, called = SystemClock(), []
    clock.call_later(0, lambda: called.append("first"))
    clock.call_later(0, lambda: called.append("never")).cancel()
    await sleep(clock, 0.001)
    assert called == ["first"]


async def test_sleep_ends_when_the_clock_says_so(clock):
    task = asyncio.ensure_future(sleep(clock, 10))
    await clock.advance(9.9)
    assert not task.done()
    await clock.advance(0.1)
    assert task.done()
    assert clock.slept == [10]
    task.result()


@pytest.mark.parametrize("seconds", [0, -1, -0.5])
async def test_no_sleep_at_all_still_lets_others_run(clock, seconds):
    ran = []
    task = asyncio.ensure_future(asyncio.sleep(0, ran.append("other")))
    asyncio.get_running_loop().call_soon(ran.append, "soon")
    await sleep(clock, seconds)
    assert ran == ["other", "soon"]
    assert not clock.timers
    await task


async def test_a_sleep_cancelled_calls_its_timer_off(clock):
    task = asyncio.ensure_future(sleep(clock, 10))
    await clock.settle()
    ((_, _, timer),) = clock.timers
    assert not timer.cancelled
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert timer.cancelled


async def test_a_timer_that_rings_after_a_cancellation_does_no_harm(clock):
    task = asyncio.ensure_future(sleep(clock, 10))
    await clock.settle()
    ((_, _, timer),) = clock.timers
    task.cancel()
    timer.callback()
    with pytest.raises(asyncio.CancelledError):
        await task
