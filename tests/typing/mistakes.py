"""Mistakes that type checkers must find. Never run, only checked.

Every ``ignore`` below is an assertion: where a checker does not find the mistake, it reports that the comment
is not needed. Both mypy (``warn_unused_ignores``) and pyright (the rule below) do so; the code in brackets is
mypy's name of the mistake.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from asyncdex import (
    Author,
    Chapter,
    ChapterListOrder,
    ContentRating,
    Manga,
    MangadexClient,
    MangaListOrder,
    OrderDirection,
    Ratelimit,
)


async def filters(client: MangadexClient, manga: Manga) -> None:
    # Names
    client.get_mangas(titel="sea")  # type: ignore[call-arg]
    client.get_mangas(language="en")  # type: ignore[call-arg]
    client.get_authors(title="a")  # type: ignore[call-arg]
    client.get_chapters(chapter="1")  # type: ignore[call-arg]
    client.get_covers(manga=manga)  # type: ignore[call-arg]
    manga.chapters.walk(language="en")  # type: ignore[call-arg]
    await client.random_manga(title="sea")  # type: ignore[call-arg]

    # Types
    client.get_mangas(title=5)  # type: ignore[arg-type]
    client.get_mangas(limit="5")  # type: ignore[arg-type]
    client.get_mangas(year=2.5)  # type: ignore[arg-type]
    client.get_mangas(rating=ContentRating)  # type: ignore[arg-type]
    client.get_mangas(created_after=1_700_000_000)  # type: ignore[arg-type]
    client.get_mangas(has_available_chapters="yes")  # type: ignore[arg-type]
    client.get_mangas(authors=[1])  # type: ignore[list-item]
    client.get_chapters(order=MangaListOrder())  # type: ignore[arg-type]
    await manga.chapters.get(order=ChapterListOrder())  # type: ignore[arg-type]
    MangaListOrder(name=OrderDirection.ASCENDING)  # type: ignore[call-arg]
    MangaListOrder(year="asc")  # type: ignore[arg-type]


async def arguments(client: MangadexClient, chapter: Chapter) -> None:
    MangadexClient("me", "secret")  # type: ignore[call-arg]
    MangadexClient(api_url=5)  # type: ignore[arg-type]
    client.get_manga()  # type: ignore[call-arg]
    client.get_manga(5)  # type: ignore[arg-type]
    client.username = 5  # type: ignore[assignment]
    client.closed = True  # type: ignore[misc]
    await chapter.download_chapter("folder")  # type: ignore[call-overload]
    await chapter.pages(saver=True)  # type: ignore[call-arg]
    Ratelimit("*", 5)  # type: ignore[call-arg]


async def results(client: MangadexClient, manga: Manga, chapter: Chapter) -> None:
    for found in client.get_mangas():  # type: ignore[attr-defined]
        del found
    await client.get_mangas()  # type: ignore[misc]
    author: Author = manga  # type: ignore[assignment]
    pages: list[bytes] = await chapter.download_chapter()  # type: ignore[assignment]
    year: int = manga.year  # type: ignore[assignment]
    await manga.cover.url()  # type: ignore[union-attr]
    manga.year = "2020"  # type: ignore[assignment]
    name = manga.titel  # type: ignore[attr-defined]
    del author, name, pages, year
