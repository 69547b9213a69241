import asyncio
import json

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
