"""One page from one node or, where that fails, from another."""

import logging
from collections.abc import Mapping
from typing import Protocol

import msgspec

from asyncdex._http.messages import Download, Transport
from asyncdex.exceptions import ConnectionFailed, InvalidArgument, PageFailed, RequestTimeout

from .checksum import Verifier
from .delivery import Delivery, reason_of, was_cached
from .pace import Pace
from .server import Node, Page, PageServer

__all__ = ["CHUNK_BYTES", "MOST_BYTES", "Fetched", "Sink", "fetch_page"]

#: Small enough that writing a chunk to a disk does not hold up the event loop, and as much as asyncio reads
#: from a socket at once: smaller chunks would be cut from that, with a copy and a turn of the loop each.
CHUNK_BYTES = 256 * 1024

#: MangaDex takes no page of more than 20 MB; a node that sends without end must not fill memory or disk.
MOST_BYTES = 32 * 1024 * 1024

_OK = 200

_logger = logging.getLogger("asyncdex.pages")


class Sink(Protocol):
    """What takes the bytes of a page."""

    def reset(self) -> None:
        """Forget what was written: an attempt starts."""
        ...

    def write(self, chunk: bytes, /) -> None:
        """Take the next bytes."""
        ...


class Fetched(msgspec.Struct, frozen=True):
    """What a sink was given.

    Args:
        size: How many bytes.
        verified: Whether they are what the page's name says, or None where the name says nothing.
    """

    size: int
    verified: bool | None


class _NodeFailed(Exception):
    """A node did not deliver; the text says what it did, and names neither URL nor token."""


async def fetch_page(
    page: Page, server: PageServer, transport: Transport, sink: Sink, *, retries: int = 3
) -> Fetched:
    """Fetch one page, turning to another node where one fails.

    Content that is not what the page's name says is fetched once more, and then kept with a warning in the
    log: MangaDex does not promise the checksums in its names.

    Args:
        page: The page.
        server: Where it is.
        transport: What carries requests.
        sink: What takes the bytes; after an exception it holds nothing of use.
        retries: How many attempts may follow the first.

    Returns:
        What the sink holds.

    Raises:
        InvalidArgument: The number of retries is negative.
        PageFailed: No attempt brought the whole page.
        ChapterUnreadable: The chapter has no pages.
        OSError: The sink could not take it.
    """
    if retries < 0:
        raise InvalidArgument(f"retries must be at least 0, not {retries}")
    node = await server.current()
    doubted = False
    left = retries
    while True:
        reason = "not what the checksum says"
        try:
            fetched = await _attempt(page, node, server, transport, sink)
        except _NodeFailed as failure:
            reason = str(failure)
        else:
            if fetched.verified is not False or doubted or not left:
                return _warned(page, node, fetched)
            doubted = True
        if not left:
            # Raised outside the except clause, since the cause would show the node's whole URL in tracebacks.
            raise PageFailed(page.number, page.name, f"{node.host}: {reason}")
        _logger.debug("page %d: %s: %s", page.number, node.host, reason)
        left -= 1
        node = await server.replace(node)


def _warned(page: Page, node: Node, fetched: Fetched) -> Fetched:
    """Return what was fetched, after a warning where its checksum is wrong."""
    if fetched.verified is False:
        _logger.warning(
            "page %d (%s) from %s does not match the checksum in its name", page.number, page.name, node.host
        )
    return fetched


async def _attempt(page: Page, node: Node, server: PageServer, transport: Transport, sink: Sink) -> Fetched:
    """Fetch a page from one node, once."""
    url = node.url(page)
    sink.reset()
    verifier = Verifier(page.name)
    began, cached = server.clock.monotonic(), False
    try:
        async with Pace(server.clock, server.demand, _NodeFailed) as pace, transport.stream(url) as download:
            cached = was_cached(download.headers)
            _check_head(download)
            async for chunk in download.chunks(CHUNK_BYTES):
                pace.arrived(len(chunk))
                verifier.update(chunk)
                _check_room(verifier.size)
                sink.write(chunk)
            _check_size(download.headers, verifier.size)
    except (ConnectionFailed, ValueError, _NodeFailed) as error:
        server.tell(
            Delivery.of(url, verifier.size, server.clock.monotonic() - began, success=False, cached=cached)
        )
        raise _NodeFailed(_reason(error)) from None
    intact = verifier.verdict() is not False
    server.tell(
        Delivery.of(url, verifier.size, server.clock.monotonic() - began, success=intact, cached=cached)
    )
    return Fetched(verifier.size, verifier.verdict())


def _check_head(download: Download) -> None:
    """Refuse an answer that cannot be a page."""
    if download.status != _OK:
        raise _NodeFailed(f"it answered with status {download.status}")
    # A login page of a hotel's network, or an error told with status 200, would otherwise become an image.
    kind = download.headers.get("Content-Type", "").lower()
    if "html" in kind or "json" in kind:
        raise _NodeFailed("it answered with a web page" if "html" in kind else "it answered with JSON")
    announced = download.headers.get("Content-Length", "")
    if announced.isdecimal():
        _check_room(int(announced))


def _check_room(size: int) -> None:
    """Refuse a body that is too long to be a page."""
    if size > MOST_BYTES:
        raise _NodeFailed(f"it sent more than {MOST_BYTES} bytes")


def _check_size(headers: Mapping[str, str], size: int) -> None:
    """Refuse a body that is empty, or not as long as announced."""
    if not size:
        raise _NodeFailed("it sent nothing")
    announced = headers.get("Content-Length", "")
    # The length of an encoded body says nothing about the decoded bytes that arrive here.
    plain = headers.get("Content-Encoding", "identity").lower() == "identity"
    if plain and announced.isdecimal() and int(announced) != size:
        raise _NodeFailed(f"it sent {size} bytes and had announced {announced}")


def _reason(error: Exception) -> str:
    """Return what went wrong with a node, unless the text may hold a piece of the URL."""
    if isinstance(error, RequestTimeout):
        return "it did not answer in time"
    if isinstance(error, ConnectionFailed):
        return reason_of(error)
    if isinstance(error, _NodeFailed):
        return str(error)
    return "its address cannot be called"  # not quoted: the path is as good as a token
