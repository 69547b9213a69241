"""Pages from image nodes that misbehave in every way, on real sockets."""

import asyncio
import hashlib
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from asyncdex import Chapter, Demand, MangadexClient, PageFailed, Ratelimit
from asyncdex._api.table import AT_HOME
from asyncdex.sandbox import ManualClock, Sandbox

#: Nothing for so long, or less than so much, and a node is given up; short, so that tests are.
QUICK = Demand(stall=1.0, window=1.5, rate=20_000)

#: The faults that only a demand finds; a busy machine must not be taken for one of them elsewhere.
TIMED = {"a stall before the answer", "a stall in the body", "a trickle"}


def whole(data, name):
    return hashlib.sha256(data).hexdigest() in name


@pytest.fixture
async def chapter(client, box):
    return await client.get_chapter(box.sample_chapter_id).fetch()


async def until(condition):
    """Wait for something that other processes and tasks do."""
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - no event tells of it
            await asyncio.sleep(0.01)


def asked(box):
    return [seen for seen in box.stats.recent if seen.path.startswith("/at-home/")]


FAULTS = {
    "404": {"status": 404},
    "403, as after its time": {"status": 403},
    "500": {"status": 500},
    "a web page": {"status": 200, "body": "<html>Log in</html>", "content_type": "text/html"},
    "JSON": {"status": 200, "body": {"result": "error"}},
    "nothing": {"status": 200, "body": b"", "content_type": "image/png"},
    "no answer": {"drop": True},
    "half a body": {"truncate": True},
    "wrong bytes": {"corrupt": True},
    "a stall before the answer": {"delay": 3},
    "a stall in the body": {"stall": 3},
    "a trickle": {"slow": 1000},
    "an end in the middle": {"stall": 0.01},
    "another picture": {"status": 200, "body": b"x" * 99, "content_type": "image/png"},
    "a length that is too great": {"headers": {"Content-Length": "9999999"}},
    "a length that is too small": {"headers": {"Content-Length": "99"}},
    "somewhere else": {"status": 302, "headers": {"Location": "/elsewhere"}},
}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_node_that_misbehaves_is_replaced(chapter, client, box, tmp_path, name):
    if name in TIMED:
        client.node_demand = QUICK
    box.fail("GET", "/*/data/*", host="node", times=1, **FAULTS[name])
    files = await chapter.download_chapter(folder_format=str(tmp_path))
    assert all(whole(file.read_bytes(), page) for file, page in zip(files, chapter.page_names, strict=True))
    assert sorted(tmp_path.iterdir()) == files
    assert len(asked(box)) == 2
    assert box.stats.images_with_token == 0


async def test_a_body_whose_length_is_not_announced_is_fine(chapter, box, tmp_path):
    box.fail("GET", "/*/data/*", host="node", times=None, chunked=True)
    files = await chapter.download_chapter(folder_format=str(tmp_path))
    assert all(whole(file.read_bytes(), page) for file, page in zip(files, chapter.page_names, strict=True))
    assert len(asked(box)) == 1


async def test_a_node_that_is_dead_is_replaced(chapter, box, tmp_path):
    [first, *_] = await chapter.pages()
    await box.stop_node(box.node_urls.index("/".join(first.split("/")[:3])))
    files = await chapter.download_chapter(folder_format=str(tmp_path))
    assert all(whole(file.read_bytes(), page) for file, page in zip(files, chapter.page_names, strict=True))
    # Pages that fail together ask for one node together.
    assert len(asked(box)) <= 3


