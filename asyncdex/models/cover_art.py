"""Covers."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from asyncdex._api.table import COVER_DELETE, COVER_EDIT, COVER_GET, COVER_LIST
from asyncdex._wire import CoverAttributes
from asyncdex.exceptions import Missing

from .abc import Wiring
from .editing import Editable
from .fields import attribute, relation
from .mixins import DatetimeMixin
from .relations import register, related_one
from .user import User

if TYPE_CHECKING:
    from .manga import Manga

__all__ = ["CoverArt"]


@register("cover_art")
class CoverArt(DatetimeMixin[CoverAttributes], Editable[CoverAttributes]):
    """The cover of a volume."""

    kind = "cover_art"
    _called = "file_name"
    wiring = Wiring(CoverAttributes, COVER_GET, COVER_LIST)
    _updating = COVER_EDIT

    @attribute
    def description(self) -> str | None:
        """What its uploader says of it."""
        return self._attributes.description

    @attribute
    def volume(self) -> str | None:
        """The volume it belongs to."""
        return self._attributes.volume

    @attribute
    def file_name(self) -> str | None:
        """Its file name."""
        return self._attributes.file_name

    @attribute
    def locale(self) -> str | None:
        """The language code of the edition."""
        return self._attributes.locale

    @relation
    def manga(self) -> "Manga | None":
        """The manga it belongs to."""
        found: Manga | None = related_one(self, self._relationships, "manga")
        return found

    @relation
    def user(self) -> User | None:
        """Who uploaded it."""
        found: User | None = related_one(self, self._relationships, "user")
        return found

    async def update(self) -> None:
        """Send the cover as it is now to MangaDex.

        Change ``volume``, ``description`` or ``locale`` first. All of them are sent, those that were not
        touched exactly as MangaDex sent them, against the version at which the cover was read.

        Raises:
            NotFetched: The cover was never read.
            InvalidArgument: A changed attribute cannot be right, or cannot be changed; nothing was sent.
            Conflict: Somebody else changed it since; ``current`` is the cover as it is now.
            InvalidID: There is no such cover.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        MangaDex: ``PUT /cover/{mangaOrCoverId}``, a hundred times in ten minutes.
        """
        await self._send_edits()

    async def delete(self) -> None:
        """Delete the cover at MangaDex.

        Raises:
            InvalidID: There is no such cover.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        MangaDex: ``DELETE /cover/{mangaOrCoverId}``, ten times in ten minutes.
        """
        await self._ask(COVER_DELETE)
        self.mark_missing()

    async def url(self) -> str:
        """Return the address of the picture in full size, fetching the cover if need be.

        Raises:
            Missing: MangaDex does not say which manga the cover belongs to, or what its file is called.
        """
        return await self._url("")

    async def url_512(self) -> str:
        """Return the address of the picture 512 pixels wide; see :meth:`url`."""
        return await self._url(".512.jpg")

    async def url_256(self) -> str:
        """Return the address of the picture 256 pixels wide; see :meth:`url`."""
        return await self._url(".256.jpg")

    async def _url(self, suffix: str) -> str:
        # A cover that came with its manga was told which one; any other knows once it is fetched.
        if not hasattr(self, "manga") or not self.fetched:
            await self.fetch()
        if self.manga is None:
            raise Missing("manga", "CoverArt")
        name = quote(self._need(self.file_name, "file_name"), safe="")
        return f"{self.client.uploads_url}/covers/{self.manga.id}/{name}{suffix}"
