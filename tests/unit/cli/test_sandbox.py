import asyncio
import json
import ssl
from pathlib import Path

import aiohttp
import pytest

from asyncdex import MangadexClient
from asyncdex.cli import NEEDS_EXTRA
from asyncdex.cli import sandbox as module
from asyncdex.cli.errors import Trouble
from asyncdex.cli.sandbox import Settings, describe, open_sandbox, serve

SMALL = {"manga": 3, "chapters": 12}


async def test_it_serves_until_it_is_cancelled(screen):
    task = asyncio.create_task(serve(Settings(**SMALL), screen))
    while "To begin with" not in screen.text:
        assert not task.done()
        await asyncio.sleep(0.01)
    address = screen.text.partition("API            ")[2].partition("\n")[0]
    async with aiohttp.ClientSession() as session, session.get(f"{address}/ping") as answer:
        assert await answer.text() == "pong"
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_it_prints_makes_a_client_that_is_logged_in():
    settings = Settings(**SMALL)
    async with open_sandbox(settings) as box:
        text = "\n".join(describe(box, settings))
        call = text[text.index("MangadexClient(") : text.index("\n)") + 2]
        made = eval(call, {"MangadexClient": MangadexClient})  # noqa: S307 - the text is this program's own
        async with made as client:
            await client.login()
            assert client.session_token
            manga = client.get_manga(text.rpartition("/manga/")[2])
            assert (await manga.fetch()).best_title()
        for url in (f"{box.url}/_sandbox", box.auth_url, f"{box.url}/covers", *box.node_urls):
            assert url in text
    assert "seed 7" in text
    assert "note:" not in text


async def test_a_folder_of_recorded_answers_is_named_with_what_was_skipped(tmp_path):
    async with (
        open_sandbox(Settings(**SMALL)) as box,
        aiohttp.ClientSession() as session,
        session.get(f"{box.url}/manga?limit=2") as answer,
    ):
        (tmp_path / "manga.json").write_bytes(await answer.read())
    (tmp_path / "other.json").write_text(json.dumps({"a": 1}))
    settings = Settings(catalogue=tmp_path)
    async with open_sandbox(settings) as box:
        lines = describe(box, settings)
    assert str(tmp_path) in lines[0]
    assert any(line.startswith("note: other.json: skipped") for line in lines)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_loopback_needs_no_warning(host):
    assert module._warnings(host) == []


@pytest.mark.parametrize(
    ("host", "count"),
    [("192.0.2.7", 2), ("box.example", 2), ("0.0.0.0", 3), ("::", 3), ("", 3)],  # noqa: S104 - named, not used
)
def test_other_hosts_are_warned_of(host, count):
    lines = module._warnings(host)
    assert len(lines) == count
    assert "not loopback" in lines[0]


async def test_a_port_in_use_is_one_line():
    async with open_sandbox(Settings(**SMALL)) as box:
        port = int(box.url.rpartition(":")[2])
        with pytest.raises(Trouble, match=f"port {port} on 127.0.0.1 is in use; choose another with --port"):
            async with open_sandbox(Settings(port=port, **SMALL)):
                pass


async def test_a_missing_catalogue_is_one_line(tmp_path):
    with pytest.raises(Trouble, match=r"folder .* cannot be read: No such file"):
        async with open_sandbox(Settings(catalogue=tmp_path / "none")):
            pass


async def test_without_pillow_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(Trouble) as caught:
        async with open_sandbox(Settings(**SMALL)):
            pass
    assert (str(caught.value), caught.value.code) == (NEEDS_EXTRA, 2)


async def test_requests_are_logged_unless_it_is_quiet(screen, make_screen):
    for quiet, shown in ((False, screen), (True, make_screen())):
        task = asyncio.create_task(serve(Settings(**SMALL, quiet=quiet), shown))
        while "To begin with" not in shown.text:
            assert not task.done()
            await asyncio.sleep(0.01)
        address = shown.text.partition("API            ")[2].partition("\n")[0]
        async with aiohttp.ClientSession() as session, session.get(f"{address}/ping?token=hidden"):
            pass
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert ("Requests" in shown.lines) is not quiet
        assert shown.text.endswith("GET /ping?token=***\n") is not quiet
        assert "hidden" not in shown.text


