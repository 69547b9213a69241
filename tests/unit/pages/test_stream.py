"""Pages one after the other, in memory."""

import asyncio
import io
from contextlib import asynccontextmanager

import pytest

from asyncdex import InvalidArgument, PageFailed
from asyncdex.pages import PageServer, PageStream
from asyncdex.pages import stream as module
from tests.support import FakeClock
from tests.unit.pages.fakes import FakeAtHome, FakeTransport, Reply, chapter


def stream(contents, ahead=3, retries=0, at_home=None, transport=None):
    """Return the pages of a chapter, and the nodes they come from."""
    nodes = transport or FakeTransport(contents)
    at_home = at_home or FakeAtHome(names=list(contents))
    server = PageServer("c1", at_home, FakeClock())

    async def begin():
        return server

    return PageStream(begin, nodes, ahead=ahead, retries=retries), nodes


@pytest.mark.parametrize("ahead", [0, 1, 3, 50])
async def test_every_page_in_reading_order(ahead):
    contents = chapter(9)
    pages, nodes = stream(contents, ahead)
    found = [(page.number, page.name, await page.read()) async for page in pages]
    assert found == [(n, name, body) for n, (name, body) in enumerate(contents.items(), 1)]
    assert len(nodes.urls) == 9
    assert nodes.peak <= min(ahead, 4) + 1


async def test_no_more_pages_are_in_hand_than_asked_for():
    pages, nodes = stream(chapter(1000, size=10), ahead=3)
    count = 0
    async for page in pages:
        for _ in range(50):
            await asyncio.sleep(0)
        assert len(nodes.urls) <= page.number + 3
        count += 1
        if count == 200:
            break
    assert nodes.peak <= 4


class Counting(FakeTransport):
    """Counts the bytes that were handed over."""

    delivered = 0

    @asynccontextmanager
    async def stream(self, url):
        async with super().stream(url) as download:
            yield _Counted(self, download)


class _Counted:
    def __init__(self, owner, download):
        self.owner, self.download = owner, download
        self.status, self.headers = download.status, download.headers

    async def chunks(self, size):
        async for chunk in self.download.chunks(10):
            self.owner.delivered += len(chunk)
            yield chunk


async def test_memory_is_bounded_whatever_is_asked_for(monkeypatch):
    monkeypatch.setattr(module, "_BUDGET", 1000)
    contents = chapter(1000, size=100)
    pages, nodes = stream(contents, ahead=1000, transport=Counting(contents))
    read = most = 0
    async for page in pages:
        for _ in range(30):
            await asyncio.sleep(0)
            most = max(most, nodes.delivered - read)
        read += len(await page.read())
    assert read == 100_000
    assert nodes.peak <= 5
    # Pages of 100 bytes: the budget, the four on their way, and the one in hand.
    assert 1000 <= most <= 1000 + 400 + 100


async def test_room_that_pages_make_is_filled_without_anybody_asking():
    pages, nodes = stream(chapter(20), ahead=10)
    page = await anext(pages)
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(nodes.urls) == page.number + 10


async def test_what_comes_after_pages_that_do_not_fit_is_fetched_when_it_is_read(monkeypatch):
    monkeypatch.setattr(module, "_BUDGET", 0)
    pages, nodes = stream(chapter(5), ahead=3)
    assert [len(await page.read()) async for page in pages] == [100] * 5
    assert nodes.peak == 1


async def test_a_stream_that_was_closed_has_ended():
    pages, _ = stream(chapter(9))
    await anext(pages)
    await pages.aclose()
    assert [page async for page in pages] == []


async def test_a_page_that_nobody_wants_is_called_off():
    pages, nodes = stream(chapter(2), ahead=1)
    nodes.hosts["a.example"] = lambda name: Reply(nodes.contents[name], gate=asyncio.Event())
    page = await anext(pages)
    await asyncio.sleep(0)
    await pages.aclose()
    del page
    for _ in range(10):
        await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert nodes.active == 0


