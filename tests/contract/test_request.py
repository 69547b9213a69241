"""Calls by hand."""

import aiohttp
import pytest

from asyncdex import HTTPException, Unauthorized
from asyncdex._http.messages import Answer
from tests.contract.promises import instead, promise
from tests.contract.support import ACCOUNT, API, body, done, fake_client, sent_token, uid
from tests.support import api_error, secret


@pytest.fixture
async def client(server):
    """A client of a real server."""
    async with server.client() as client:
        yield client


@pytest.fixture
def offline(transport, clock):
    """A client on a fake network."""
    return fake_client(transport, clock)


@pytest.fixture
def member(transport, clock):
    """The same with a token, which is all it has."""
    return fake_client(transport, clock, anonymous=False, session_token=secret("acc3ss-given"))


# What goes out


@promise("MangadexClient.request", 1)
@promise("MangadexClient.request(method)", 1)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
async def test_a_request(client, server, method):
    """What arrives has the method and the path that were asked for."""
    (await client.request(method, "/anything")).release()
    assert [(seen.method, seen.target) for seen in server.seen] == [(method, "/anything")]


@promise("MangadexClient.request(url)", 1)
async def test_the_url_is_called(offline, transport):
    """Each is called as it was given."""
    transport.add(done(), done())
    await offline.request("GET", "/manga/tag")
    await offline.request("GET", "/chapter?limit=3")
    assert [request.url for request in transport.requests] == [f"{API}/manga/tag", f"{API}/chapter?limit=3"]


@promise("MangadexClient.request(url)", 2)
async def test_an_absolute_url_or_one_below_the_api(transport, clock):
    """A path is put behind the address of the API; an absolute URL stays what it is."""
    client = fake_client(transport, clock, api_url="https://api.example/v5/")
    transport.add(done(), done(), done())
    for url in ("/manga", "https://api.example/v5/manga", "https://other.example/manga"):
        await client.request("GET", url)
    assert [request.url for request in transport.requests] == [
        "https://api.example/v5/manga",
        "https://api.example/v5/manga",
        "https://other.example/manga",
    ]


@promise("MangadexClient.request(params)", 1)
async def test_query_parameters(client, server):
    """They arrive behind the URL, percent-encoded."""
    (await client.request("GET", "/manga", params={"title": "Tom & Jerry #1", "limit": "5"})).release()
    (await client.request("GET", "/manga")).release()
    (await client.request("GET", "/manga", params=None)).release()
    assert [seen.target for seen in server.seen] == [
        "/manga?title=Tom%20%26%20Jerry%20%231&limit=5",
        "/manga",
        "/manga",
    ]


@promise("MangadexClient.request(params)", 2)
async def test_the_elements_of_an_array_in_their_order(client, server):
    """Each element of an array is a parameter, in the order of the array."""
    params = {"ids": ["3", "1", "2"], "tags[]": ["b", "a"]}
    (await client.request("GET", "/manga", params=params)).release()
    arrived = [pair.split("=") for pair in server.seen[0].target.partition("?")[2].split("&")]
    assert arrived == [
        ["ids%5B%5D", "3"],
        ["ids%5B%5D", "1"],
        ["ids%5B%5D", "2"],
        ["tags%5B%5D", "b"],
        ["tags%5B%5D", "a"],
    ]


@promise("MangadexClient.request(json)", 1)
async def test_a_json_body(client, server):
    """What is given as json arrives as the body of the POST."""
    data = {"title": {"ja": "灯台守"}, "tags": [1, None, True]}
    (await client.request("POST", "/manga/draft/1", json=data)).release()
    [seen] = server.seen
    assert body(seen) == data
    assert seen.headers["Content-Type"] == "application/json"


@promise("MangadexClient.request(session_request_kwargs)", 1)
async def test_other_options_are_those_of_aiohttp(client, server):
    """Keyword arguments that request() does not know go to aiohttp: headers, a body, redirects, a timeout."""
    server.tell("/moved", status=302, headers={"Location": "/ping"})
    options = {"headers": {"X-Own": "yes"}, "data": b"raw", "allow_redirects": True}
    response = await client.request("POST", "/moved", **options)
    response.release()
    assert [seen.path for seen in server.seen] == ["/moved", "/ping"]
    assert server.seen[0].headers["X-Own"] == "yes"
    assert server.seen[0].body == b"raw"
    assert response.status == 200
    with pytest.raises(TypeError, match="nonsense"):
        await client.request("GET", "/ping", nonsense=1)


# The token


@promise("MangadexClient.request(with_auth)", 1)
@promise("MangadexClient.request(with_auth)", 3)
async def test_the_session_token_goes_along_unless_told_otherwise(member, transport):
    """By default and with with_auth=True it is in the headers, with False it is not."""
    transport.add(done(), done(), done())
    await member.request("GET", "/manga")
    await member.request("GET", "/manga", with_auth=True)
    await member.request("GET", "/manga", with_auth=False)
    assert [sent_token(request) for request in transport.requests] == ["acc3ss-given", "acc3ss-given", None]


