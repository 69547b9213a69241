"""Image nodes: single pages, how fast they have to come, and reports about them."""

from __future__ import annotations

import random
from typing import cast

import aiohttp

from asyncdex import _http, exceptions, pages

from .base import Base

__all__ = ["Nodes"]

#: How often a page is asked for once more, as :meth:`MangadexClient.request` does.
_RETRIES = 3


class Nodes(Base):
    """The part of the client that deals with image nodes."""

    async def get_page(self, url: str) -> aiohttp.ClientResponse:
        """Fetch one page by its address, from :meth:`Chapter.pages`.

        The token stays here. Where reports are wanted the delivery is reported in the background.

        Args:
            url: The address of the page.

        Returns:
            The response, whose body has been read.

        Raises:
            InvalidArgument: It is no address that can be called.
            HTTPException: The node answered with an error; it names the host only, as the path is a secret.
            ConnectionFailed: It did not answer, or not to the end, four times.
        """
        if not isinstance(cast("object", url), str):
            raise exceptions.InvalidArgument(f"url must be the address of a page, not {url!r}")
        began = self.clock.monotonic()
        try:
            answer = await self._answer_of_node(url)
        except (exceptions.HTTPException, exceptions.ConnectionFailed):
            seconds = self.clock.monotonic() - began
            self.tell_delivery(pages.Delivery.of(url, 0, seconds, success=False, cached=False))
            raise
        seconds = self.clock.monotonic() - began
        cached = pages.was_cached(answer.headers)
        self.tell_delivery(pages.Delivery.of(url, len(answer.body), seconds, success=True, cached=cached))
        if answer.response is None:
            raise exceptions.ConnectionFailed(
                "GET", pages.host_of(url), "the transport in use gives out no responses"
            )
        return answer.response

    async def _answer_of_node(self, url: str) -> _http.Answer:
        """Return a node's good answer, asking again as other calls do."""
        attempts = 0
        while True:
            attempts += 1
            outcome = await self._ask_node(url)
            if isinstance(outcome, _http.Answer):
                return outcome
            wait = _http.wait_before_retry(
                outcome,
                attempt=attempts,
                retries=0 if isinstance(outcome, exceptions.TooManyRequests) else _RETRIES,
                idempotent=True,
                chance=random.random(),  # noqa: S311 - it spreads retries, it protects nothing
                now=self.clock.now(),
            )
            if wait is None:
                raise outcome
            await self.api.naps.take(wait)

    async def _ask_node(
        self, url: str
    ) -> _http.Answer | exceptions.HTTPException | exceptions.ConnectionFailed:
        """Ask once; return the good answer or what is wrong, which is told without the path and its token."""
        try:
            answer = await self.api.transport.send(_http.Request("GET", url, stranger=True))
        except exceptions.ConnectionFailed as failure:
            told = pages.reason_of(failure)
            return type(failure)("GET", pages.host_of(url), told, may_have_arrived=failure.may_have_arrived)
        if answer.ok:
            return answer
        kind = _kind_of(answer.status)
        return kind("GET", pages.host_of(url), answer.response, status=answer.status, headers=answer.headers)

    async def report_page(
        self,
        url: str,
        success: bool,  # noqa: FBT001 - AsyncDex's signature
        response_length: int,
        duration: int,
        cached: bool,  # noqa: FBT001 - AsyncDex's signature
    ) -> None:
        """Tell MangaDex how a page was delivered; of pages from its own hosts it wants no report.

        Args:
            url: The address of the page.
            success: Whether it arrived intact.
            response_length: How many bytes arrived.
            duration: How many milliseconds it took in all.
            cached: Whether the node's ``X-Cache`` header began with ``HIT``.

        Raises:
            HTTPException: The report was not taken.
            ConnectionFailed: No answer arrived.
        """
        delivery = pages.Delivery(url, success, cached, response_length, duration)
        if not delivery.wanted:
            return
        address = self._report_address()
        error = _http.judge("POST", address, await pages.post(self.api.transport, address, delivery))
        if error is not None:
            raise error


def _kind_of(status: int) -> type[exceptions.HTTPException]:
    """Return the error for a status: a node's 403 says that its address has expired, not who may ask."""
    kinds: dict[int, type[exceptions.HTTPException]] = {
        403: exceptions.Forbidden,
        404: exceptions.NotFound,
        429: exceptions.TooManyRequests,
    }
    return kinds.get(status, exceptions.HTTPException)