async def test_nothing_is_fetched_before_it_is_read_without_pages_ahead():
    pages, nodes = stream(chapter(3), ahead=0)
    first = await anext(pages)
    await asyncio.sleep(0)
    assert nodes.urls == []
    await first.read()
    assert len(nodes.urls) == 1
    assert repr(first) == f"<Page 1: {first.name}>"
    assert first.extension == ".jpg"


async def test_a_page_is_fetched_once_however_often_it_is_read():
    pages, nodes = stream(chapter(1))
    page = await anext(pages)
    first, second = await asyncio.gather(page.read(), page.read())
    assert first is second is await page.read()
    assert len(nodes.urls) == 1


async def test_pieces():
    pages, _ = stream(chapter(1, size=10))
    page = await anext(pages)
    assert [len(piece) async for piece in page.stream(4)] == [4, 4, 2]
    assert b"".join([piece async for piece in page.stream()]) == await page.read()
    with pytest.raises(InvalidArgument, match="chunk_size must be at least 1, not 0"):
        await anext(page.stream(0))


async def test_saving(tmp_path):
    pages, _ = stream(chapter(2))
    page = await anext(pages)
    await page.save(tmp_path / "1.jpg")
    await page.save(str(tmp_path / "2.jpg"))
    assert [file.read_bytes() for file in sorted(tmp_path.iterdir())] == [await page.read()] * 2
    buffer = io.BytesIO()
    await page.save(buffer)
    assert buffer.getvalue() == await page.read()

    class Async:
        async def write(self, data):
            self.data = data

    target = Async()
    await page.save(target)
    assert target.data == await page.read()
    with pytest.raises(OSError, match="nowhere"):
        await page.save(tmp_path / "nowhere" / "1.jpg")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["1.jpg", "2.jpg"]


async def test_a_page_that_fails_can_be_read_again_and_the_others_come():
    contents = chapter(3)
    pages, nodes = stream(contents)
    nodes.hosts["a.example"] = lambda _: Reply(status=500)
    first = await anext(pages)
    with pytest.raises(PageFailed):
        await first.read()
    nodes.hosts.clear()
    assert await first.read() == next(iter(contents.values()))


async def test_leaving_early_leaves_nothing_behind():
    pages, nodes = stream(chapter(9))
    nodes.hosts["a.example"] = lambda name: Reply(nodes.contents[name], gate=asyncio.Event())
    async for _ in pages:
        break
    await asyncio.sleep(0)
    assert asyncio.all_tasks() != {asyncio.current_task()}
    del pages
    for _ in range(10):
        await asyncio.sleep(0)
    # The page that was given out is its reader's.
    assert len(asyncio.all_tasks()) <= 2


async def test_the_end_of_a_block_calls_off_what_is_under_way():
    pages, nodes = stream(chapter(9))
    gate = asyncio.Event()
    nodes.hosts["a.example"] = lambda name: Reply(nodes.contents[name], gate=gate)
    async with pages:
        page = await anext(pages)
    page.close()
    for _ in range(10):
        await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    gate.set()
    assert len(await page.read()) == 100
    await pages.aclose()


async def test_a_reader_who_is_called_off_does_not_take_the_page_from_another():
    pages, nodes = stream(chapter(1))
    gate = asyncio.Event()
    nodes.hosts["a.example"] = lambda name: Reply(nodes.contents[name], gate=gate)
    page = await anext(pages)
    one, other = asyncio.create_task(page.read()), asyncio.create_task(page.read())
    await asyncio.sleep(0)
    one.cancel()
    await asyncio.sleep(0)
    gate.set()
    assert len(await other) == 100


def test_a_loop_that_is_gone_leaves_no_warning():
    async def begin():
        pages, nodes = stream(chapter(9))
        nodes.hosts["a.example"] = lambda name: Reply(nodes.contents[name], gate=asyncio.Event())
        return pages, await anext(pages)

    with asyncio.Runner() as runner:
        pages, page = runner.run(begin())
    page.close()
    del pages


@pytest.mark.parametrize(("ahead", "retries"), [(-1, 0), (0, -1)])
def test_numbers_that_cannot_be_right(ahead, retries):
    with pytest.raises(InvalidArgument, match="must be at least 0, not -1"):
        stream(chapter(1), ahead, retries)
