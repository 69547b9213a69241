"""What MangaDex says of a user."""

from .base import Wire

__all__ = ["UserAttributes"]


class UserAttributes(Wire, frozen=True):
    """The attributes of a user."""

    username: str | None = None
    roles: tuple[str, ...] | None = ()
    avatar_file_name: str | None = None
    banner_file_name: str | None = None
    version: int | None = None
