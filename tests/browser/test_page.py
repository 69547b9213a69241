from __future__ import annotations

import re

import aiohttp
import pytest

from asyncdex import MangadexClient
from asyncdex.exceptions import HTTPException

expect = pytest.importorskip(
    "playwright.async_api", reason="Playwright is not installed: pip install playwright"
).expect


def bar(page, name):
    return page.get_by_role("row", name=re.compile(f"^{name} ")).locator("progress")


async def test_what_a_client_does_is_seen_at_once(box, open_page):
    page = await open_page()
    await expect(page.locator("#log tr")).to_have_count(0)
    async with MangadexClient(**box.client_kwargs()) as client:
        await client.random_manga()
    row = page.locator("#log tr", has_text="GET /manga/random")
    await expect(row).to_contain_text("200")
    await expect(row).to_contain_text(box.client_kwargs()["username"])
    await expect(page.locator("[data-rows=tokens] tr")).to_have_count(2)
    await expect(page.locator("[data-text=requests]")).to_have_text("1")


async def test_bars_drain_and_fill(box, clock, open_page):
    page = await open_page()
    async with aiohttp.ClientSession() as session:
        for left in ("59", "58"):
            await session.get(f"{box.url}/manga/random")
            await expect(bar(page, "random")).to_have_js_property("value", int(left))
        for _ in range(4):
            await session.get(f"{box.url}/ping")
    await expect(bar(page, "general")).to_have_js_property("value", 0)
    await expect(page.locator("#log tr.limited")).to_contain_text("429")
    await page.get_by_label("Move it by").fill("0.4")
    await page.get_by_role("button", name="Advance").click()
    await expect(bar(page, "general")).to_have_js_property("value", 2)
    await page.get_by_label("Move it by").fill("60")
    await page.get_by_role("button", name="Advance").click()
    await expect(bar(page, "general")).to_have_js_property("value", 5)
    await expect(bar(page, "random")).to_have_js_property("value", 60)


async def test_a_fault_is_ordered_seen_and_played(box, open_page):
    page = await open_page()
    await page.get_by_role("textbox", name="Status").fill("418")
    await page.get_by_label("Path").fill("/manga/random")
    await page.get_by_role("button", name="Order").click()
    await expect(page.locator("[data-rows=faults] tr")).to_contain_text("* /manga/random")
    async with MangadexClient(**box.anonymous_kwargs()) as client:
        with pytest.raises(HTTPException):
            await client.random_manga()
        await client.random_manga()
    await expect(page.locator("#log tr.refused")).to_contain_text("418")
    await expect(page.locator("[data-rows=faults] tr")).to_have_count(0)
    await page.get_by_label("Times").fill("")
    await page.get_by_role("button", name="Order").click()
    await expect(page.locator("[data-rows=faults] tr")).to_contain_text("always")
    await page.get_by_role("button", name="Clear all").click()
    await expect(page.locator("[data-rows=faults] tr")).to_have_count(0)


async def test_reset_is_asked_for_twice(box, open_page):
    page = await open_page()
    async with aiohttp.ClientSession() as session:
        await session.get(f"{box.url}/manga/random")
    box.fail("GET", "/ping", status=503)
    await expect(page.locator("#log tr")).to_have_count(1)
    await expect(page.locator("[data-rows=faults] tr")).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.dismiss())
    await page.get_by_role("button", name="Reset").click()
    await expect(page.locator("#log tr")).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.accept())
    await page.get_by_role("button", name="Reset").click()
    await expect(page.locator("#log tr")).to_have_count(0)
    await expect(page.locator("[data-rows=faults] tr")).to_have_count(0)
    await expect(page.locator("[data-text=requests]")).to_have_text("0")
    assert box.stats.requests == 0


async def test_a_fault_asks_for_what_it_needs_only(box, open_page):
    page = await open_page()
    what = page.get_by_label("What")
    status, seconds = (page.get_by_role("textbox", name=name) for name in ("Status", "Seconds"))
    await expect(status).to_have_value("503")
    await expect(seconds).to_be_hidden()
    await what.select_option("late")
    await expect(status).to_be_hidden()
    await seconds.fill("0.01")
    await page.get_by_role("button", name="Order").click()
    await expect(page.locator("[data-rows=faults] tr")).to_contain_text("late=0.01")
    await what.select_option("dropped")
    await expect(seconds).to_be_hidden()
    await page.get_by_label("Path").fill("manga")
    await page.get_by_role("button", name="Order").click()
    await expect(page.get_by_role("alert")).to_contain_text("must be a pattern such as '/manga/*'")


async def test_the_log_is_sifted_and_held(box, open_page):
    page = await open_page()
    async with aiohttp.ClientSession() as session:
        await session.get(f"{box.url}/ping")
        await session.get(f"{box.url}/manga/random")
        await expect(page.locator("#log tr")).to_have_count(2)
        await page.get_by_label("Show only").fill("RANDOM")
        await expect(page.locator("#log tr:visible")).to_have_count(1)
        await page.get_by_label("Show only").fill("")
        await page.get_by_label("Hold").check()
        await session.get(f"{box.url}/ping")
        await expect(page.get_by_text("1 held")).to_be_visible()
        await expect(page.locator("#log tr")).to_have_count(2)
        await page.get_by_label("Hold").uncheck()
        await expect(page.locator("#log tr")).to_have_count(3)


async def test_what_strangers_write_is_text(box, open_page):
    page = await open_page()
    async with aiohttp.ClientSession() as session:
        await session.get(f"{box.url}/manga/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    await expect(page.locator("#log tr")).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(page.locator("#log img")).to_have_count(0)


async def test_without_scripts_it_is_read_and_ordered_all_the_same(box, open_page):
    async with aiohttp.ClientSession() as session:
        await session.get(f"{box.url}/manga/random")
        page = await open_page(live=False, java_script_enabled=False)
        await expect(page.locator("#log tr")).to_contain_text("GET /manga/random")
        await expect(bar(page, "random")).to_have_attribute("value", "59")
        await page.get_by_label("Path").fill("/ping")
        await page.get_by_role("button", name="Order").click()
        await expect(page.locator("[data-rows=faults] tr")).to_contain_text("* /ping")
        assert (await session.get(f"{box.url}/ping")).status == 503


@pytest.mark.parametrize("width", [360, 800, 1440])
async def test_it_fits(box, open_page, width):
    page = await open_page(viewport={"width": width, "height": 800})
    async with aiohttp.ClientSession() as session:
        await session.get(f"{box.url}/manga?title={'long' * 60}")
    await expect(page.locator("#log tr")).to_have_count(1)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_a_sandbox_that_stops_is_missed(box, open_page):
    page = await open_page()
    await box.stop()
    await expect(page.get_by_text("the sandbox does not answer")).to_be_visible()
