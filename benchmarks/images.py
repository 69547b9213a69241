"""A server of chapters and their pages, which are there before anybody asks.

It runs as a process of its own. A chapter has as many pages as its id ends in; below ``/small`` they have a
kilobyte, below ``/late`` each comes after some milliseconds, and elsewhere at once, with a mebibyte each.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import re
import sys
from functools import cache
from typing import Any

__all__ = ["Images", "chapter_id"]

#: Seconds that a page is late, for those that are.
_LATE = 0.04

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_MANGA = "6a1af720-b033-4b32-8b3e-7f17a911c860"
_THEN = "2021-06-02T10:20:30+00:00"


def chapter_id(pages: int) -> str:
    """Return the id of a chapter.

    Args:
        pages: How many pages it has.
    """
    return f"0d2f3a5c-6b7e-4f81-9a2b-{pages:012}"


@cache
def _image(size: int) -> tuple[bytes, str]:
    """Return the content of a page, and its checksum."""
    content = random.Random(size).randbytes(size)
    return content, hashlib.sha256(content).hexdigest()


def _names(id: str, size: int) -> list[str]:
    return [f"x{number}-{_image(size)[1]}.png" for number in range(1, int(id[-12:]) + 1)]


def _chapter(id: str, size: int, *, of_2021: bool) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "title": "A Lamp at Sea",
        "volume": "1",
        "chapter": "1",
        "translatedLanguage": "en",
        "externalUrl": None,
        "isUnavailable": False,
        "publishAt": _THEN,
        "readableAt": _THEN,
        "createdAt": _THEN,
        "updatedAt": _THEN,
        "pages": int(id[-12:]),
        "version": 1,
    }
    if of_2021:
        attributes |= {"hash": "of-it", "data": _names(id, size), "dataSaver": []}
    manga = {"id": _MANGA, "type": "manga", "attributes": {"title": {"en": "Lamps"}, "altTitles": []}}
    user = {"id": _MANGA, "type": "user", "attributes": {"username": "lamp", "roles": [], "version": 1}}
    return {"id": id, "type": "chapter", "attributes": attributes, "relationships": [manga, user]}


@cache
def _answer(target: str, host: str) -> tuple[bytes, bytes]:
    """Return the head and the body of an answer; pages have one body between them."""
    path = target.partition("?")[0]
    size = 1024 if path.startswith("/small") else 1 << 20
    prefix = "".join(re.findall(r"^/small|^/late", path))
    rest = path.removeprefix(prefix).removeprefix("/2021")
    kind = "application/json"
    told: Any = {"result": "ok"}
    if rest.startswith("/data/"):
        body, kind = _image(size)[0], "image/png"
    else:
        id = rest.rpartition("/")[2]
        if rest.startswith("/at-home/"):
            chapter = {"hash": "of-it", "data": _names(id, size), "dataSaver": []}
            told |= {"baseUrl": f"http://{host}{prefix}", "chapter": chapter}
        elif rest.startswith("/chapter/"):
            entity = _chapter(id, size, of_2021="/2021" in path)
            told |= {"response": "entity", "data": entity, "relationships": entity["relationships"]}
        elif rest.startswith("/manga/"):
            attributes = {
                "title": {"en": "Lamps"},
                "altTitles": [],
                "description": {},
                "tags": [],
                "links": {},
            }
            attributes |= {"createdAt": _THEN, "updatedAt": _THEN, "version": 1, "originalLanguage": "ja"}
            told |= {"data": {"id": _MANGA, "type": "manga", "attributes": attributes}, "relationships": []}
        body = json.dumps(told).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode(), body


class Images(asyncio.Protocol):
    """One connection."""

    def __init__(self) -> None:
        self.waiting = b""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what answers are written to."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.host = "{}:{}".format(*transport.get_extra_info("sockname"))

    def data_received(self, data: bytes) -> None:
        """Answer each request that is complete."""
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, _, rest = self.waiting.partition(b"\r\n\r\n")
            found = _LENGTH.search(head)
            length = int(found[1]) if found else 0
            if len(rest) < length:
                return
            self.waiting = rest[length:]
            target = head.split(b" ", 2)[1].decode()
            if target.startswith("/late/data/"):
                asyncio.get_running_loop().call_later(_LATE, self.answer, target)
            else:
                self.answer(target)

    def answer(self, target: str) -> None:
        """Answer one request."""
        for part in _answer(target, self.host):
            self.transport.write(part)


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Images, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    # Whoever started it closes the pipe, or is gone and has closed it.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    asyncio.run(_serve())
