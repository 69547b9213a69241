"""Those behind a manga and its chapters: authors, groups, users."""

from asyncdex._api.bodies import AuthorBody, AuthorEdit, GroupBody, GroupEdit
from asyncdex._api.endpoint import KB, Auth, Endpoint, Limit, PageSize
from asyncdex._api.filters import AuthorFilters, GroupFilters, UserFilters
from asyncdex._wire import AuthorAttributes, Collection, Done, Entity, GroupAttributes, One, UserAttributes

__all__ = [
    "AUTHOR_CREATE",
    "AUTHOR_DELETE",
    "AUTHOR_EDIT",
    "AUTHOR_GET",
    "AUTHOR_LIST",
    "GROUP_CREATE",
    "GROUP_DELETE",
    "GROUP_EDIT",
    "GROUP_FOLLOW",
    "GROUP_GET",
    "GROUP_LIST",
    "GROUP_UNFOLLOW",
    "USER_DELETE",
    "USER_FINISH_DELETE",
    "USER_GET",
    "USER_LIST",
    "USER_ME",
]

_MEMBERS = ("leader", "member")

AUTHOR_LIST = Endpoint(
    "get-author",
    "GET",
    "/author",
    Collection[Entity[AuthorAttributes]],
    Auth.NONE,
    page=PageSize(10, 100),
    filters=AuthorFilters,
    route="author_list",
)

AUTHOR_GET = Endpoint(
    "get-author-id", "GET", "/author/{id}", One[Entity[AuthorAttributes]], Auth.NONE, route="author"
)

AUTHOR_CREATE = Endpoint(
    "post-author",
    "POST",
    "/author",
    One[Entity[AuthorAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 3600),
    route="author_list",
    body=AuthorBody,
    body_size=8 * KB,
)

AUTHOR_EDIT = Endpoint(
    "put-author-id",
    "PUT",
    "/author/{id}",
    One[Entity[AuthorAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="author",
    versioned=True,
    body=AuthorEdit,
    body_size=8 * KB,
)

AUTHOR_DELETE = Endpoint(
    "delete-author-id",
    "DELETE",
    "/author/{id}",
    Done,
    Auth.REQUIRED,
    limit=Limit(10, 600),
    route="author",
)

GROUP_LIST = Endpoint(
    "get-search-group",
    "GET",
    "/group",
    Collection[Entity[GroupAttributes]],
    Auth.NONE,
    page=PageSize(10, 100),
    filters=GroupFilters,
    expand=_MEMBERS,
    route="group_list",
)

GROUP_GET = Endpoint(
    "get-group-id",
    "GET",
    "/group/{id}",
    One[Entity[GroupAttributes]],
    Auth.NONE,
    expand=_MEMBERS,
    route="group",
)

GROUP_CREATE = Endpoint(
    "post-group",
    "POST",
    "/group",
    One[Entity[GroupAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 3600),
    route="group_list",
    body=GroupBody,
    body_size=16 * KB,
)

GROUP_EDIT = Endpoint(
    "put-group-id",
    "PUT",
    "/group/{id}",
    One[Entity[GroupAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="group",
    versioned=True,
    body=GroupEdit,
    body_size=8 * KB,
)

GROUP_DELETE = Endpoint(
    "delete-group-id",
    "DELETE",
    "/group/{id}",
    Done,
    Auth.REQUIRED,
    limit=Limit(10, 600),
    route="group",
)

GROUP_FOLLOW = Endpoint(
    "post-group-id-follow", "POST", "/group/{id}/follow", Done, Auth.REQUIRED, route="group_follow"
)

GROUP_UNFOLLOW = Endpoint(
    "delete-group-id-follow", "DELETE", "/group/{id}/follow", Done, Auth.REQUIRED, route="group_follow"
)

USER_LIST = Endpoint(
    "get-user",
    "GET",
    "/user",
    Collection[Entity[UserAttributes]],
    Auth.REQUIRED,
    page=PageSize(10, 100),
    route="user_list",
    filters=UserFilters,
)

USER_GET = Endpoint("get-user-id", "GET", "/user/{id}", One[Entity[UserAttributes]], Auth.NONE, route="user")

USER_ME = Endpoint(
    "get-user-me", "GET", "/user/me", One[Entity[UserAttributes]], Auth.REQUIRED, route="logged_in_user"
)

USER_DELETE = Endpoint(
    "delete-user-id", "DELETE", "/user/{id}", Done, Auth.REQUIRED, route="user", deprecated=True
)

# The code from the mail stands for the login.
USER_FINISH_DELETE = Endpoint(
    "post-user-delete-code",
    "POST",
    "/user/delete/{code}",
    Done,
    Auth.NONE,
    route="finish_delete",
    deprecated=True,
    secret=True,
)
