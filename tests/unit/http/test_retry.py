from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex._http.retry import may_have_arrived, wait_before_retry
from asyncdex.exceptions import (
    AsyncDexException,
    BadRequest,
    Banned,
    ConnectionFailed,
    HTTPException,
    InvalidResponse,
    NotFound,
    Ratelimit,
    RequestTimeout,
    TooManyRequests,
    Unauthorized,
)


def http(kind, status):
    return kind("GET", "/x", None, status=status)


NOW = datetime(2026, 1, 1, tzinfo=UTC)
FAILED = ConnectionFailed("GET", "/x", "reset")
UNSENT = ConnectionFailed("GET", "/x", "refused", may_have_arrived=False)
ERRORS = [
    FAILED,
    UNSENT,
    RequestTimeout("GET", "/x", "slow"),
    *(http(HTTPException, status) for status in (500, 502, 503, 504, 501, 301)),
    http(TooManyRequests, 429),
    http(NotFound, 404),
]


@pytest.mark.parametrize(
    ("error", "attempt", "idempotent", "wait"),
    [
        (FAILED, 1, True, 0.5),
        (FAILED, 2, True, 1.0),
        (FAILED, 3, True, 2.0),
        (FAILED, 4, True, None),
        (FAILED, 1, False, None),
        (UNSENT, 1, True, 0.5),
        (UNSENT, 2, False, 1.0),
        (UNSENT, 4, False, None),
        (RequestTimeout("GET", "/x", "slow", may_have_arrived=False), 1, False, 0.5),
        (http(HTTPException, 500), 1, True, 0.5),
        (http(HTTPException, 502), 2, True, 1.0),
        (http(HTTPException, 503), 3, True, 2.0),
        (http(HTTPException, 504), 1, True, 0.5),
        (http(HTTPException, 504), 1, False, None),
        (http(HTTPException, 501), 1, True, None),
        (http(HTTPException, 301), 1, True, None),
        (http(TooManyRequests, 429), 1, True, 0.0),
        (http(TooManyRequests, 429), 3, False, 0.0),
        (http(TooManyRequests, 400), 4, True, None),
        (http(Banned, 403), 1, True, None),
        (http(BadRequest, 400), 1, True, None),
        (http(Unauthorized, 401), 1, True, None),
        (http(NotFound, 404), 1, True, None),
        (http(InvalidResponse, 200), 1, True, None),
        (AsyncDexException("anything"), 1, True, None),
    ],
)
def test_when_to_try_again(error, attempt, idempotent, wait):
    got = wait_before_retry(error, attempt=attempt, retries=3, idempotent=idempotent, chance=1.0, now=NOW)
    assert got == wait


@pytest.mark.parametrize(
    ("after", "status", "wait"),
    [
        ("2", 503, 2.0),
        ("0", 503, 1.0),
        ("30", 503, 30.0),
        ("31", 503, None),
        ("3600", 502, None),
        ("Thu, 01 Jan 2026 00:00:05 GMT", 503, 6.0),
        ("soon", 503, 0.5),
        ("2", 404, None),
    ],
)
def test_a_server_that_says_when_it_will_be_back_is_not_asked_before(after, status, wait):
    error = HTTPException("GET", "/x", None, status=status, headers={"Retry-After": after})
    assert wait_before_retry(error, attempt=1, retries=3, idempotent=True, chance=1.0, now=NOW) == wait


def test_a_headerless_error_is_waited_for_as_usual():
    error = http(HTTPException, 503)
    error.headers = None
    assert wait_before_retry(error, attempt=1, retries=3, idempotent=True, chance=1.0, now=NOW) == 0.5


@pytest.mark.parametrize(
    ("error", "arrived"),
    [
        (FAILED, True),
        (UNSENT, False),
        (http(HTTPException, 503), True),
        (http(HTTPException, 501), False),
        (http(TooManyRequests, 429), False),
        (http(NotFound, 404), False),
        (AsyncDexException("anything"), False),
    ],
)
def test_what_may_have_been_carried_out(error, arrived):
    assert may_have_arrived(error) is arrived


def test_a_limit_of_ours_is_not_retried(clock):
    limit = Ratelimit("/x", 5, clock.now())
    assert wait_before_retry(limit, attempt=1, retries=3, idempotent=True, chance=1.0, now=NOW) is None


@given(
    st.sampled_from(ERRORS),
    st.integers(1, 5000),
    st.integers(0, 5000),
    st.booleans(),
    st.floats(0, 1),
)
def test_a_wait_is_never_negative_nor_long_and_ends_with_the_retries(
    error, attempt, retries, idempotent, chance
):
    wait = wait_before_retry(
        error, attempt=attempt, retries=retries, idempotent=idempotent, chance=chance, now=NOW
    )
    assert wait is None or 0 <= wait <= 30
    if attempt > retries:
        assert wait is None


@given(st.integers(1, 2000))
def test_the_longest_wait_never_shrinks(attempt):
    first, second = (
        wait_before_retry(FAILED, attempt=number, retries=5000, idempotent=True, chance=1.0, now=NOW)
        for number in (attempt, attempt + 1)
    )
    assert first <= second
    assert second == min(2 * first, 30)
