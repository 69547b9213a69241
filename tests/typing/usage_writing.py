"""Right uses of what writes, with the types that come of them. Never run, only checked."""

# pyright: strict

from pathlib import Path
from typing import Any, assert_type

from asyncdex import (
    ApiClient,
    Author,
    Chapter,
    Conflict,
    CoverArt,
    CustomList,
    FilesRefused,
    FollowStatus,
    ForumThread,
    GenericModelList,
    Group,
    HistoryEntry,
    Manga,
    MangadexClient,
    MangaRelation,
    MangaStatistics,
    Model,
    Pager,
    Recommendation,
    RefusedFile,
    RelatedManga,
    Report,
    ReportReason,
    Settings,
    Statistics,
    Tag,
    UploadProgress,
    UploadSession,
    User,
    UserRating,
)


async def making(client: MangadexClient, author: Author, tag: Tag) -> None:
    manga = await client.create_manga(
        title={"en": "Sea"},
        language="ja",
        status="ongoing",
        rating="safe",
        authors=[author, "id"],
        tags=[tag],
        links={"al": "5"},
        year=None,
    )
    assert_type(manga, Manga)
    assert_type(await client.create_cover(manga, Path("1.png"), volume="1", locale="ja"), CoverArt)
    assert_type(await client.create_author("Wren", twitter="https://twitter.com/wren"), Author)
    assert_type(await client.create_group("HS", publish_delay="P5D", discord=None), Group)
    assert_type(await client.create_list("Mine", visibility="public", mangas=[manga]), CustomList)
    assert_type(client.get_drafts(state="rejected", limit=5), Pager[Manga])
    assert_type(client.get_users(username="wren"), Pager[User])
    await manga.commit_draft()


async def changing(manga: Manga, chapter: Chapter, group: Group, custom_list: CustomList) -> None:
    manga.titles.en.append("Ocean")
    manga.year = 2020
    try:
        await manga.update()
    except Conflict as error:
        assert_type(error.current, Model[Any] | None)
    chapter.title = None
    await chapter.update()
    group.focused_languages = ["en"]
    await group.update()
    custom_list.name = "Yours"
    await custom_list.update()
    await custom_list.delete()
    assert_type(await manga.add_relation("id", MangaRelation.SEQUEL), RelatedManga)
    assert_type(await manga.get_relations(), GenericModelList[RelatedManga])
    assert_type(await manga.get_recommendations(rating=["safe"]), GenericModelList[Recommendation])


async def keeping(client: MangadexClient, manga: Manga, chapter: Chapter) -> None:
    await manga.follow()
    assert_type(await manga.is_followed(), bool)
    await manga.set_reading_status(FollowStatus.READING)
    await manga.set_reading_status(None)
    await manga.rate(9)
    assert_type(await manga.get_rating(), UserRating | None)
    await manga.set_read([chapter, "id"], update_history=True)
    await chapter.toggle_read()
    assert_type(await client.user.history(), list[HistoryEntry])
    assert_type(await client.user.reading_statuses("reading"), dict[str, FollowStatus])
    assert_type(await client.user.follows_user("id"), bool)
    assert_type(await client.batch_ratings(manga, "id"), dict[str, UserRating])
    assert_type(await client.batch_manga_statistics(manga), dict[str, MangaStatistics])
    assert_type(await client.batch_chapter_statistics(chapter), dict[str, Statistics])


async def uploading(client: MangadexClient, manga: Manga, group: Group) -> None:
    def tell(now: UploadProgress) -> None:
        assert_type(now.files, int)

    async with client.upload(manga, [group], existing="resume") as session:
        assert_type(session, UploadSession)
        assert_type(await session.add("1.png", ("2.png", b""), progress=tell), list[RefusedFile])
        session.files.reverse()
        chapter = await session.commit(number="1", language="en", terms_accepted=True)
    assert_type(chapter, Chapter)
    async with client.upload_edit(chapter) as session:
        try:
            await session.add(Path("3.png"))
        except FilesRefused as error:
            assert_type(error.refused, list[RefusedFile])
    assert_type(await client.get_upload(), UploadSession | None)
    assert_type(await client.approval_required(manga, "en"), bool)


async def serving(client: MangadexClient, manga: Manga) -> None:
    reasons = await client.get_report_reasons("manga")
    assert_type(reasons, GenericModelList[ReportReason])
    await client.report(manga, reasons[0], "It is doubled.")
    assert_type(client.get_reports(status="waiting"), Pager[Report])
    assert_type(await client.create_thread(manga), ForumThread)
    assert_type(await client.convert_legacy(Manga, [1, 2]), dict[int, Manga])
    assert_type(await client.create_api_client("my-bot"), ApiClient)
    assert_type(await client.get_api_client("id").secret(), str)
    assert_type(await client.user.get_settings(), Settings | None)


async def solver(site_key: str) -> str:
    return site_key


MangadexClient(captcha_solver=solver)
