import asyncio

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from aioresponses import aioresponses
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from asyncdex._api import query_string
from asyncdex._http.errors import judge
from asyncdex._http.messages import Request
from asyncdex._http.session import SessionHolder
from asyncdex._http.transport import AiohttpTransport
from asyncdex.exceptions import (
    AsyncDexException,
    ClientClosed,
    ConnectionFailed,
    InvalidArgument,
    RequestTimeout,
)
from tests.support import PatchedResponse
from tests.unit.http.support import ACCESS, everything_shown, hides_secrets

API = "https://api.example/manga"
KEY = "Bearer s3cr3t"


@pytest.fixture
async def make():
    """Make a transport whose session is closed after the test."""
    holders = []

    def build(lent=None, options=None, **kwargs):
        holder = SessionHolder(lent, kwargs)
        holders.append(holder)
        return AiohttpTransport(holder, "asyncdex/1", **(options or {}))

    yield build
    for holder in holders:
        await holder.close()


@pytest.fixture
def scripted():
    with aioresponses() as mock:
        yield mock


async def test_an_answer_comes_back_whole(make, scripted):
    scripted.get(
        API, status=404, body=b'{"a": 1}', headers={"X-Request-ID": "r"}, response_class=PatchedResponse
    )
    answer = await make().send(Request("GET", API, {"Accept": "x"}))
    assert (answer.status, answer.body) == (404, b'{"a": 1}')
    assert answer.headers["x-request-id"] == "r"
    assert isinstance(answer.response, aiohttp.ClientResponse)
    scripted.assert_called_once()
    sent = next(iter(scripted.requests.values()))[0].kwargs
    assert sent["allow_redirects"] is False
    assert sent["raise_for_status"] is False
    assert sent["headers"] == {"Accept": "x", "User-Agent": "asyncdex/1"}


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (aiohttp.ClientConnectionError("gone"), ConnectionFailed),
        (aiohttp.ServerDisconnectedError(), ConnectionFailed),
        (aiohttp.ClientPayloadError("cut"), ConnectionFailed),
        (ConnectionResetError("reset"), ConnectionFailed),
        (OSError(5, "broken"), ConnectionFailed),
        (TimeoutError(), RequestTimeout),
        (aiohttp.ServerTimeoutError("slow"), RequestTimeout),
        (aiohttp.ConnectionTimeoutError("slow"), RequestTimeout),
        (aiohttp.InvalidURL("x"), InvalidArgument),
        (aiohttp.NonHttpUrlClientError("x"), InvalidArgument),
    ],
)
async def test_what_aiohttp_raises_becomes_ours(make, scripted, raised, kind):
    scripted.get(f"{API}?title=private", exception=raised)
    with pytest.raises(kind) as caught:
        await make().send(Request("GET", f"{API}?title=private"))
    assert type(caught.value) is kind
    assert "private" not in str(caught.value)
    assert caught.value.__cause__ is raised
    assert caught.value.__context__ is None
    if isinstance(caught.value, ConnectionFailed):
        assert isinstance(caught.value, aiohttp.ClientConnectionError)
        assert str(caught.value).startswith(f"No answer to GET {API}: ")
    assert isinstance(caught.value, TimeoutError) is (kind is RequestTimeout)


@pytest.mark.parametrize(
    ("raised", "arrived"),
    [
        (aiohttp.ClientConnectionError("gone"), True),
        (aiohttp.ServerTimeoutError("slow"), True),
        (TimeoutError(), True),
        (aiohttp.ConnectionTimeoutError("slow"), False),
    ],
)
async def test_whether_it_may_have_arrived(make, scripted, raised, arrived):
    scripted.get(API, exception=raised)
    with pytest.raises(ConnectionFailed) as caught:
        await make().send(Request("GET", API))
    assert caught.value.may_have_arrived is arrived


async def test_an_error_that_quotes_the_request_is_not_quoted(make, scripted):
    headers = CIMultiDict(Authorization=ACCESS)
    info = aiohttp.RequestInfo(URL(API), "GET", CIMultiDictProxy(headers), URL(API))
    scripted.get(API, exception=aiohttp.ClientResponseError(info, (), status=400, message="bad header"))
    with pytest.raises(ConnectionFailed, match="ClientResponseError bad header") as caught:
        await make().send(Request("GET", API, headers))
    assert hides_secrets(everything_shown(caught.value))


