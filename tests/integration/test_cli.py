"""The command as a process of its own: what it prints in a pipe, its exit codes, and Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

# A shell that starts a job in the background makes it deaf to Ctrl-C, and that is inherited.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
MAIN = [sys.executable, "-c", f"{HEARING}from asyncdex.cli import main; main()"]
not_windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")


@pytest.fixture
def environment():
    path = os.pathsep.join(entry for entry in sys.path if entry)
    plain = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}}
    return {**plain, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def run(environment, tmp_path):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "asyncdex", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def start(environment, tmp_path):
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [*MAIN, *arguments],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_the_demo_from_an_empty_folder(run, tmp_path):
    done = run("demo", "--limit", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "\r" not in done.stdout
    pages = list((tmp_path / "asyncdex-demo").rglob("*.png"))
    assert pages
    assert str(pages[0].parent) in done.stdout.splitlines()
    assert "image requests with the token   0" in done.stdout


def test_a_port_in_use(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("sandbox", "--port", str(port), "--manga", "1", "--chapters", "1")
    line = f"asyncdex: port {port} on 127.0.0.1 is in use; choose another with --port\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)


@not_windows
async def test_a_sandbox_can_be_started_by_a_program_and_stopped_with_ctrl_c(start):
    process = start("sandbox", "--port", "0", "--manga", "2", "--chapters", "5")
    line = next(line for line in process.stdout if line.startswith("API "))
    async with aiohttp.ClientSession() as session, session.get(f"{line.split()[1]}/ping") as answer:
        assert await answer.text() == "pong"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


@not_windows
def test_ctrl_c_ends_the_demo_quietly(start):
    process = start("demo", "--limit", "30")
    next(line for line in process.stdout if line.startswith("Logged in"))
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "")


@not_windows
def test_a_reader_that_has_had_enough_is_no_error(start):
    process = start("demo", "--limit", "1")
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=20) == 1


@not_windows
async def test_a_log_that_nobody_reads_keeps_the_sandbox_from_nothing(start):
    process = start("sandbox", "--limits", "off", "--manga", "2", "--chapters", "5")
    line = next(line for line in process.stdout if line.startswith("API "))
    # More than fits into any pipe, and more than is kept for later.
    path = f"{line.split()[1]}/ping?{'x' * 400}"
    async with aiohttp.ClientSession() as session:
        for _ in range(1500):
            async with session.get(path) as answer:
                assert answer.status == 400
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert process.stderr.read() == ""


@not_windows
def test_a_sandbox_that_is_told_to_end_tidies_up(start, tmp_path):
    kept = tmp_path / "kept"
    process = start("sandbox", "--manga", "2", "--chapters", "5", "--tls", "--state", str(kept))
    line = next(line for line in process.stdout if line.startswith("Certificate "))
    certificate = Path(line.split()[1])
    assert certificate.read_text(encoding="ascii").startswith("-----BEGIN CERTIFICATE-----")
    next(line for line in process.stdout if line.startswith("Requests"))
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
    assert kept.exists()
    assert not certificate.exists()
