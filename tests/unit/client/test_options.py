"""What a client is made with beside credentials."""

import aiohttp
import pytest

from asyncdex import (
    ContentRating,
    InvalidArgument,
    MangadexClient,
    NotFound,
    Ratelimit,
    Ratelimits,
    constants,
    version,
)
from asyncdex._http.messages import Answer
from asyncdex.client.options import user_agent_of
from tests.support import json_answer
from tests.unit.http.support import general
from tests.unit.models.builders import entity, fake_client, one, query, uid


@pytest.mark.parametrize("name", ["", "  ", "bot\n/1", "böt/1", "bot\x00"])
def test_a_user_agent_that_cannot_be_sent(name):
    with pytest.raises(InvalidArgument, match=r"user_agent must be a name such as 'my-bot/1\.0'"):
        MangadexClient(user_agent=name)


def test_the_applications_name_comes_first():
    ours = f"asyncdex/{version} aiohttp/{aiohttp.__version__}"
    assert user_agent_of(None) == ours
    assert user_agent_of(" my-bot/1 (me@example.org) ") == f"my-bot/1 (me@example.org) {ours}"


@pytest.mark.parametrize("timeout", [0, -1, True, "9", float("nan")])
def test_a_timeout_that_is_none(timeout):
    with pytest.raises(InvalidArgument, match="timeout must be a number of seconds above 0"):
        MangadexClient(timeout=timeout)


async def test_a_timeout_for_a_session_of_ours():
    async with MangadexClient(timeout=9) as client:
        assert client.session.timeout == aiohttp.ClientTimeout(total=9, sock_connect=15)
    exact = aiohttp.ClientTimeout(total=3)
    async with MangadexClient(timeout=exact) as client:
        assert client.session.timeout is exact


@pytest.mark.parametrize("seconds", [-0.1, True, "2", float("nan")])
def test_a_longest_wait_that_is_none(seconds):
    with pytest.raises(InvalidArgument, match="max_ratelimit_wait must be a number of seconds from 0"):
        MangadexClient(max_ratelimit_wait=seconds)
    client = MangadexClient()
    with pytest.raises(InvalidArgument, match="max_ratelimit_wait"):
        client.max_ratelimit_wait = seconds
    assert client.max_ratelimit_wait is None


def busy(transport, clock, **options):
    """A client whose general pace is used up for the next second."""
    client = fake_client(transport, clock, **options)
    client.api.ratelimits = Ratelimits(general(1), clock=clock)
    transport.add(*[json_answer({"result": "ok"})] * 3)
    return client


@pytest.mark.parametrize(
    ("options", "sleeps"),
    [
        ({}, True),
        ({"sleep_on_ratelimit": False}, True),  # the general pace, up to its own second
        ({"max_ratelimit_wait": 0}, False),
        ({"max_ratelimit_wait": 0.5}, False),
        ({"max_ratelimit_wait": 1.1}, True),
        ({"sleep_on_ratelimit": False, "max_ratelimit_wait": 1.1}, True),
        ({"sleep_on_ratelimit": False, "max_ratelimit_wait": 0}, False),
    ],
)
async def test_how_long_a_client_waits_for_the_general_pace(transport, clock, options, sleeps):
    client = busy(transport, clock, **options)
    await client.request_as("GET", "/ping", type=dict)
    if not sleeps:
        with pytest.raises(Ratelimit):
            await client.request_as("GET", "/ping", type=dict)
        assert len(transport.requests) == 1
        return
    await clock.run(client.request_as("GET", "/ping", type=dict))
    assert len(transport.requests) == 2


@pytest.mark.parametrize(("seconds", "sleeps"), [(0, False), (0.5, False), (1.1, True), (float("inf"), True)])
@pytest.mark.parametrize("client_wide", [None, 0, 5])
async def test_how_long_one_call_waits(transport, clock, seconds, sleeps, client_wide):
    client = busy(transport, clock, max_ratelimit_wait=client_wide)
    await client.request_as("GET", "/ping", type=dict)
    second = client.request_as("GET", "/ping", type=dict, max_ratelimit_wait=seconds)
    if sleeps:
        await clock.run(second)
    else:
        with pytest.raises(Ratelimit):
            await second


def test_the_longest_wait_and_sleeping_can_be_set():
    client = MangadexClient(max_ratelimit_wait=2, sleep_on_ratelimit=False)
    assert (client.max_ratelimit_wait, client.sleep_on_ratelimit) == (2.0, False)
    client.max_ratelimit_wait = None
    assert client.api.patience.max_wait == 0
    client.sleep_on_ratelimit = True
    assert client.api.patience.max_wait is None
    client.max_ratelimit_wait = 3
    assert client.api.patience.max_wait == 3


