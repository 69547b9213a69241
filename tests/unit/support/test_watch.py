"""That the watch over secrets sees them, in runs of pytest on tests that leak."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from asyncdex import HTTPException
from tests.support.secrets import SECRETS, distinctive, find, note, secret
from tests.support.shown import UNSHOWABLE, shown

ROOT = Path(__file__).parents[3]
LEAKS = Path(__file__).with_name("leaks.py")
CLEAN = {"test_clean", "test_logs_stay_silent"}
NAMES = [
    node.name
    for node in ast.parse(LEAKS.read_text("utf-8")).body
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
]

CONFTEST = """
import pytest
from asyncdex.sandbox import Sandbox
from tests.conftest import pytest_configure, pytest_terminal_summary

@pytest.fixture
async def sandbox():
    async with Sandbox(manga=1, chapters=0) as box:
        yield box
"""


def run(folder, *arguments):
    """Run pytest on the leaking tests."""
    (folder / "test_leaks.py").write_text(LEAKS.read_text("utf-8"))
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:cov", "-q", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=100, check=False
    )


@pytest.fixture(scope="module")
def leaking(tmp_path_factory):
    return run(tmp_path_factory.mktemp("leaking"))


def leaks_of(output, name):
    return [line for line in output.splitlines() if line.startswith(f"test_leaks.py::{name}: ")]


def test_a_run_that_shows_secrets_fails_though_all_its_tests_pass(leaking):
    assert leaking.returncode == pytest.ExitCode.TESTS_FAILED, leaking.stdout + leaking.stderr
    assert f"{len(NAMES)} passed" in leaking.stdout
    assert "secrets that were shown" in leaking.stdout
    assert "found: 0" not in leaking.stdout


@pytest.mark.parametrize("name", NAMES)
def test_the_test_that_leaks_is_named(leaking, name):
    assert bool(leaks_of(leaking.stdout, name)) is (name not in CLEAN), leaking.stdout


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("test_log_line", "the secret 'l3aked-s3cret' in a log line of asyncdex.http"),
        ("test_log_exception", "in an exception logged by asyncdex.http"),
        ("test_exception_cause", "in the exception AsyncDexException"),
        ("test_exception_headers", "in the exception HTTPException"),
        ("test_exception_broken", "cannot be shown: Broken by str"),
        ("test_printed", "in captured stdout call"),
        ("test_error_output", "in captured stderr call"),
        ("test_output_taken", "in captured output"),
        ("test_warning", "in a warning"),
        ("test_url", "the secret 'l3aked/s3cret & more'"),
        ("test_password_of_a_client", "the secret 'cl1ent-password'"),
    ],
)
def test_the_place_is_named(leaking, name, place):
    assert place in leaks_of(leaking.stdout, name)[0]


def test_a_run_that_shows_none_succeeds_and_tells_what_it_looked_at(tmp_path):
    done = run(tmp_path, "-k", "clean or silent")
    assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr
    [told] = [line for line in done.stdout.splitlines() if line.startswith("secret watch: ")]
    assert told.endswith("found: 0")
    # Two exceptions, one thrown away; three lines of a log, and one that caplog was to see.
    assert "2 secrets looked for in 4 log lines, 2 exceptions, 0 warnings, 1 outputs" in told


def test_workers_tell_their_controller(tmp_path):
    pytest.importorskip("xdist")
    done = run(tmp_path, "-n", "1", "-k", "clean or silent or log_line or exception_cause")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert leaks_of(done.stdout, "test_log_line")
    assert leaks_of(done.stdout, "test_exception_cause")
    assert not leaks_of(done.stdout, "test_clean")
    assert " secrets looked for in 5 log lines, 3 exceptions" in done.stdout


# The parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acc3ss-1", True),
        ("hunter-two", True),
        ("acc3ss1", False),
        ("password", False),
        ("Lantern", False),
        ("00000000-0000-4000", False),
        ("2026-01-01T00:00:00+00:00", False),
        ("aaaa-aaaa-1", False),
    ],
)
def test_what_is_distinctive(text, expected):
    assert distinctive(text) is expected


def test_a_secret_has_to_be_distinctive():
    before = set(SECRETS)
    with pytest.raises(ValueError, match="may turn up by chance"):
        secret("password")
    note("password", None, 12345678, b"acc3ss-bytes")
    assert before == SECRETS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s3cret/& é", True),
        ("before s3cret/& é behind", True),
        ("s3cret%2F%26%20%C3%A9", True),
        ("s3cret%2F%26+%C3%A9", True),
        ('"s3cret/& \\u00e9"', True),
        ("s3cret/&", False),
        ("S3CRET/& É", False),
        ("", False),
    ],
)
def test_how_secrets_are_found(text, expected):
    found = find(["nothing here", text], {"s3cret/& é", "an0ther-one"})
    assert found == ([(text, "s3cret/& é")] if expected else [])


def test_two_secrets_that_begin_alike():
    both = {"acc3ss-1-a", "acc3ss-1-b"}
    assert find(["acc3ss-1-b"], both) == [("acc3ss-1-b", "acc3ss-1-b")]
    assert {hidden for _, hidden in find(["acc3ss-1-b acc3ss-1-a"], both)} == both


def test_an_exception_that_came_from_itself_is_shown_once():
    one, two = HTTPException("GET", "/test"), ValueError("two")
    one.__cause__, two.__context__ = two, one
    assert len([text for text in shown(one) if text == "two"]) == 1


def test_what_others_made_may_be_broken():
    class Broken(Exception):
        def __str__(self):
            raise KeyError("nothing")

    assert not any(UNSHOWABLE in text for text in shown(Broken()))
