"""What every part of the client has."""

from __future__ import annotations

from asyncdex import _api, _http, constants, models, pages
from asyncdex.clock import Clock

__all__ = ["Base"]


class Base:
    """The parts that the client is made of, and models see."""

    api: _http.Requester
    clock: Clock
    uploads_url: str
    defaults: _api.Defaults
    #: How fast an image node has to be before another one is asked for.
    node_demand: pages.Demand
    #: Whether MangaDex is told, in the background, how each page was delivered.
    report_pages: bool
    #: Where it is told; None for what ``constants.routes["report_page"]`` says.
    report_url: str | None
    _reporter: pages.Reporter
    _tag_cache: models.TagDict | None = None

    @property
    def tag_cache(self) -> models.TagDict:
        """The tags that this client has met, by id; all there are after ``refresh_tag_cache()``."""
        if self._tag_cache is None:
            self._tag_cache = models.TagDict()
        return self._tag_cache

    def tell_delivery(self, delivery: pages.Delivery) -> None:
        """Report an attempt to get a page, where reports are wanted; the library's own way to do it."""
        if self.report_pages:
            self._reporter.tell(delivery)

    def _report_address(self) -> str:
        return self.report_url or constants.routes["report_page"]
