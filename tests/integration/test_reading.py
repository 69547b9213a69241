"""From a login to files on the disk, against a server on real sockets."""

import hashlib

import pytest

from asyncdex import (
    ChapterUnreadable,
    InvalidID,
    MangaFeedListOrder,
    MangaList,
    NotFetched,
    OrderDirection,
    PageFailed,
)

NOWHERE = "00000000-0000-4000-8000-000000000000"


def whole(data, name):
    """Say whether a page is what the checksum in its name says."""
    return hashlib.sha256(data).hexdigest() in name


async def test_the_whole_way(client, box, tmp_path):
    await client.login()
    assert box.stats.token_requests["password"] == 1

    manga = await client.random_manga()
    title = manga.best_title()
    assert title
    assert [author.name for author in manga.authors]
    assert manga.cover.file_name

    found = await client.search(title=title, limit=5).as_list()
    assert manga.id in found.id_map()

    manga = await client.get_manga(box.sample_manga_id).fetch()
    await manga.load_authors()
    author = await manga.authors[0].fetch()
    assert manga.id in author.mangas.id_map()

    order = MangaFeedListOrder(chapter=OrderDirection.ASCENDING)
    chapters = await manga.chapters.get(languages=["en"], include_external=False, order=order)
    assert chapters is manga.chapters
    assert all(chapter.language == "en" and chapter.manga is manga for chapter in chapters)
    everything = [chapter async for chapter in manga.chapters.walk()]
    assert len(everything) >= len(chapters) > 0

    chapter = client.get_chapter(box.sample_chapter_id)
    urls = await chapter.pages()
    assert len(urls) == chapter.page_count == len(chapter.page_names)
    assert all(url.startswith(box.node_urls) and chapter.hash in url for url in urls)

    files = await chapter.download_chapter(folder_format=f"{tmp_path}/{{manga}}/{{chapter_num}}")
    assert [file.stem.lstrip("0") for file in files] == [str(n) for n in range(1, len(files) + 1)]
    assert all(whole(file.read_bytes(), name) for file, name in zip(files, chapter.page_names, strict=True))
    small = await chapter.download_chapter(as_bytes_list=True, use_data_saver=True)
    assert all(whole(data, name) for data, name in zip(small, chapter.data_saver_page_names, strict=True))

    assert box.stats.images_with_token == 0
    assert box.stats.image_requests >= 2 * len(files)


@pytest.mark.parametrize(
    ("fault", "times"),
    [
        ({"status": 404}, 1),
        ({"status": 500}, 1),
        ({"drop": True}, 1),
        ({"truncate": True}, 1),
        ({"corrupt": True}, 1),
    ],
    ids=["404", "500", "drop", "truncate", "corrupt"],
)
async def test_a_node_that_fails_is_replaced(client, box, tmp_path, fault, times):
    box.fail("GET", "/*", host="node", times=times, **fault)
    chapter = client.get_chapter(box.sample_chapter_id)
    files = await chapter.download_chapter(folder_format=str(tmp_path))
    assert len(files) == chapter.page_count
    assert all(whole(file.read_bytes(), name) for file, name in zip(files, chapter.page_names, strict=True))
    assert sorted(tmp_path.iterdir()) == files
    asked = [seen for seen in box.stats.recent if seen.path.startswith("/at-home/")]
    assert len(asked) == 2
    assert len([seen for seen in box.stats.recent if seen.host == "node"]) == len(files) + times
    assert box.stats.images_with_token == 0


async def test_nodes_that_never_have_the_pages(client, box, tmp_path):
    box.fail("GET", "/*", host="node", times=None, status=404)
    with pytest.raises(PageFailed, match="could not be downloaded"):
        await client.get_chapter(box.sample_chapter_id).download_chapter(
            folder_format=f"{tmp_path}/x", retries=1
        )
    assert not any(file.is_file() for file in tmp_path.rglob("*"))


async def test_a_chapter_that_cannot_be_read_here(client, box):
    external = await client.get_chapters(include_external=True).as_list()
    assert all(chapter.external_url for chapter in external)
    chapter = next(chapter for chapter in external if not chapter.page_count)
    before = box.stats.rules.copy()
    with pytest.raises(ChapterUnreadable) as caught:
        await chapter.pages()
    assert caught.value.reason == "external"
    assert box.stats.rules == before


async def test_what_is_not_there(client):
    for lazy in (client.get_manga(NOWHERE), client.get_chapter(NOWHERE), client.get_author(NOWHERE)):
        with pytest.raises(InvalidID):
            await lazy.fetch()
        with pytest.raises(NotFetched):
            _ = lazy.version


async def test_every_kind_of_object(client, box):
    manga = await client.get_manga(box.sample_manga_id).fetch()
    chapter = await client.get_chapter(box.sample_chapter_id).fetch()
    groups = await client.get_groups(limit=3).as_list()
    covers = await client.get_covers(mangas=[manga]).as_list()
    for model in (manga, manga.authors[0], chapter.user, chapter, *groups, *covers):
        await model.fetch()
        for name in model._fields:
            getattr(model, name)
        assert model.fetched
    await client.refresh_tag_cache()
    assert {tag.id for tag in manga.tags} <= set(client.tag_cache)
    assert all(cover.manga == manga for cover in covers)


async def test_a_cover_has_pictures(client, box):
    manga = await client.get_manga(box.sample_manga_id).fetch()
    for address in (await manga.cover.url(), await manga.cover.url_512(), await manga.cover.url_256()):
        response = await client.request("GET", address, with_auth=False)
        assert response.content_type.startswith("image/")
        assert len(await response.read()) > 100