async def test_a_query_arrives_as_it_was_typed(make, site):
    title = "Tom & Jerry #1 100% +ä/?=[]"
    await make().send(Request("GET", f"{site.url}/manga?{query_string([('title', title), ('ids[]', 'a')])}"))
    (request,) = site.requests
    assert list(request.query.items()) == [("title", title), ("ids[]", "a")]
    assert request.path_qs == (
        "/manga?title=Tom%20%26%20Jerry%20%231%20100%25%20%2B%C3%A4%2F%3F%3D%5B%5D&ids%5B%5D=a"
    )


async def test_a_body_arrives_as_it_is(make, site):
    await make().send(Request("POST", f"{site.url}/x", {"Content-Type": "application/json"}, b'{"a":1}'))
    (request,) = site.requests
    assert (request.method, site.bodies) == ("POST", [b'{"a":1}'])
    assert request.headers["Content-Type"] == "application/json"


async def test_a_redirect_is_not_followed(make, site):
    answer = await make().send(Request("GET", f"{site.url}/moved", read=False))
    assert answer.status == 302
    assert len(site.requests) == 1
    assert answer.response.closed, "an answer nobody takes holds no connection"


@pytest.mark.parametrize("read", [True, False])
async def test_a_session_that_raises_for_errors_is_told_not_to(make, site, read):
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        answer = await make(session).send(Request("GET", f"{site.url}/error", read=read))
        assert (answer.status, answer.body) == (404, b'{"errors": []}')
        assert await answer.response.json() == {"errors": []}


async def test_a_body_that_was_not_asked_for_is_left_to_the_caller(make, site):
    answer = await make().send(Request("GET", f"{site.url}/large", read=False))
    assert answer.body == b""
    assert not answer.response.closed
    assert len(await answer.response.read()) == 1_000_000


async def test_further_options_reach_aiohttp(make, site):
    options = {"cookies": {"a": "b"}, "allow_redirects": True}
    answer = await make().send(Request("GET", f"{site.url}/redirect", options=options))
    assert answer.status == 200
    assert site.requests[0].cookies == {"a": "b"}


async def test_our_user_agent_goes_out_unless_the_session_has_its_own(make, site):
    await make().send(Request("GET", f"{site.url}/ok"))
    await make(headers={"user-agent": "reader/3"}).send(Request("GET", f"{site.url}/ok"))
    async with make(headers={"User-Agent": "reader/3"}).stream(f"{site.url}/page"):
        pass
    async with make().stream(f"{site.url}/page"):
        pass
    agents = [request.headers.getall("User-Agent") for request in site.requests]
    assert agents == [["asyncdex/1"], ["reader/3"], ["reader/3"], ["asyncdex/1"]]


async def test_our_user_agent_is_sent_if_it_was_asked_for_or_the_other_is_empty(make, site):
    url = f"{site.url}/ok"
    async with aiohttp.ClientSession(headers={"User-Agent": "reader/3"}) as session:
        await make(session, {"insist": True}).send(Request("GET", url))
        await make(session).send(Request("GET", url, {"User-Agent": "call/4"}))
        await make(session, {"insist": True}).send(Request("GET", url, {"User-Agent": "call/4"}))
        await make(session).send(Request("GET", url, {"User-Agent": ""}))
        assert session.headers["User-Agent"] == "reader/3"
    await make(headers={"User-Agent": " "}).send(Request("GET", url))
    await make().send(Request("GET", url, {"User-Agent": ""}))
    agents = [request.headers.getall("User-Agent") for request in site.requests]
    assert agents == [["asyncdex/1"], ["call/4"], ["call/4"], ["reader/3"], ["asyncdex/1"], ["asyncdex/1"]]


async def test_a_timeout_reaches_a_lent_session_without_changing_it(make, site):
    async with aiohttp.ClientSession() as session:
        before = session.timeout
        transport = make(session, {"timeout": aiohttp.ClientTimeout(total=0.05)})
        with pytest.raises(RequestTimeout):
            await transport.send(Request("GET", f"{site.url}/hang"))
        longer = {"timeout": aiohttp.ClientTimeout(total=30)}
        assert (await transport.send(Request("GET", f"{site.url}/ok", options=longer))).status == 200
        assert session.timeout == before


