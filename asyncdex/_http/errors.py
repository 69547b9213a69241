"""What an answer means: pure functions from what was asked and what came back to an exception, or nothing."""

import re
from contextlib import suppress
from typing import Any, TypeVar, cast

import msgspec
from msgspec.structs import replace

from asyncdex._api import Decoder
from asyncdex.exceptions import (
    BadRequest,
    Banned,
    Captcha,
    Conflict,
    Forbidden,
    HTTPException,
    InvalidCaptcha,
    InvalidResponse,
    NotFound,
    PermissionMismatch,
    TooManyRequests,
    Unauthorized,
)

from .messages import Answer

__all__ = ["decode", "error_body", "failed", "hushed", "judge"]

T = TypeVar("T")

_BAD_REQUEST, _FORBIDDEN = 400, 403

#: Where captchas are handed in: a 400 there means a wrong one.
_CAPTCHA = "/captcha/solve"

#: How MangaDex writes a permission, such as "manga.edit".
_PERMISSION = re.compile(r"\b[a-z][a-z_]*(?:\.[a-z_]+)+\b")

_BY_STATUS: dict[int, type[HTTPException]] = {
    _BAD_REQUEST: BadRequest,
    401: Unauthorized,
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


def _is_json(answer: Answer) -> bool:
    try:
        msgspec.json.decode(answer.body)
    except _UNREADABLE:
        return False
    return True


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
    # An answer to HEAD never has a body, so that nothing can be told from that.
    silent = json is None and method != "HEAD" and not _is_json(answer)
    told: dict[str, Any] = {
        "json": json,
        "status": answer.status,
        "headers": answer.headers,
        "body": answer.body,
    }
    if answer.status == _FORBIDDEN:
        return (
            Banned(method, path, answer.response, **told)
            if silent
            else _forbidden(method, path, answer, told)
        )
    kind = _BY_STATUS.get(answer.status, HTTPException)
    if silent and answer.status == _BAD_REQUEST:
        kind = TooManyRequests  # the edge says "invalid request" in HTML to whom it finds too fast
    elif answer.status == _BAD_REQUEST and path == _CAPTCHA:
        return InvalidCaptcha(answer.response, **told)
    return kind(method, path, answer.response, **told)


def failed(method: str, path: str, answer: Answer) -> HTTPException:
    """Return the error for an answer that says by its body, and not by its status, that it failed.

    Args:
        method: The HTTP method that was used.
        path: The path that was called.
        answer: What came back.
    """
    told: dict[str, Any] = {"json": error_body(answer), "status": answer.status, "headers": answer.headers}
    if path == _CAPTCHA:
        return InvalidCaptcha(answer.response, **told)
    msg = "The answer to {method} {path} says that it failed."
    return InvalidResponse(method, path, answer.response, msg=msg, **told)


def hushed(answer: Answer) -> Answer:
    """Return an answer that is an error without what may repeat a secret: only the errors' titles are kept.

    Args:
        answer: What came back.
    """
    json = error_body(answer)
    listed = (json or {}).get("errors")
    items = cast("list[object]", listed) if isinstance(listed, list) else []
    errors = [_title(cast("dict[str, Any]", item)) for item in items if isinstance(item, dict)]
    body = b"(not shown)" if json is None else msgspec.json.encode({"result": "error", "errors": errors})
    return replace(answer, body=body, response=None)


def _title(error: dict[str, Any]) -> dict[str, Any]:
    """Return what of an error is MangaDex's own words."""
    return {key: error[key] for key in ("id", "status", "title") if key in error}


def _forbidden(method: str, path: str, answer: Answer, told: dict[str, Any]) -> HTTPException:
    """Say what a 403 with an explanation means: a captcha, a permission that lacks, or just no."""
    refusal = Forbidden(method, path, answer.response, **told)
    key = answer.headers.get("X-Captcha-Sitekey")
    if key is not None or "captcha_required_exception" in str(told["json"]):
        return Captcha(key or _site_key(refusal), method, path, answer.response, **told)
    permission = _permission(refusal)
    if permission is not None:
        return PermissionMismatch(permission, method, path, answer.response, **told)
    return refusal


def _site_key(refusal: HTTPException) -> str:
    """Return the site key that an error's context holds, or an empty text."""
    contexts = (error.get("context") for error in refusal.errors)
    keys = (cast("dict[str, Any]", item).get("siteKey") for item in contexts if isinstance(item, dict))
    return next((key for key in keys if isinstance(key, str)), "")


def _permission(refusal: HTTPException) -> str | None:
    """Return the permission that an error says is missing, if it names one."""
    details = (str(error.get("detail") or "") for error in refusal.errors)
    found = (_PERMISSION.search(detail) for detail in details if "permission" in detail.lower())
    return next((match.group() for match in found if match is not None), None)


def decode(decoder: Decoder[T], method: str, path: str, answer: Answer, *, quote: bool = True) -> T:
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
    if not answer.body:  # nothing at all, as a 204 has it, is what some types allow
        with suppress(msgspec.DecodeError):
            return decoder.decode(b"null")
    what = "of an unexpected shape" if isinstance(problem, msgspec.ValidationError) else "not JSON"
    raise InvalidResponse(
        method,
        path,
        answer.response,
        status=answer.status,
        headers=answer.headers,
        body=answer.body if quote else b"",
        msg=f"The answer to {{method}} {{path}} is {what}: {problem}.",
    ) from (problem if quote else None)