async def test_all_covers_of_one_manga_and_of_many(client, box):
    mangas = MangaList(client, entries=[client.get_manga(id) for id in list(box.catalogue.manga)[:12]])
    await mangas.get_covers()
    for manga in mangas:
        wanted = {record.id for record in box.catalogue.covers.values() if manga.id in record.linked("manga")}
        assert {cover.id for cover in manga.covers} == wanted != set()
        assert all(cover.fetched and cover.manga is manga for cover in manga.covers)
        again = await client.get_manga(manga.id).covers.get()
        assert {cover.id for cover in again} == wanted


async def test_the_chapters_of_a_group_and_of_a_user(client, box):
    chapter = await client.get_chapter(box.sample_chapter_id).fetch()
    for uploading, kind in ((chapter.groups[0], "scanlation_group"), (chapter.user, "user")):
        assert uploading.chapters == []
        await uploading.load_chapters(rating=["safe", "suggestive", "erotica", "pornographic"])
        assert chapter.id in uploading.chapters.id_map()
        assert all(
            uploading.id in box.catalogue.chapters[found.id].linked(kind) for found in uploading.chapters
        )


async def test_the_manga_of_an_author(client, box):
    manga = await client.get_manga(box.sample_manga_id).fetch()
    author = manga.authors[0]
    await author.load_mangas()
    assert manga.id in author.mangas.id_map()
    assert [one.id for one in author.mangas] == list(
        dict.fromkeys(box.catalogue.authors[author.id].linked("manga"))
    )
    assert all(one.fetched for one in author.mangas)


async def test_addresses_that_were_pasted(client, box):
    before = len(box.stats.recent)
    manga = await client.resolve(f"<https://mangadex.org/title/{box.sample_manga_id}/a-name?tab=art>")
    chapter = await client.resolve(f"mangadex.org/chapter/{box.sample_chapter_id}/3")
    assert len(box.stats.recent) == before
    assert (await manga.fetch()).best_title()
    assert (await chapter.fetch()).manga is not None


async def test_a_long_walk(client, box):
    chapters = await client.get_chapters(rating=["safe", "suggestive", "erotica", "pornographic"]).as_list()
    assert len(chapters) == len(chapters.id_map())
    assert len(chapters) > 300
    assert [seen.status for seen in box.stats.recent if seen.path == "/chapter"] == [200] * (
        -(-len(chapters) // 100)
    )


async def test_many_lazy_objects_in_few_calls(client, box):
    ids = [manga.id for manga in await client.get_mangas(limit=30).as_list()]
    before = box.stats.requests
    mangas = type(await client.get_mangas(limit=1).as_list())(client.get_manga(id) for id in ids)
    await mangas.fetch_all()
    assert all(manga.fetched for manga in mangas)
    assert box.stats.requests == before + 2


async def test_a_manga_is_read_from_its_first_chapter_to_its_last(client, box):
    manga = client.get_manga(box.sample_manga_id)
    chapter = await manga.first_chapter(languages=["en"])
    asked = box.stats.requests
    found = []
    while chapter is not None:
        assert chapter.readable
        assert (chapter.language, chapter.manga) == ("en", manga)
        found.append(chapter)
        chapter = await chapter.next()
    assert box.stats.requests == asked  # all was known after the first
    listed = await manga.chapters.get_new(languages=["en"], readable=True)
    assert [one.place(restarting=listed.restarts) for one in found] == sorted(listed.places())
    back, chapter = [], found[-1]
    while chapter is not None:
        back.append(chapter.id)
        chapter = await chapter.previous()
    assert len(back) == len(found) > 1
    numbered = [one.number for one in found if one.number]
    assert (await manga.latest_chapter(languages=["en"])).number == numbered[-1]


async def test_an_overview_counts_what_the_list_has(client, box):
    manga = client.get_manga(box.sample_manga_id)
    chapters = await manga.chapters.get()
    aggregate = await manga.aggregate()
    assert aggregate == chapters.calculate_aggregate()
    ids = [
        id for volume in aggregate.values() for entry in volume.entries for id in (entry.id, *entry.others)
    ]
    assert sorted(ids) == sorted(chapters.id_map())
    english = await manga.aggregate(["en"])
    assert english == chapters.filter(languages=["en"]).calculate_aggregate()
    assert 0 < english.total() < aggregate.total() == len(chapters)


async def test_uploads_of_one_chapter_go_to_folders_of_their_own(client, box, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    manga = await client.get_manga(box.sample_manga_id).fetch()
    await manga.chapters.get(readable=True)
    first = manga.chapters[0]
    twin = next(other for other in manga.chapters if other != first and other.page_count)
    twin.number, twin.title, twin.volume = first.number, first.title, first.volume
    manga.chapters[:] = [first, twin]
    found = await manga.chapters.download_all(use_data_saver=True)
    assert [len(files) for files in found.values()] == [first.page_count, twin.page_count]
    assert len({file for files in found.values() for file in files}) == first.page_count + twin.page_count
    assert all(first.id in str(file) for file in found[first])
    everything = list(manga.chapters)
    manga.chapters[:] = [first]
    [alone] = (await manga.chapters.download_all(use_data_saver=True)).values()
    assert not any(first.id in str(file) for file in alone)
    assert len(everything) == 2


async def test_chapters_of_the_future_and_those_taken_down_are_found_by_their_ids(client, box):
    hidden = [
        chapter.id
        for chapter in box.catalogue.chapters.values()
        if chapter.attributes.get("isUnavailable") or chapter.attributes["publishAt"] > "2026-12"
    ]
    assert hidden
    chapters = [client.get_chapter(id) for id in hidden]
    assert await client.batch_chapters(*chapters) == []
    assert all(chapter.fetched for chapter in chapters)
    assert (await client.resolve(hidden[0])).id == hidden[0]
