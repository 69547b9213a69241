"""What type checkers make of common expressions. Never run, only checked."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import assert_type

import aiohttp

from asyncdex import (
    AttrDict,
    Author,
    Chapter,
    ChapterList,
    ClientUser,
    ContentRating,
    CoverArt,
    DefaultAttrDict,
    Demographic,
    GenericModelList,
    Group,
    HTTPException,
    Interval,
    Manga,
    MangadexClient,
    MangaFeedListOrder,
    MangaLinks,
    MangaListOrder,
    MangaRelation,
    MangaStatus,
    ModelList,
    OrderDirection,
    PageProgress,
    Pager,
    PathRatelimit,
    Ratelimit,
    Ratelimits,
    Tag,
    TagDict,
    TagGroup,
    TitleList,
    Unauthorized,
    User,
)


async def clients(session: aiohttp.ClientSession) -> None:
    async with MangadexClient(session=session, sleep_on_ratelimit=False, user_agent="me/1.0") as client:
        assert_type(client, MangadexClient)
        assert_type(client.closed, bool)
        assert_type(client.session, aiohttp.ClientSession)
        assert_type(client.username, str | None)
        assert_type(client.session_token, str | None)
        assert_type(client.anonymous_mode, bool)
        assert_type(client.ratelimits, Ratelimits)
        assert_type(client.ratelimits.general, PathRatelimit | None)
        assert_type([rule.ratelimit_used for rule in client.ratelimits], list[int])
        assert_type(await client.request("GET", "/ping", params={"a": ["b"], "c": 1}), aiohttp.ClientResponse)
        given: dict[str, object] = {"a": ["b"]}
        assert_type(
            await client.request_as("GET", "/ping", type=dict[str, int], params=given), dict[str, int]
        )
        assert_type(client.user, ClientUser)
        client.languages = "en"
        client.content_ratings = "safe"
        client.max_ratelimit_wait = 5
        await client.logout(delete_tokens=False)
        await client.login("me", "secret", client_id="personal-client-1", client_secret="more")
        client.content_ratings = (ContentRating.SAFE,)
        client.sleep_on_ratelimit = True


async def lists(client: MangadexClient, manga: Manga, group: Group) -> None:
    assert_type(client.get_mangas(title="sea"), Pager[Manga])
    assert_type(client.search(title="sea"), Pager[Manga])
    assert_type(client.get_chapters(manga=manga), Pager[Chapter])
    assert_type(client.get_authors(name="a"), Pager[Author])
    assert_type(client.get_groups(name="g"), Pager[Group])
    assert_type(client.get_covers(mangas=[manga, "id"]), Pager[CoverArt])
    async for found in client.get_mangas(limit=3):
        assert_type(found, Manga)
    pager = client.get_mangas()
    assert_type(await pager.as_list(), ModelList[Manga])
    assert_type(await anext(pager), Manga)
    assert_type(await anext(pager, None), Manga | None)
    assert_type(pager.total, int | None)
    client.get_mangas(
        limit=10,
        status=[MangaStatus.ONGOING, "completed"],
        demographic=[Demographic.SEINEN],
        year="none",
        created_after=datetime.now(UTC),
        updated_after=date(2024, 5, 1),
        order=MangaListOrder(titles=OrderDirection.ASCENDING),
        rating=(ContentRating.SAFE,),
        included_tags=[Tag(client, id="id"), "id"],
        group=group,
    )
    client.get_mangas(order={"title": "asc", "rating": OrderDirection.DESCENDING})
    client.get_chapters(volume=None, chapter_number=["1", None], language="en", groups=[group])


async def attributes(client: MangadexClient) -> None:
    manga = await client.get_manga("id").fetch()
    assert_type(manga, Manga)
    assert_type(await client.random_manga(rating=["safe"]), Manga)
    assert_type(manga.titles, DefaultAttrDict[TitleList])
    assert_type(manga.titles["en"], TitleList)
    assert_type(manga.titles.en, TitleList)
    assert_type(manga.titles.en.primary, str | None)
    assert_type(manga.titles.pt_br.parts(), tuple[str | None, list[str]])
    assert_type(manga.primary_titles, AttrDict[str])
    assert_type(manga.descriptions.en, str | None)
    assert_type(manga.best_title(["de", "en"]), str)
    assert_type(manga.authors, GenericModelList[Author])
    assert_type(manga.authors.id_map(), dict[str, Author])
    assert_type(manga.authors[0].name, str)
    assert_type(manga.tags, GenericModelList[Tag])
    assert_type(manga.tags[0].group, TagGroup | None)
    assert_type(manga.cover, CoverArt | None)
    assert_type(manga.creator, User | None)
    assert_type(manga.related_mangas, dict[MangaRelation, GenericModelList[Manga]])
    assert_type(manga.latest_uploaded_chapter, Chapter | None)
    assert_type(manga.links, MangaLinks)
    assert_type(manga.status, MangaStatus)
    assert_type(manga.year, int | None)
    assert_type(manga.created_at, datetime)
    assert_type(manga.updated_at, datetime | None)
    manga.year = 2020
    if manga.cover is not None:
        assert_type(await manga.cover.url_512(), str)
    assert_type(await client.get_tag("id"), Tag)
    assert_type(client.tag_cache, TagDict)
    assert_type(client.tag_cache.groups(), dict[str, GenericModelList[Tag]])
    assert_type(await client.get_group("id").fetch(), Group)
    assert_type(await client.get_user("id").fetch(), User)


async def chapters(manga: Manga) -> None:
    assert_type(manga.chapters, ChapterList)
    newest = MangaFeedListOrder(readable_time=OrderDirection.DESCENDING)
    assert_type(await manga.chapters.get(languages=["en"], order=newest, limit=10), ChapterList)
    assert_type(manga.chapters.walk(include_external=False), Pager[Chapter])
    chapter = manga.chapters[0]
    assert_type(chapter, Chapter)
    assert_type(chapter.manga, Manga | None)
    assert_type(chapter.language, str | None)
    assert_type(chapter.groups, GenericModelList[Group])
    assert_type(chapter.readable_time, datetime)
    assert_type(await chapter.pages(data_saver=True), list[str])
    assert_type(await chapter.download_chapter(), list[Path])
    assert_type(await chapter.download_chapter(as_bytes_list=False), list[Path])
    assert_type(await chapter.download_chapter(as_bytes_list=True), list[bytes])

    def show(progress: PageProgress) -> None:
        assert_type(progress.path, Path | None)
        assert_type(progress.done / progress.total, float)

    await chapter.download_chapter(folder_format="{manga}", progress=show)


async def errors(client: MangadexClient) -> None:
    try:
        await client.random_manga()
    except Ratelimit as error:
        assert_type(error.ratelimit_expires, datetime)
    except Unauthorized as error:
        assert_type(error.response, aiohttp.ClientResponse | None)
    except HTTPException as error:
        assert_type(error.status, int)
        assert_type(error.request_id, str | None)
        # What takes aiohttp's errors takes these too.
        as_aiohttp: aiohttp.ClientResponseError = error
        del as_aiohttp


def values(texts: Sequence[str]) -> None:
    assert_type(3 in Interval(min=1, max=3), bool)
    assert_type(ContentRating.read(texts[0]), ContentRating)
    text: str = ContentRating.SAFE  # members are texts as well
    assert_type(AttrDict({"en": 1}).en, int)
    del text
