"""Scanlation groups."""

from collections.abc import Sequence

from asyncdex._api import Identified
from asyncdex._api.fields import Kept
from asyncdex._api.table import (
    FOLLOWS_GROUP,
    GROUP_DELETE,
    GROUP_EDIT,
    GROUP_FOLLOW,
    GROUP_GET,
    GROUP_LIST,
    GROUP_STATISTICS,
    GROUP_UNFOLLOW,
)
from asyncdex._wire import GroupAttributes, as_map
from asyncdex.utils import AttrDict

from .abc import GenericModelList, Wiring
from .editing import Editable
from .fields import attribute, relation
from .follows import is_followed
from .mixins import DatetimeMixin
from .relations import register, related, related_one
from .statistics import Statistics, statistics_by_id
from .uploads import Uploading
from .user import User

__all__ = ["Group"]


@register("scanlation_group")
class Group(DatetimeMixin[GroupAttributes], Uploading[GroupAttributes], Editable[GroupAttributes]):
    """A group that translates and publishes chapters."""

    kind = "scanlation_group"
    _called = "name"
    _filter = "groups"
    wiring = Wiring(GroupAttributes, GROUP_GET, GROUP_LIST)
    _updating = GROUP_EDIT

    @attribute
    def name(self) -> str:
        """The name."""
        return self._attributes.name or self._need(self._attributes.name, "name")

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
        found: User | None = related_one(self, self._related_to, "leader")
        return found

    @relation
    def members(self) -> GenericModelList[User]:
        """Who belongs to it."""
        return related(self, self._related_to, "member")

    async def update(self) -> None:
        """Send the group as it is now to MangaDex.

        Change ``name``, ``description``, ``leader``, ``members``, ``website`` and so on first. All of them
        are sent, those that were not touched exactly as MangaDex sent them, against the version at which
        the group was read.

        Raises:
            NotFetched: The group was never read.
            InvalidArgument: A changed attribute cannot be right, or cannot be changed; nothing was sent.
            Conflict: Somebody else changed it since; ``current`` is the group as it is now.
            InvalidID: There is no such group.
            NotFound: Something that it names is not there, such as a member.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account does not lead it.

        MangaDex: ``PUT /group/{id}``, ten times a minute.
        """
        await self._send_edits()

    async def delete(self) -> None:
        """Delete the group at MangaDex.

        Raises:
            InvalidID: There is no such group.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account does not lead it.

        MangaDex: ``DELETE /group/{id}``, ten times in ten minutes.
        """
        await self._ask(GROUP_DELETE)
        self.mark_missing()

    def _edits(self) -> dict[str, object]:
        edits = super()._edits()
        sent = self._attributes
        if not self._changed("focused_languages") and sent.focused_languages is None:
            # MangaDex sends them under two names, and takes them under one.
            edits["focused_languages"] = Kept(sent.focused_language)
        return edits

    async def set_people(
        self, *, leader: Identified | None = None, members: Sequence[Identified] | None = None
    ) -> None:
        """Say who leads the group and who belongs to it; what was changed before goes along.

        Args:
            leader: Who leads it; None for whoever does now.
            members: Who belongs to it; None for whoever does now.

        Raises:
            NotFetched: The group was never read.
            InvalidArgument: One of them is no user; nothing was sent.
            Conflict: Somebody else changed the group since; ``current`` is the group as it is now.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account does not lead it.

        MangaDex: ``PUT /group/{id}``, ten times a minute.
        """
        people = {
            name: value for name, value in (("leader", leader), ("members", members)) if value is not None
        }
        await self._send_edits(people)

    async def follow(self) -> None:
        """Follow the group.

        Raises:
            InvalidID: There is no such group.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /group/{id}/follow``.
        """
        await self._ask(GROUP_FOLLOW)

    async def unfollow(self) -> None:
        """Follow the group no longer.

        Raises:
            InvalidID: There is no such group.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``DELETE /group/{id}/follow``.
        """
        await self._ask(GROUP_UNFOLLOW)

    async def is_followed(self) -> bool:
        """Return whether the account follows the group.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /user/follows/group/{id}``, where 404 says no.
        """
        return await is_followed(self.client, FOLLOWS_GROUP, self.id)

    async def get_statistics(self) -> Statistics:
        """Return the thread about the group in the forum, and how many answers it has.

        For many groups in few calls see :meth:`MangadexClient.batch_group_statistics`.

        Raises:
            InvalidID: There is no such group.

        MangaDex: ``GET /statistics/group/{uuid}``.
        """
        answer = await self._ask(GROUP_STATISTICS)
        return statistics_by_id(GROUP_STATISTICS, answer, Statistics).get(self.id) or Statistics()
