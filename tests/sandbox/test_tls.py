from __future__ import annotations

import ssl
import sys

import aiohttp
import pytest

from asyncdex import MangadexClient
from asyncdex.sandbox import Sandbox


@pytest.fixture
async def web(make):
    return await make(manga=4, chapters=60, tls=True)


async def test_everything_is_encrypted(web):
    box = web.box
    assert all(url.startswith("https://127.0.0.1:") for url in (box.url, box.auth_url, *box.node_urls))
    with pytest.raises(aiohttp.ClientConnectorCertificateError):
        await web.get("/ping")
    trusted = ssl.create_default_context(cadata=box.certificate)
    assert (await web.get("/ping", ssl=trusted)).raw == b"pong"


async def test_our_client_trusts_it_and_nothing_else(web):
    async with MangadexClient(**web.box.client_kwargs()) as client:
        await client.login()
        pages = await client.get_chapter(web.box.sample_chapter_id).download_chapter(as_bytes_list=True)
        assert all(pages)
    context = web.box.anonymous_kwargs()["ssl"]
    assert [one["subject"][0][0][1] for one in context.get_ca_certs()] == ["asyncdex sandbox"]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


async def test_names_that_a_client_may_be_led_here_by(web):
    port = int(web.box.url.rpartition(":")[2])

    class Here(aiohttp.abc.AbstractResolver):
        async def resolve(self, host, port=0, family=0):
            return [
                {"hostname": host, "host": "127.0.0.1", "port": port, "family": 2, "proto": 0, "flags": 0}
            ]

        async def close(self):
            pass

    connector = aiohttp.TCPConnector(
        resolver=Here(), ssl=ssl.create_default_context(cadata=web.box.certificate)
    )
    async with aiohttp.ClientSession(connector=connector) as session:
        for name in ("api.mangadex.org", "auth.mangadex.org", "uploads.mangadex.org", "localhost"):
            async with session.get(f"https://{name}:{port}/ping") as answer:
                assert await answer.text() == "pong"
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await session.get(f"https://elsewhere.example:{port}/ping")


async def test_two_sandboxes_do_not_trust_each_other(make, web):
    other = await make(manga=1, chapters=0, tls=True)
    with pytest.raises(aiohttp.ClientConnectorCertificateError):
        await other.get("/ping", ssl=web.box.anonymous_kwargs()["ssl"])


async def test_plain_http_needs_nothing_to_trust(make):
    web = await make(manga=1, chapters=0)
    assert web.box.certificate is None
    assert web.box.url.startswith("http://")
    assert "ssl" not in web.box.client_kwargs()


def test_without_trustme_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "trustme", None)
    with pytest.raises(
        ImportError, match=r'needs trustme: from the checkout, run pip install ".\[sandbox,tls'
    ):
        Sandbox(manga=1, chapters=0, tls=True)
    Sandbox(manga=1, chapters=0)
