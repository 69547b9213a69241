"""Faults on order: answers that come late, broken, wrong or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any


@dataclass(slots=True)
class Fault:
    """One fault and the requests it waits for.

    Attributes:
        method: The HTTP method, or `*`.
        pattern: A shell-style pattern for the path.
        host: Which server, or None for all.
        status: The status to answer with instead of the real answer.
        body: The body to answer with instead of the real answer.
        content_type: The `Content-Type` of that body.
        headers: Headers to put on the answer.
        delay: Seconds to wait first.
        drop: Close the connection without an answer.
        truncate: Announce the whole body, send half of it and close the connection.
        corrupt: Send a body of the right length with wrong bytes in it.
        stall: Send half of the body and then nothing for so many seconds.
        slow: Send the body at so many bytes a second.
        chunked: Send the body without announcing its length.
        left: How many more requests it hits; None for every one.
    """

    method: str
    pattern: str
    host: str | None = None
    status: int | None = None
    body: bytes | str | dict[str, Any] | list[Any] | None = None
    content_type: str | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])
    delay: float = 0
    drop: bool = False
    truncate: bool = False
    corrupt: bool = False
    stall: float = 0
    slow: int = 0
    chunked: bool = False
    left: int | None = 1

    @property
    def replaces(self) -> bool:
        """Whether it stands in for the real answer."""
        return self.status is not None or self.body is not None

    @property
    def name(self) -> str:
        """What it does, in a few words."""
        words = [f"status {self.status}"] if self.status is not None else []
        words += ["body"] if self.body is not None else []
        words += ["headers"] if self.headers else []
        words += [
            word
            for word in ("delay", "drop", "truncate", "corrupt", "stall", "slow", "chunked")
            if getattr(self, word)
        ]
        return "fault: " + (", ".join(words) or "none")

    def payload(self) -> tuple[bytes, str]:
        """Return the body to send and its content type."""
        if isinstance(self.body, (dict, list)):
            return json.dumps(self.body).encode(), self.content_type or "application/json"
        raw = self.body.encode() if isinstance(self.body, str) else self.body or b""
        return raw, self.content_type or "text/plain"

    def hits(self, host: str, method: str, path: str) -> bool:
        """Tell whether a request is one the fault waits for.

        Args:
            host: The server it came to.
            method: Its HTTP method.
            path: Its path.
        """
        return (
            self.host in {None, host}
            and self.method in {"*", method}
            and fnmatchcase(path, self.pattern)
            and self.left != 0
        )


class Faults:
    """The faults that are waiting."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put a fault behind the ones already waiting.

        Args:
            fault: The fault.
        """
        self._waiting.append(fault)

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """The faults that may still happen, the oldest first."""
        return tuple(fault for fault in self._waiting if fault.left != 0)

    def clear(self) -> None:
        """Forget all faults."""
        self._waiting.clear()

    def take(self, host: str, method: str, path: str) -> Fault | None:
        """Return the oldest fault that waits for a request, and count it as used.

        Args:
            host: The server the request came to.
            method: Its HTTP method.
            path: Its path.
        """
        for fault in self._waiting:
            if fault.hits(host, method, path):
                if fault.left is not None:
                    fault.left -= 1
                return fault
        return None


def damaged(body: bytes) -> bytes:
    """Return a body of the same length with some bytes changed.

    Args:
        body: The sound body.
    """
    spoiled = bytearray(body)
    for position in range(0, len(spoiled), max(1, len(spoiled) // 16)):
        spoiled[position] ^= 0x5A
    return bytes(spoiled)
