"""What asking for tokens has in common, whoever is asked: asking again, and keeping silent about secrets."""

import random
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from asyncdex.clock import Clock, sleep
from asyncdex.exceptions import AsyncDexException, ConnectionFailed, TooManyRequests
from asyncdex.ratelimit.headers import read_limits

from .errors import error_body, judge
from .messages import Answer
from .retry import wait_before_retry

__all__ = ["ask", "discreet"]

_Json: TypeAlias = "str | float | bool | list[_Json] | dict[str, _Json] | None"

#: How often a token service is asked again when it is out of reach for a moment.
_RETRIES = 2

#: The longest wait, in seconds, that a service may ask for; what asks for more is raised.
_LONGEST_WAIT = 60.0

_SERVER_ERROR = 500

_HIDDEN = "***"

#: Fields whose values are never shown, even where they are not ours.
_SECRET_FIELDS = frozenset(
    {"access_token", "refresh_token", "id_token", "token", "session", "refresh", "password", "client_secret"}
)

#: No error about tokens is nested deeper than this; what is, is not shown.
_DEEPEST = 8


async def ask(
    clock: Clock,
    url: str,
    send: Callable[[], Awaitable[Answer]],
    secrets: Iterable[str | None],
    *,
    limited: bool,
) -> Answer:
    """Ask a token service, again where it is only out of reach for a moment: two logins harm nobody.

    Args:
        clock: What pauses are measured with.
        url: What is called, for errors.
        send: Sends the request once.
        secrets: What the request holds and no error may quote.
        limited: Whether a limiter does the waiting after the refusal of a call too many.

    Returns:
        The answer, good or a refusal; no secret is left in a refusal.

    Raises:
        AsyncDexException: No answer arrived, or the service is in no state to give one.
    """
    attempt = 0
    while True:
        attempt += 1
        failure: AsyncDexException | None
        try:
            answer = await send()
        except ConnectionFailed as error:
            failure = error
        else:
            answer = answer if answer.ok else discreet(answer, secrets)
            failure = judge("POST", url, answer)
            if failure is None or (
                failure.status < _SERVER_ERROR and not isinstance(failure, TooManyRequests)
            ):
                return answer
        wait = _wait(failure, attempt, clock, limited=limited)
        if wait is None:
            raise failure
        await sleep(clock, wait)


def _wait(error: AsyncDexException, attempt: int, clock: Clock, *, limited: bool) -> float | None:
    """Return the seconds before the service is asked again, or None to give up."""
    chance = random.random()  # noqa: S311 - it spreads retries, it protects nothing
    wait = wait_before_retry(
        error, attempt=attempt, retries=_RETRIES, idempotent=True, chance=chance, now=clock.now()
    )
    if wait is None or limited or not isinstance(error, TooManyRequests):
        return wait
    told = read_limits(error.headers or {}, clock.now()).wait
    wait = float(attempt) if told is None else told
    return wait if wait <= _LONGEST_WAIT else None


def discreet(answer: Answer, secrets: Iterable[str | None]) -> Answer:
    """Return an error answer that may be quoted.

    A service may repeat what it was sent, so every secret is taken out of it; a body that is not JSON is
    dropped as a whole.

    Args:
        answer: The answer.
        secrets: What was sent; None counts as nothing.
    """
    json = error_body(answer)
    if json is None:
        return replace(answer, body=b"")
    hidden = _without(json, [secret for secret in secrets if secret], 0)
    return replace(answer, body=msgspec.json.encode(hidden))


def _without(value: _Json, secrets: list[str], depth: int) -> _Json:
    """Return a value of a JSON body with the secrets taken out."""
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, _HIDDEN)
        return value
    if depth > _DEEPEST:
        return _HIDDEN
    if isinstance(value, list):
        return [_without(item, secrets, depth + 1) for item in value]
    if isinstance(value, dict):
        return {
            key: _HIDDEN if key in _SECRET_FIELDS else _without(item, secrets, depth + 1)
            for key, item in value.items()
        }
    return value
