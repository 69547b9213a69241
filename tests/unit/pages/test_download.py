import asyncio
import errno
import os
from urllib.parse import urlsplit

import pytest

from asyncdex.exceptions import ChapterUnreadable, InvalidArgument, PageFailed
from asyncdex.pages import FileSink, PageProgress, PageResult, PageServer, download_pages, read_pages
from tests.unit.pages.fakes import FakeAtHome, FakeClock, FakeTransport, Reply, chapter

COUNT = 12


@pytest.fixture
def contents():
    return chapter(COUNT)


@pytest.fixture
def at_home(contents):
    return FakeAtHome(names=contents)


@pytest.fixture
def server(at_home):
    return PageServer("id", at_home, FakeClock())


@pytest.fixture
def transport(contents):
    return FakeTransport(contents)


def files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def number(name):
    return int(name[1:].partition("-")[0])


async def test_all_pages_arrive_in_reading_order(server, transport, contents, at_home, tmp_path):
    folder = tmp_path / "manga" / "1"
    results = await download_pages(server, transport, folder=folder)
    assert results == [
        PageResult(n, name, folder / f"{n:02}.jpg", None, 100, verified=True, skipped=False)
        for n, name in enumerate(contents, 1)
    ]
    assert [result.path.read_bytes() for result in results] == list(contents.values())
    assert files(tmp_path) == [f"{n:02}.jpg" for n in range(1, COUNT + 1)]
    assert at_home.asked == 1


async def test_without_a_folder_the_pages_stay_in_memory(server, transport, contents):
    results = await download_pages(server, transport, folder=None)
    assert [(result.data, result.path) for result in results] == [(body, None) for body in contents.values()]
    assert await read_pages(server, transport, concurrency=2) == list(contents.values())
    assert transport.peak == 4


@pytest.mark.parametrize("concurrency", [1, 3, 50])
async def test_no_more_pages_than_allowed_are_fetched_at_a_time(server, transport, concurrency, tmp_path):
    await download_pages(server, transport, folder=tmp_path, concurrency=concurrency)
    assert transport.peak == min(concurrency, COUNT)


async def test_a_failing_node_is_replaced_once_for_the_whole_chapter(server, transport, at_home, contents):
    transport.hosts["a.example"] = lambda name: Reply(status=503)
    assert await read_pages(server, transport, concurrency=COUNT) == list(contents.values())
    assert at_home.asked == 2
    assert transport.visited == ["a"] * COUNT + ["b"] * COUNT


async def test_progress_is_told_after_each_page(server, transport, tmp_path):
    seen = []
    await download_pages(
        server, transport, folder=tmp_path, progress=lambda news: seen.append((news, files(tmp_path)))
    )
    assert [news.done for news, _ in seen] == list(range(1, COUNT + 1))
    assert {news.number for news, _ in seen} == set(range(1, COUNT + 1))
    for news, there in seen:
        assert (news.total, news.bytes) == (COUNT, 100)
        assert news.path.name in there
    news = []
    await read_pages(server, transport, concurrency=1, progress=news.append)
    assert news[2] == PageProgress(number=3, total=COUNT, done=3, bytes=100, path=None)


async def test_a_slow_page_is_told_when_it_is_there_and_keeps_its_place(server, transport, contents):
    rest, news = asyncio.Event(), []
    transport.hosts["a.example"] = lambda name: Reply(
        contents[name], gate=rest if number(name) == 1 else None
    )

    def progress(one):
        news.append((one.number, one.done))
        if one.done == COUNT - 1:
            rest.set()

    assert await read_pages(server, transport, progress=progress) == list(contents.values())
    assert news[0] == (2, 1)
    assert news[-1] == (1, COUNT)


async def test_files_that_exist_can_be_left_alone(server, transport, contents, tmp_path):
    (tmp_path / "03.jpg").write_bytes(b"mine")
    news = []
    results = await download_pages(server, transport, folder=tmp_path, overwrite=False, progress=news.append)
    third = results[2]
    assert (third.skipped, third.size, third.verified, third.path) == (True, 4, None, tmp_path / "03.jpg")
    assert (tmp_path / "03.jpg").read_bytes() == b"mine"
    assert [result.skipped for result in results].count(True) == 1
    assert len(transport.urls) == COUNT - 1
    assert len(news) == COUNT

    results = await download_pages(server, transport, folder=tmp_path)
    assert not any(result.skipped for result in results)
    assert (tmp_path / "03.jpg").read_bytes() == list(contents.values())[2]


async def test_a_folder_in_place_of_a_page_is_no_page(server, transport, tmp_path):
    (tmp_path / "03.jpg").mkdir()
    with pytest.raises(OSError, match=r"03\.jpg"):
        await download_pages(server, transport, folder=tmp_path, overwrite=False)
    assert not [name for name in files(tmp_path) if name.endswith(".part")]


async def test_one_page_failing_for_good_ends_the_download(server, transport, contents, tmp_path):
    forever = asyncio.Event()

    def node(name):
        if number(name) == 6:
            return Reply(status=500)
        # The first three are whole; those beside the sixth never end.
        return Reply(contents[name], gate=forever if number(name) > 3 else None)

    for host in "abc":
        transport.hosts[f"{host}.example"] = node
    with pytest.raises(PageFailed) as caught:
        await download_pages(server, transport, folder=tmp_path, concurrency=3)
    assert caught.value.number == 6
    assert files(tmp_path) == ["01.jpg", "02.jpg", "03.jpg"]
    assert transport.active == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert not any(number(urlsplit(url).path.rpartition("/")[2]) > 6 for url in transport.urls)


