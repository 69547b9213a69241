"""A headless Chromium, the one that is installed here."""

from __future__ import annotations

import os
import shutil
from contextlib import AsyncExitStack

import pytest

from asyncdex.sandbox import ManualClock, Sandbox

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def complaint(message):
    """What the console says is wrong, but for answers that are errors on purpose."""
    wrong = message.type == "error" and not message.text.startswith("Failed to load resource")
    return [message.text] if wrong else []


@pytest.fixture
async def browser():
    api = pytest.importorskip(
        "playwright.async_api", reason="Playwright is not installed: pip install playwright"
    )
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium was found on the PATH: apt-get install chromium")
    # Chromium refuses to lock itself in where it runs as root, as it does in a container.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with api.async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        await chromium.close()


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
async def box(clock):
    async with Sandbox(manga=20, chapters=200, clock=clock) as started:
        yield started


@pytest.fixture
async def open_page(browser, box):
    """Open the page, and see to it that it complains of nothing and loads nothing from elsewhere."""
    trouble = []
    async with AsyncExitStack() as stack:

        async def open_in(*, live=True, **options):
            context = await browser.new_context(**options)
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: trouble.append(str(error)))
            page.on("console", lambda message: trouble.extend(complaint(message)))
            page.on(
                "request", lambda sent: None if sent.url.startswith(box.url) else trouble.append(sent.url)
            )
            await page.goto(f"{box.url}/_sandbox")
            if live:
                await page.get_by_text("live", exact=True).wait_for()
            return page

        yield open_in
    assert trouble == []
