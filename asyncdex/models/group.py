"""Scanlation groups."""

from asyncdex._api.table import GROUP_GET, GROUP_LIST
from asyncdex._wire import GroupAttributes, as_map
from asyncdex.utils import AttrDict

from .abc import GenericModelList, Wiring
from .fields import attribute, relation
from .mixins import DatetimeMixin
from .relations import register, related, related_one
from .uploads import Uploading
from .user import User

__all__ = ["Group"]


@register("scanlation_group")
class Group(DatetimeMixin[GroupAttributes], Uploading[GroupAttributes]):
    """A group that translates and publishes chapters."""

    kind = "scanlation_group"
    _called = "name"
    _filter = "groups"
    wiring = Wiring(GroupAttributes, GROUP_GET, GROUP_LIST)

    @attribute
    def name(self) -> str:
        """The name."""
        return self._need(self._attributes.name, "name")

    @attribute
    def alt_names(self) -> list[AttrDict[str]]:
        """Other names, each with its language code."""
        return [AttrDict(names) for names in map(as_map, self._attributes.alt_names or ()) if names]

    @attribute
    def description(self) -> str | None:
        """What the group says of itself."""
        return self._attributes.description

    @attribute
    def website(self) -> str | None:
        """The group's site."""
        return self._attributes.website

    @attribute
    def irc_server(self) -> str | None:
        """The IRC server."""
        return self._attributes.irc_server

    @attribute
    def irc_channel(self) -> str | None:
        """The IRC channel."""
        return self._attributes.irc_channel

    @attribute
    def discord(self) -> str | None:
        """The Discord invitation."""
        return self._attributes.discord

    @attribute
    def contact_email(self) -> str | None:
        """The address to write to."""
        return self._attributes.contact_email

    @attribute
    def twitter(self) -> str | None:
        """The Twitter account."""
        return self._attributes.twitter

    @attribute
    def manga_updates(self) -> str | None:
        """The group's page at MangaUpdates."""
        return self._attributes.manga_updates

    @attribute
    def focused_languages(self) -> list[str]:
        """The codes of the languages the group translates into."""
        languages = self._attributes.focused_languages or self._attributes.focused_language
        return [language for language in languages or () if language is not None]

    @attribute
    def locked(self) -> bool:
        """Whether only members may upload under the group's name."""
        return bool(self._attributes.locked)

    @attribute
    def official(self) -> bool:
        """Whether it is a publisher."""
        return bool(self._attributes.official)

    @attribute
    def verified(self) -> bool:
        """Whether MangaDex vouches for it."""
        return bool(self._attributes.verified)

    @attribute
    def inactive(self) -> bool:
        """Whether it has stopped."""
        return bool(self._attributes.inactive)

    @attribute
    def ex_licensed(self) -> bool:
        """Whether its licence has ended."""
        return bool(self._attributes.ex_licensed)

    @attribute
    def publish_delay(self) -> str | None:
        """How long its chapters are held back, as an ISO 8601 duration such as ``P5D``."""
        return self._attributes.publish_delay

    @relation
    def leader(self) -> User | None:
        """Who leads the group."""
        found: User | None = related_one(self, self._relationships, "leader")
        return found

    @relation
    def members(self) -> GenericModelList[User]:
        """Who belongs to it."""
        return related(self, self._relationships, "member")
