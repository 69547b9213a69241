"""What the README and the guide show runs as it stands, here against a sandbox."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import asyncdex
from asyncdex._api.table import ROWS
from asyncdex.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


class Runner:
    """Runs snippets one after the other, with ``await`` at the top level, in one namespace."""

    def __init__(self) -> None:
        # Dataclasses look their module up.
        module = sys.modules["snippets"] = ModuleType("snippets")
        self.names: dict[str, Any] = vars(module)

    async def run(self, source: str, title: str) -> None:
        outcome = eval(compiled(source, title), self.names)  # noqa: S307 - it runs our own documentation
        if inspect.isawaitable(outcome):
            await outcome


def compiled(source: str, title: str):
    return compile(source, title, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


@pytest.fixture
async def box():
    async with Sandbox(limits="off") as sandbox:
        yield sandbox


@pytest.fixture
async def client_of_the_box(box, monkeypatch):
    """Have ``asyncdex.MangadexClient`` ask the sandbox, with its credentials for the documentation's dots."""
    made = []

    class Pointed(asyncdex.MangadexClient):
        def __init__(self, **given: Any) -> None:
            known = box.client_kwargs()
            secrets = ("username", "password", "client_id", "client_secret")
            mine = {name: known[name] for name in secrets if given.get(name) is not None}
            urls = {name: url for name, url in known.items() if name.endswith("_url")}
            # A snippet that starts a sandbox of its own has said where to go.
            super().__init__(**(given if "api_url" in given else {**given, **mine, **urls}))
            made.append(self)

    monkeypatch.setattr(asyncdex, "MangadexClient", Pointed)
    yield made
    for client in made:
        await client.close()


@pytest.fixture(autouse=True)
def working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_the_tour_of_the_readme_runs(client_of_the_box, working_folder, capsys):
    assert len(SNIPPETS) == 4
    runner = Runner()
    search, lazy, chapters, login = SNIPPETS

    await runner.run(search, "README, search")
    printed = capsys.readouterr().out.splitlines()
    assert printed
    assert all(line.endswith("']") for line in printed)

    # What the comment in the second snippet says holds at that very line.
    early, rest = lazy.split("await lazy.fetch()")
    assert "# False" in early
    await runner.run(early, "README, before fetching")
    assert hasattr(runner.names["lazy"], "titles") is False
    await runner.run(f"await lazy.fetch(){rest}", "README, lazy")
    assert runner.names["lazy"].titles.en.primary in capsys.readouterr().out

    await runner.run(chapters, "README, chapters")
    names = [chapter.name for chapter in runner.names["lazy"].chapters]
    assert len(capsys.readouterr().out.splitlines()) == len(names) > 0
    files = runner.names["files"]
    assert len(files) == runner.names["chapter"].page_count > 0
    assert all((working_folder / file).stat().st_size > 0 for file in files)
    assert {file.parts[0] for file in files} == {"downloads"}
    assert runner.names["client"].closed

    await runner.run(login, "README, login")
    assert capsys.readouterr().out.startswith("Manga(id=")
    assert client_of_the_box[-1].username is not None


def test_the_tour_is_short_and_its_commands_are_lines():
    lines = [line for snippet in SNIPPETS for line in snippet.splitlines() if line.strip()]
    assert 15 <= len(lines) <= 22
    commands = re.findall(
        r"^<!-- (demo|test) command -->\n```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE
    )
    assert [name for name, _ in commands] == ["demo", "test"]
    for _, command in commands:
        assert command.count("\n") == 1
    assert len(re.findall(r"^```\w+$", README, re.MULTILINE)) == len(SNIPPETS) + len(commands) + 1


async def test_the_test_of_a_bot_passes():
    [text] = re.findall(r"^```py\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    runner = Runner()
    runner.names["pytest"] = pytest
    await runner.run(text, "README, test of a bot")
    test = runner.names["test_finds_it"]
    [marker] = test.pytestmark
    async with Sandbox(**marker.kwargs) as box, box.client() as client:
        await test(box, client)


def test_the_readme_points_at_things_that_are_there():
    for name in re.findall(r"^- `([^`]+)`", README, re.MULTILINE):
        assert (ROOT / name).exists(), name


# The guide

_BLOCK = re.compile(
    r"^\.\. code-block:: (python|text)\n(?:   :class: (run|output)\n)?\n((?:(?: {3}.*)?\n)+)", re.MULTILINE
)


def blocks_of(page: Path) -> list[tuple[str, str, str]]:
    """Return the code blocks of a page as their language, class and text, in their order."""
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [(language, kind, f"{textwrap.dedent(text).strip()}\n") for language, kind, text in found]


GUIDE = {page.stem: blocks_of(page) for page in sorted((ROOT / "docs").glob("*.rst"))}
RUN = [page for page, blocks in GUIDE.items() if any(kind == "run" for _, kind, _ in blocks)]


def test_the_snippets_of_the_guide_are_all_seen():
    blocks = [(page, *block) for page, found in GUIDE.items() for block in found]
    pages = [(ROOT / "docs" / f"{page}.rst").read_text(encoding="utf-8") for page in GUIDE]
    python = [(page, kind, text) for page, language, kind, text in blocks if language == "python"]
    assert len(python) == sum(text.count(":: python\n") for text in pages)
    assert len(python) == 78
    assert sum(kind == "run" for _, kind, _ in python) == 75
    assert sum(kind == "output" for _, _, kind, _ in blocks) == 35
    for page, _, text in python:
        compiled(text, page)


@pytest.mark.parametrize("page", RUN)
async def test_the_snippets_of_the_guide_run(page, client_of_the_box, capsys):
    runner = Runner()
    for number, (_, kind, text) in enumerate(GUIDE[page], 1):
        if kind == "run":
            capsys.readouterr()
            await runner.run(text, f"{page}, block {number}")
        elif kind == "output":
            assert capsys.readouterr().out == text
    for name, test in list(runner.names.items()):
        if name.startswith("test_"):  # what a page shows as a test passes as one
            await test()


def test_the_reference_has_every_public_name():
    pages = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs/reference").glob("*.rst"))
    shown = set(re.findall(r"^\.\. auto\w+:: asyncdex\.(\w+)$", pages, re.MULTILINE))
    assert shown - {"clock", "constants", "list_orders"} == set(asyncdex.__all__)
    filters = set(re.findall(r"^\.\. filters:: (\w+)$", pages, re.MULTILINE))
    assert filters == {row.filters.__name__ for row in ROWS if row.filters is not None}
