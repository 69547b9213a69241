"""``asyncdex demo``: the SDK at work, step by step."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from asyncdex import ConnectionFailed, ContentRating, Manga, MangadexClient

from .download import NEWEST_FIRST, Found, check_target, download_one, time_of
from .errors import Trouble, plain
from .sandbox import Settings, open_sandbox

if TYPE_CHECKING:
    from asyncdex.sandbox import Sandbox

    from .show import Column, Screen

__all__ = ["Wish", "demo"]

_RATINGS = (ContentRating.SAFE, ContentRating.SUGGESTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user asked for; see the options of the command."""

    to: Path
    catalogue: Path | None = None
    live: bool = False
    title: str | None = None
    limit: int = 10
    seed: int = 7


async def demo(wish: Wish, screen: "Screen") -> None:
    """Show the SDK at work.

    Args:
        wish: What the user asked for.
        screen: Where to show it.

    Raises:
        Trouble: It cannot be done, and why.
        AsyncDexException: A call failed.
    """
    check_target(wish.to)
    if not wish.live:
        settings = Settings(seed=wish.seed, catalogue=wish.catalogue)
        async with open_sandbox(settings) as box, _logged_in(box, screen) as client:
            await _steps(wish, client, screen)
            _show_server_side(box, screen)
        _show_next(screen)
        return
    screen.line("Using MangaDex itself, logged out.")
    try:
        async with MangadexClient(anonymous=True) as client:
            await _steps(wish, client, screen)
    except ConnectionFailed as error:
        line = f"MangaDex could not be reached ({error.reason}); without --live the demo works offline."
        raise Trouble(line) from error
    _show_next(screen)


@asynccontextmanager
async def _logged_in(box: "Sandbox", screen: "Screen") -> AsyncGenerator[MangadexClient]:
    """Give out a client that is logged in to a sandbox."""
    screen.line(f"Sandbox at {box.url}: it plays MangaDex, and nothing leaves this machine.")
    for note in box.notes:
        screen.line(f"note: {plain(note)}", style="dim")
    async with MangadexClient(**box.client_kwargs()) as client:
        await client.login()
        screen.line(f"Logged in as {client.username}, through a personal API client.")
        yield client


async def _steps(wish: Wish, client: MangadexClient, screen: "Screen") -> None:
    mangas = await _search(wish, client, screen)
    start = perf_counter()
    found = await asyncio.gather(*(_newest(manga) for manga in mangas))
    wall = perf_counter() - start
    _show_found(found, screen)
    await download_one(wish.to, found, screen)
    _show_limits(client, found, wall, screen)


async def _search(wish: Wish, client: MangadexClient, screen: "Screen") -> Sequence[Manga]:
    pager = client.get_mangas(limit=wish.limit, rating=_RATINGS)
    if wish.title is not None:
        pager = client.get_mangas(limit=wish.limit, rating=_RATINGS, title=wish.title)
    mangas = await pager.as_list()
    what = f" with {plain(wish.title)!r} in their titles" if wish.title is not None else ""
    if not mangas:
        raise Trouble(f"no manga found{what}; try another --title")
    screen.head(f"{len(mangas)} of {pager.total:,} manga{what}, and the newest chapter of each")
    return mangas


async def _newest(manga: Manga) -> Found:
    """Ask for the newest chapter, in whatever language; and for authors that did not come with the manga."""
    start = perf_counter()
    chapters = manga.chapters.walk(limit=1, order=NEWEST_FIRST, include_future_updates=False)
    newest = await anext(chapters, None)
    seconds = perf_counter() - start
    await manga.load_authors()
    return Found(manga, newest, seconds)


def _show_found(found: Sequence[Found], screen: "Screen") -> None:
    columns: dict[str, Column] = {
        "Title": {"ratio": 5},
        "Authors": {"ratio": 3},
        "Newest chapter": {"ratio": 4},
        "In": {"width": 5},
        "On": {"width": 10},
    }
    screen.table(columns, (_row(one) for one in found))


def _row(one: Found) -> list[str]:
    authors = ", ".join(author.name for author in one.manga.authors if author.fetched) or "-"
    if one.newest is None:
        return [one.manga.best_title(), authors, "none", "-", "-"]
    number, title = one.newest.number, one.newest.title
    name = ": ".join(text for text in (f"Ch. {number}" if number else "", title) if text) or "Oneshot"
    date = f"{one.newest.readable_time:%Y-%m-%d}"
    return [one.manga.best_title(), authors, name, one.newest.language or "-", date]


def _show_limits(client: MangadexClient, found: Sequence[Found], wall: float, screen: "Screen") -> None:
    screen.head("What the limiter did")
    seconds = [one.seconds for one in found]
    calls = f"{len(found)} call{'s' if len(found) > 1 else ''}"
    screen.paragraph(
        f"The newest chapters were asked for all at once: {calls}. The first was answered after "
        f"{time_of(min(seconds))}, the last after {time_of(max(seconds))}; that step took {time_of(wall)}. "
        "Calls beyond what the rules allow wait in line here, so that MangaDex never has to refuse one."
    )
    screen.line()
    screen.limits(client.ratelimits)


def _show_server_side(box: "Sandbox", screen: "Screen") -> None:
    stats = box.stats
    screen.head("What the server saw")
    screen.line(f"API calls                       {stats.requests}")
    screen.line(f"refused as too many (429)       {stats.too_many}")
    screen.line(f"most calls within one second    {stats.busiest_second}")
    screen.line(f"image requests                  {stats.image_requests}")
    screen.line(f"image requests with the token   {stats.images_with_token}")


def _show_next(screen: "Screen") -> None:
    screen.line()
    screen.line('Next: "asyncdex sandbox" keeps a sandbox running for programs of your own.')
