"""What an answer means: pure functions from what was asked and what came back to an exception, or nothing."""

from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from asyncdex.exceptions import (
    BadRequest,
    Banned,
    Captcha,
    Conflict,
    Forbidden,
    HTTPException,
    InvalidResponse,
    NotFound,
    TooManyRequests,
    Unauthorized,
)

from .messages import Answer

__all__ = ["decode", "error_body", "judge"]

T = TypeVar("T")

_BAD_REQUEST, _FORBIDDEN = 400, 403

_BY_STATUS: dict[int, type[HTTPException]] = {
    _BAD_REQUEST: BadRequest,
    401: Unauthorized,
    _FORBIDDEN: Forbidden,
    404: NotFound,
    409: Conflict,
    429: TooManyRequests,
}

#: What reading a body can come to; the last is for one that is nested without end.
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_json = msgspec.json.Decoder(dict[str, Any])


def error_body(answer: Answer) -> dict[str, Any] | None:
    """Return an answer's body as a JSON object, or None where it is none."""
    try:
        return _json.decode(answer.body)
    except _UNREADABLE:
        return None


def judge(method: str, path: str, answer: Answer) -> HTTPException | None:
    """Say what is wrong with an answer, going by its status.

    Args:
        method: The HTTP method that was used.
        path: The path or URL that was called.
        answer: What came back.

    Returns:
        An exception to raise or to act on, or None for a success.
    """
    if answer.ok:
        return None
    json = error_body(answer)
    kind = _BY_STATUS.get(answer.status, HTTPException)
    if json is None and answer.status == _BAD_REQUEST:
        kind = TooManyRequests  # the edge says "invalid request" in HTML to whom it finds too fast
    elif json is None and answer.status == _FORBIDDEN:
        kind = Banned
    elif kind is Forbidden and _asks_for_captcha(answer, json):
        kind = Captcha
    return _make(kind, method, path, answer, json)


def _make(
    kind: type[HTTPException],
    method: str,
    path: str,
    answer: Answer,
    json: dict[str, Any] | None,
    **kwargs: str,
) -> HTTPException:
    return kind(
        method,
        path,
        answer.response,
        json=json,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        **kwargs,
    )


def _asks_for_captcha(answer: Answer, json: dict[str, Any] | None) -> bool:
    return "X-Captcha-Sitekey" in answer.headers or "captcha_required_exception" in str(json)


def decode(
    decoder: "msgspec.json.Decoder[T]", method: str, path: str, answer: Answer, *, quote: bool = True
) -> T:
    """Decode a good answer.

    Args:
        decoder: What it should be.
        method: The HTTP method that was used.
        path: The path that was called.
        answer: What came back.
        quote: Whether an error may quote the answer, and carry what the decoder said: it quotes too.

    Returns:
        The decoded value.

    Raises:
        InvalidResponse: It is something else: HTML, cut off, or of another shape.
    """
    try:
        return decoder.decode(answer.body)
    except _UNREADABLE as error:
        problem = error
    what = "of an unexpected shape" if isinstance(problem, msgspec.ValidationError) else "not JSON"
    msg = f"The answer to {{method}} {{path}} is {what}: {problem}."
    quotable = answer if quote else replace(answer, body=b"")
    raise _make(InvalidResponse, method, path, quotable, None, msg=msg) from (problem if quote else None)
