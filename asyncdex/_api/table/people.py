"""Those behind a manga and its chapters: authors, groups, users."""

from asyncdex._api.endpoint import Auth, Endpoint, PageSize
from asyncdex._api.filters import AuthorFilters, GroupFilters
from asyncdex._wire import AuthorAttributes, Collection, Entity, GroupAttributes, One, UserAttributes

__all__ = ["AUTHOR_GET", "AUTHOR_LIST", "GROUP_GET", "GROUP_LIST", "USER_GET", "USER_ME"]

_MEMBERS = ("leader", "member")

AUTHOR_LIST = Endpoint(
    "get-author",
    "GET",
    "/author",
    Collection[Entity[AuthorAttributes]],
    page=PageSize(10, 100),
    filters=AuthorFilters,
    route="author_list",
)

AUTHOR_GET = Endpoint("get-author-id", "GET", "/author/{id}", One[Entity[AuthorAttributes]], route="author")

GROUP_LIST = Endpoint(
    "get-search-group",
    "GET",
    "/group",
    Collection[Entity[GroupAttributes]],
    page=PageSize(10, 100),
    filters=GroupFilters,
    expand=_MEMBERS,
    route="group_list",
)

GROUP_GET = Endpoint(
    "get-group-id", "GET", "/group/{id}", One[Entity[GroupAttributes]], expand=_MEMBERS, route="group"
)

USER_GET = Endpoint("get-user-id", "GET", "/user/{id}", One[Entity[UserAttributes]], route="user")

USER_ME = Endpoint(
    "get-user-me",
    "GET",
    "/user/me",
    One[Entity[UserAttributes]],
    auth=Auth.REQUIRED,
    route="logged_in_user",
)
