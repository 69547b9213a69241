"""Faults by name, for those who do not want to say in which way they come about."""

from __future__ import annotations

import zlib
from difflib import get_close_matches
from typing import Any, NamedTuple

from asyncdex.sandbox.server.errors import ApiError
from asyncdex.sandbox.server.faults.drift import DRIFTS

_UNAVAILABLE = (
    "<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service unavailable</h1></body></html>"
)
_TOO_FAST = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"
_BAD_REQUEST = _TOO_FAST.format("400 Bad Request", "Your browser sent an invalid request.")
_SLOW_DOWN = _TOO_FAST.format("429 Too Many Requests", "Please slow down.")
_NO_ENTRY = _TOO_FAST.format("403 Forbidden", "Please try again later.")
_HTML = "text/html"
_LIMITED = ApiError(429, "too_many_requests_http_exception", "You have been rate limited.").body()
_USUAL = (
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Retry-After",
    "Retry-After",
    "X-Request-ID",
    "Date",
    "Cache-Control",
)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return len(content).to_bytes(4, "big") + name + content + check.to_bytes(4, "big")


#: A sound picture of one grey pixel, which is not the page that was asked for.
_OTHER_PICTURE = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)))
    + _chunk(b"IDAT", zlib.compress(b"\x00\x80"))
    + _chunk(b"IEND", b"")
)


class Kind(NamedTuple):
    """A fault with a name.

    Attributes:
        says: What happens, in plain words.
        options: What the fault is made with.
        value: The option that a value after the name sets, as in `late=5`, or an empty text.
    """

    says: str
    options: dict[str, Any]
    value: str = ""


KINDS = {
    "late": Kind("the answer is late, a second unless said", {"delay": 1.0}, "delay"),
    "jitter": Kind(
        "the answer is late by chance, at most two seconds unless said", {"jitter": 2.0}, "jitter"
    ),
    "dropped": Kind("the connection is closed without an answer", {"drop": True}),
    "half": Kind("half of the answer, and then the connection is closed", {"truncate": True}),
    "cut": Kind("half of the answer, as if it were the whole", {"cut": True}),
    "stalled": Kind(
        "half of the answer, and then nothing for a minute unless said", {"stall": 60.0}, "stall"
    ),
    "slow": Kind("the answer trickles, 1000 bytes a second unless said", {"slow": 1000}, "slow"),
    "damaged": Kind("wrong bytes in an answer of the right length", {"corrupt": True}),
    "other": Kind(
        "another picture than the one asked for", {"body": _OTHER_PICTURE, "content_type": "image/png"}
    ),
    "empty": Kind("nothing in the body", {"body": b"", "content_type": "application/json"}),
    "html": Kind(
        "a page in HTML, with 503 unless said",
        {"status": 503, "body": _UNAVAILABLE, "content_type": _HTML},
        "status",
    ),
    "limited": Kind("429 with nothing that says how long to wait", {"status": 429, "body": _LIMITED}),
    "limited-html": Kind("429 as a page in HTML", {"status": 429, "body": _SLOW_DOWN, "content_type": _HTML}),
    "limited-400": Kind(
        "a 429 that says 400, in HTML", {"status": 400, "body": _BAD_REQUEST, "content_type": _HTML}
    ),
    "limited-403": Kind(
        "a 429 that says 403, in HTML", {"status": 403, "body": _NO_ENTRY, "content_type": _HTML}
    ),
    "bare": Kind("no headers that tell of limits, of the time or of the request", {"strip": _USUAL}),
    "skewed": Kind("a Date header an hour ahead unless said, in seconds", {"skew": 3600.0}, "skew"),
    "drifted": Kind(f"JSON with news in it: {', '.join(DRIFTS)}", {"drift": "all"}, "drift"),
    "shifted": Kind("later pages of a list one item on unless said", {"shift": 1}, "shift"),
    "revoked": Kind("all access tokens become invalid first", {"revoke": True}),
}

_WHOLE, _NUMBERS = frozenset({"slow", "status", "shift"}), frozenset({"delay", "jitter", "stall", "skew"})


def options_of(kind: str) -> dict[str, Any]:
    """Return what a fault is made with that is ordered by name.

    Args:
        kind: The name, such as `html`, with or without a value, such as `late=5`; or a status, such as `503`.

    Raises:
        ValueError: If there is none of the name, or the value is wrong.
    """
    if kind.isdecimal() and kind.isascii():
        return {"kind": kind, "status": int(kind)}
    name, equals, text = kind.partition("=")
    known = KINDS.get(name)
    if known is None:
        near = get_close_matches(name, KINDS, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise ValueError(f"there is no fault {name!r}; {hint}Known are a status and {', '.join(KINDS)}")
    options = {**known.options, "kind": kind}
    if equals:
        if not known.value:
            raise ValueError(f"the fault {name!r} takes no value, and so not {text!r}")
        options[known.value] = _value(name, known.value, text)
    return options


def _value(name: str, option: str, text: str) -> float | str:
    try:
        if option in _WHOLE:
            return int(text)
        return float(text) if option in _NUMBERS else text
    except ValueError:
        kind = "a whole number" if option in _WHOLE else "a number"
        raise ValueError(f"the fault {name!r} takes {kind}, not {text!r}") from None
