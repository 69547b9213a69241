import errno
import os
import re
from functools import partial
from pathlib import Path

import pytest

from asyncdex import Chapter, ConnectionFailed, MangadexClient, RequestTimeout
from asyncdex.cli import demo as module
from asyncdex.cli import download
from asyncdex.cli.demo import Wish, demo
from asyncdex.cli.download import check_target
from asyncdex.cli.errors import Trouble


@pytest.fixture
async def client(box):
    async with MangadexClient(**box.client_kwargs()) as client:
        client.ratelimits.remove(client.ratelimits.general)
        yield client


def chapters_of(box):
    chapters = box.catalogue.chapters
    return list(chapters.values())


def live_at(monkeypatch, **urls):
    """Let ``--live`` mean another address than MangaDex's."""
    monkeypatch.setattr(module, "MangadexClient", partial(MangadexClient, **urls))


async def test_from_the_search_to_the_files(screen, tmp_path):
    await demo(Wish(to=tmp_path / "new" / "folder", limit=2), screen)
    text = screen.text
    assert "\x1b" not in text
    assert re.search(r"^Logged in as \w+, through a personal API client\.$", text, re.MULTILINE)
    assert re.search(r"^2 of \d+ manga, and the newest chapter of each$", text, re.MULTILINE)
    assert "all at once: 2 calls." in text
    assert "image requests with the token   0" in text
    folder = next(Path(line) for line in screen.lines if line.startswith(str(tmp_path)))
    pages = sorted(folder.iterdir())
    assert pages
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)
    assert f"{len(pages)} pages, " in text
    assert screen.lines[-1].startswith("Next: ")


async def test_a_folder_of_recorded_answers_works_the_same_way(box, client, screen, tmp_path):
    recorded = tmp_path / "recorded"
    recorded.mkdir()
    answer = await client.request("GET", "/manga", params={"limit": 3})
    (recorded / "manga.json").write_bytes(await answer.read())
    (recorded / "odd.json").write_text("{}")
    await demo(Wish(to=tmp_path / "out", catalogue=recorded, limit=1), screen)
    assert "note: odd.json: skipped" in screen.text
    assert list((tmp_path / "out").rglob("*.png"))


async def test_live_is_anonymous_and_has_no_server_side(box, screen, tmp_path, monkeypatch):
    live_at(monkeypatch, api_url=box.url)
    await demo(Wish(to=tmp_path, live=True, limit=1), screen)
    assert "logged out" in screen.lines[0]
    assert "What the server saw" not in screen.text
    assert "all at once: 1 call." in screen.text
    assert not box.stats.token_requests
    assert screen.lines[-1].startswith("Next: ")


async def test_live_without_a_network_points_to_the_offline_demo(screen, tmp_path, monkeypatch):
    async def at_once(clock, seconds):
        pass

    monkeypatch.setattr("asyncdex._http.naps.sleep", at_once)
    live_at(monkeypatch, api_url="http://127.0.0.1:1")
    with pytest.raises(
        Trouble, match=r"MangaDex could not be reached \(.*\); without --live the demo works offline"
    ):
        await demo(Wish(to=tmp_path, live=True), screen)


async def test_a_title_is_searched_for(client, screen, tmp_path):
    wish = Wish(to=tmp_path, title="the")
    found = await module._search(wish, client, screen)
    assert found
    assert "'the' in their titles" in screen.text
    with pytest.raises(Trouble, match="no manga found with 'zzzz' in their titles"):
        await module._search(Wish(to=tmp_path, title="zzzz"), client, screen)


async def test_what_cannot_be_read_here_is_skipped(box, client, screen, tmp_path):
    mangas = await module._search(Wish(to=tmp_path, limit=3), client, screen)
    found = [await module._newest(manga) for manga in mangas]
    for one in found:
        if one.newest is not None:
            record = box.catalogue.chapters[one.newest.id]
            record.attributes |= {"externalUrl": "https://example.org/read", "pages": 0}
            await one.newest.fetch()
    await download.download_one(tmp_path, found, screen)
    assert "it is published at https://example.org/read." in screen.text
    assert list(tmp_path.rglob("*.png"))


async def test_a_chapter_without_a_language_is_shown_with_a_dash(box, client, screen, tmp_path):
    found = await module._newest((await module._search(Wish(to=tmp_path), client, screen))[0])
    assert module._row(found)[3] == found.newest.language
    box.catalogue.chapters[found.newest.id].attributes |= {
        "translatedLanguage": None,
        "title": None,
        "chapter": None,
    }
    await found.newest.fetch()
    row = module._row(found)
    assert row[2:4] == ["Oneshot", "-"]


async def test_nothing_to_read_is_said(box, client, screen, tmp_path):
    for record in chapters_of(box):
        record.attributes |= {"externalUrl": "https://example.org/read", "pages": 0}
    mangas = await module._search(Wish(to=tmp_path, limit=3), client, screen)
    found = [await module._newest(manga) for manga in mangas]
    with pytest.raises(Trouble, match="none of these manga has a chapter that can be read here"):
        await download.download_one(tmp_path, found, screen)


async def test_a_manga_without_chapters_has_a_row_too(client, screen, tmp_path):
    manga = (await module._search(Wish(to=tmp_path, limit=1), client, screen))[0]
    found = [download.Found(manga, None, 0.1)]
    module._show_found(found, screen)
    assert "none" in screen.text


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device"),
            Trouble,
            "cannot write to .*: No space left on device",
        ),
        (OSError("odd"), Trouble, "cannot write to .*: odd; choose another with --to"),
        (RequestTimeout("GET", "/at-home", "it took too long"), ConnectionFailed, "it took too long"),
    ],
)
async def test_errors_of_the_disk_are_told_from_those_of_the_network(
    error, kind, text, box, client, screen, tmp_path, monkeypatch
):
    async def fail(self, **kwargs):
        raise error

    monkeypatch.setattr(Chapter, "download_chapter", fail)
    with pytest.raises(kind, match=text):
        await download._download(client.get_chapter(box.sample_chapter_id), tmp_path, screen)


async def test_braces_in_the_target_are_no_fields(box, client, screen, tmp_path):
    chapter = client.get_chapter(box.sample_chapter_id)
    files = await download._download(chapter, tmp_path / "{x}", screen)
    assert files[0].is_relative_to(tmp_path / "{x}")


@pytest.mark.parametrize("below", [".", "new", "new/newer"])
def test_a_target_that_can_be_made_is_fine(below, tmp_path):
    check_target(tmp_path / below)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("below", ["file", "file/under"])
def test_a_target_under_a_file_is_refused(below, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="is not a directory; choose another with --to"):
        check_target(tmp_path / below)


def test_a_target_without_permission_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Trouble, match="no permission for"):
        check_target(tmp_path / "new")


def test_a_target_that_cannot_be_looked_at_is_refused(tmp_path):
    with pytest.raises(Trouble, match="cannot use"):
        check_target(tmp_path / ("x" * 5000))


@pytest.mark.parametrize(("seconds", "text"), [(0.0041, "4 ms"), (0.9, "900 ms"), (1.5, "1.50 s")])
def test_times_are_short(seconds, text):
    assert download.time_of(seconds) == text
