"""Mistakes with what writes that type checkers must find; see ``mistakes.py`` for how it works."""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from asyncdex import (
    Chapter,
    DraftListOrder,
    FollowStatus,
    Group,
    Manga,
    MangadexClient,
    Report,
    UploadSession,
)


async def making(client: MangadexClient, manga: Manga) -> None:
    # What has to be given
    await client.create_manga(title={"en": "Sea"}, language="ja", status="ongoing")  # type: ignore[call-arg]
    await client.create_author()  # type: ignore[call-arg]
    await client.create_cover(manga)  # type: ignore[call-arg]
    # Fields that there are not
    await client.create_author("Wren", twiter="x")  # type: ignore[call-arg]
    await client.create_group("HS", leader_id="x")  # type: ignore[call-arg]
    await client.create_list("Mine", manga=[manga])  # type: ignore[call-arg]
    # Types
    await client.create_author("Wren", biographies="Born.")  # type: ignore[arg-type]
    await client.create_group("HS", inactive="no")  # type: ignore[arg-type]
    await client.create_list("Mine", mangas=[1])  # type: ignore[list-item]
    await client.create_cover(manga, 5)  # type: ignore[arg-type]


async def filters(client: MangadexClient, manga: Manga) -> None:
    client.get_drafts(status="draft")  # type: ignore[call-arg]
    client.get_drafts(state=5)  # type: ignore[arg-type]
    client.get_users(name="wren")  # type: ignore[call-arg]
    client.get_users(order=DraftListOrder())  # type: ignore[arg-type]
    client.get_reports(category=None, about=manga)  # type: ignore[call-arg, arg-type]
    client.get_api_clients(state=True)  # type: ignore[arg-type]
    await manga.get_recommendations(tags=[])  # type: ignore[call-arg]


async def arguments(client: MangadexClient, manga: Manga, chapter: Chapter) -> None:
    await manga.rate("9")  # type: ignore[arg-type]
    await manga.set_reading_status()  # type: ignore[call-arg]
    await manga.set_reading_status(5)  # type: ignore[arg-type]
    await manga.set_read(chapters=[chapter])  # type: ignore[call-arg]
    await manga.add_relation("id")  # type: ignore[call-arg]
    await client.batch_ratings([manga])  # type: ignore[arg-type]
    await client.convert_legacy(Manga, ["1"])  # type: ignore[list-item]
    await client.report(manga)  # type: ignore[call-arg]
    await client.create_thread(5)  # type: ignore[arg-type]
    MangadexClient(captcha_solver="answer")  # type: ignore[arg-type]


async def uploading(client: MangadexClient, manga: Manga, session: UploadSession) -> None:
    client.upload(manga, existing="keep")  # type: ignore[arg-type]
    await session.commit(language="en")  # type: ignore[call-arg]
    await session.commit(language=None, terms_accepted=True)  # type: ignore[arg-type]
    await session.add(5)  # type: ignore[arg-type]
    async with client.upload(manga) as upload:
        pages = upload.pages  # type: ignore[attr-defined]
    del pages


async def results(client: MangadexClient, manga: Manga, group: Group) -> None:
    status: FollowStatus = await manga.get_rating()  # type: ignore[assignment]
    report: Report = await client.create_thread(manga)  # type: ignore[assignment]
    group.locked = "yes"  # type: ignore[assignment]
    manga.tags = ["action"]  # type: ignore[assignment]
    rating: int = (await manga.get_rating()).rating  # type: ignore[union-attr]
    del status, report, rating
