"""Every example runs as its reader would run it: as a program of its own, here against a sandbox."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from PIL import Image

import asyncdex
from asyncdex.sandbox import Sandbox

EXAMPLES = Path(__file__).parents[2] / "examples"
TESTED = {
    "bot.py",
    "browse.py",
    "discord_bot.py",
    "download.py",
    "own_session.py",
    "pages.py",
    "test_discord_bot.py",
    "upload.py",
}


@pytest.fixture
async def box():
    async with Sandbox(manga=60, chapters=1500, limits="off") as sandbox:
        yield sandbox


@pytest.fixture
def run(box, tmp_path):
    """Run an example and return its exit code, what it printed, and what it complained about."""
    environment = {
        **os.environ,
        "ASYNCDEX_API_URL": box.url,
        "ASYNCDEX_AUTH_URL": box.auth_url,
        "ASYNCDEX_UPLOADS_URL": box.uploads_url,
        **{
            f"ASYNCDEX_{name.upper()}": box.client_kwargs()[name]
            for name in ("username", "password", "client_id", "client_secret")
        },
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(asyncdex.__file__).parents[1]),
        "PYTHONUTF8": "1",
    }

    async def start(name: str, *arguments: str, typed: str = "") -> tuple[int | None, str, str]:
        program = await asyncio.create_subprocess_exec(
            sys.executable,
            "-W",
            "error",
            str(EXAMPLES / name),
            *arguments,
            cwd=tmp_path,
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        printed, complained = await program.communicate(typed.encode())
        return program.returncode, printed.decode(), complained.decode()

    return start


def some_title(box: Sandbox) -> str:
    """Return the English title of a manga that every search may show."""
    safe = (
        manga
        for manga in box.catalogue.manga.values()
        if manga.attributes["contentRating"] == "safe" and "en" in manga.attributes["title"]
    )
    return next(safe).attributes["title"]["en"]


def test_every_example_is_run_short_and_listed():
    programs = {path.name for path in EXAMPLES.glob("*.py")}
    assert programs == TESTED
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for name in programs:
        assert f"- `{name}`:" in listed
        lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 70, name


async def test_browse_prints_titles_people_and_chapters(run, box):
    title = some_title(box)
    code, printed, complained = await run("browse.py", *title.split())
    assert (code, complained) == (0, "")
    assert printed.startswith(f"{title} (")
    assert " by nobody known" not in printed
    chapters = [line for line in printed.splitlines() if line.startswith("  ")]
    assert chapters
    assert chapters[:3] == sorted(chapters[:3], key=lambda line: line[:12], reverse=True)
    assert all("]" in line for line in chapters)


async def test_browse_says_when_nothing_is_found_and_when_nobody_answers(run, box):
    code, printed, _ = await run("browse.py", "no such words anywhere")
    assert (code, printed.split(" ", 1)[0]) == (1, "0")
    box.fail("GET", "/manga", status=404, body={"errors": []}, times=None)
    code, printed, complained = await run("browse.py", "umbrella")
    assert (code, printed) == (1, "")
    assert complained.splitlines() == ["HTTP 404: HTTP Error on GET for /manga."]


async def test_the_bot_answers_commands_with_safe_cards(run, box):
    title = some_title(box)
    typed = f"search {title}\nnewest 20000000\nnewest 0\nnewest soon\nnewest 99999999999999\nquit\n"
    code, printed, complained = await run("bot.py", typed=typed)
    assert (code, complained) == (0, "")
    found, newest, nothing, unreadable, too_long = map(json.loads, printed.splitlines())
    assert found[0]["title"] == title
    assert found[0]["image"].startswith(f"{box.uploads_url}/covers/")
    assert "from MangaDex" in found[0]["footer"]
    assert len(newest) == 10
    ids = [card["url"].rpartition("/")[2] for card in newest]
    readable = [box.catalogue.chapters[id].attributes["readableAt"] for id in ids]
    assert readable == sorted(readable)
    assert nothing == []
    assert unreadable[0]["title"] == too_long[0]["title"] == "Sorry"

    def rating(id: str) -> str:
        chapter = box.catalogue.chapters[id]
        manga = next(relation.id for relation in chapter.relationships if relation.type == "manga")
        return box.catalogue.manga[manga].attributes["contentRating"]

    assert {rating(id) for id in ids} == {"safe"}


async def test_the_bot_for_discord_searches_and_follows(run, box):
    kettle = box.add_manga("The Kettle at Sea")
    typed = (
        f"!manga kettle at sea\n!follow {kettle.id}\n!follow {box.sample_chapter_id}\n!follow me\nhello\n\n"
    )
    code, printed, complained = await run("discord_bot.py", typed=typed)
    assert (code, complained) == (0, "")
    found, followed, chapter, sorry = printed.splitlines()
    assert found == f"The Kettle at Sea: https://mangadex.org/title/{kettle.id}"
    assert followed == "Following The Kettle at Sea."
    assert kettle.id in box.catalogue.shelf.follows["manga"]
    assert chapter == "This is no manga but a chapter."
    assert sorry.startswith("Sorry: ")


async def test_the_tests_of_the_bot_pass_as_they_stand_and_are_short(tmp_path):
    text = (EXAMPLES / "test_discord_bot.py").read_text(encoding="utf-8")
    lines = [line for line in text.partition("\nimport pytest")[2].splitlines() if line.strip()]
    assert len(lines) <= 20
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_default_fixture_loop_scope = function\n")
    for name in ("discord_bot.py", "test_discord_bot.py"):
        shutil.copy(EXAMPLES / name, tmp_path)
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-W",
        "error",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(asyncdex.__file__).parents[1])},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await program.communicate()
    assert program.returncode == 0, printed.decode()
    assert "3 passed" in printed.decode()


async def test_an_own_session_is_used_and_stays_open(run):
    code, printed, complained = await run("own_session.py")
    assert (code, complained) == (0, "")
    assert "The client is closed: True; the session is closed: False" in printed
    assert "sent: my-catalogue/2.1 (+https://example.org/contact)" in printed


async def test_a_chapter_is_downloaded_once(run, box, tmp_path):
    folder = tmp_path / "some {where}"
    code, printed, complained = await run("download.py", box.sample_chapter_id, str(folder))
    assert (code, complained) == (0, "")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    *pages, last = printed.splitlines()[1:]
    assert last.startswith(f"{len(files)} files in {folder}")
    assert [line.split(":")[0].strip() for line in pages] == [
        f"{done} of {len(files)}" for done in range(1, len(files) + 1)
    ]
    fetched = box.stats.image_requests
    code, _, _ = await run("download.py", box.sample_chapter_id, str(folder))
    assert (code, box.stats.image_requests) == (0, fetched)


async def test_a_chapter_that_is_elsewhere_is_a_sentence(run, box):
    elsewhere = next(
        chapter.id
        for chapter in box.catalogue.chapters.values()
        if chapter.attributes["externalUrl"] and not chapter.attributes["pages"]
    )
    code, _, complained = await run("download.py", elsewhere)
    assert code == 1
    assert complained.startswith("Not at MangaDex (external): it is published at https://")


async def test_pages_are_fetched_in_memory(run, box, tmp_path):
    address = f"https://mangadex.org/chapter/{box.sample_chapter_id}/1"
    code, printed, complained = await run("pages.py", address)
    assert (code, complained) == (0, "")
    *pages, last = printed.splitlines()
    total = box.catalogue.chapters[box.sample_chapter_id].attributes["pages"]
    assert [line.split()[0] for line in pages] == [str(number) for number in range(1, total + 1)]
    sizes = [int(line.rpartition(": ")[2].removesuffix(" bytes")) for line in pages]
    assert min(sizes) > 0
    assert last.endswith(f": {sum(sizes)} bytes")
    assert sum(sizes) == box.stats.image_bytes
    assert list(tmp_path.iterdir()) == []


async def test_pages_of_what_is_no_chapter_are_a_sentence(run, box):
    code, printed, complained = await run("pages.py", box.sample_manga_id)
    assert (code, printed) == (1, "")
    assert complained == "This is no chapter but a manga.\n"
    code, _, complained = await run("pages.py", "somewhere else")
    assert code == 1
    assert complained.startswith("text must be an address of MangaDex or a UUID")


async def test_a_folder_becomes_a_chapter(run, box, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in (1, 2, 10):
        Image.new("RGB", (30, 40), (number, 0, 0)).save(folder / f"{number}.png")
    code, printed, complained = await run("upload.py", box.sample_manga_id, str(folder), "77", "en")
    assert (code, complained) == (0, "")
    assert " 3 of 3 files" in printed
    chapter = box.catalogue.chapters[printed.splitlines()[-1].rpartition("/")[2]]
    assert (chapter.attributes["chapter"], chapter.attributes["pages"]) == ("77", 3)

    (folder / "11.png").write_bytes((folder / "10.png").read_bytes()[:60])
    code, _, complained = await run("upload.py", box.sample_manga_id, str(folder), "78", "en")
    assert code == 1
    assert complained.startswith("11.png: ")
    code, _, complained = await run("upload.py", box.sample_manga_id, str(folder), "seventy", "en")
    assert code == 1
