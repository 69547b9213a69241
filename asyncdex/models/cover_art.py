"""Covers."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from weakref import ref

import msgspec

from asyncdex._api.table import COVER_DELETE, COVER_EDIT, COVER_GET, COVER_LIST
from asyncdex._wire import CoverAttributes
from asyncdex.exceptions import InvalidResponse, Missing

from .abc import Wiring
from .editing import Editable
from .fields import Field, relation, text
from .mixins import DatetimeMixin
from .relations import register, related_one
from .user import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from .manga import Manga
    from .sheet import Sheet

__all__ = ["CoverArt"]

#: A file name that stands in an address as it is; all that MangaDex gives are.
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")


class _Home(msgspec.Struct, frozen=True, gc=False):
    """The manga that a cover came with, which is not held: it holds the cover.

    Two objects that hold each other stay until the garbage collector finds them, which takes memory and time
    where there are thousands.
    """

    id: str
    manga: "ref[Manga]"
    kind: "type[Manga]"
    attributes: Any
    related_to: Any


class _Manga(Field["CoverArt", "Manga | None"]):
    """The manga it belongs to."""

    def __init__(self, read: "Callable[[CoverArt], Manga | None]") -> None:
        super().__init__(read, "_related_to")
        self.__doc__ = type(self).__doc__

    def ready(self, obj: object) -> bool:
        """Return whether it is known."""
        return "_home" in obj.__dict__ or super().ready(obj)

    def __get__(self, obj: Any, owner: type | None = None) -> Any:
        if obj is None:
            return self
        known: dict[str, Any] = obj.__dict__
        home: _Home | None = known.get("_home")
        if home is None or ("_related_to" in known and not _belongs(obj, home)):
            return self.value(obj)
        manga = home.manga()
        if manga is None:
            obj.settle()
            # Nobody has it any more. One that knows the same does not hold this cover, which can hold it.
            manga = home.kind.made(known.get("client"), home.id, home.attributes, home.related_to)
            del obj.__dict__["_home"]
            obj.adopt(self.name, manga)
        return manga

    def anew(self, obj: "CoverArt") -> "Manga | None":
        """Return the manga, whatever was put in its place."""
        found: Manga | None = self.__get__(obj)
        return found


def _belongs(cover: "CoverArt", home: _Home) -> bool:
    """Return whether what MangaDex says of a cover agrees with where it came from."""
    return any(data.type == "manga" and data.id == home.id for data in cover._related_to)  # noqa: SLF001


@register("cover_art")
class CoverArt(DatetimeMixin[CoverAttributes], Editable[CoverAttributes]):
    """The cover of a volume."""

    kind = "cover_art"
    _called = "file_name"
    wiring = Wiring(CoverAttributes, COVER_GET, COVER_LIST, unshared=True)
    _updating = COVER_EDIT
    _home: _Home

    description = text("description", "What its uploader says of it.")
    volume = text("volume", "The volume it belongs to.")
    file_name = text("file_name", "Its file name.")
    locale = text("locale", "The language code of the edition.")

    manga = _Manga(lambda cover: related_one(cover, cover._related_to, "manga"))  # noqa: SLF001

    @relation
    def user(self) -> User | None:
        """Who uploaded it."""
        found: User | None = related_one(self, self._related_to, "user")
        return found

    def belong_to(self, manga: "Manga") -> None:
        """Note which manga it came with; the library's own way to say so.

        Args:
            manga: The manga. It is not kept alive by the cover, which would be kept alive by it.
        """
        known = manga.__dict__
        self._home = _Home(
            manga.id, ref(manga), type(manga), known.get("_attributes"), known.get("_related_to")
        )
        sheet: Sheet | None = known.get("_sheet")
        if sheet is not None:
            # What the manga points into, its cover does.
            self._sheet = sheet
            sheet.held.append(ref(self))

    def settle(self) -> None:
        """Keep nothing else of the page that it, or the manga that it came with, came on."""
        home = self.__dict__.get("_home") if "_sheet" in self.__dict__ else None
        if home is not None:
            home.kind._detach(home.attributes, home.related_to)  # noqa: SLF001 - as its own would
        super().settle()

    def __getstate__(self) -> dict[str, Any]:
        state = super().__getstate__()
        if state.pop("_home", None) is not None and "manga" not in state:
            # A copy has it for good: what becomes of the other cover says nothing about this one.
            with suppress(InvalidResponse):
                manga = self.manga
                if manga is not None:
                    state |= {"manga": manga, "_adopted": (manga, *self._adopted)}
        return state

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
        return self._address("") or await self._fetched_address("")

    async def url_512(self) -> str:
        """Return the address of the picture 512 pixels wide; see :meth:`url`."""
        return self._address(".512.jpg") or await self._fetched_address(".512.jpg")

    async def url_256(self) -> str:
        """Return the address of the picture 256 pixels wide; see :meth:`url`."""
        return self._address(".256.jpg") or await self._fetched_address(".256.jpg")

    def _address(self, suffix: str) -> str | None:
        """Return the address, or None where it takes a call to know it."""
        # A cover that came with its manga was told which one; any other knows once it is fetched.
        known = self.__dict__
        if "_attributes" not in known:
            return None
        if "_home" in known and "manga" not in known and "_related_to" not in known:
            id = self._home.id  # as nearly always, and whether anybody has the manga still does not matter
        else:
            manga: Manga | None = getattr(self, "manga", None)
            if manga is None:
                return None
            id = manga.id
        # Not by way of the field: in a page of covers few are asked for more than their address.
        name: str | None = known.get("file_name", self._attributes.file_name)
        if name is None or not _PLAIN.fullmatch(name):
            name = quote(self._need(name, "file_name"), safe="")
        return f"{self.client.uploads_url}/covers/{id}/{name}{suffix}"

    async def _fetched_address(self, suffix: str) -> str:
        if not self.fetched or not hasattr(self, "manga"):
            await self.fetch()
        address = self._address(suffix)
        if address is None:
            raise Missing("manga", "CoverArt")
        return address