async def test_a_registry_of_ones_own_is_shared_and_outlives_a_client(transport, clock):
    limits = Ratelimits(general(2), clock=clock)
    first = MangadexClient(ratelimits=limits, clock=clock)
    second = MangadexClient(ratelimits=limits, clock=clock)
    assert first.ratelimits is second.ratelimits is limits
    for client in (first, second):
        client.api.transport = transport
    transport.add(*[json_answer({"result": "ok"})] * 3)
    await first.request_as("GET", "/ping", type=dict)
    await second.request_as("GET", "/ping", type=dict)
    assert (await limits.check("/ping", "GET"))[0] > 0
    await first.close()
    await clock.run(second.request_as("GET", "/ping", type=dict))


def test_an_empty_registry_is_one_too():
    limits = Ratelimits()
    assert MangadexClient(ratelimits=limits).ratelimits is limits


def test_the_documented_limits_are_copied():
    first, second = MangadexClient(), MangadexClient()
    first.ratelimits.general.ratelimit_used = 5
    assert not first.ratelimits.general.can_call("GET")
    assert second.ratelimits.general.can_call("GET")
    assert all(rule.ratelimit_used == 0 for rule in constants.ratelimit_data)


async def test_the_clock_of_a_client_is_that_of_its_limits(clock):
    client = MangadexClient(clock=clock)
    assert client.clock is client.api.clock is clock
    client.ratelimits.general.ratelimit_used = 5
    assert not client.ratelimits.general.can_call("GET")
    await clock.advance(2)
    assert client.ratelimits.general.can_call("GET")


# Defaults


async def test_defaults_narrow_searches_feeds_and_random_manga(transport, clock):
    client = fake_client(
        transport,
        clock,
        languages="en",
        content_ratings="safe",
        blocked_groups=[uid(1)],
        blocked_uploaders=[uid(2)],
        excluded_tags=[uid(3)],
    )
    empty = json_answer({"result": "ok", "data": [], "total": 0})
    transport.add(empty, empty, empty, one(entity("manga", 1)))
    await client.search(title="sea").as_list()
    await client.get_chapters().as_list()
    await client.get_manga(uid(9)).chapters.get()
    await client.random_manga()
    found, chapters, feed, chance = (query(request) for request in transport.requests)
    ratings, tags = ("contentRating[]", "safe"), ("excludedTags[]", uid(3))
    assert {ratings, tags, ("availableTranslatedLanguage[]", "en")} <= set(found)
    blocked = {("excludedGroups[]", uid(1)), ("excludedUploaders[]", uid(2)), ("translatedLanguage[]", "en")}
    assert {ratings, *blocked} <= set(chapters)
    assert blocked <= set(feed)
    assert [value for name, value in feed if name == "contentRating[]"] == [
        "safe",
        "suggestive",
        "erotica",
        "pornographic",
    ]
    assert {ratings, tags} <= set(chance)


def test_defaults_can_be_read_and_set():
    client = MangadexClient()
    assert client.languages == client.blocked_groups == client.blocked_uploaders == client.excluded_tags == ()
    client.languages = ["en", "de"]
    client.content_ratings = [ContentRating.SAFE, "erotica"]
    client.blocked_groups = [client.get_group(uid(1))]
    client.blocked_uploaders = uid(2)
    client.excluded_tags = [uid(3)]
    assert client.languages == ("en", "de")
    assert client.content_ratings == (ContentRating.SAFE, ContentRating.EROTICA)
    assert (client.blocked_groups, client.blocked_uploaders) == ((uid(1),), (uid(2),))
    assert client.excluded_tags == (uid(3),)
    with pytest.raises(InvalidArgument, match="content_ratings"):
        client.content_ratings = "mild"
    with pytest.raises(InvalidArgument, match="languages"):
        MangadexClient(languages=["klingon"])


# The token only where it is required


@pytest.fixture
def sparing(transport, clock):
    client = fake_client(transport, clock, token_only_where_required=True)
    client.session_token = "access-0"
    return client


def sent_tokens(transport):
    return [request.headers.get("Authorization") for request in transport.requests]


async def test_public_operations_go_without_the_token(sparing, transport):
    transport.add(one(entity("manga", 1)), one(entity("user", 1)))
    await sparing.get_manga(uid(1)).fetch()
    await sparing.user.fetch_user()
    assert sent_tokens(transport) == [None, "Bearer access-0"]


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_what_is_hidden_without_the_token_is_asked_for_with_it(sparing, transport, status):
    transport.add(json_answer({"result": "error", "errors": []}, status), Answer(200, body=b"{}"))
    assert await sparing.request_as("GET", f"/list/{uid(1)}", type=dict) == {}
    assert sent_tokens(transport) == [None, "Bearer access-0"]


async def test_what_is_public_and_missing_is_missing(sparing, transport):
    transport.add(json_answer({"result": "error", "errors": []}, 404))
    with pytest.raises(NotFound):
        await sparing.request_as("GET", f"/manga/{uid(1)}", type=dict)
    assert sent_tokens(transport) == [None]
