"""Single pages by their address."""

import logging

import pytest

from asyncdex import ConnectionFailed, Forbidden, HTTPException, InvalidArgument, NotFound, TooManyRequests
from asyncdex._http.messages import Answer
from asyncdex.exceptions import RequestTimeout

URL = "https://node.example:4433/t0ken/data/h4sh/1.png"
OK = Answer(200, {"X-Cache": "HIT"}, b"page")


@pytest.fixture
def told(client, monkeypatch):
    told = []
    monkeypatch.setattr(client, "tell_delivery", told.append)
    return told


async def test_a_page_is_asked_for_like_a_stranger_does(client, transport, told):
    client.session_token = "the-token-of-the-ap1"
    transport.add(OK)
    # This network has no aiohttp response to give out.
    with pytest.raises(ConnectionFailed, match=r"node\.example: the transport in use gives out no"):
        await client.get_page(URL)
    [request] = transport.requests
    assert (request.url, request.stranger, dict(request.headers)) == (URL, True, {})
    assert [(one.success, one.bytes, one.cached) for one in told] == [(True, 4, True)]


@pytest.mark.parametrize(
    ("status", "kind"), [(403, Forbidden), (404, NotFound), (429, TooManyRequests), (302, HTTPException)]
)
async def test_an_error_names_the_host_only(client, transport, told, caplog, status, kind):
    caplog.set_level(logging.DEBUG)
    transport.add(Answer(status, {}, b"<html>"))
    with pytest.raises(kind, match=rf"HTTP {status}: HTTP Error on GET for node\.example") as caught:
        await client.get_page(URL)
    assert type(caught.value) is kind
    assert "t0ken" not in f"{caught.value!r} {caught.value} {caplog.text}"
    assert [(one.success, one.bytes) for one in told] == [(False, 0)]


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (ConnectionFailed("GET", URL, f"bad answer from {URL}"), "the connection failed"),
        (ConnectionFailed("GET", URL, "refused"), "refused"),
        (RequestTimeout("GET", URL, "it took too long"), "it took too long"),
    ],
)
async def test_a_connection_that_fails_is_tried_again(client, transport, clock, told, failure, reason):
    transport.add(*[failure] * 4)
    with pytest.raises(type(failure), match=rf"No answer to GET node\.example: {reason}") as caught:
        await clock.run(client.get_page(URL))
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    assert len(transport.requests) == 4
    assert len(told) == 1


async def test_a_node_that_recovers(client, transport, clock, told):
    transport.add(Answer(503), ConnectionFailed("GET", URL, "refused"), OK)
    with pytest.raises(ConnectionFailed, match="gives out no"):
        await clock.run(client.get_page(URL))
    assert [one.success for one in told] == [True]


@pytest.mark.parametrize("url", ["http://[", "nothing"])
async def test_an_address_without_a_host(client, transport, told, url):
    transport.add(Answer(404))
    with pytest.raises(NotFound, match="GET for the image node"):
        await client.get_page(url)


async def test_what_is_no_address_is_not_tried_again(client, transport, told):
    transport.add(InvalidArgument("no URL"))
    with pytest.raises(InvalidArgument):
        await client.get_page("ftp://x")
    assert len(transport.requests) == 1
    assert told == []


async def test_what_is_no_address_is_refused(client):
    with pytest.raises(InvalidArgument, match="url must be the address of a page, not None"):
        await client.get_page(None)
