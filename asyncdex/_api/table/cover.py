"""Covers."""

from asyncdex._api.bodies import CoverEdit, CoverForm
from asyncdex._api.endpoint import KB, Auth, Endpoint, Limit, PageSize
from asyncdex._api.filters import CoverFilters
from asyncdex._wire import Collection, CoverAttributes, Done, Entity, One

__all__ = ["COVER_DELETE", "COVER_EDIT", "COVER_GET", "COVER_LIST", "COVER_UPLOAD"]

_EXPAND = ("manga", "user")

COVER_LIST = Endpoint(
    "get-cover",
    "GET",
    "/cover",
    Collection[Entity[CoverAttributes]],
    Auth.NONE,
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
    Auth.NONE,
    expand=_EXPAND,
    route="cover",
)

# The one operation on this path that takes the id of a manga, and the one with a route of its own.
COVER_UPLOAD = Endpoint(
    "upload-cover",
    "POST",
    "/cover/{mangaOrCoverId}",
    One[Entity[CoverAttributes]],
    Auth.REQUIRED,
    limit=Limit(100, 600),
    route="cover_upload",
    body=CoverForm,
    form=True,
)

COVER_EDIT = Endpoint(
    "edit-cover",
    "PUT",
    "/cover/{mangaOrCoverId}",
    One[Entity[CoverAttributes]],
    Auth.REQUIRED,
    limit=Limit(100, 600),
    route="cover",
    versioned=True,
    body=CoverEdit,
    body_size=2 * KB,
)

# Some tell of 100; the stricter figure does no harm.
COVER_DELETE = Endpoint(
    "delete-cover",
    "DELETE",
    "/cover/{mangaOrCoverId}",
    Done,
    Auth.REQUIRED,
    limit=Limit(10, 600),
    route="cover",
)
