"""What answers teach a registry: limits nobody knew of, and pauses after refusals."""

import re

import pytest

from asyncdex import Path, PathRatelimit, Ratelimits
from asyncdex.ratelimit.lessons import _MOST_LEARNED

from .support import UUID, Reply, general, instant, rule, start


@pytest.fixture
def limits(clock):
    return Ratelimits(general(), clock=clock)


async def answer(limits, reply, url="/manga", method="GET", **kwargs):
    """Make a call that gets an answer, and return its rules from then on."""
    places = await limits.acquire(url, method)
    limits.update(places, reply, **kwargs)
    return limits.rules_for(url, method)


async def wait(limits, url="/cover"):
    return (await limits.check(url, "GET"))[0]


def own(clock, seconds=None, *, limit="10", **headers):
    """Headers with which MangaDex speaks of a limit of the endpoint."""
    if seconds is not None:
        headers["X_RateLimit_Retry_After"] = instant(clock, seconds)
    return {"X_RateLimit_Limit": limit, **headers}


# Limits that only headers told of


async def test_a_limit_told_by_headers_only_becomes_a_rule(limits, clock):
    reply = Reply(**own(clock, 30, X_RateLimit_Remaining="0"))
    learned = (await answer(limits, reply, "/report", template="/report", method="GET"))[-1]
    assert (learned.path.name, learned.path.method) == ("/report", "GET")
    assert (learned.ratelimit_amount, learned.ratelimit_time) == (10, 60)
    assert await limits.check("/report", "GET") == (pytest.approx(31), learned)
    assert await wait(limits, "/manga") == -1


async def test_a_path_without_a_template_is_generalised(limits, clock):
    await answer(limits, Reply(**own(clock)), f"/legacy/{UUID}/12?x=1", "POST")
    learned = list(limits)[-1]
    assert (learned.path.name, learned.path.method) == ("/legacy/{id}/{id}", "POST")
    assert limits.rules_for("/legacy/3/4", "POST")[-1] is learned
    assert limits.rules_for("/legacy/3/4", "GET") == (limits.general,)
    places = await limits.acquire("/a/1", "GET", template="/a/{aId}")
    limits.update(places, Reply(**own(clock)))
    assert list(limits)[-1].path.name == "/a/{aId}"
    await answer(limits, Reply(**own(clock)), "/b/1", template=f"/b/{UUID}")
    assert list(limits)[-1].path.name == "/b/{id}"


async def test_a_limit_is_learned_once_by_calls_under_way_together(limits, clock):
    calls = [await limits.acquire("/report", "GET") for _ in range(2)]
    limits.update(calls[0], Reply(**own(clock)))
    limits.update(calls[1], Reply(**own(clock, limit="12")))
    assert [one.ratelimit_amount for one in limits] == [5, 12]


async def test_a_learned_window_is_as_long_as_what_is_left_of_it(limits, clock):
    learned = (await answer(limits, Reply(**own(clock, 500)), "/report"))[-1]
    assert learned.ratelimit_time == 501
    await answer(limits, Reply(**own(clock, 20)), "/report")
    assert learned.ratelimit_time == 501
    await answer(limits, Reply(**own(clock, 599)), "/report")
    assert learned.ratelimit_time == 600


async def test_a_known_window_keeps_its_length(limits, clock):
    known = rule("/report")
    limits.add(known)
    await answer(limits, Reply(**own(clock, 500)), "/report")
    assert known.ratelimit_time == 60


async def test_learned_rules_are_capped_and_the_oldest_go_first(limits, clock):
    limits.general.ratelimit_amount = 10_000
    kept = rule("/x0", "GET")
    for number in range(_MOST_LEARNED):
        await answer(limits, Reply(**own(clock)), f"/x{number}")
    assert len(limits) == _MOST_LEARNED + 1
    limits.add(kept)  # it is not a learned one any more
    await answer(limits, Reply(**own(clock)), "/y0")
    assert len(limits) == _MOST_LEARNED + 2
    assert limits.rules_for("/x0", "GET")[-1] is kept
    await answer(limits, Reply(**own(clock)), "/y1")
    assert len(limits) == _MOST_LEARNED + 2
    assert limits.rules_for("/x1", "GET") == (limits.general,)
    assert limits.rules_for("/x2", "GET")[-1].path.name == "/x2"
    assert limits.rules_for("/y1", "GET")[-1].path.name == "/y1"


async def test_those_who_wait_go_by_a_limit_learned_meanwhile(limits, clock):
    places = await limits.acquire("/report", "GET")
    limits.general.ratelimit_used = 5
    waiting = start(limits.acquire("/report", "GET"))
    await clock.settle()
    limits.update(places, Reply(**own(clock, 30, X_RateLimit_Remaining="0")))
    await clock.run(waiting)
    assert clock.time == pytest.approx(1031)


async def test_headers_without_an_amount_teach_no_new_rule(limits, clock):
    reply = Reply(X_RateLimit_Remaining="3", X_RateLimit_Retry_After=instant(clock, 9))
    await answer(limits, reply, "/report")
    assert len(limits) == 1
    assert await wait(limits) == -1


async def test_the_limit_of_an_endpoint_leaves_the_general_rule_alone(limits, clock):
    await answer(limits, Reply(**own(clock, 30, X_RateLimit_Remaining="0")), "/report")
    assert limits.general.ratelimit_amount == 5
    assert await wait(limits) == -1


