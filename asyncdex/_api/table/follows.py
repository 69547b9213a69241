"""What a user follows. A probe for a single thing answers 404 where it is not followed."""

from asyncdex._api.endpoint import Auth, Endpoint, PageSize
from asyncdex._api.filters import FeedFilters
from asyncdex._wire import (
    ChapterAttributes,
    Collection,
    CustomListAttributes,
    Done,
    Entity,
    GroupAttributes,
    MangaAttributes,
    UserAttributes,
)

__all__ = [
    "FOLLOWED_FEED",
    "FOLLOWED_GROUPS",
    "FOLLOWED_LISTS",
    "FOLLOWED_MANGA",
    "FOLLOWED_USERS",
    "FOLLOWS_GROUP",
    "FOLLOWS_LIST",
    "FOLLOWS_MANGA",
    "FOLLOWS_USER",
]

FOLLOWED_FEED = Endpoint(
    "get-user-follows-manga-feed",
    "GET",
    "/user/follows/manga/feed",
    Collection[Entity[ChapterAttributes]],
    Auth.REQUIRED,
    page=PageSize(100, 500),
    filters=FeedFilters,
    expand=("scanlation_group", "manga", "user"),
    ratings=True,
    route="logged_user_manga_chapters",
)

FOLLOWED_MANGA = Endpoint(
    "get-user-follows-manga",
    "GET",
    "/user/follows/manga",
    Collection[Entity[MangaAttributes]],
    Auth.REQUIRED,
    page=PageSize(10, 100),
    expand=("author", "artist", "cover_art"),
    route="logged_user_manga",
)

FOLLOWED_GROUPS = Endpoint(
    "get-user-follows-group",
    "GET",
    "/user/follows/group",
    Collection[Entity[GroupAttributes]],
    Auth.REQUIRED,
    page=PageSize(10, 100),
    expand=("leader", "member"),
    route="logged_user_groups",
)

FOLLOWED_USERS = Endpoint(
    "get-user-follows-user",
    "GET",
    "/user/follows/user",
    Collection[Entity[UserAttributes]],
    Auth.REQUIRED,
    page=PageSize(10, 100),
    route="logged_user_users",
)

FOLLOWED_LISTS = Endpoint(
    "get-user-follows-list",
    "GET",
    "/user/follows/list",
    Collection[Entity[CustomListAttributes]],
    Auth.REQUIRED,
    page=PageSize(10, 100),
    route="logged_user_followed_lists",
)

FOLLOWS_MANGA = Endpoint(
    "get-user-follows-manga-id",
    "GET",
    "/user/follows/manga/{id}",
    Done,
    Auth.REQUIRED,
    route="follows_manga",
)

FOLLOWS_GROUP = Endpoint(
    "get-user-follows-group-id",
    "GET",
    "/user/follows/group/{id}",
    Done,
    Auth.REQUIRED,
    route="follows_group",
)

FOLLOWS_USER = Endpoint(
    "get-user-follows-user-id", "GET", "/user/follows/user/{id}", Done, Auth.REQUIRED, route="follows_user"
)

FOLLOWS_LIST = Endpoint(
    "get-user-follows-list-id", "GET", "/user/follows/list/{id}", Done, Auth.REQUIRED, route="follows_list"
)
