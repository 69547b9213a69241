"""Spoiling answers: sent in part, in pieces, or with other bytes than they should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.faults.drift import drifted
from asyncdex.sandbox.server.running import pause

if TYPE_CHECKING:
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.faults.fault import Fault

#: How many pieces a second a slow body comes in, and how large the pieces of others are, in bytes.
_PIECES, _PIECE = 20, 16_384


def spoiled(body: bytes, fault: Fault) -> bytes:
    """Return the body that is sent, or sent in part, in the place of a sound one.

    Args:
        body: The sound body.
        fault: What is done to it.
    """
    if fault.drift is not None:
        body = drifted(body, fault.drift)
    if fault.corrupt:
        body = damaged(body)
    return body[: len(body) // 2] if fault.cut else body


def damaged(body: bytes) -> bytes:
    """Return a body of the same length with some bytes changed.

    Args:
        body: The sound body.
    """
    spoilt = bytearray(body)
    for position in range(0, len(spoilt), max(1, len(spoilt) // 16)):
        spoilt[position] ^= 0x5A
    return bytes(spoilt)


def dropped(request: web.Request) -> web.Response:
    """Close the connection of a request.

    Args:
        request: The request.
    """
    if request.transport is not None:
        request.transport.abort()
    # aiohttp wants an answer; with the connection gone nobody receives it.
    return web.Response()


async def truncated(request: web.Request, answer: web.Response, body: bytes) -> web.StreamResponse:
    """Announce a whole body, send half of it and close the connection.

    Args:
        request: The request.
        answer: The sound answer.
        body: Its body.
    """
    cut = web.StreamResponse(status=answer.status, headers=answer.headers)
    cut.content_length = len(body)
    cut.force_close()
    await cut.prepare(request)
    await cut.write(body[: len(body) // 2])
    await cut.write_eof()
    return cut


async def dribbled(
    request: web.Request,
    answer: web.StreamResponse,
    body: bytes,
    fault: Fault,
    clock: Clock,
) -> web.StreamResponse:
    """Send a body in pieces: slowly, without its length, or not to its end.

    Args:
        request: The request.
        answer: The sound answer.
        body: Its body.
        fault: In which of these ways.
        clock: What the seconds of the fault are.
    """
    sent = web.StreamResponse(status=answer.status, headers=answer.headers)
    if fault.chunked:
        sent.headers.pop("Content-Length", None)
        sent.enable_chunked_encoding()
    else:
        sent.content_length = len(body)
    sent.force_close()
    await sent.prepare(request)
    end = len(body) // 2 if fault.stall else len(body)
    size = max(1, fault.slow // _PIECES) if fault.slow else _PIECE
    for start in range(0, end, size):
        await sent.write(body[start : min(start + size, end)])
        if fault.slow:
            await pause(clock, 1 / _PIECES)
    if not fault.stall:
        await sent.write_eof()
        return sent
    await pause(clock, fault.stall)
    if request.transport is not None:
        request.transport.abort()
    return sent
