"""Calls by hand, on a network of aioresponses, so that what aiohttp is told is seen too."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from io import BytesIO
from types import NoneType
from typing import TypedDict

import aiohttp
import msgspec
import pytest
from aioresponses import CallbackResult, aioresponses

from asyncdex import (
    BadRequest,
    ConnectionFailed,
    ContentRating,
    Forbidden,
    HTTPException,
    InvalidArgument,
    InvalidResponse,
    MangadexClient,
    MangaListOrder,
    NotFound,
    OrderDirection,
    Path,
    PathRatelimit,
    Ratelimit,
    Ratelimits,
    TooManyRequests,
    Unauthorized,
    constants,
    version,
)
from asyncdex._http.messages import Answer
from tests.support import FakeTransport, PatchedResponse, json_answer
from tests.unit.models.builders import entity, fake_client, one, query, uid

API = "https://api.mangadex.org"
ANYTHING = re.compile(r"https?://.*")


class Net:
    """Every request as it would have gone out, and an answer for each."""

    def __init__(self, mock):
        self.mock = mock
        self.seen = []

    def answer(self, status=200, payload=None, *, repeat=False, **options):
        def callback(url, **kwargs):
            self.seen.append((str(url), kwargs))
            return CallbackResult(
                status=status,
                payload={"result": "ok"} if payload is None and "body" not in options else payload,
                response_class=PatchedResponse,
                **options,
            )

        for method in ("GET", "POST", "DELETE"):
            self.mock.add(ANYTHING, method, callback=callback, repeat=repeat)

    @property
    def urls(self):
        return [url for url, _ in self.seen]

    def headers(self, index=-1):
        return self.seen[index][1]["headers"]


@pytest.fixture
def net():
    with aioresponses() as mock:
        yield Net(mock)


@pytest.fixture
async def client(clock):
    """A client on aiohttp with a token, without limits."""
    session = aiohttp.ClientSession(response_class=PatchedResponse)
    limits = Ratelimits(clock=clock)
    async with session, MangadexClient(session=session, clock=clock, ratelimits=limits) as client:
        client.session_token = "access-0"
        yield client


@pytest.mark.parametrize("url", ["/manga", "https://other.example/x"])
async def test_the_response_is_left_to_the_caller(client, net, url):
    net.answer(payload={"data": [1]})
    response = await client.request("GET", url)
    assert isinstance(response, aiohttp.ClientResponse)
    assert response.status == 200
    assert response._body is None
    assert await response.json() == {"data": [1]}
    assert net.urls == [url if url.startswith("http") else f"{API}{url}"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        (None, ""),
        ({}, ""),
        ({"title": "sea & sky=é/+"}, "title=sea%20%26%20sky%3D%C3%A9%2F%2B"),
        ({"ids": ["1", "2"]}, "ids%5B%5D=1&ids%5B%5D=2"),
        ({"ids[]": ("1", "2")}, "ids%5B%5D=1&ids%5B%5D=2"),
        ({"ids": []}, ""),
        ({"ids": ["1", None]}, "ids%5B%5D=1"),
        ({"order": {"title": "asc", "year": None}}, "order%5Btitle%5D=asc"),
        ({"a": None, "b": 0, "c": ""}, "b=0&c="),
        ({"yes": True, "no": False}, "yes=true&no=false"),
        ({"limit": 5, "ratio": 1.5}, "limit=5&ratio=1.5"),
        ([("b", 1), ("a", "x"), ("b", 2)], "b=1&a=x&b=2"),
        ([["ids", ["1", "2"]], ("c", None)], "ids%5B%5D=1&ids%5B%5D=2"),
        ((pair for pair in [("a", 1)]), "a=1"),
    ],
)
async def test_params(net, clock, params, expected):
    transport = FakeTransport(Answer(200))
    with pytest.raises(ConnectionFailed, match="gives out no responses"):
        await fake_client(transport, clock).request("GET", "/x", params=params)
    assert transport.requests[0].url == f"{API}/x" + (f"?{expected}" if expected else "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"params": "title=sea"}, "params must be a mapping or pairs"),
        ({"params": 5}, "params must be a mapping or pairs"),
        ({"params": ["title"]}, "params must hold pairs"),
        ({"params": [("title", "sea", "more")]}, "params must hold pairs"),
        ({"params": [(1, 2)]}, "params must hold pairs"),
        ({"params": {"title": "\ud800"}}, "half a character"),
        ({"params": {1: "x"}}, "params must hold pairs"),
        ({"params": {"a": b"x"}}, "the parameter 'a' cannot be sent: b'x' is no text"),
        ({"params": {"a": {"k": ["v"]}}}, "the parameter 'a' cannot be sent"),
        ({"params": {"a": [["v"]]}}, "the parameter 'a' cannot be sent"),
        ({"params": {"a": object()}}, "the parameter 'a' cannot be sent"),
        ({"json": {"title": "\ud800"}}, "json cannot be sent"),
        ({"json": object()}, "json cannot be sent"),
        ({"json": {}, "data": b""}, "json and data"),
        ({"retries": -1}, "retries must be a whole number from 0, not -1"),
        ({"retries": True}, "retries"),
        ({"retries": "3"}, "retries"),
        ({"max_ratelimit_wait": -1}, "max_ratelimit_wait must be"),
    ],
)
async def test_arguments_that_cannot_be_right(clock, given, said):
    client = fake_client(FakeTransport(), clock)
    with pytest.raises(InvalidArgument, match=said):
        await client.request("GET", "/manga", **given)
    with pytest.raises(InvalidArgument, match=said):
        await client.request_as("GET", "https://other.example/x", type=dict, **given)


async def test_params_of_our_own_kinds(clock):
    transport = FakeTransport(Answer(200, body=b"{}"))
    client = fake_client(transport, clock)
    params = {
        "manga": [client.get_manga(uid(1)), uid(2)],
        "group": client.get_group(uid(3)),
        "createdAtSince": datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=2))),
        "day": date(2024, 5, 1),
        "order": MangaListOrder(titles=OrderDirection.ASCENDING),
        "rating": ContentRating.SAFE,
        "colour": Colour.RED,
    }
    await client.request_as("POST", "/x", type=dict, params=params, json={"manga": client.get_manga(uid(1))})
    [request] = transport.requests
    assert query(request) == [
        ("manga[]", uid(1)),
        ("manga[]", uid(2)),
        ("group", uid(3)),
        ("createdAtSince", "2024-05-01T10:00:00"),
        ("day", "2024-05-01T00:00:00"),
        ("order[title]", "asc"),
        ("rating", "safe"),
        ("colour", "red"),
    ]
    assert request.body == f'{{"manga":"{uid(1)}"}}'.encode()


async def test_a_fragment_is_left_out_and_slashes_too_many_change_no_limit(clock):
    transport = FakeTransport(*[Answer(200, body=b"{}")] * 2)
    client = fake_client(transport, clock, max_ratelimit_wait=0)
    client.ratelimits = Ratelimits(
        PathRatelimit(Path.of("/at-home/server/{chapterId}", "GET"), 2, 60), clock=clock
    )
    await client.request_as("GET", "/at-home/server/1/?x=1#f", type=dict, params={"limit": 1})
    await client.request_as("GET", "//at-home/server/2", type=dict)
    assert transport.requests[0].url == f"{API}/at-home/server/1/?x=1&limit=1"
    with pytest.raises(Ratelimit):
        await client.request_as("GET", "/at-home//server/3", type=dict)


async def test_an_answer_without_a_body_is_none_where_a_type_allows_that(clock):
    client = fake_client(FakeTransport(Answer(204), Answer(204)), clock)
    assert await client.request_as("GET", "/x", type=NoneType) is None
    with pytest.raises(InvalidResponse, match="not JSON"):
        await client.request_as("GET", "/x", type=dict)


class Colour(Enum):
    RED = "red"


async def test_params_go_behind_those_of_the_url(client, net):
    net.answer(repeat=True)
    await client.request("GET", "/manga?limit=1", params={"offset": 2})
    await client.request("GET", "https://other.example/a?limit=1", params={"offset": 2})
    await client.request("GET", "https://other.example/a", params={"offset": 2})
    assert net.urls == [
        f"{API}/manga?limit=1&offset=2",
        "https://other.example/a?limit=1&offset=2",
        "https://other.example/a?offset=2",
    ]


@pytest.mark.parametrize("url", ["/manga/draft", "https://other.example/x"])
async def test_a_body(client, net, url):
    net.answer(repeat=True)
    await client.request("POST", url, json={"title": "Sée", "tags": [1]})
    kwargs = net.seen[0][1]
    assert kwargs["data"] == '{"title":"Sée","tags":[1]}'.encode()
    assert kwargs["headers"]["Content-Type"] == "application/json"
    await client.request("POST", url, json={})
    assert net.seen[1][1]["data"] == b"{}"
    await client.request("POST", url)
    assert net.seen[2][1]["data"] is None
    assert "Content-Type" not in net.headers(2)


@pytest.mark.parametrize(
    ("url", "kinds"),
    [
        ("/manga", ["author", "artist", "cover_art"]),
        ("/manga/random", ["author", "artist", "cover_art"]),
        ("/chapter", ["scanlation_group", "manga", "user"]),
        ("/manga/x/feed?limit=1", ["scanlation_group", "user"]),
        ("/group", ["leader", "member"]),
        ("/author", []),
        ("/nowhere/known", []),
    ],
)
async def test_includes(clock, url, kinds):
    transport = FakeTransport(Answer(200), Answer(200))
    client = fake_client(transport, clock)
    for wanted in (True, False):
        with pytest.raises(ConnectionFailed):
            await client.request("GET", url, add_includes=wanted)
    pairs = query(transport.requests[0]) if "?" in transport.requests[0].url else []
    assert [value for name, value in pairs if name == "includes[]"] == kinds
    assert "includes" not in transport.requests[1].url


async def test_errors_are_raised_or_returned(client, net):
    errors = {"result": "error", "errors": [{"title": "not_found", "detail": "Nothing"}]}
    net.answer(404, errors, repeat=True)
    with pytest.raises(NotFound, match="not_found: Nothing"):
        await client.request("GET", "/manga/x")
    response = await client.request("GET", "/manga/x", allow_non_successful_codes=True)
    assert response.status == 404
    assert await response.json() == errors
    assert len(net.seen) == 2


async def test_an_error_of_another_host(client, net):
    net.answer(404, repeat=True)
    with pytest.raises(NotFound):
        await client.request("GET", "https://other.example/a?b=1")
    response = await client.request("GET", "https://other.example/a?b=1", allow_non_successful_codes=True)
    assert response.status == 404


async def test_no_answer_at_all_is_raised_whatever_is_allowed(client, net):
    net.mock.get(ANYTHING, exception=aiohttp.ServerDisconnectedError())
    with pytest.raises(ConnectionFailed):
        await client.request("GET", "/manga", allow_non_successful_codes=True, retries=0)


async def test_a_refused_login_is_not_the_answer_to_the_call(clock, net):
    refused = {"error": "invalid_grant", "error_description": "Invalid user credentials"}
    net.answer(401, refused)
    session = aiohttp.ClientSession(response_class=PatchedResponse)
    async with (
        session,
        MangadexClient(
            username="Test", password="hunter-two", client_id="c", client_secret="s3cret", session=session
        ) as client,
    ):
        with pytest.raises(Unauthorized, match="invalid_grant"):
            await client.request("GET", "/manga", allow_non_successful_codes=True)
    assert len(net.seen) == 1


@pytest.mark.parametrize(("retries", "attempts"), [(0, 1), (1, 2), (3, 4)])
async def test_retries(client, net, clock, retries, attempts):
    net.answer(503, repeat=True)
    with pytest.raises(HTTPException, match="503"):
        await clock.run(client.request("GET", "/manga", retries=retries))
    assert len(net.seen) == attempts


async def test_three_retries_unless_told_otherwise(client, net, clock):
    for _ in range(3):
        net.answer(503)
    net.answer(payload={"data": "at last"})
    response = await clock.run(client.request("GET", "/manga"))
    assert await response.json() == {"data": "at last"}


async def test_what_is_not_safe_to_repeat_is_not_repeated(client, net, clock):
    net.answer(503, repeat=True)
    with pytest.raises(HTTPException):
        await clock.run(client.request("POST", "/manga", json={}))
    assert len(net.seen) == 1


# Where the token goes


async def test_the_token_goes_to_the_api_only(client, net):
    net.answer(repeat=True)
    await client.request("GET", "/manga")
    assert net.headers()["Authorization"] == "Bearer access-0"
    await client.request("GET", f"{API}/manga?limit=1#x")
    assert net.headers()["Authorization"] == "Bearer access-0"
    assert net.urls[-1] == f"{API}/manga?limit=1"
    await client.request("GET", "/manga", with_auth=False)
    assert "Authorization" not in net.headers()
    for url in (
        "https://other.example/manga",
        "https://api.mangadex.org.other.example/manga",
        "http://api.mangadex.org/manga",
        "https://api.mangadex.org:8443/manga",
        "https://uploads.mangadex.org/covers/x",
    ):
        await client.request("GET", url)
        assert "Authorization" not in net.headers(), url
        assert net.urls[-1] == url


async def test_an_api_below_a_path(net, clock):
    session = aiohttp.ClientSession(response_class=PatchedResponse)
    async with session, MangadexClient(session=session, api_url="https://host.example/v5") as client:
        client.session_token = "access-0"
        net.answer(repeat=True)
        await client.request("GET", "https://host.example/v5/manga")
        assert net.headers()["Authorization"] == "Bearer access-0"
        await client.request("GET", "https://host.example/v55/manga")
        assert "Authorization" not in net.headers()
        assert net.urls == ["https://host.example/v5/manga", "https://host.example/v55/manga"]


async def test_another_host_is_under_none_of_our_limits(clock):
    transport = FakeTransport(*[Answer(200)] * 20)
    client = fake_client(transport, clock)
    client.api.ratelimits = MangadexClient().ratelimits
    client.sleep_on_ratelimit = False
    for _ in range(20):
        with pytest.raises(ConnectionFailed, match="no responses"):
            await client.request("GET", "https://other.example/x")
    assert await client.ratelimits.check("/manga", "GET") == (-1, client.ratelimits.general)


async def test_headers_and_other_options_are_handed_on(client, net):
    net.answer(repeat=True)
    for url in ("/manga", "https://other.example/x"):
        await client.request("GET", url, headers={"X-Own": "yes"}, ssl=False)
        assert net.headers()["X-Own"] == "yes"
        assert net.seen[-1][1]["ssl"] is False
    assert client.session.headers.get("X-Own") is None


@pytest.mark.parametrize("url", ["manga", "", "ftp://other.example/x"])
async def test_what_is_no_url(client, url):
    with pytest.raises(InvalidArgument, match="no URL"):
        await client.request("GET", url)


# What the session has to say


async def test_the_user_agent_is_ours_behind_the_application_s(net):
    ours = f"asyncdex/{version} aiohttp/{aiohttp.__version__}"
    for application, expected in ((None, ours), ("reader/2.1", f"reader/2.1 {ours}")):
        async with MangadexClient(user_agent=application, response_class=PatchedResponse) as client:
            net.answer(repeat=True)
            await client.request("GET", "/manga")
            assert net.headers()["User-Agent"] == expected
            await client.request("GET", "https://other.example/x")
            assert net.headers()["User-Agent"] == expected


async def test_a_user_agent_of_the_session_is_respected(net):
    headers = {"User-Agent": "mine/1"}
    session = aiohttp.ClientSession(headers=headers, response_class=PatchedResponse)
    net.answer(repeat=True)
    async with session, MangadexClient(session=session) as client:
        await client.request("GET", "/manga")
        assert net.headers().getall("User-Agent") == ["mine/1"]
        async with MangadexClient(session=session, user_agent="reader/2.1") as named:
            await named.request("GET", "/manga")
            assert net.headers()["User-Agent"].startswith("reader/2.1 asyncdex/")
        assert session.headers == headers


async def test_a_session_that_raises_for_status_does_not_get_in_the_way(net):
    session = aiohttp.ClientSession(raise_for_status=True, response_class=PatchedResponse)
    async with session, MangadexClient(session=session) as client:
        for status, kind in ((403, Forbidden), (400, BadRequest)):
            net.answer(status, {"result": "error", "errors": []})
            with pytest.raises(kind) as caught:
                await client.request("GET", "/manga")
            assert caught.value.json == {"result": "error", "errors": []}


async def test_the_method_may_be_written_small(clock):
    transport = FakeTransport(Answer(503), Answer(200))
    client = fake_client(transport, clock)
    with pytest.raises(ConnectionFailed, match="no responses"):
        await clock.run(client.request("get", "/group", add_includes=True))
    assert [request.method for request in transport.requests] == ["GET", "GET"]
    assert "leader" in transport.requests[0].url


# Answers as types


class Found(msgspec.Struct):
    total: int


@dataclass
class Counted:
    total: int


class Named(TypedDict):
    total: int


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Found, Found(3)), (Counted, Counted(3)), (Named, {"total": 3}), (dict[str, int], {"total": 3})],
)
@pytest.mark.parametrize("url", ["/manga", "https://other.example/x"])
async def test_an_answer_as_a_type(clock, kind, expected, url):
    transport = FakeTransport(json_answer({"total": 3}))
    client = fake_client(transport, clock)
    assert await client.request_as("get", url, type=kind, params={"limit": 1}) == expected
    assert transport.requests[0].url.endswith("?limit=1")
    assert transport.requests[0].read


async def test_an_answer_of_another_shape(clock):
    html = Answer(200, {"Content-Type": "text/html"}, b"<html>")
    client = fake_client(FakeTransport(json_answer({"total": "many"}), html), clock)
    with pytest.raises(InvalidResponse, match="GET /manga is of an unexpected shape"):
        await client.request_as("GET", "/manga?limit=1", type=Found)
    with pytest.raises(InvalidResponse, match="GET /manga is not JSON"):
        await client.request_as("GET", "/manga", type=Found)


async def test_a_type_that_nothing_decodes_into(clock):
    with pytest.raises(InvalidArgument, match="type cannot be decoded into"):
        await fake_client(FakeTransport(), clock).request_as("GET", "/manga", type=list[int] | list[str])


async def test_errors_where_a_type_was_wanted(clock):
    client = fake_client(FakeTransport(json_answer({"errors": []}, 404)), clock)
    with pytest.raises(NotFound):
        await client.request_as("GET", "/manga", type=Found)


# What the table knows about a call by hand


async def test_a_write_that_names_its_version_is_not_repeated(clock):
    transport = FakeTransport(Answer(503), Answer(503), Answer(200, body=b"{}"))
    client = fake_client(transport, clock)
    client.session_token = "access-0"
    for url, json in ((f"/manga/{uid(1)}", {"version": 2}), ("/unknown", {"version": 2})):
        with pytest.raises(HTTPException, match="503"):
            await clock.run(client.request_as("PUT", url, type=dict, json=json))
    assert len(transport.requests) == 2
    transport.steps.appendleft(Answer(503))
    await clock.run(client.request_as("PUT", "/unknown", type=dict, json={"name": "x"}))
    assert len(transport.requests) == 4


async def test_a_deletion_that_was_cut_off_and_finds_nothing_has_succeeded(clock):
    transport = FakeTransport(ConnectionFailed("DELETE", "/x", "cut off"), json_answer({"errors": []}, 404))
    client = fake_client(transport, clock)
    client.session_token = "access-0"
    answer = await clock.run(client.request_as("DELETE", f"/list/{uid(1)}", type=dict))
    assert answer == {"result": "ok"}


@pytest.mark.parametrize(
    ("data", "attempts"), [(b"x", 2), ({"a": "b"}, 2), ({"a": BytesIO()}, 1), (BytesIO(), 1)]
)
async def test_a_body_that_can_be_read_once_is_sent_once(clock, data, attempts):
    transport = FakeTransport(Answer(429), Answer(200, body=b"{}"))
    client = fake_client(transport, clock)
    call = client.request_as("POST", "/x", type=dict, data=data)
    if attempts == 2:
        await clock.run(call)
    else:
        with pytest.raises(TooManyRequests):
            await clock.run(call)
    assert len(transport.requests) == attempts


async def test_a_redirect_cannot_carry_the_token_away(client, net):
    net.answer(repeat=True)
    with pytest.raises(InvalidArgument, match="allow_redirects could carry the token elsewhere"):
        await client.request("GET", "/manga", allow_redirects=True)
    assert net.seen == []
    await client.request("GET", "/manga", allow_redirects=True, with_auth=False)
    assert net.seen[0][1]["allow_redirects"] is True


async def test_a_route_changed_at_run_time_is_followed_under_its_old_limit(clock, monkeypatch):
    monkeypatch.setitem(constants.routes, "random_manga", "/v6/any")
    transport = FakeTransport(one(entity("manga", 1)), one(entity("manga", 1)))
    client = fake_client(transport, clock, max_ratelimit_wait=0)
    client.api.ratelimits = Ratelimits(PathRatelimit(Path.of("/manga/random", "GET"), 1, 60), clock=clock)
    await client.random_manga()
    assert transport.requests[0].url.startswith(f"{API}/v6/any?")
    with pytest.raises(Ratelimit) as caught:
        await client.random_manga()
    assert caught.value.path == "/manga/random"


async def test_a_route_changed_to_one_that_cannot_be_filled(clock, monkeypatch):
    monkeypatch.setitem(constants.routes, "manga", "/manga")
    with pytest.raises(InvalidArgument, match="the route '/manga' has 0 places to fill, and its call has 1"):
        await fake_client(FakeTransport(), clock).get_manga(uid(1)).fetch()