# Refusals


async def test_a_refusal_with_headers_pauses_its_own_path_only(limits, clock):
    limits.add(rule("/manga/random", "GET"))
    await answer(limits, Reply(429, **own(clock, 9)), "/manga/random")
    assert await wait(limits, "/manga/random") == pytest.approx(10)
    assert await wait(limits, "/manga") == -1


async def test_a_disguised_refusal_pauses_its_own_path_as_well(limits, clock):
    await answer(limits, Reply(400, **own(clock, 9, X_RateLimit_Remaining="5")), "/report", refused=True)
    assert await wait(limits, "/report") == pytest.approx(10)
    assert await wait(limits, "/manga") == -1


async def test_a_refusal_by_a_limit_that_names_no_time_obeys_the_standard_header(limits, clock):
    limits.add(rule("/report"))
    await answer(limits, Reply(429, **own(clock), Retry_After="7"), "/report")
    assert await wait(limits, "/report") == 7
    assert await wait(limits, "/manga") == -1


async def test_a_refusal_by_a_limit_that_names_no_time_pauses_it_longer_each_time(limits, clock):
    waits = []
    for _ in range(3):
        rules = await answer(limits, Reply(429, **own(clock)), "/report")
        waits.append(await wait(limits, "/report"))
        rules[-1].expire()
    assert waits == [1, 2, 4]
    assert await wait(limits, "/manga") == -1


async def test_a_refusal_of_everything_pauses_everything(limits, clock):
    limits.add(rule("/report"))
    await answer(limits, Reply(429, Retry_After="7"), "/report")
    assert await limits.check("/manga", "GET") == (7, limits.general)
    assert await limits.check("/report", "GET") == (7, limits.general)


async def test_a_refusal_may_name_a_date(limits):
    await answer(limits, Reply(429, Retry_After="Thu, 01 Jan 2026 00:00:08 GMT"))
    assert await wait(limits) == 9


async def test_an_instant_without_a_limit_pauses_everything(limits, clock):
    await answer(limits, Reply(429, X_RateLimit_Retry_After=instant(clock, 9)))
    assert await wait(limits) == pytest.approx(10)


async def test_a_later_refusal_shortens_no_pause(limits):
    first, second, third = [await limits.acquire("/manga", "GET") for _ in range(3)]
    limits.update(first, Reply(429, Retry_After="30"))
    limits.update(second, Reply(429, Retry_After="2"))
    limits.update(third, Reply(200))
    assert await wait(limits) == 30


async def test_refusals_without_a_time_pause_everything_longer_each_time(limits):
    waits = []
    for _ in range(8):
        limits.general.expire()
        await answer(limits, Reply(429))
        waits.append(await wait(limits))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    limits.general.expire()
    await answer(limits, Reply(200))
    await answer(limits, Reply(400), refused=True)
    assert await wait(limits) == 1


async def test_refusals_may_go_on_for_ever(limits):
    limits._lessons._refusals = 5000
    await answer(limits, Reply(429))
    assert await wait(limits) == 60


async def test_a_burst_that_is_refused_counts_once(limits, clock):
    burst = [await limits.acquire("/manga", "GET") for _ in range(5)]
    clock.time += 0.25
    for places in burst:
        limits.update(places, Reply(429))
    assert await wait(limits) == 1
    clock.time += 2
    await answer(limits, Reply(429))
    assert await wait(limits) == 2


async def test_good_news_from_before_a_refusal_does_not_end_a_row(limits, clock):
    early = await limits.acquire("/manga", "GET")
    clock.time += 1
    await answer(limits, Reply(429))
    clock.time += 1
    limits.update(early, Reply(200))
    await answer(limits, Reply(429))
    assert await wait(limits) == 2


async def test_a_server_error_does_not_end_a_row_of_refusals(limits):
    await answer(limits, Reply(429))
    limits.general.expire()
    await answer(limits, Reply(503))
    await answer(limits, Reply(429))
    assert await wait(limits) == 2


async def test_without_a_general_rule_a_refusal_pauses_everything_still(clock):
    limits = Ratelimits(rule("/a"), rule("/b"), clock=clock)
    limits.rules_for("/c", "GET")
    narrow = next(iter(limits))
    narrow.ratelimit_used = 10
    waiting = start(limits.acquire("/a", "GET"))
    await clock.settle()
    await answer(limits, Reply(429, Retry_After="7"), "/b")
    for url in ("/b", "/c"):
        seconds, culprit = await limits.check(url, "GET")
        assert (seconds, culprit.path.name) == (7, "*")
    narrow.expire()
    await clock.settle()
    assert not waiting.done()
    await clock.run(waiting)
    assert clock.time == 1007
    assert limits.general is None
    assert len(limits) == len(limits.ratelimit_dictionary) == 2
    # There is no pace where nobody asked for one.
    for _ in range(100):
        await limits.acquire("/c", "GET", max_wait=0)
    await answer(limits, Reply(429, Retry_After="9"), "/c")
    assert await wait(limits, "/b") == 9
    limits.add(PathRatelimit(Path("*", re.compile(".*")), 5, 1))
    assert limits.rules_for("/c", "GET") == (limits.general,)
