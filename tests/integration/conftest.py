import pytest

from asyncdex import MangadexClient
from asyncdex.sandbox import Sandbox


@pytest.fixture
async def box():
    """A MangaDex of our own, on real sockets."""
    async with Sandbox(manga=40, chapters=600, limits="off") as box:
        yield box


@pytest.fixture
async def client(box):
    """A client that can log in there, whose own pace does not slow the tests down."""
    async with MangadexClient(**box.client_kwargs()) as client:
        for rule in client.ratelimits:
            client.ratelimits.remove(rule)
        yield client
