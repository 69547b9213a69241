"""Tokens, broken answers and lent sessions, against a server on real sockets."""

import asyncio

import aiohttp
import pytest

from asyncdex import (
    Banned,
    ConnectionFailed,
    HTTPException,
    InvalidResponse,
    MangadexClient,
    TooManyRequests,
    Unauthorized,
)


async def test_a_token_that_was_revoked_is_renewed_once_for_all(client, box):
    await client.login()
    box.revoke_tokens(refresh=False)
    mangas = await asyncio.gather(*(client.random_manga() for _ in range(20)))
    assert len(mangas) == 20
    assert dict(box.stats.token_requests) == {"password": 1, "refresh_token": 1}


async def test_when_the_refresh_token_is_dead_too_the_password_is_used(client, box):
    await client.login()
    box.revoke_tokens()
    await asyncio.gather(*(client.random_manga() for _ in range(20)))
    assert dict(box.stats.token_requests) == {"password": 2, "refresh_token": 1}


async def test_a_token_that_expires_is_renewed_beforehand(client, box):
    box.token_lifetime = 1
    await client.login()
    box.token_lifetime = 900
    await asyncio.sleep(0.95)
    await asyncio.gather(*(client.random_manga() for _ in range(20)))
    assert box.stats.token_requests["refresh_token"] == 1
    assert not [seen for seen in box.stats.recent if seen.status == 401]


async def test_who_is_logged_in(client, box):
    response = await client.request("GET", "/user/me")
    body = await response.json()
    assert body["data"]["attributes"]["username"] == client.username
    await client.logout()
    with pytest.raises(Unauthorized):
        await client.request("GET", "/user/me")


async def test_a_wrong_password(box):
    kwargs = {**box.client_kwargs(), "password": "not-it"}
    async with MangadexClient(**kwargs) as client:
        with pytest.raises(Unauthorized) as caught:
            await client.login()
    assert "not-it" not in f"{caught.value!r}{caught.value}"


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ({"status": 200, "body": "<html>Checking</html>", "content_type": "text/html"}, "not JSON"),
        (
            {"status": 200, "body": '{"result": "ok", "data": {"id": "', "content_type": "application/json"},
            "not JSON|unexpected shape",
        ),
        ({"status": 200, "body": b""}, "not JSON"),
        ({"status": 200, "body": {"result": "ok"}}, "unexpected shape"),
        ({"status": 200, "body": []}, "unexpected shape"),
    ],
    ids=["html", "cut off", "empty", "no data", "a list"],
)
@pytest.mark.parametrize("call", ["fetch", "list", "random", "tags"])
async def test_answers_that_are_not_what_they_should_be(client, box, fault, text, call):
    box.fail("GET", "/manga*", times=None, host="api", **fault)
    calls = {
        "fetch": client.get_manga(box.sample_manga_id).fetch,
        "list": client.get_mangas().as_list,
        "random": client.random_manga,
        "tags": client.refresh_tag_cache,
    }
    with pytest.raises(InvalidResponse, match=text) as caught:
        await calls[call]()
    assert caught.value.status == 200
    assert "/manga" in str(caught.value)


async def test_a_server_that_is_busy_for_a_moment(client, box):
    box.fail("GET", "/manga/random", status=503, times=2)
    assert (await client.random_manga()).fetched
    assert [seen.status for seen in box.stats.recent if seen.path == "/manga/random"] == [503, 503, 200]


@pytest.mark.parametrize("fault", [{"drop": True}, {"truncate": True}])
async def test_an_answer_that_is_cut_off_is_asked_for_again(client, box, fault):
    box.fail("GET", "/manga/random", host="api", **fault)
    assert (await client.random_manga()).fetched


@pytest.mark.parametrize(
    ("status", "kind"), [(403, Banned), (400, TooManyRequests), (404, HTTPException), (418, HTTPException)]
)
async def test_errors_in_html(client, box, status, kind):
    html = {"body": "<html>No</html>", "content_type": "text/html"}
    box.fail("GET", "/manga/random", status=status, times=None, **html)
    with pytest.raises(kind) as caught:
        await client.request("GET", "/manga/random", retries=0)
    assert caught.value.status == status


async def test_nobody_there(box):
    kwargs = box.anonymous_kwargs()
    await box.stop()
    async with MangadexClient(**kwargs) as client:
        with pytest.raises(ConnectionFailed):
            await client.request("GET", "/manga", retries=0)


async def test_a_lent_session(box):
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        before = dict(session.headers)
        async with MangadexClient(session=session, **box.client_kwargs()) as client:
            assert (await client.random_manga()).fetched
            chapter = client.get_chapter(box.sample_chapter_id)
            assert len(await chapter.download_chapter(as_bytes_list=True)) == chapter.page_count
        assert not session.closed
        assert dict(session.headers) == before
        async with session.get(f"{box.url}/manga/tag") as response:
            assert response.status == 200
    assert box.stats.images_with_token == 0


async def test_a_response_by_hand_can_be_left_unread(client):
    for _ in range(3):
        response = await client.request("GET", "/manga/tag")
        response.release()
    response = await client.request(
        "GET", "/manga", params={"limit": 1, "ids": [], "title": None}, add_includes=True
    )
    body = await response.json()
    assert body["limit"] == 1
    assert any("attributes" in item for item in body["data"][0]["relationships"])
