"""The names that download: a chapter, and all chapters of a list, each with every argument."""

import pytest

from asyncdex import ChapterUnreadable, MangadexClient
from asyncdex.sandbox import Sandbox
from tests.names.calls import leaves_out, reads

_ARGUMENTS = {
    "folder_format": "{chapter_id}",
    "file_format": "page-{num}",
    "as_bytes_list": True,
    "overwrite": False,
    "retries": 0,
    "use_data_saver": True,
    "ssl_only": True,
}


@pytest.fixture
async def box():
    async with Sandbox(manga=20, chapters=200, limits="off") as box:
        yield box


@pytest.fixture
async def reader(box, tmp_path, monkeypatch):
    """A client that works in an empty folder, at a pace that holds up no test."""
    monkeypatch.chdir(tmp_path)
    async with MangadexClient(**box.anonymous_kwargs()) as client:
        for rule in client.ratelimits:
            client.ratelimits.remove(rule)
        yield client


def _files(folder):
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


@reads("Chapter.download_chapter", *_ARGUMENTS)
@leaves_out("Chapter.download_chapter", "as_bytes_list")
async def test_a_chapter_with_every_argument(box, reader, tmp_path):
    chapter = await reader.get_chapter(box.sample_chapter_id).fetch()
    folder = tmp_path / chapter.id
    folder.mkdir()
    width = len(str(chapter.page_count))
    kept = folder / f"page-{1:0{width}}.jpg"
    kept.write_bytes(b"kept")
    await chapter.download_chapter(**{**_ARGUMENTS, "as_bytes_list": False})
    await chapter.download_chapter(
        folder_format="{chapter_id}",
        file_format="page-{num}",
        overwrite=False,
        retries=0,
        use_data_saver=True,
        ssl_only=True,
    )
    assert len(_files(tmp_path)) == chapter.page_count
    assert kept.read_bytes() == b"kept"
    asked = [seen.path for seen in box.stats.recent if seen.host == "node"]
    assert all("/data-saver/" in path for path in asked)
    assert len(asked) == chapter.page_count - 1


@reads("Chapter.download_chapter", "as_bytes_list")
async def test_a_chapter_as_bytes(box, reader, tmp_path):
    chapter = await reader.get_chapter(box.sample_chapter_id).fetch()
    pages = await chapter.download_chapter(as_bytes_list=True)
    assert [type(page) for page in pages] == [bytes] * chapter.page_count
    assert _files(tmp_path) == []


@leaves_out("Chapter.download_chapter")
async def test_a_chapter_without_arguments(box, reader, tmp_path):
    """Files go to a folder of the manga and the chapter, in full quality, written anew each time."""
    chapter = await reader.get_chapter(box.sample_chapter_id).fetch()
    for _ in range(2):
        await chapter.download_chapter()
    files = _files(tmp_path)
    assert len(files) == chapter.page_count
    width = len(str(chapter.page_count))
    assert [file.rpartition("/")[2].partition(".")[0] for file in files] == [
        f"{number:0{width}}" for number in range(1, len(files) + 1)
    ]
    assert {len(file.split("/")) for file in files} == {3}
    asked = [seen.path for seen in box.stats.recent if seen.host == "node"]
    assert len(asked) == 2 * chapter.page_count
    assert all("/data/" in path for path in asked)


@reads("ChapterList.download_all", "skip_bad", *_ARGUMENTS)
async def test_all_chapters_with_every_argument(box, reader):
    chapters = await _some(box, reader)
    external = next(chapter for chapter in chapters if not chapter.page_count)
    with pytest.raises(ChapterUnreadable):
        await chapters.download_all(skip_bad=False, **_ARGUMENTS)
    found = await chapters.filter().download_all(skip_bad=True, **_ARGUMENTS)
    assert found[external] is None
    assert {len(pages) for chapter, pages in found.items() if chapter is not external} == {
        chapter.page_count for chapter in chapters if chapter is not external
    }


@leaves_out("ChapterList.download_all")
async def test_all_chapters_without_arguments(box, reader, tmp_path):
    chapters = await _some(box, reader)
    found = await chapters.download_all()
    assert list(found) == list(chapters)
    assert [found[chapter] is None for chapter in chapters] == [
        not chapter.page_count for chapter in chapters
    ]
    assert len(_files(tmp_path)) == sum(chapter.page_count for chapter in chapters)


async def _some(box, reader):
    """Return one chapter that can be read here and one that cannot."""
    chapter = await reader.get_chapter(box.sample_chapter_id).fetch()
    external = await reader.get_chapters(include_external=True).as_list()
    chapters = (await reader.get_manga(box.sample_manga_id).fetch()).chapters
    chapters[:] = [next(one for one in external if not one.page_count), chapter]
    return chapters
