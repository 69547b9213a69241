from __future__ import annotations

import aiohttp
import pytest
from aiohttp import web as server
from aiohttp.test_utils import TestServer

from asyncdex.sandbox.server.desk.multipart import Room, read_files


@pytest.fixture
async def send():
    """Send files to a server with little room, and return the length and complaint of each."""
    found = []

    async def take(request):
        found[:] = await read_files(request, Room(files=4, each=10, together=24))
        return server.Response()

    app = server.Application()
    app.router.add_post("/", take)
    async with TestServer(app) as running, aiohttp.ClientSession() as session:

        async def send(*sizes):
            form = aiohttp.FormData()
            for number, size in enumerate(sizes):
                form.add_field(f"f{number}", bytes(size), filename=str(number))
            async with session.post(running.make_url("/"), data=form) as answer:
                assert answer.status == 200
            return [(len(file.content), file.complaint and file.complaint.split()[1]) for file in found]

        yield send


async def test_what_is_too_large_is_not_held(send):
    assert await send(10, 11, 9) == [(10, None), (0, "file"), (9, None)]


async def test_all_files_share_the_room(send):
    assert await send(10, 10, 5, 4) == [(10, None), (10, None), (0, "files"), (4, None)]
