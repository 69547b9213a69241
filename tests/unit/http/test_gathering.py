import tracemalloc

import aiohttp
import pytest

from asyncdex._http.gathering import Gathered
from asyncdex._http.messages import Request
from asyncdex._http.session import SessionHolder
from asyncdex._http.transport import AiohttpTransport


@pytest.fixture
async def session():
    async with aiohttp.ClientSession(response_class=Gathered) as session:
        yield session


@pytest.mark.parametrize("size", [0, 1, 1000, 1_000_000])
@pytest.mark.parametrize("packed", [False, True])
async def test_a_body_is_whole_and_can_be_asked_for_again(session, site, size, packed):
    site.body = bytes(number % 251 for number in range(size))
    async with session.get(f"{site.url}/{'packed' if packed else 'pieces'}") as response:
        assert isinstance(response, Gathered)
        assert await response.read() == site.body
        assert await response.read() == site.body
        assert await response.text("latin-1") == site.body.decode("latin-1")


async def test_a_body_takes_its_room_once(session, site):
    size = 16_000_000
    site.body = bytes(size)
    async with session.get(f"{site.url}/pieces") as response:
        tracemalloc.start()
        try:
            assert len(await response.read()) == size
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 1.5 * size


async def test_a_body_that_breaks_off_ends_the_connection(session, site):
    response = await session.get(f"{site.url}/cut")
    with pytest.raises(aiohttp.ClientPayloadError):
        await response.read()
    assert response.closed
    assert response.connection is None


async def test_a_body_that_nobody_waits_for_any_more(session, site):
    response = await session.get(f"{site.url}/stall", timeout=aiohttp.ClientTimeout(total=0.05))
    with pytest.raises(TimeoutError):
        await response.read()
    assert response.closed


async def test_answers_are_gathered_unless_the_caller_has_them_made_or_traced_otherwise(site):
    class Own(aiohttp.ClientResponse):
        pass

    told, trace = [], aiohttp.TraceConfig()

    async def chunk(_session, _context, params):
        told.append(params.chunk)

    trace.on_response_chunk_received.append(chunk)
    traced = {"trace_configs": [trace]}, aiohttp.ClientResponse
    kinds = ({}, Gathered), ({"response_class": Own}, Own), traced
    for kwargs, kind in kinds:
        sessions = SessionHolder(None, kwargs)
        answer = await AiohttpTransport(sessions, "asyncdex/2").send(Request("GET", f"{site.url}/ok"))
        await sessions.close()
        assert type(answer.response) is kind
        assert await answer.response.read() == answer.body == b'{"ok": true}'
    assert told == [b'{"ok": true}']
