"""One fault: which requests it waits for, and what it does to their answers."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Literal, TypeAlias

from asyncdex.sandbox.server.faults.drift import DRIFTS

#: The servers of a sandbox.
Host: TypeAlias = Literal["api", "auth", "uploads", "reports", "node"]

HOSTS = ("api", "auth", "uploads", "reports", "node")
METHODS = ("*", "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")
_LOWEST_STATUS, _HIGHEST_STATUS = 200, 599
_DOES = (
    "delay jitter drop truncate cut corrupt stall slow chunked strip skew drift shift revoke".split()  # noqa: SIM905
)


@dataclass(slots=True)
class Fault:
    """One fault and the requests it waits for.

    Attributes:
        method: The HTTP method, or `*`.
        pattern: A shell-style pattern for the path.
        kind: What it was ordered by, if it has a name.
        host: Which server, or None for all.
        status: The status to answer with instead of the real answer.
        body: The body to answer with instead of the real answer.
        content_type: The `Content-Type` of that body.
        headers: Headers to put on the answer.
        strip: Headers to leave out of the answer.
        delay: Seconds to wait first.
        jitter: At most so many seconds more to wait, by chance.
        drop: Close the connection without an answer.
        truncate: Announce the whole body, send half of it and close the connection.
        cut: Send half of the body as if it were the whole.
        corrupt: Send a body of the right length with wrong bytes in it.
        stall: Send half of the body and then nothing for so many seconds.
        slow: Send the body at so many bytes a second.
        chunked: Send the body without announcing its length.
        skew: How many seconds the `Date` header is off; negative for late.
        drift: How JSON differs from what is known: `fields`, `enums`, `relationships`, `lists` or `all`.
        shift: By how many items a list moved on since its first page; negative if items vanished from it.
        revoke: Make all access tokens invalid first.
        probability: How likely it hits a request that it waits for.
        skip: How many such requests it lets pass first.
        left: How many more requests it hits; None for every one.
        moved: Whether a list was seen to have moved on.

    Raises:
        ValueError: If one of them is out of range.
    """

    method: str
    pattern: str
    kind: str = ""
    host: str | None = None
    status: int | None = None
    body: bytes | str | dict[str, Any] | list[Any] | None = None
    content_type: str | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])
    strip: tuple[str, ...] = ()
    delay: float = 0
    jitter: float = 0
    drop: bool = False
    truncate: bool = False
    cut: bool = False
    corrupt: bool = False
    stall: float = 0
    slow: int = 0
    chunked: bool = False
    skew: float = 0
    drift: str | None = None
    shift: int = 0
    revoke: bool = False
    probability: float = 1
    skip: int = 0
    left: int | None = 1
    moved: bool = False

    def __post_init__(self) -> None:
        self.method = self.method.upper()
        _one_of("method", self.method, METHODS)
        _one_of("host", self.host, (*HOSTS, None))
        _one_of("drift", self.drift, (*DRIFTS, None))
        if not self.pattern.startswith(("/", "*", "?", "[")):
            raise ValueError(f"path_pattern must be a pattern such as '/manga/*', not {self.pattern!r}")
        if self.status is not None:
            _within("status", self.status, _LOWEST_STATUS, _HIGHEST_STATUS)
        for name in ("delay", "jitter"):
            _within(name, getattr(self, name), 0, 1e9)
        for name in ("stall", "slow", "skip"):
            _within(name, getattr(self, name), 0, math.inf)
        _within("skew", self.skew, -1e9, 1e9)
        if self.left is not None:
            _within("times", self.left, 1, math.inf)
        if not 0 < self.probability <= 1:
            raise ValueError(f"probability must be above 0 and at most 1, not {self.probability!r}")

    @property
    def replaces(self) -> bool:
        """Whether it stands in for the real answer."""
        return self.status is not None or self.body is not None

    @property
    def name(self) -> str:
        """What it does, in a few words."""
        if self.kind:
            return f"fault: {self.kind}"
        words = [f"status {self.status}"] if self.status is not None else []
        words += ["body"] if self.body is not None else []
        words += ["headers"] if self.headers else []
        words += [word for word in _DOES if getattr(self, word)]
        return "fault: " + (", ".join(words) or "none")

    def payload(self) -> tuple[bytes, str]:
        """Return the body to send and its content type."""
        if isinstance(self.body, (dict, list)):
            return json.dumps(self.body).encode(), self.content_type or "application/json"
        raw = self.body.encode() if isinstance(self.body, str) else self.body or b""
        return raw, self.content_type or "text/plain"

    def waits_for(self, host: str, method: str, path: str, offset: int = 0) -> bool:
        """Tell whether a request is one the fault waits for.

        A list moves on after its first page was read; what vanished from it then is gone from that page too.

        Args:
            host: The server it came to.
            method: Its HTTP method.
            path: Its path.
            offset: Where in a list it begins.
        """
        return (
            self.host in {None, host}
            and self.method in {"*", method}
            and fnmatchcase(path, self.pattern)
            and (not self.shift or offset > 0 or (self.moved and self.shift < 0))
        )


def _one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        known = ", ".join(repr(each) for each in allowed if each is not None)
        raise ValueError(f"{name} must be one of {known}, not {value!r}")


def _within(name: str, value: float, lowest: float, highest: float) -> None:
    if not lowest <= value <= highest:
        limits = f"at least {lowest}" if highest == math.inf else f"from {lowest:g} to {highest:g}"
        raise ValueError(f"{name} must be {limits}, not {value!r}")
