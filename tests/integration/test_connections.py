"""What a server sees of calls whose connections break, and whose credentials it sees, on real sockets."""

import asyncio

import aiohttp
import pytest
from aiohttp import web

from asyncdex import (
    Banned,
    ClientClosed,
    ConnectionFailed,
    HTTPException,
    MangadexClient,
    NotFound,
    Ratelimits,
)

ID = "f9c33607-9180-4ba6-b85c-e4b5faee7192"
GONE = {"result": "error", "errors": [{"title": "not_found_http_exception"}]}


class Server:
    """Keeps what it sees. What it drops it has carried out."""

    def __init__(self):
        self.seen = []
        self.drops = 0
        self.answers = []
        self.url = ""

    async def handle(self, request):
        await request.read()
        self.seen.append(request)
        if self.drops:
            self.drops -= 1
            request.transport.abort()
            return web.Response()
        status, data = self.answers.pop(0) if self.answers else (200, {"result": "ok"})
        if isinstance(data, str):
            return web.Response(status=status, text=data, content_type="text/html")
        return web.json_response(data, status=status)

    @property
    def methods(self):
        return [request.method for request in self.seen]


@pytest.fixture
async def server():
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.fixture(params=["our session", "a lent session"])
async def client(request, server):
    options = {"api_url": server.url, "session_token": "access-0", "ratelimits": Ratelimits()}
    if request.param == "our session":
        async with MangadexClient(**options) as client:
            yield client
    else:
        async with aiohttp.ClientSession() as session, MangadexClient(session=session, **options) as client:
            yield client


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "POST"])
@pytest.mark.parametrize("kept_alive", [False, True])
async def test_without_retries_a_call_is_sent_once(client, server, method, kept_alive):
    if kept_alive:
        await (await client.request("GET", "/ping")).read()
    server.drops = 3
    before = len(server.seen)
    with pytest.raises(ConnectionFailed, match=r"ServerDisconnected|ClientOSError"):
        await client.request(method, "/unknown", retries=0)
    assert server.methods[before:] == [method]


async def test_a_write_that_names_its_version_is_sent_once(client, server):
    server.drops = 1
    with pytest.raises(ConnectionFailed):
        await client.request("PUT", f"/manga/{ID}", json={"version": 3})
    assert server.methods == ["PUT"]


async def test_a_deletion_that_was_carried_out_and_cut_off_has_succeeded(client, server):
    server.drops = 1
    server.answers = [(404, GONE)]
    assert await client.request_as("DELETE", f"/manga/{ID}", type=dict) == {"result": "ok"}
    assert server.methods == ["DELETE", "DELETE"]


@pytest.mark.parametrize(
    ("answer", "kind"), [((404, GONE), NotFound), ((403, "<html>Forbidden</html>"), Banned)]
)
async def test_an_answer_is_judged_here_whatever_aiohttp_is_told(client, server, answer, kind):
    server.answers = [answer]
    with pytest.raises(kind):
        await client.request("GET", "/x", raise_for_status=True)
    assert len(server.seen) == 1


async def test_an_error_that_was_allowed_can_be_read_in_every_way(client, server):
    server.answers = [(404, GONE)] * 4
    response = await client.request("GET", "/x", allow_non_successful_codes=True)
    assert GONE["errors"][0]["title"] in (await response.read()).decode()
    assert await response.json() == GONE
    async with await client.request("GET", "/x", allow_non_successful_codes=True) as response:
        assert await response.json() == GONE
    assert not client.session.connector._acquired


async def test_an_exception_carries_no_header_of_the_request_anywhere(client, server):
    server.answers = [(404, GONE)]
    with pytest.raises(HTTPException) as caught:
        await client.request("GET", "/x")
    assert server.seen[0].headers["Authorization"] == "Bearer access-0"
    assert not caught.value.request_info.headers
    assert not caught.value.response.request_info.headers


# Credentials of a session's own

OWN = {"Authorization": "Bearer own", "Cookie": "a=b", "X-Own": "yes"}


async def strangers(client, server):
    """Call what is not the API, and return what it learns."""
    async with client.api.transport.stream(f"{server.url}/page.png") as download:
        assert download.status == 200
    response = await client.request("GET", server.url.replace("127.0.0.1", "localhost"))
    await response.read()
    return [[request.headers.get(name) for name in OWN] for request in server.seen[-2:]]


async def test_credentials_of_a_session_made_here_stay_with_the_api(server):
    async with MangadexClient(api_url=server.url, headers=OWN) as client:
        assert await strangers(client, server) == [[None, None, "yes"], [None, None, "yes"]]


async def test_credentials_of_a_lent_session_stay_with_the_api(server):
    async with (
        aiohttp.ClientSession(headers=OWN) as session,
        MangadexClient(api_url=server.url, session=session) as client,
    ):
        assert await strangers(client, server) == [[None, None, "yes"], [None, None, "yes"]]
        await (await client.request("GET", "/x")).read()
        assert server.seen[-1].headers["Authorization"] == "Bearer own"
        assert dict(session.headers) == OWN


async def test_credentials_given_for_one_call_go_with_it(server):
    async with MangadexClient(api_url=server.url) as client:
        url = server.url.replace("127.0.0.1", "localhost")
        await (await client.request("GET", url, headers={"Authorization": "Bearer theirs"})).read()
    assert server.seen[-1].headers["Authorization"] == "Bearer theirs"


async def test_the_token_goes_before_credentials_of_the_session(server):
    options = {"api_url": server.url, "session_token": "access-0", "trust_env": True}
    async with MangadexClient(headers=OWN, **options) as client:
        await (await client.request("GET", "/x")).read()
    assert server.seen[-1].headers.getall("Authorization") == ["Bearer access-0"]


async def test_a_lent_sessions_middlewares_still_work(server):
    async def mark(request, handler):
        request.headers["X-Marked"] = "yes"
        return await handler(request)

    async with (
        aiohttp.ClientSession(middlewares=[mark]) as session,
        MangadexClient(api_url=server.url, session=session) as client,
    ):
        await (await client.request("GET", "/x")).read()
    assert server.seen[-1].headers["X-Marked"] == "yes"


# Closing


async def test_closing_the_client_frees_who_waits_for_a_token():
    async def never():
        await asyncio.Event().wait()

    client = MangadexClient(api_url="http://127.0.0.1:9", session_token=never)
    tasks = [asyncio.ensure_future(client.request("GET", "/x")) for _ in range(3)]
    await asyncio.sleep(0.05)
    await client.close()
    for task in tasks:
        with pytest.raises(ClientClosed):
            await asyncio.wait_for(task, 5)


async def test_closing_the_client_frees_who_pauses_before_a_repetition(server):
    server.answers = [(503, GONE)] * 4
    client = MangadexClient(api_url=server.url)
    # The server asks for a pause by its header only in this test.
    task = asyncio.ensure_future(client.api.naps.take(30))
    await asyncio.sleep(0.05)
    await client.close()
    with pytest.raises(ClientClosed, match="while a call paused"):
        await asyncio.wait_for(task, 5)
