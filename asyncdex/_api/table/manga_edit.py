"""Manga: adding to the catalogue and changing it."""

from asyncdex._api.bodies import MangaBody, MangaEdit, RelationBody, VersionBody
from asyncdex._api.endpoint import KB, Auth, Endpoint, Limit, PageSize
from asyncdex._api.filters import DraftFilters
from asyncdex._wire import Collection, Done, Entity, MangaAttributes, One, RelationAttributes

__all__ = [
    "DRAFT_COMMIT",
    "DRAFT_GET",
    "DRAFT_LIST",
    "MANGA_CREATE",
    "MANGA_DELETE",
    "MANGA_EDIT",
    "RELATION_CREATE",
    "RELATION_DELETE",
]

_EXPAND = ("author", "artist", "cover_art")

# What it makes is a draft.
MANGA_CREATE = Endpoint(
    "post-manga",
    "POST",
    "/manga",
    One[Entity[MangaAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 3600),
    route="search",
    body=MangaBody,
    body_size=64 * KB,
)

MANGA_EDIT = Endpoint(
    "put-manga-id",
    "PUT",
    "/manga/{id}",
    One[Entity[MangaAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 3600),
    route="manga",
    versioned=True,
    body=MangaEdit,
    body_size=64 * KB,
)

MANGA_DELETE = Endpoint(
    "delete-manga-id",
    "DELETE",
    "/manga/{id}",
    Done,
    Auth.REQUIRED,
    limit=Limit(10, 600),
    route="manga",
)

DRAFT_LIST = Endpoint(
    "get-manga-drafts",
    "GET",
    "/manga/draft",
    Collection[Entity[MangaAttributes]],
    Auth.REQUIRED,
    page=PageSize(10, 100),
    expand=_EXPAND,
    route="draft_list",
    filters=DraftFilters,
)

DRAFT_GET = Endpoint(
    "get-manga-id-draft",
    "GET",
    "/manga/draft/{id}",
    One[Entity[MangaAttributes]],
    Auth.REQUIRED,
    expand=_EXPAND,
    route="draft",
)

DRAFT_COMMIT = Endpoint(
    "commit-manga-draft",
    "POST",
    "/manga/draft/{id}/commit",
    One[Entity[MangaAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 3600),
    route="draft_commit",
    versioned=True,
    body=VersionBody,
)

RELATION_CREATE = Endpoint(
    "post-manga-relation",
    "POST",
    "/manga/{mangaId}/relation",
    One[Entity[RelationAttributes]],
    Auth.REQUIRED,
    route="manga_relation_list",
    body=RelationBody,
    body_size=8 * KB,
)

RELATION_DELETE = Endpoint(
    "delete-manga-relation-id",
    "DELETE",
    "/manga/{mangaId}/relation/{id}",
    Done,
    Auth.REQUIRED,
    route="manga_relation",
)