async def test_the_departure_is_told_and_the_callers_traces_keep_their_context(make, site):
    seen, told = [], []
    trace = aiohttp.TraceConfig()

    async def start(_session, context, _params):
        seen.append(context.trace_request_ctx)

    trace.on_request_start.append(start)
    transport = make(trace_configs=[trace])
    options = {"trace_request_ctx": "mine"}
    await transport.send(Request("GET", f"{site.url}/ok", sent=lambda: told.append(1), options=options))
    await transport.send(Request("GET", f"{site.url}/ok"))
    assert seen == ["mine", None]
    assert told == [1]


@pytest.mark.parametrize("path", ["/reset", "/cut"])
async def test_a_connection_that_breaks_is_a_failed_one(make, site, path):
    with pytest.raises(ConnectionFailed, match=rf"GET {site.url}{path}: "):
        await make().send(Request("GET", f"{site.url}{path}"))


async def test_a_refused_connection_is_a_failed_one(make, unused_tcp_port):
    with pytest.raises(ConnectionFailed, match="ClientConnectorError") as caught:
        await make().send(Request("GET", f"http://127.0.0.1:{unused_tcp_port}/"))
    assert not caught.value.may_have_arrived


@pytest.mark.parametrize("path", ["/hang", "/stall"])
async def test_an_answer_that_takes_too_long_is_a_timeout(make, site, path):
    transport = make(timeout=aiohttp.ClientTimeout(total=0.05))
    with pytest.raises(RequestTimeout, match="it took too long"):
        await transport.send(Request("GET", f"{site.url}{path}"))


BAD_URLS = ["manga", "http://[", "http://h:99999/?key=1", "http://h:x/", "ftp://h/x", "", "http://"]


@pytest.mark.parametrize("url", BAD_URLS)
async def test_what_is_no_url_is_an_invalid_argument(make, url):
    transport = make()
    with pytest.raises(InvalidArgument, match="is no URL that can be called") as caught:
        await transport.send(Request("GET", url))
    assert "key" not in str(caught.value)
    with pytest.raises(InvalidArgument, match="is no URL that can be called"):
        async with transport.stream(url):
            pass


async def test_a_closed_transport_is_a_closed_client(site):
    holder = SessionHolder(None, {})
    transport = AiohttpTransport(holder, "asyncdex/1")
    await holder.close()
    with pytest.raises(ClientClosed):
        await transport.send(Request("GET", site.url))
    with pytest.raises(ClientClosed):
        async with transport.stream(site.url):
            pass


async def download_into(sink, transport, url):
    async with transport.stream(url) as download:
        async for chunk in download.chunks(100):
            sink += chunk


async def test_a_host_of_images_sends_nobody_elsewhere(make, site):
    async with make().stream(f"{site.url}/redirect") as download:
        assert 300 <= download.status < 400
    assert [request.path for request in site.requests] == ["/redirect"]


async def test_a_file_comes_in_chunks(make, site):
    async with make().stream(f"{site.url}/page") as download:
        assert download.status == 200
        assert download.headers["content-type"] == "image/png"
        chunks = [chunk async for chunk in download.chunks(1000)]
    assert b"".join(chunks) == bytes(range(256)) * 40
    assert max(map(len, chunks)) <= 1000


async def test_a_file_is_asked_for_without_a_token(make, site):
    async with make().stream(f"{site.url}/page/a%20b?c=%26"):
        pass
    (request,) = site.requests
    assert "Authorization" not in request.headers
    assert request.path_qs == "/page/a%20b?c=%26"


async def test_a_missing_file_raises_nothing_even_where_the_session_would(make, site):
    async with make(raise_for_status=True).stream(f"{site.url}/error") as download:
        assert download.status == 404


@pytest.mark.parametrize("path", ["/reset", "/cut"])
async def test_a_file_that_breaks_off_is_a_failed_connection(make, site, path):
    sink = bytearray()
    with pytest.raises(ConnectionFailed, match=r"No answer to GET 127\.0\.0\.1: "):
        await download_into(sink, make(), f"{site.url}{path}")
    assert bool(sink) is (path == "/cut")


