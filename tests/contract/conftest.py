import pytest

from tests.contract.server import Server


@pytest.fixture
async def server():
    async with Server() as server:
        yield server
