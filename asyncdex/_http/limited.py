"""Sending a request of the API with its places in the limits."""

from typing import Self

from msgspec.structs import replace

from asyncdex.exceptions import HTTPException, TooManyRequests
from asyncdex.ratelimit import Places, Ratelimits

from .call import Patience
from .errors import hushed, judge
from .messages import Answer, Request, Transport

__all__ = ["carry", "send_limited"]


class _Departs:
    """Tells the limits that a call has left. Tools that keep copies of requests share it, not copy it."""

    __slots__ = ("_limits", "_places")

    def __init__(self, limits: Ratelimits, places: Places) -> None:
        self._limits = limits
        self._places = places

    def __call__(self) -> None:
        self._limits.depart(self._places)

    def __deepcopy__(self, _memo: object) -> Self:
        return self


async def carry(
    transport: Transport,
    ratelimits: Ratelimits,
    request: Request,
    places: Places,
    *,
    path: str,
    template: str,
) -> tuple[Answer, HTTPException | None]:
    """Send a request that has its places, and tell the limits when it left and what came of it.

    Args:
        transport: What carries the request.
        ratelimits: The limits it has places in.
        request: The request.
        places: Its places.
        path: Its path below the API's base.
        template: The path as MangaDex documents it.

    Returns:
        The answer, and what is wrong with it, if anything is.

    Raises:
        ConnectionFailed: No answer arrived.
    """
    if transport.tells_departure:
        # Connecting may take seconds. Until it is over the place counts as leaving now.
        if not places.held:
            places.hold()
        request = replace(request, sent=_Departs(ratelimits, places))
    else:
        ratelimits.depart(places)
    try:
        answer = await transport.send(request)
    finally:
        ratelimits.depart(places)
    if request.told is not None and not answer.ok:
        answer = hushed(answer)
    error = judge(request.method, path, answer)
    refused = isinstance(error, TooManyRequests)
    ratelimits.update(places, answer, refused=refused, template=template, method=request.method)
    return answer, error


async def send_limited(
    transport: Transport, ratelimits: Ratelimits, request: Request, path: str, patience: Patience
) -> Answer:
    """Wait for a place, send a request, and tell the limits of its answer.

    Args:
        transport: What carries the request.
        ratelimits: The limits to keep.
        request: The request.
        path: Its path below the API's base, which is also what MangaDex documents.
        patience: How long to wait for the limits.

    Returns:
        The answer, whatever it says.

    Raises:
        Ratelimit: The wait would be longer; nothing was sent.
        ConnectionFailed: No answer arrived.
    """
    places = await ratelimits.acquire(
        path,
        request.method,
        template=path,
        max_wait=patience.max_wait,
        grace=patience.grace,
        owner=transport,
        leaving=transport.tells_departure,
    )
    answer, _ = await carry(transport, ratelimits, request, places, path=path, template=path)
    return answer
