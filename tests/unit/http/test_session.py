import asyncio
import gc
import ssl

import aiohttp
import pytest

from asyncdex._http.session import SessionHolder
from asyncdex.exceptions import ClientClosed


async def test_a_session_is_made_when_it_is_first_needed_and_only_once():
    holder = SessionHolder(None, {"headers": {"X-Mine": "1"}})
    assert holder._session is None
    session = holder.get()
    assert session is holder.get()
    assert session.headers["X-Mine"] == "1"
    assert session.timeout == aiohttp.ClientTimeout(total=60, sock_connect=15)
    await holder.close()
    assert session.closed


async def test_a_session_made_here_repeats_nothing_by_itself_and_a_lent_one_may():
    holder = SessionHolder(None, {})
    assert not holder.plain
    assert holder.get()._retry_connection is False
    assert holder.plain
    async with aiohttp.ClientSession() as session:
        lent = SessionHolder(session, {})
        assert lent.get() is session
        assert not lent.plain
        holder.replace(session)
        assert not holder.plain
    assert session._retry_connection is True
    await holder.close()


async def test_a_session_with_credentials_of_its_own_is_watched():
    holder = SessionHolder(None, {"trust_env": True})
    holder.get()
    assert not holder.plain
    await holder.close()


async def test_a_timeout_of_the_callers_goes_before_ours():
    timeout = aiohttp.ClientTimeout(total=1)
    holder = SessionHolder(None, {"timeout": timeout})
    assert holder.get().timeout == timeout
    await holder.close()


def test_outside_an_event_loop_the_error_says_what_to_do():
    with pytest.raises(RuntimeError, match="inside an async function"):
        SessionHolder(None, {}).get()


async def test_a_lent_session_is_used_as_it_is_and_never_closed():
    async with aiohttp.ClientSession() as session:
        holder = SessionHolder(session, {"timeout": 5})
        assert holder.get() is session
        await holder.close()
        assert not session.closed
        assert holder.closed


async def test_a_closed_client_gives_out_no_session():
    holder = SessionHolder(None, {})
    holder.get()
    await holder.close()
    await holder.close()
    with pytest.raises(ClientClosed, match="make a new one"):
        holder.get()
    async with aiohttp.ClientSession() as session:
        holder.replace(session)
        with pytest.raises(ClientClosed):
            holder.get()


async def test_a_lent_session_closed_by_its_owner_is_named_as_such():
    session = aiohttp.ClientSession()
    holder = SessionHolder(session, {})
    await session.close()
    with pytest.raises(ClientClosed, match="closed by its owner"):
        holder.get()
    await holder.close()


async def test_a_session_of_ours_that_was_closed_is_made_anew():
    holder = SessionHolder(None, {})
    first = holder.get()
    await first.close()
    second = holder.get()
    assert second is not first
    assert not second.closed
    await holder.close()
    assert second.closed


async def test_a_session_put_in_the_place_of_ours_is_lent_and_ours_is_closed_in_the_end():
    holder = SessionHolder(None, {})
    ours = holder.get()
    async with aiohttp.ClientSession() as session:
        holder.replace(session)
        assert holder.get() is session
        await holder.close()
        assert not session.closed
    assert ours.closed


def test_a_client_survives_several_event_loops():
    holder = SessionHolder(None, {})

    async def once():
        return holder.get()

    async def last():
        session = holder.get()
        await holder.close()
        return session

    first = asyncio.run(once())
    second = asyncio.run(last())
    assert second is not first
    assert first.closed
    assert second.closed
    gc.collect()  # an unclosed session would warn here


def test_a_lent_session_is_kept_when_the_loop_of_ours_is_over():
    holder = SessionHolder(None, {})

    async def first():
        holder.get()

    async def second():
        async with aiohttp.ClientSession() as session:
            holder.replace(session)
            assert holder.get() is session
            await holder.close()

    asyncio.run(first())
    asyncio.run(second())


# Connectors


async def test_a_lent_connector_is_used_and_never_closed():
    async with aiohttp.TCPConnector(limit=3) as connector:
        holder = SessionHolder(None, {"connector": connector, "ssl": False})
        assert holder.get().connector is connector
        await holder.close()
        assert not connector.closed


async def test_ssl_makes_a_connector():
    context = ssl.create_default_context()
    holder = SessionHolder(None, {"ssl": context})
    session = holder.get()
    assert session.connector._ssl is context
    await holder.close()
    assert session.connector is None or session.connector.closed


async def test_a_session_goes_before_a_connector():
    async with aiohttp.ClientSession() as session, aiohttp.TCPConnector() as connector:
        holder = SessionHolder(session, {"connector": connector, "ssl": False})
        assert holder.get() is session
        await holder.close()
        assert not connector.closed


async def test_cookies_that_were_given_are_kept_and_no_others():
    holder = SessionHolder(None, {"cookies": {"a": "b"}})
    assert [cookie.key for cookie in holder.get().cookie_jar] == ["a"]
    await holder.close()
    holder = SessionHolder(None, {})
    assert isinstance(holder.get().cookie_jar, aiohttp.DummyCookieJar)
    await holder.close()


async def test_a_sessions_own_middlewares_are_known():
    async def own(request, handler):
        return await handler(request)

    async with aiohttp.ClientSession(middlewares=[own]) as session:
        holder = SessionHolder(session, {})
        assert list(holder.middlewares) == [own]
        await holder.close()
