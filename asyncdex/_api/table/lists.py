"""Custom lists."""

from asyncdex._api.bodies import EmptyBody, ListBody, ListEdit
from asyncdex._api.endpoint import KB, Auth, Endpoint, PageSize
from asyncdex._api.filters import FeedFilters, PlaceFilters
from asyncdex._wire import ChapterAttributes, Collection, CustomListAttributes, Done, Entity, One

__all__ = [
    "LIST_ADD_MANGA",
    "LIST_CREATE",
    "LIST_DELETE",
    "LIST_EDIT",
    "LIST_FEED",
    "LIST_FOLLOW",
    "LIST_GET",
    "LIST_REMOVE_MANGA",
    "LIST_UNFOLLOW",
    "MY_LISTS",
    "USER_LISTS",
]

LIST_CREATE = Endpoint(
    "post-list",
    "POST",
    "/list",
    One[Entity[CustomListAttributes]],
    Auth.REQUIRED,
    route="create_list",
    body=ListBody,
    body_size=8 * KB,
)

# Private lists are shown to their owners.
LIST_GET = Endpoint(
    "get-list-id", "GET", "/list/{id}", One[Entity[CustomListAttributes]], Auth.OPTIONAL, route="list"
)

LIST_EDIT = Endpoint(
    "put-list-id",
    "PUT",
    "/list/{id}",
    One[Entity[CustomListAttributes]],
    Auth.REQUIRED,
    route="list",
    versioned=True,
    body=ListEdit,
    body_size=8 * KB,
)

LIST_DELETE = Endpoint("delete-list-id", "DELETE", "/list/{id}", Done, Auth.REQUIRED, route="list")

LIST_FEED = Endpoint(
    "get-list-id-feed",
    "GET",
    "/list/{id}/feed",
    Collection[Entity[ChapterAttributes]],
    Auth.OPTIONAL,
    page=PageSize(100, 500),
    filters=FeedFilters,
    expand=("scanlation_group", "manga", "user"),
    ratings=True,
    route="list_feed",
)

LIST_FOLLOW = Endpoint(
    "follow-list-id",
    "POST",
    "/list/{id}/follow",
    Done,
    Auth.REQUIRED,
    route="list_follow",
    body=EmptyBody,
)

LIST_UNFOLLOW = Endpoint(
    "unfollow-list-id",
    "DELETE",
    "/list/{id}/follow",
    Done,
    Auth.REQUIRED,
    route="list_follow",
    body=EmptyBody,
)

LIST_ADD_MANGA = Endpoint(
    "post-manga-id-list-listId",
    "POST",
    "/manga/{id}/list/{listId}",
    Done,
    Auth.REQUIRED,
    route="manga_list",
    filters=PlaceFilters,
)

LIST_REMOVE_MANGA = Endpoint(
    "delete-manga-id-list-listId",
    "DELETE",
    "/manga/{id}/list/{listId}",
    Done,
    Auth.REQUIRED,
    route="manga_list",
    filters=PlaceFilters,
)

MY_LISTS = Endpoint(
    "get-user-list",
    "GET",
    "/user/list",
    Collection[Entity[CustomListAttributes]],
    Auth.REQUIRED,
    page=PageSize(10, 100),
    route="logged_user_lists",
)

# Only the public ones, whoever asks.
USER_LISTS = Endpoint(
    "get-user-id-list",
    "GET",
    "/user/{id}/list",
    Collection[Entity[CustomListAttributes]],
    Auth.NONE,
    page=PageSize(10, 100),
    route="user_lists",
)
