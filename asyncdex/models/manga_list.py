"""Lists of manga."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from asyncdex._api.table import COVER_LIST, STATUS_LIST
from asyncdex.enum import FollowStatus

from .abc import ModelList
from .cover_art import CoverArt
from .pager import Pager
from .parts import in_parts
from .wiring import ClientLike

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .manga import Manga

__all__ = ["MangaList"]

#: How many manga one call for covers takes.
_MOST = 100


class MangaList(ModelList["Manga"]):
    """A list of manga that can be filled together.

    Args:
        client: The client to make calls with.
        entries: Manga to begin with.

    Example:
        >>> mangas = MangaList(client, entries=[client.get_manga(id) for id in ids])
        >>> await mangas.fetch_all()
    """

    keeps_client: ClassVar[bool] = True

    def __init__(self, client: ClientLike, *, entries: "Iterable[Manga] | None" = None) -> None:
        super().__init__(entries or ())
        self.client = client

    async def get_reading_status(self) -> None:
        """Fetch what the account is doing with each of them, in one call.

        Afterwards each has its ``reading_status``, which is None for a manga that has none.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.
        """
        if not self:
            return
        answer = await self.client.api.call(STATUS_LIST)
        statuses = answer.statuses if isinstance(answer.statuses, dict) else {}
        for manga in self:
            status = statuses.get(manga.id)
            manga.reading_status = None if status is None else FollowStatus.read(status)

    async def set_reading_status(self, status: FollowStatus | str | None) -> None:
        """Say what the account is doing with each of them, one call a manga.

        Args:
            status: What it is doing, such as ``reading``; None for nothing.

        Raises:
            InvalidArgument: There is no such status; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.
            AsyncDexException: A call failed; the others were made, and ``succeeded`` of the error says which.

        MangaDex: ``POST /manga/{id}/status``.
        """
        by_id: dict[str, list[Manga]] = {}
        for manga in self:
            by_id.setdefault(manga.id, []).append(manga)

        async def one(ids: Sequence[str]) -> dict[str, FollowStatus | None]:
            first, *others = by_id[ids[0]]
            await first.set_reading_status(status)
            for manga in others:
                manga.reading_status = first.reading_status
            return {first.id: first.reading_status}

        await in_parts(list(by_id), one, most=1)

    async def get_covers(self) -> None:
        """Fetch all covers of each of them, for a hundred manga at a time.

        Afterwards each manga has its ``covers``; what they held is replaced.

        Raises:
            OffsetLimit: A hundred of them have more covers than MangaDex lists.
        """
        mangas = list(self.id_map().values())
        for start in range(0, len(mangas), _MOST):
            part = mangas[start : start + _MOST]
            found: dict[str, list[CoverArt]] = {manga.id: [] for manga in part}
            async for cover in Pager(COVER_LIST, CoverArt, self.client, params={"mangas": part}):
                if cover.manga is not None:
                    found.setdefault(cover.manga.id, []).append(cover)
            for manga in self:
                if manga.id in found:
                    manga.covers.take(found[manga.id])
