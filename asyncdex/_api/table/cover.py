"""Covers."""

from asyncdex._api.endpoint import Endpoint, PageSize
from asyncdex._api.filters import CoverFilters
from asyncdex._wire import Collection, CoverAttributes, Entity, One

__all__ = ["COVER_GET", "COVER_LIST"]

_EXPAND = ("manga", "user")

COVER_LIST = Endpoint(
    "get-cover",
    "GET",
    "/cover",
    Collection[Entity[CoverAttributes]],
    page=PageSize(10, 100),
    filters=CoverFilters,
    expand=_EXPAND,
    route="cover_list",
)

COVER_GET = Endpoint(
    "get-cover-id",
    "GET",
    "/cover/{mangaOrCoverId}",
    One[Entity[CoverAttributes]],
    expand=_EXPAND,
    route="cover",
)
