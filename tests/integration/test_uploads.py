"""Uploads over real sockets."""

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from asyncdex import FilesRefused, HTTPException, InvalidID, UploadOpen


def picture(colour, kind="PNG", size=(40, 60)):
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


@pytest.fixture
async def manga(box, client):
    return await client.get_manga(box.sample_manga_id).fetch()


async def test_files_from_everywhere_become_a_chapter_that_can_be_read(box, client, manga, tmp_path):
    pages = [picture(colour) for colour in ("red", "green", "blue", "white")]
    first = tmp_path / "1.png"
    first.write_bytes(pages[0])

    async def pieces():
        for start in range(0, len(pages[3]), 50):
            yield pages[3][start : start + 50]

    second = tmp_path / "2.png"
    second.write_bytes(pages[1])
    with second.open("rb") as opened:
        async with client.upload(manga) as session:
            assert await session.add(("10.png", pieces()), opened, first, ("3.png", pages[2])) == []
            session.sort()
            assert [file.name for file in session.files] == ["1.png", "2.png", "3.png", "10.png"]
            chapter = await session.commit(
                volume="9", number="99.5", title="The Pier", language="en", terms_accepted=True
            )
    await chapter.fetch()
    assert (chapter.volume, chapter.number, chapter.title, chapter.page_count) == ("9", "99.5", "The Pier", 4)
    assert chapter.manga == manga
    assert await chapter.download_chapter(as_bytes_list=True) == pages
    assert await client.get_upload() is None


async def test_pages_of_a_chapter_are_changed(client, manga):
    async with client.upload(manga) as session:
        await session.add(*(picture(colour) for colour in ("red", "green", "blue")))
        chapter = await session.commit(number="77", language="en", terms_accepted=True)
    async with client.upload_edit(chapter.id) as session:
        assert len(session.files) == 3
        await session.add(("new.png", picture("black")))
        await session.remove(session.files[0])
        session.files.reverse()
        edited = await session.commit(title="Now with black", terms_accepted=True)
    assert edited == chapter
    await edited.fetch()
    assert (edited.number, edited.title, edited.page_count) == ("77", "Now with black", 3)
    pages = await edited.download_chapter(as_bytes_list=True)
    assert pages[0] == picture("black")


async def test_bad_files_are_told_and_good_ones_stay(client, manga):
    async with client.upload(manga) as session:
        torn = picture("red")[:60]
        with pytest.raises(FilesRefused, match=r"torn\.png") as caught:
            await session.add(("good.png", picture("green")), ("torn.png", torn))
        assert [one.name for one in caught.value.refused] == ["torn.png"]
        assert [file.name for file in session.files] == ["good.png"]
        chapter = await session.commit(number="5", language="en", terms_accepted=True)
    assert (await chapter.fetch()).page_count == 1


async def test_more_than_one_call_takes(box, client, manga):
    before = box.stats.requests
    progress = []
    async with client.upload(manga) as session:
        await session.add(*(picture((0, 0, shade)) for shade in range(23)), progress=progress.append)
        assert [now.files for now in progress] == [10, 20, 23]
        assert len({file.id for file in session.files}) == 23
        await session.remove_many(*session.files[5:])
    # The search for an open one, the beginning, three calls with files, the removal, the end.
    assert box.stats.requests - before == 7


async def test_what_was_left_open_is_gone_on_with(client, manga):
    upload = client.upload(manga)
    session = await upload.__aenter__()
    await session.add(("1.png", picture("red")))
    with pytest.raises(UploadOpen) as caught:
        async with client.upload(manga):
            raise AssertionError
    assert caught.value.session == session
    async with client.upload(manga, existing="resume") as again:
        assert again == session
        assert [file.name for file in again.files] == ["1.png"]
        await again.add(("2.png", picture("blue")))
        chapter = await again.commit(number="8", language="en", terms_accepted=True)
    assert (await chapter.fetch()).page_count == 2


async def test_what_was_left_open_is_not_taken_for_something_else(client, manga):
    async with client.upload(manga) as session:
        await session.add(picture("red"))
        chapter = await session.commit(number="9", language="en", terms_accepted=True)
    await client.upload_edit(chapter).__aenter__()
    with pytest.raises(UploadOpen, match=f"it changes the pages of a chapter, {chapter.id}") as caught:
        await client.upload(manga, existing="resume").__aenter__()
    assert caught.value.session.chapter == chapter
    async with client.upload_edit(chapter, existing="resume") as session:
        assert len(session.files) == 1
    async with client.upload(manga):
        with pytest.raises(UploadOpen, match="it is for a new chapter"):
            await client.upload_edit(chapter, existing="resume").__aenter__()


async def test_leaving_in_any_way_leaves_nothing_open(client, manga):
    async def work(inside):
        async with client.upload(manga, existing="abandon") as session:
            await session.add(picture("red"))
            inside.set()
            await asyncio.Event().wait()

    with pytest.raises(ZeroDivisionError):
        async with client.upload(manga):
            raise ZeroDivisionError
    assert await client.get_upload() is None
    inside = asyncio.Event()
    task = asyncio.create_task(work(inside))
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await client.get_upload() is None


async def test_a_token_that_runs_out_in_the_middle_loses_nothing(box, client, manga):
    async with client.upload(manga) as session:
        await session.add(("1.png", picture("red")))
        box.revoke_tokens(refresh=False)
        await session.add(("2.png", picture("green")))
        box.revoke_tokens(refresh=False)
        chapter = await session.commit(number="6", language="en", terms_accepted=True)
    assert (await chapter.fetch()).page_count == 2


async def test_a_call_that_fails_in_the_middle_loses_nothing(box, client, manga):
    async with client.upload(manga) as session:
        await session.add(*(picture((shade, 0, 0)) for shade in range(10)))
        box.fail("POST", "/upload/*", status=500)
        with pytest.raises(HTTPException) as caught:
            await session.add(*(picture((0, shade, 0)) for shade in range(3)))
        assert caught.value.succeeded == {}
        assert len(session.files) == 10
        await session.add(*(picture((0, shade, 0)) for shade in range(3)))
        chapter = await session.commit(number="7", language="en", terms_accepted=True)
    assert (await chapter.fetch()).page_count == 13


async def test_whether_approval_is_needed(client, manga):
    assert await client.approval_required(manga, "en") in {True, False}
    with pytest.raises((InvalidID, HTTPException)):
        await client.approval_required("00000000-0000-4000-8000-000000000000", "en")
