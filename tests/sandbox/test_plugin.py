"""The plugin for pytest, in runs of pytest of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

LOOSE = """
    import pytest

    {pytestmark}

    @pytest.mark.mangadex(manga=20, chapters=100, limits="off")
    {mark}
    async def test_finds(mangadex_client, mangadex_sandbox):
        assert len(mangadex_sandbox.catalogue.manga) == 20
        assert mangadex_client.api_base == mangadex_sandbox.url
        assert await mangadex_client.random_manga()
        assert await mangadex_client.user.manga().as_list()
        mangadex_sandbox.add_manga("Left behind")
        mangadex_sandbox.fail("GET", "/manga/*", status=503, times=None)

    @pytest.mark.mangadex(manga=20, limits="off")
    {mark}
    async def test_finds_nothing_of_the_test_before(mangadex_client, mangadex_sandbox):
        assert (len(mangadex_sandbox.catalogue.manga), mangadex_sandbox.stats.requests) == (20, 0)
        assert await mangadex_client.random_manga()

    @pytest.mark.mangadex(chapters=0)
    class TestNearer:
        @pytest.mark.mangadex(manga=3)
        {mark}
        async def test_options_of_the_class_and_of_the_test_go_together(self, mangadex_sandbox):
            assert len(mangadex_sandbox.catalogue.manga) == 3
            assert len(mangadex_sandbox.catalogue.chapters) == 0

    @pytest.mark.mangadex(manga=4)
    def test_is_not_asynchronous(mangadex_sandbox):
        assert len(mangadex_sandbox.catalogue.manga) == 4
        assert mangadex_sandbox.url.startswith("http://127.0.0.1:")
"""


@pytest.fixture
def run(tmp_path):
    """Run pytest on a file and return how it ended and what it printed."""

    def start(text: str, *arguments: str) -> tuple[int, str]:
        (tmp_path / "test_it.py").write_text(textwrap.dedent(text), encoding="utf-8")
        quiet = "ignore:The configuration option:pytest.PytestDeprecationWarning"
        (tmp_path / "pytest.ini").write_text(
            f"[pytest]\nfilterwarnings =\n  error\n  {quiet}\n", encoding="utf-8"
        )
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--strict-markers", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return start


@pytest.mark.parametrize(
    ("arguments", "mark", "pytestmark"),
    [
        (("-o", "asyncio_mode=auto"), "", ""),
        (("-o", "asyncio_mode=strict"), "@pytest.mark.asyncio", ""),
        (
            ("-p", "no:asyncio"),
            "",
            "pytestmark = [pytest.mark.anyio, pytest.mark.parametrize('anyio_backend', ['asyncio'])]",
        ),
    ],
    ids=["auto", "strict", "anyio"],
)
def test_the_fixtures_work_however_asynchronous_tests_are_run(run, arguments, mark, pytestmark):
    text = LOOSE.format(mark=mark, pytestmark=pytestmark)
    if "no:asyncio" in arguments:
        text = text.partition("    @pytest.mark.mangadex(manga=4)")[0]
    code, printed = run(text, *arguments)
    assert code == 0, printed
    assert f"{3 if 'no:asyncio' in arguments else 4} passed" in printed


def test_a_run_without_the_fixtures_imports_pytest_only(run):
    code, printed = run(
        """
        import sys

        def test_it(pytestconfig):
            assert pytestconfig.pluginmanager.has_plugin("mangadex-sandbox")
            heavy = {"aiohttp", "msgspec", "PIL", "asyncdex.client", "asyncdex.sandbox.box"}
            assert not heavy & set(sys.modules)
            ours = sorted(name for name in sys.modules if name.startswith("asyncdex"))
            assert ours == [
                "asyncdex",
                "asyncdex._lazy",
                "asyncdex.sandbox",
                "asyncdex.sandbox.fixtures",
                "asyncdex.sandbox.plugin",
                "asyncdex.version",
            ]
        """,
        "-p",
        "no:aiohttp",
    )
    assert code == 0, printed


@pytest.mark.parametrize(
    ("marker", "told"),
    [
        ("mangas=20", "mangadex has no option 'mangas'; there are host, port, seed, manga, chapters"),
        ("20", "mangadex takes options by name, such as manga=20, not 20"),
        ("manga=0", "mangadex: manga must be at least 1"),
        ("limits='of'", "mangadex: limits must be 'documented', 'off' or Limits(...), not 'of'"),
    ],
)
def test_a_wrong_marker_is_told(run, marker, told):
    code, printed = run(
        f"""
        import pytest

        @pytest.mark.mangadex({marker})
        async def test_it(mangadex_sandbox):
            pass
        """,
        "-o",
        "asyncio_mode=auto",
    )
    assert code == 1
    assert told in printed


def test_the_marker_and_the_fixtures_are_listed(run):
    code, printed = run("", "--markers")
    assert code == 0
    assert "@pytest.mark.mangadex(**options): what mangadex_sandbox is made with" in printed
    _, printed = run("", "--fixtures")
    assert "mangadex_client" in printed
    assert "A client that is logged in to the test's `mangadex_sandbox`." in printed
