import aiohttp
import pytest

from asyncdex.sandbox import Sandbox
from tests.described.driving import World
from tests.sandbox.conftest import Browser


@pytest.fixture
async def worlds():
    """Make small sandboxes, each with somebody logged in, which end with the test."""
    boxes = []
    async with aiohttp.ClientSession() as session:

        async def make():
            box = Sandbox(manga=8, chapters=120, limits="off")
            await box.start()
            boxes.append(box)
            web = Browser(box, session)
            return World(web, (await web.token()).body["access_token"])

        yield make
        for box in boxes:
            await box.stop()


@pytest.fixture
async def world(worlds):
    return await worlds()