@promise("MangadexClient.request(with_auth)", 2)
async def test_without_the_header_a_client_is_anonymous(transport, clock):
    """A client with an account neither logs in nor renews anything: what needs a login is refused."""
    client = fake_client(transport, clock, anonymous=False, **ACCOUNT)
    transport.add(done(), api_error(401))
    await client.request("GET", "/manga", with_auth=False)
    with pytest.raises(Unauthorized):
        await client.request("GET", "/user/me", with_auth=False)
    assert len(transport.requests) == 2
    assert [sent_token(request) for request in transport.requests] == [None, None]


# Trying again


@promise("MangadexClient.request(retries)", 1)
@pytest.mark.parametrize("retries", [0, 1, 3, 5])
async def test_so_many_retries(offline, transport, clock, retries):
    """A request is sent once, and again as often as retries says."""
    transport.add(*[api_error(503)] * (retries + 1))
    with pytest.raises(HTTPException):
        await clock.run(offline.request("GET", "/manga", retries=retries))
    assert len(transport.requests) == retries + 1


@promise("MangadexClient.request(retries)", 2)
async def test_the_same_request_until_retries_run_out(offline, transport, clock):
    """Every attempt sends the same and uses up one; a good answer ends it, and so does the last bad one."""
    params = {"ids": ["2", "1"]}
    transport.add(api_error(500), api_error(502), done())
    await clock.run(offline.request("GET", "/manga", params=params, retries=2))
    transport.add(api_error(500), api_error(502), api_error(504))
    with pytest.raises(HTTPException) as caught:
        await clock.run(offline.request("GET", "/manga", params=params, retries=2))
    assert caught.value.status == 504
    assert len(transport.requests) == 6
    assert {request.url for request in transport.requests} == {f"{API}/manga?ids%5B%5D=2&ids%5B%5D=1"}


@instead("MangadexClient.request(retries)", 2)
async def test_what_is_not_tried_again(member, transport, clock):
    """An error that would come again, and a write that may have been carried out, are raised at once."""
    calls = [("GET", "/manga", 404), ("GET", "/manga", 400), ("POST", "/manga", 503)]
    for method, path, status in calls:
        transport.add(api_error(status))
        with pytest.raises(HTTPException):
            await clock.run(member.request(method, path, retries=3))
    transport.add(api_error(503))
    with pytest.raises(HTTPException):
        await clock.run(member.request("PUT", f"/manga/{uid(1)}", json={"version": 1}, retries=3))
    assert len(transport.requests) == 4


# What comes back


@promise("MangadexClient.request:returns", 1)
@promise("MangadexClient.request:return type", 1)
async def test_the_response_comes_back(client, server):
    """It is aiohttp's own object, with status, headers and the body to be read."""
    server.tell("/manga/tag", {"data": [1]}, headers={"X-Request-ID": "r-1"})
    response = await client.request("GET", "/manga/tag")
    assert isinstance(response, aiohttp.ClientResponse)
    assert response.status == 200
    assert response.headers["X-Request-ID"] == "r-1"
    assert await response.json() == {"data": [1]}


@promise("MangadexClient.request:warning", 1)
async def test_a_response_keeps_its_connection_until_it_is_released(server):
    """The body is left unread, so that the connection is nobody else's before the response is let go."""
    server.tell("/large", body=bytes(5_000_000))
    async with (
        aiohttp.TCPConnector() as connector,
        server.client(connector=connector) as client,
    ):
        held = await client.request("GET", "/large")
        assert held.connection is not None
        assert not held.content.at_eof()
        other = await client.request("GET", "/ping")
        await other.read()
        first, second = (seen.port for seen in server.seen)
        assert first != second
        assert held.connection is not None
        held.release()


@promise("MangadexClient.request:warning", 2)
async def test_a_released_response_frees_its_connection(client, server):
    """After release() the next request goes over the same connection, though nothing was read."""
    server.tell("/ping", body=b"")  # one that has not arrived in whole would take the connection along
    for _ in range(3):
        response = await client.request("GET", "/ping")
        response.release()
        assert response.connection is None
    assert len({seen.port for seen in server.seen}) == 1


@promise("exceptions.HTTPException.response", 1)
@promise("exceptions.Unauthorized.response", 1)
@pytest.mark.parametrize(("status", "kind"), [(404, HTTPException), (401, Unauthorized)])
async def test_an_error_has_the_response(client, server, status, kind):
    """The exception carries aiohttp's object for the answer that it is about."""
    server.tell("/manga", {"errors": []}, status, headers={"X-Request-ID": "r-2"})
    with pytest.raises(kind) as caught:
        await client.request("GET", "/manga")
    assert isinstance(caught.value.response, aiohttp.ClientResponse)
    assert caught.value.response.status == status
    assert caught.value.response.headers["X-Request-ID"] == "r-2"
    assert str(caught.value.response.url) == f"{server.url}/manga"
    assert caught.value.path == "/manga"


@instead("exceptions.HTTPException.response", 1)
async def test_an_answer_without_a_response(offline, transport):
    """Where the transport is not aiohttp, or nothing was sent, the attribute is None and all else works."""
    transport.add(Answer(404, {}, b'{"errors": [{"title": "gone"}]}'))
    with pytest.raises(HTTPException, match="gone") as caught:
        await offline.request("GET", "/manga")
    assert caught.value.response is None
    assert caught.value.status == 404
