"""What MangaDex says of a scanlation group."""

from .base import Localized, Wire

__all__ = ["GroupAttributes"]


class GroupAttributes(Wire, frozen=True):
    """The attributes of a scanlation group."""

    name: str | None = None
    alt_names: tuple[Localized, ...] | None = ()
    locked: bool | None = None
    website: str | None = None
    irc_server: str | None = None
    irc_channel: str | None = None
    discord: str | None = None
    contact_email: str | None = None
    description: str | None = None
    twitter: str | None = None
    manga_updates: str | None = None
    #: Documented under the first name, sent under the second.
    focused_language: tuple[str | None, ...] | None = None
    focused_languages: tuple[str | None, ...] | None = None
    official: bool | None = None
    verified: bool | None = None
    inactive: bool | None = None
    publish_delay: str | None = None
    ex_licensed: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None
    version: int | None = None
