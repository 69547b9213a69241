"""A server that sends what was made before: no routing, no encoding, so that it costs the same whoever asks.

It runs as a process of its own. ``GET /manga?title=7`` is answered with the seventh page, and so are the
feeds of the seventh manga and of the seventh list, whatever else the query says. Below ``/2021`` there are
the same objects in the shape of that year, and below ``/hondana`` with what that one cannot do without. Below
``/walk/1000`` there is a list of as many chapters, in the order in which they were made.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from urllib.parse import parse_qs

from benchmarks.bodies import chapter_page, for_hondana, manga_page, of_2021, one_manga, walked

__all__ = ["Bodies", "Stub"]

#: The id of the one manga that is asked for alone.
_ID = "6a1af720-b033-4b32-8b3e-7f17a911c860"

_NUMBER = re.compile(rb"[?&]title=(\d+)")


class Bodies:
    """The pages, made when the server starts.

    Args:
        pages: How many pages of each kind.
    """

    def __init__(self, pages: int) -> None:
        found: dict[str, bytes] = {}
        for page in range(pages):
            id = f"{page:08}-0000-4000-8000-000000000000"
            found[f"/manga {page}"] = manga_page(page, pages)
            found[f"/manga/{id}/feed"] = chapter_page(page, pages, manga=False)
            found[f"/list/{id}/feed"] = chapter_page(page, pages, manga=True)
        found |= {f"/2021{path}": of_2021(body) for path, body in found.items()}
        of_chapters = {path: body for path, body in found.items() if path.startswith("/manga/")}
        found |= {f"/hondana{path}": for_hondana(body) for path, body in of_chapters.items()}
        # Where it has lists' feeds, it asks for a login first; so it gets them as feeds of manga.
        listed = {path: body for path, body in found.items() if path.startswith("/list/")}
        found |= {path.replace("/list/", "/listed/manga/"): body for path, body in listed.items()}
        self._bodies = {path.encode(): body for path, body in found.items()}
        small = one_manga(0)
        small |= {"id": _ID, "relationships": []}
        small["attributes"] |= {"description": {}, "tags": [], "altTitles": []}
        self._bodies[f"/manga/{_ID}".encode()] = json.dumps({"result": "ok", "data": small}).encode()
        of_then = {"result": "ok", "data": small, "relationships": []}
        self._bodies[f"/2021/manga/{_ID}".encode()] = json.dumps(of_then).encode()

    def answer(self, target: bytes) -> bytes:
        """Return the body for a request's target."""
        path, _, query = target.partition(b"?")
        if path.startswith(b"/walk/"):
            return self._walked(int(path.split(b"/")[2]), parse_qs(query.decode()))
        number = _NUMBER.search(target) if query else None
        return self._bodies[path + b" " + number[1] if number else path]

    def _walked(self, total: int, query: dict[str, list[str]]) -> bytes:
        since = query.get("createdAtSince", [None])[0]
        return walked(total, since, int(query["limit"][0]))


class Stub(asyncio.Protocol):
    """One connection.

    Args:
        bodies: What is answered.
    """

    def __init__(self, bodies: Bodies) -> None:
        self.bodies = bodies
        self.waiting = b""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what answers are written to."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request whose head is complete; none has a body."""
        *heads, self.waiting = (self.waiting + data).split(b"\r\n\r\n")
        for head in heads:
            status, body = self.reply(head.split(b" ", 2)[1])
            length = b"Content-Length: %d\r\n\r\n" % len(body)
            self.transport.write(b"HTTP/1.1 %b\r\nContent-Type: application/json\r\n" % status + length)
            self.transport.write(body)

    def reply(self, target: bytes) -> tuple[bytes, bytes]:
        """Return the status and the body for a request's target."""
        return b"200 OK", self.bodies.answer(target)


async def _serve(pages: int) -> None:
    bodies = Bodies(pages)
    server = await asyncio.get_running_loop().create_server(lambda: Stub(bodies), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    # Whoever started it closes the pipe, or is gone and has closed it.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    asyncio.run(_serve(int(sys.argv[1])))
