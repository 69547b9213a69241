"""What an answer's headers say about limits."""

from datetime import UTC, datetime

import pytest

from asyncdex.ratelimit.headers import Limits, read_limits

NOW = datetime(2026, 1, 1, tzinfo=UTC)
UNIX = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("headers", "amount", "remaining", "wait"),
    [
        ({"X-RateLimit-Limit": "40", "X-RateLimit-Remaining": "39"}, 40, 39, None),
        ({"X-RateLimit-Limit": "0", "X-RateLimit-Remaining": "-1"}, None, None, None),
        ({"X-RateLimit-Limit": "many", "X-RateLimit-Remaining": "1e9"}, None, None, None),
        ({"X-RateLimit-Limit": "٤٠"}, None, None, None),
        ({"X-RateLimit-Retry-After": str(UNIX + 5)}, None, None, 6),
        ({"X-RateLimit-Retry-After": str(UNIX)}, None, None, 1),
        ({"X-RateLimit-Retry-After": str(UNIX - 500)}, None, None, 1),
        ({"X-RateLimit-Retry-After": "30"}, None, None, 1),
        ({"X-RateLimit-Retry-After": "9" * 30}, None, None, None),
        ({"Retry-After": "17"}, None, None, 17),
        ({"Retry-After": "0"}, None, None, 1),
        ({"Retry-After": "Thu, 01 Jan 2026 00:00:09 GMT"}, None, None, 10),
        ({"Retry-After": "Thu, 01 Jan 2026 00:00:09 -0000"}, None, None, 10),
        ({"Retry-After": "soon"}, None, None, None),
        ({"Retry-After": "17", "X-RateLimit-Retry-After": str(UNIX + 2)}, None, None, 3),
        ({"Retry-After": "17", "X-RateLimit-Retry-After": "later"}, None, None, 17),
        # The server's clock is an hour ahead of ours: its own Date says what it means.
        (
            {"X-RateLimit-Retry-After": str(UNIX + 3605), "Date": "Thu, 01 Jan 2026 01:00:00 GMT"},
            None,
            None,
            6,
        ),
        (
            {"Retry-After": "Thu, 01 Jan 2026 01:00:05 GMT", "Date": "Thu, 01 Jan 2026 01:00:00 GMT"},
            None,
            None,
            6,
        ),
    ],
)
def test_what_headers_say(headers, amount, remaining, wait):
    limits = read_limits(headers, NOW)
    assert (limits.amount, limits.remaining, limits.wait) == (amount, remaining, wait)


def test_headers_that_ask_for_too_much_are_not_believed():
    limits = read_limits({"X-RateLimit-Limit": "3000000", "Retry-After": "99999999"}, NOW)
    assert limits.amount is None
    assert limits.wait == 3600


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({"X-RateLimit-Limit": "40"}, True),
        ({"X-RateLimit-Remaining": "0"}, True),
        ({"X-RateLimit-Retry-After": "1"}, True),
        ({"X-RateLimit-Limit": "many", "Retry-After": "1"}, False),
        ({"Retry-After": "1"}, False),
    ],
)
def test_only_mangadex_itself_speaks_of_an_endpoint(headers, own):
    assert read_limits(headers, NOW).own is own


def test_the_servers_time_is_kept_where_it_matters():
    date = {"Date": "Thu, 01 Jan 2026 01:00:00 GMT"}
    assert read_limits({"X-RateLimit-Limit": "40", **date}, NOW).sent == UNIX + 3600
    assert read_limits({"X-RateLimit-Limit": "40", "Date": "today"}, NOW).sent is None
    assert read_limits(date, NOW) == Limits()
    assert read_limits({}, NOW) == Limits()


@pytest.mark.parametrize("name", ["Date", "Retry-After"])
@pytest.mark.parametrize(
    "date", ["Mon, 01 Jan 2024 00:00:00 +99999999999999", "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"]
)
def test_a_date_beyond_all_calendars_is_not_said(name, date):
    limits = read_limits({"X-RateLimit-Limit": "5", name: date}, datetime(2026, 1, 1, tzinfo=UTC))
    assert (limits.amount, limits.wait) == (5, None)
