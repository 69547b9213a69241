"""Image nodes: single pages, how fast they have to come, and reports about them."""

from typing import TYPE_CHECKING

from asyncdex._http.errors import judge
from asyncdex.pages import Delivery, post

from .base import Base
from .calls import Calls

if TYPE_CHECKING:
    import aiohttp

__all__ = ["Nodes"]


class Nodes(Calls, Base):
    """The part of the client that deals with image nodes."""

    async def get_page(self, url: str) -> "aiohttp.ClientResponse":
        """Fetch one page by its address, from :meth:`Chapter.pages`.

        The token stays here. Where reports are wanted the delivery is reported in the background.

        Args:
            url: The address of the page.

        Returns:
            The response, whose body has been read.

        Raises:
            HTTPException: The node answered with an error.
            ConnectionFailed: It did not answer, or not to the end.
        """
        began = self.clock.monotonic()
        size, cached, success = 0, False, False
        try:
            response = await self.request("GET", url, with_auth=False)
            size, success = len(await response.read()), True
            cached = response.headers.get("X-Cache", "").upper().startswith("HIT")
        finally:
            seconds = self.clock.monotonic() - began
            self.tell_delivery(Delivery.of(url, size, seconds, success=success, cached=cached))
        return response

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
        delivery = Delivery(url, success, cached, response_length, duration)
        if not delivery.wanted:
            return
        address = self._report_address()
        error = judge("POST", address, await post(self.api.transport, address, delivery))
        if error is not None:
            raise error
