from __future__ import annotations

import sys

import aiohttp
import pytest

import asyncdex.sandbox
from asyncdex.sandbox import ManualClock, Sandbox, SystemClock
from asyncdex.sandbox.server.clocks import sortable, stamp


def small(**options):
    return Sandbox(manga=3, chapters=20, **options)


async def test_it_starts_and_stops_as_a_context():
    async with small() as box:
        assert box.url.startswith("http://127.0.0.1:")
        assert box.auth_url.startswith(box.url + "/realms/")
        assert box.uploads_url == box.url
        assert len({box.url, *box.node_urls}) == 3
        assert repr(box) == f"<Sandbox {box.url}>"
        await box.start()
    assert repr(box) == "<Sandbox stopped>"
    with pytest.raises(RuntimeError, match="not running"):
        _ = box.url
    await box.stop()


async def test_a_port_in_use_is_a_plain_os_error():
    async with small() as box:
        second = small(port=int(box.url.rpartition(":")[2]))
        with pytest.raises(OSError, match="address already in use"):
            await second.start()
        with pytest.raises(RuntimeError):
            _ = second.url


async def test_it_can_be_started_again():
    box = small()
    async with box:
        first = box.node_urls
    async with box:
        assert len(box.node_urls) == len(first)


async def test_the_keyword_arguments_for_a_client():
    async with small() as box:
        known = box.client_kwargs()
        names = {
            "username",
            "password",
            "client_id",
            "client_secret",
            "api_url",
            "auth_url",
            "uploads_url",
            "report_url",
        }
        assert set(known) == names
        assert known["client_id"].startswith("personal-client-")
        urls = {"api_url": box.url, "auth_url": box.auth_url, "uploads_url": box.url}
        urls["report_url"] = f"{box.url}/network/report"
        assert box.anonymous_kwargs() == {"anonymous": True, **urls}


async def test_secrets_stay_out_of_reprs():
    async with small() as box:
        known = box.client_kwargs()
        shown = repr(box._state.tokens.account) + repr(box)
        assert known["password"] not in shown
        assert known["client_secret"] not in shown


async def test_a_host_name_becomes_the_address_it_was_bound_to():
    async with small(host="localhost") as box:
        assert "localhost" not in box.url
        async with aiohttp.ClientSession() as session, session.get(f"{box.url}/ping") as response:
            assert response.status == 200


async def test_ipv6_urls_have_brackets():
    try:
        box = small(host="::1")
        await box.start()
    except OSError:
        pytest.skip("no IPv6 here")
    assert box.url.startswith("http://[::1]:")
    await box.stop()


def test_without_pillow_the_import_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.delitem(vars(asyncdex.sandbox), "Sandbox", raising=False)
    with pytest.raises(ImportError, match=r'pip install "\.\[sandbox\]"') as caught:
        asyncdex.sandbox.Sandbox  # noqa: B018 - the first to ask for it
    assert "\n" not in str(caught.value)


def test_a_manual_clock_only_goes_forward():
    clock = ManualClock(100)
    clock.advance(5)
    assert (clock.wall(), clock.monotonic()) == (105, 5)
    with pytest.raises(ValueError, match="go back"):
        clock.advance(-1)


def test_the_system_clock_runs():
    clock = SystemClock()
    assert clock.wall() > 1_700_000_000
    assert clock.monotonic() <= clock.monotonic()


def test_timestamps_become_sortable():
    assert stamp(0) == "1970-01-01T00:00:00+00:00"
    assert (
        sortable("2024-01-01T02:00:00+02:00")
        == sortable("2024-01-01T00:00:00+00:00")
        == "2024-01-01T00:00:00"
    )