async def test_nodes_that_are_all_dead_are_asked_for_a_few_times_only(chapter, box, tmp_path):
    for node in range(len(box.node_urls)):
        await box.stop_node(node)
    with pytest.raises(PageFailed, match=r"127\.0\.0\.1"):
        await chapter.download_chapter(folder_format=str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert len(asked(box)) <= 4


async def test_a_node_that_has_no_address_is_replaced(chapter, box, tmp_path):
    known = await chapter.client.api.call(AT_HOME, chapter.id)
    body = {
        "result": "ok",
        "baseUrl": "http://node.invalid/token",
        "chapter": {
            "hash": known.chapter.hash,
            "data": known.chapter.data,
            "dataSaver": known.chapter.data_saver,
        },
    }
    box.fail("GET", "/at-home/*", body=body)
    files = await chapter.download_chapter(folder_format=str(tmp_path))
    assert all(whole(file.read_bytes(), page) for file, page in zip(files, chapter.page_names, strict=True))
    assert len(asked(box)) == 3


async def test_addresses_whose_time_is_over_are_renewed_on_the_way(tmp_path):
    clock = ManualClock()
    async with (
        Sandbox(manga=40, chapters=600, limits="off", clock=clock) as box,
        MangadexClient(**box.anonymous_kwargs()) as client,
    ):
        chapter = await client.get_chapter(box.sample_chapter_id).fetch()

        def progress(news):
            if news.done == 2:
                clock.advance(15 * 60 + 1)

        files = await chapter.download_chapter(folder_format=str(tmp_path), progress=progress)
        names = chapter.page_names
        assert all(whole(file.read_bytes(), page) for file, page in zip(files, names, strict=True))
        refused = [seen for seen in box.stats.recent if seen.host == "node" and seen.status == 403]
        assert refused
        assert len(asked(box)) == 2


async def test_the_limit_of_nodes_is_kept(chapter, client, box, tmp_path):
    client.sleep_on_ratelimit = False
    box.fail("GET", "/*/data/*", host="node", status=500, times=None)
    box.fail("GET", "/at-home/*", status=429, headers={"Retry-After": "60"}, times=None)
    with pytest.raises(Ratelimit):
        await chapter.download_chapter(folder_format=str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["404", "no answer", "a stall in the body", "wrong bytes"])
async def test_where_every_node_misbehaves_no_half_file_is_left(chapter, client, box, tmp_path, name):
    if name in TIMED:
        client.node_demand = QUICK
    box.fail("GET", "/*/data/*", host="node", times=None, **FAULTS[name])
    if name == "wrong bytes":
        # MangaDex does not promise its checksums: the second time the page is taken as it is.
        files = await chapter.download_chapter(folder_format=str(tmp_path), retries=1)
        assert not any(
            whole(file.read_bytes(), page) for file, page in zip(files, chapter.page_names, strict=True)
        )
        return
    with pytest.raises(PageFailed):
        await chapter.download_chapter(folder_format=str(tmp_path), retries=1)
    assert list(tmp_path.iterdir()) == []


async def test_a_download_that_is_called_off_leaves_only_whole_files(chapter, box, tmp_path):
    done = asyncio.Event()

    async def progress(news):
        if news.done == 2:
            done.set()
            await asyncio.sleep(60)

    box.fail("GET", "/*/data/*", host="node", times=None, slow=100_000)
    task = asyncio.create_task(chapter.download_chapter(folder_format=str(tmp_path), progress=progress))
    await done.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    pages = {page.rpartition("-")[2].partition(".")[0] for page in chapter.page_names}
    assert {hashlib.sha256(file.read_bytes()).hexdigest() for file in tmp_path.iterdir()} <= pages
    assert len(list(tmp_path.iterdir())) >= 2


PROGRAM = """
import asyncio, sys
from asyncdex import MangadexClient

async def main(chapter, folder, api, uploads):
    async with MangadexClient(anonymous=True, api_url=api, uploads_url=uploads) as client:
        print("ready", flush=True)
        await client.get_chapter(chapter).download_chapter(folder_format=folder)

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
async def test_a_run_that_is_killed_leaves_no_half_file_under_a_final_name(chapter, box, tmp_path):
    box.fail("GET", "/*/data/*", host="node", times=None, slow=60_000)
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM,
        chapter.id,
        str(tmp_path),
        box.url,
        box.uploads_url,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    try:
        await program.stdout.readline()
        await until(lambda: list(tmp_path.glob(".*.part")))
    finally:
        program.send_signal(signal.SIGKILL)
        await program.wait()
    pages = {
        page.rpartition("-")[2].partition(".")[0] for page in (await chapter.pages()) and chapter.page_names
    }
    finished = [file for file in tmp_path.iterdir() if file.suffix != ".part"]
    assert {hashlib.sha256(file.read_bytes()).hexdigest() for file in finished} <= pages
    # The next run into the folder clears away what was left, once it is old enough to be nobody's.
    for file in tmp_path.glob(".*.part"):
        os.utime(file, (0, time.time() - 61))
    box.clear_faults()
    files = await chapter.download_chapter(folder_format=str(tmp_path), overwrite=False)
    assert sorted(tmp_path.iterdir()) == files


# Streams


async def test_pages_that_never_touch_a_disk(chapter, box):
    async with chapter.stream_pages(ahead=2, data_saver=True) as pages:
        found = [(page.number, page.name, await page.read()) async for page in pages]
    assert [number for number, _, _ in found] == list(range(1, chapter.page_count + 1))
    assert [name for _, name, _ in found] == chapter.data_saver_page_names
    assert all(whole(data, name) for _, name, data in found)
    assert len(asked(box)) == 1


async def test_one_answer_serves_both_qualities(chapter, box):
    assert len(await chapter.pages()) == len(await chapter.pages(data_saver=True))
    assert len(asked(box)) == 1
    await chapter.pages(ssl_only=True)
    assert len(asked(box)) == 2


# Single pages and reports


async def test_reports_are_sent_where_they_are_wanted(client, box, tmp_path):
    chapter = client.get_chapter(box.sample_chapter_id)
    await chapter.download_chapter(folder_format=str(tmp_path))
    assert box.stats.report_count == 0
    client.report_pages = True
    files = await chapter.download_chapter(folder_format=str(tmp_path))
    await until(lambda: box.stats.report_count >= len(files))
    assert all(report["success"] and report["bytes"] > 0 for report in box.stats.reports)
    [address, *_] = await chapter.pages()
    response = await client.get_page(address)
    assert whole(await response.read(), address)
    with pytest.raises(Exception, match="403"):
        await client.get_page(address.replace("/data/", "/data/x"))
    await until(lambda: box.stats.report_count >= len(files) + 2)
    assert [report["success"] for report in list(box.stats.reports)[-2:]] == [True, False]
    assert box.stats.images_with_token == 0


async def test_reports_that_nobody_takes_hold_up_nothing(client, box, tmp_path):
    client.report_pages = True
    box.fail("POST", "/network/report", host="reports", times=None, delay=30)
    chapter = client.get_chapter(box.sample_chapter_id)
    async with asyncio.timeout(20):
        files = await chapter.download_chapter(folder_format=str(tmp_path))
    assert len(files) == chapter.page_count


async def test_a_report_by_hand(client, box):
    await client.report_page("https://node.example/1.png", True, 5, 10, False)
    await client.report_page("https://uploads.mangadex.org/1.png", True, 5, 10, False)
    assert box.stats.report_count == 1
    box.fail("POST", "/network/report", host="reports", status=500)
    with pytest.raises(Exception, match="500"):
        await client.report_page("https://node.example/1.png", True, 5, 10, False)


async def test_a_chapter_in_the_future_asks_no_node(client, box):
    chapter = await client.get_chapter(box.sample_chapter_id).fetch()
    chapter.readable_time = chapter.readable_time.replace(year=2999)
    with pytest.raises(Exception, match="can be read from 2999"):
        await anext(Chapter.stream_pages(chapter))
    assert asked(box) == []