def certificate_of(text):
    return Path(text.partition("Certificate    ")[2].partition("\n")[0])


async def test_what_it_prints_makes_a_client_that_trusts_it(screen):
    task = asyncio.create_task(serve(Settings(**SMALL, tls=True, quiet=True), screen))
    while "To begin with" not in screen.text:
        assert not task.done()
        await asyncio.sleep(0.01)
    text = screen.text
    assert certificate_of(text).exists()
    call = text[text.index("MangadexClient(") : text.index("\n)") + 2]
    async with eval(call, {"MangadexClient": MangadexClient, "ssl": ssl}) as client:  # noqa: S307 - our own text
        await client.login()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not certificate_of(text).parent.exists()


async def test_what_was_ordered_is_in_force():
    faults = ("GET /ping 503 times=1", "GET /manga html")
    settings = Settings(**SMALL, faults=faults, limits="sliding_window", guest_quota=3, speed=60)
    async with open_sandbox(settings) as box, aiohttp.ClientSession() as session:
        statuses = []
        for path in ("/ping", "/ping", "/manga"):
            async with session.get(box.url + path) as answer:
                statuses.append(answer.status)
        text = "\n".join(describe(box, settings))
        assert box.guest_quota == 3
        assert box.clock.speed == 60
        assert box._state.limiter.limits.algorithm == "sliding_window"
    assert statuses == [503, 200, 503]
    assert "note: ordered: GET /ping 503 times=1" in text
    assert "note: the clock here goes 60 times as fast" in text
    assert "clock=" not in text


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "GET",
            "--fault: a fault is a method, a path and a kind, such as 'GET /manga/\\* html 0.1', not 'GET'",
        ),
        ("GET /manga htlm", "--fault: there is no fault 'htlm'; did you mean 'html'"),
    ],
)
async def test_a_fault_that_is_none_is_one_line(line, complaint):
    with pytest.raises(Trouble, match=complaint) as caught:
        async with open_sandbox(Settings(**SMALL, faults=(line,))):
            pass
    assert caught.value.code == 2


async def test_without_trustme_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "trustme" else name)
    with pytest.raises(
        Trouble, match=r'--tls needs its extra: run  pip install ".\[cli,sandbox,tls'
    ) as caught:
        async with open_sandbox(Settings(**SMALL, tls=True)):
            pass
    assert caught.value.code == 2


def test_encryption_is_part_of_the_warning():
    assert module._warnings("192.0.2.7", encrypted=True)[0].endswith("can use the sandbox.")
    assert module._warnings("192.0.2.7")[0].endswith("can use the sandbox, unencrypted.")


async def test_what_became_of_it_is_kept_in_a_file(tmp_path):
    settings = Settings(state=tmp_path / "mine.zip", **SMALL)
    async with open_sandbox(settings) as box:
        lines = describe(box, settings)
        assert "seed 7" in lines[0]
        assert any(str(settings.state) in line for line in lines if line.startswith("note:"))
        manga = box.add_manga("The Kettle at Sea").id
    async with open_sandbox(settings) as box:
        assert manga in box.catalogue.manga
        assert str(settings.state) in describe(box, settings)[0]
        box.publish_chapter(manga)
    async with open_sandbox(settings) as box:
        assert len(box.catalogue.chapters_of(manga)) == 1


async def test_a_file_that_cannot_be_used_is_one_line(tmp_path):
    (tmp_path / "other.zip").write_bytes(b"no archive")
    for state in (tmp_path / "other.zip", tmp_path / "none" / "state.zip"):
        with pytest.raises(Trouble, match="state") as trouble:
            async with open_sandbox(Settings(state=state, **SMALL)):
                pass
        assert str(state.parent) in str(trouble.value)
    settings = Settings(state=tmp_path / "gone" / "state.zip", **SMALL)
    settings.state.parent.mkdir()
    with pytest.raises(Trouble, match="cannot be written"):
        async with open_sandbox(settings):
            settings.state.parent.rmdir()
