"""Sending a request of the API with its places in the limits, for those who are not the requester."""

from dataclasses import replace
from typing import Self

from asyncdex.exceptions import TooManyRequests
from asyncdex.ratelimit import Places, Ratelimits
from asyncdex.ratelimit.window import SLACK

from .errors import judge
from .messages import Answer, Request, Transport

__all__ = ["GRACE", "Departs", "send_limited"]

#: Where limits are to raise, the general pace is still waited for up to its own second.
GRACE = 1.0 + SLACK


class Departs:
    """Tells the limits that a call has left. Tools that keep copies of requests share it, not copy it."""

    __slots__ = ("_limits", "_places")

    def __init__(self, limits: Ratelimits, places: Places) -> None:
        self._limits = limits
        self._places = places

    def __call__(self) -> None:
        self._limits.depart(self._places)

    def __deepcopy__(self, _memo: object) -> Self:
        return self


async def send_limited(
    transport: Transport,
    ratelimits: Ratelimits,
    request: Request,
    path: str,
    *,
    max_wait: float | None = None,
    grace: float = GRACE,
) -> Answer:
    """Wait for a place, send a request, and tell the limits of its answer.

    Args:
        transport: What carries the request.
        ratelimits: The limits to keep.
        request: The request.
        path: Its path below the API's base, which is also what MangaDex documents.
        max_wait: The longest acceptable wait for the limits in seconds; None for any.
        grace: The same for the general pace alone, where that is more.

    Returns:
        The answer, whatever it says.

    Raises:
        Ratelimit: The wait would be longer; nothing was sent.
        ConnectionFailed: No answer arrived.
    """
    method = request.method
    places = await ratelimits.acquire(path, method, template=path, max_wait=max_wait, grace=grace)
    if transport.tells_departure:
        # Connecting may take seconds. Until it is over the place counts as leaving now.
        places.hold()
        request = replace(request, sent=Departs(ratelimits, places))
    try:
        answer = await transport.send(request)
    finally:
        ratelimits.depart(places)
    refused = isinstance(judge(method, path, answer), TooManyRequests)
    ratelimits.update(places, answer, refused=refused, template=path, method=method)
    return answer