async def test_a_file_that_stops_coming_is_a_timeout(make, site, monkeypatch):
    timeout = aiohttp.ClientTimeout(sock_read=0.05)
    monkeypatch.setattr("asyncdex._http.transport._STREAM_TIMEOUT", timeout)
    with pytest.raises(RequestTimeout):
        await download_into(bytearray(), make(), f"{site.url}/stall")


async def test_a_host_that_does_not_answer_is_named_without_its_path(make, unused_tcp_port):
    with pytest.raises(ConnectionFailed) as caught:
        async with make().stream(f"http://127.0.0.1:{unused_tcp_port}/secret-token/data"):
            pass
    assert "secret-token" not in str(caught.value)


@pytest.mark.parametrize(
    "raised", [AsyncDexException("mine"), ConnectionFailed("GET", "/x", "mine"), OSError(28, "disk full")]
)
async def test_what_the_reader_of_a_file_raises_stays_what_it_is(make, site, raised):
    with pytest.raises(type(raised)) as caught:
        async with make().stream(f"{site.url}/page"):
            raise raised
    assert caught.value is raised


async def test_a_cancelled_call_is_cancelled(make, site):
    task = asyncio.ensure_future(make().send(Request("GET", f"{site.url}/hang")))
    await site.reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.fixture
async def babbler():
    """A server whose answers are no HTTP, which aiohttp tells of with the whole request."""

    async def babble(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 abc nonsense\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x"
    server.close()
    await server.wait_closed()


async def test_no_header_of_the_request_is_left_in_what_a_failure_came_from(make, babbler):
    with pytest.raises(ConnectionFailed) as caught:
        await make().send(Request("GET", babbler, {"Authorization": KEY}))
    cause = caught.value.__cause__
    assert isinstance(cause, aiohttp.ClientResponseError)
    assert (cause.request_info.method, str(cause.request_info.url)) == ("GET", babbler)
    assert hides_secrets(everything_shown(caught.value), KEY)


async def test_nor_is_one_that_a_session_of_the_callers_sends_to_image_hosts(make, babbler):
    async with aiohttp.ClientSession(headers={"X-Key": KEY}) as session:
        with pytest.raises(ConnectionFailed) as caught:
            async with make(session).stream(babbler):
                raise AssertionError("there is no answer to read")
    assert hides_secrets(everything_shown(caught.value), KEY)


# Addresses that are secrets

CODE = "c0de-of-a-farewell"


@pytest.fixture
async def farewells():
    """A server that has no such codes, and hangs up on some."""

    async def answer(request):
        if request.path.endswith("garbage"):
            request.transport.write(b"no answer at all\r\n\r\n")
        if not request.path.endswith("missing"):
            request.transport.close()
        return web.Response(status=404, text="{}", content_type="application/json")

    server = TestServer(web.Application())
    server.app.router.add_route("*", "/{tail:.*}", answer)
    async with server:
        yield server


@pytest.mark.parametrize("fault", ["dropped", "garbage", "refused", "malformed"])
async def test_an_address_that_is_a_secret_is_in_no_error(make, farewells, fault):
    base = "http://127.0.0.1:1" if fault == "refused" else str(farewells.make_url("")).rstrip("/")
    headers = {"X-Odd": "a\r\nb"} if fault == "malformed" else {}
    url = f"{base}/user/delete/{CODE}/{fault}"
    request = Request("POST", url, headers, told=f"{base}/user/delete/{{code}}")
    with pytest.raises(AsyncDexException) as caught:
        await make().send(request)
    assert CODE not in everything_shown(caught.value)
    assert "/user/delete/{code}" in str(caught.value)


async def test_an_answer_from_an_address_that_is_a_secret(make, farewells):
    url = str(farewells.make_url(f"/user/delete/{CODE}/missing"))
    answer = await make().send(Request("POST", url, told="/user/delete/{code}"))
    assert (answer.status, answer.response) == (404, None)
    assert CODE not in everything_shown(judge("POST", "/user/delete/{code}", answer))
