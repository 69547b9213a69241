"""Image nodes and an at-home call that do what a test tells them to, and a clock."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from multidict import CIMultiDict

from asyncdex._wire.at_home import AtHome, AtHomeChapter
from asyncdex.exceptions import ConnectionFailed
from tests.support import FakeClock

__all__ = ["FakeAtHome", "FakeClock", "FakeTransport", "Reply", "chapter", "named", "refused"]


class FakeAtHome:
    """Gives out one base after the other; the last one again and again."""

    def __init__(self, *bases, names=("1.jpg",), saver=("s1.jpg",), hash="h4sh"):
        self.bases = bases or (
            "https://a.example/tok-a",
            "https://b.example/tok-b",
            "https://c.example/tok-c",
        )
        self.chapter = AtHomeChapter(hash=hash, data=tuple(names), data_saver=tuple(saver))
        self.asked = 0
        self.others = []  # whether another node than before was wanted, for each question
        self.gate = None  # an Event without which no answer comes
        self.reached = asyncio.Event()  # set by a question that found the gate
        self.error = None

    async def __call__(self, other=False):
        self.others.append(other)
        base = self.bases[min(self.asked, len(self.bases) - 1)]
        self.asked += 1
        if self.gate:
            self.reached.set()
            await self.gate.wait()
        else:
            await asyncio.sleep(0)
        if self.error:
            raise self.error
        return AtHome(base_url=base, chapter=self.chapter)


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict | None = None  # None announces the length of the body
    refuse: ConnectionFailed | None = None  # instead of an answer
    cut: ConnectionFailed | None = None  # after the body
    gate: asyncio.Event | None = None  # waited for after the first chunk


class FakeDownload:
    def __init__(self, reply):
        self.reply = reply
        self.status = reply.status
        length = {"Content-Length": str(len(reply.body))}
        self.headers = CIMultiDict(length if reply.headers is None else reply.headers)

    async def chunks(self, size) -> AsyncIterator[bytes]:
        for start in range(0, len(self.reply.body), size):
            yield self.reply.body[start : start + size]
            await (self.reply.gate.wait() if self.reply.gate else asyncio.sleep(0))
        if self.reply.cut:
            raise self.reply.cut


class FakeTransport:
    """Serves contents by page name from every host, except where a host was given a way of its own."""

    def __init__(self, contents=None):
        self.contents = contents or {}
        self.hosts: dict[str, Callable[[str], Reply]] = {}
        self.urls = []
        self.active = self.peak = 0

    @property
    def visited(self):
        return [urlsplit(url).hostname[0] for url in self.urls]

    def good(self, name):
        return Reply(self.contents[name])

    async def send(self, request):
        raise AssertionError("pages are streamed, not sent for")

    @asynccontextmanager
    async def stream(self, url):
        self.urls.append(url)
        self.active += 1
        self.peak = max(self.peak, self.active)
        try:
            await asyncio.sleep(0)
            name = unquote(urlsplit(url).path.rpartition("/")[2])
            reply = self.hosts.get(urlsplit(url).hostname, self.good)(name)
            if reply.refuse:
                raise reply.refuse
            yield FakeDownload(reply)
        finally:
            self.active -= 1


def named(number, data, extension="jpg"):
    """Return a page's name as MangaDex makes it."""
    return f"x{number}-{hashlib.sha256(data).hexdigest()}.{extension}"


def chapter(count, size=100):
    """Return the contents of a chapter's pages by name, in order."""
    bodies = [bytes([number % 256]) * size for number in range(1, count + 1)]
    return {named(number, body): body for number, body in enumerate(bodies, 1)}


def refused(url="https://a.example/tok-a/data/h4sh/1.jpg", reason="refused"):
    return ConnectionFailed("GET", url, reason)