async def test_a_cancelled_download_leaves_whole_files_only(server, transport, contents, tmp_path):
    forever = asyncio.Event()
    stuck = asyncio.Event()

    def node(name):
        if number(name) == 6:
            stuck.set()
        return Reply(contents[name], gate=forever if number(name) > 2 else None)

    transport.hosts["a.example"] = node
    task = asyncio.create_task(download_pages(server, transport, folder=tmp_path, concurrency=4))
    await stuck.wait()
    await asyncio.sleep(0)
    assert [name for name in files(tmp_path) if name.endswith(".part")]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert files(tmp_path) == ["01.jpg", "02.jpg"]
    assert transport.active == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_cancelled_while_a_node_is_being_replaced_nothing_goes_on(server, transport, at_home, tmp_path):
    await server.current()
    at_home.gate = asyncio.Event()
    transport.hosts["a.example"] = lambda name: Reply(status=503)
    task = asyncio.create_task(download_pages(server, transport, folder=tmp_path))
    await at_home.reached.wait()
    assert at_home.asked == 2
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert files(tmp_path) == []
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_callback_that_raises_ends_the_download(server, transport, tmp_path):
    def progress(news):
        if news.done == 5:
            raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        await download_pages(server, transport, folder=tmp_path, progress=progress)
    assert len(files(tmp_path)) >= 5
    assert all(name.endswith(".jpg") and (tmp_path / name).stat().st_size == 100 for name in files(tmp_path))
    assert len(files(tmp_path)) < COUNT


async def test_a_full_disk_is_told_as_it_is(server, transport, tmp_path, monkeypatch):
    written = []

    def write(sink, chunk):
        written.append(chunk)
        if len(written) == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sink._file.write(chunk)

    monkeypatch.setattr(FileSink, "write", write)
    with pytest.raises(OSError, match="No space left") as caught:
        await download_pages(server, transport, folder=tmp_path, concurrency=1)
    assert type(caught.value) is OSError
    assert files(tmp_path) == ["01.jpg", "02.jpg", "03.jpg"]
    assert len(transport.urls) == 4  # a disk that is full is not the node's fault


async def test_a_folder_that_cannot_be_made_is_told_as_it_is(server, transport, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        await download_pages(server, transport, folder=tmp_path / "file" / "x")
    assert not transport.urls


async def test_a_chapter_without_pages_leaves_no_folder(transport, tmp_path):
    server = PageServer("id", FakeAtHome(names=[]), FakeClock())
    with pytest.raises(ChapterUnreadable):
        await download_pages(server, transport, folder=tmp_path / "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "wrong", [{"retries": -1}, {"concurrency": 0}, {"file_format": "{page}"}, {"file_format": "a/{num}"}]
)
async def test_arguments_are_checked_before_anything_is_sent(server, transport, at_home, tmp_path, wrong):
    with pytest.raises(InvalidArgument):
        await download_pages(server, transport, folder=tmp_path / "x", **wrong)
    assert at_home.asked == 0
    assert not list(tmp_path.iterdir())


async def test_an_old_address_is_renewed_in_the_middle(contents, transport):
    clock, at_home = FakeClock(), FakeAtHome(names=contents)
    server = PageServer("id", at_home, clock)

    def progress(news):
        clock.time += 5 * 60

    await read_pages(server, transport, concurrency=1, progress=progress)
    assert "".join(transport.visited) == "aaabbbcccccc"
    assert at_home.asked == 4


async def test_hostile_names_write_inside_the_folder(transport, tmp_path):
    names = ["../../out.jpg", "..\\out.jpg", "/abs.jpg", "con.png"]
    transport.good = lambda name: Reply(b"image")
    # The fake reads names off the end of the path, so a slash that got through would end up in the URL.
    server = PageServer("id", FakeAtHome(names=names), FakeClock())
    folder = tmp_path / "a" / "b"
    results = await download_pages(server, transport, folder=folder, file_format="{num}{name}")
    assert {result.path.parent for result in results} == {folder}
    assert len(files(tmp_path)) == len(files(folder)) == 4
    assert all(url.startswith("https://a.example/tok-a/data/h4sh/") for url in transport.urls)
    assert all(url.count("/") == 6 for url in transport.urls)


@pytest.mark.parametrize("concurrency", [1, 4])
async def test_a_callback_that_is_called_off_ends_the_download(server, transport, tmp_path, concurrency):
    def progress(news):
        raise asyncio.CancelledError("mine")

    with pytest.raises(asyncio.CancelledError, match="mine"):
        await download_pages(server, transport, folder=tmp_path, concurrency=concurrency, progress=progress)
    assert len(transport.urls) < COUNT
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_download_that_is_called_off_while_it_calls_back(server, transport, tmp_path):
    reached = asyncio.Event()

    async def progress(news):
        reached.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(download_pages(server, transport, folder=tmp_path, progress=progress))
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert asyncio.all_tasks() == {asyncio.current_task()}
