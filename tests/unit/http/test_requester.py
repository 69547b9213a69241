import asyncio

import pytest

from asyncdex import constants
from asyncdex._api import Auth, Endpoint, Limit
from asyncdex._api.table import CHAPTER_LIST, MANGA_FEED, MANGA_LIST
from asyncdex._http.call import Call, Patience
from asyncdex._wire import Collection, Entity, MangaAttributes
from asyncdex.exceptions import (
    ConnectionFailed,
    InvalidArgument,
    InvalidResponse,
    Ratelimit,
    RequestTimeout,
    Unauthorized,
)
from asyncdex.ratelimit import PathRatelimit
from tests.support import api_error, json_answer
from tests.unit.http.support import (
    ACCESS,
    BASE,
    ME,
    general,
    granted,
    make_requester,
    password_login,
)

ID = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
THING = Endpoint("thing", "GET", "/thing/{id}", dict, limit=Limit(2, 60))
OK = json_answer({"ok": True})


@pytest.fixture
def api(transport, clock):
    return make_requester(transport, clock)


@pytest.fixture
def member(transport, clock):
    return make_requester(transport, clock, password_login())


async def test_an_anonymous_call_carries_no_authorization(api, transport):
    transport.add(OK)
    assert await api.call(THING, "a b/c") == {"ok": True}
    (request,) = transport.requests
    assert (request.method, request.url) == ("GET", f"{BASE}/thing/a%20b%2Fc")
    assert dict(request.headers) == {"Accept": "application/json"}
    assert request.body is None


async def test_a_call_with_a_login_carries_the_token(member, transport):
    transport.add(granted(), OK)
    await member.call(THING, "1")
    assert dict(transport.requests[1].headers) == {
        "Accept": "application/json",
        "Authorization": f"Bearer {ACCESS}",
    }


async def test_a_call_that_wants_no_login_carries_none_and_asks_for_none(member, transport):
    transport.add(OK)
    await member.perform(Call("GET", "/user/me", "/user/me", auth=Auth.REQUIRED, with_auth=False))
    assert "Authorization" not in transport.requests[0].headers


async def test_a_body_goes_out_as_json_with_the_callers_headers_over_ours(api, transport):
    transport.add(OK)
    options = {"headers": {"accept": "text/plain", "X-Mine": "1"}, "timeout": 5}
    await api.perform(Call("POST", "/x", "/x", query="a=1", body=b"{}", read=False, options=options))
    (request,) = transport.requests
    assert request.url == f"{BASE}/x?a=1"
    assert request.body == b"{}"
    assert request.read is False
    assert sorted((name.lower(), value) for name, value in request.headers.items()) == [
        ("accept", "text/plain"),
        ("content-type", "application/json"),
        ("x-mine", "1"),
    ]
    assert request.options == {"timeout": 5}


async def test_filters_pages_and_expansions_make_the_query(api, transport):
    page = {"data": [], "limit": 5, "offset": 0, "total": 0}
    transport.add(json_answer(page))
    found = await api.call(MANGA_LIST, filters={"title": "a&b"}, paging={"limit": 5, "offset": 0})
    assert found == Collection[Entity[MangaAttributes]](data=(), limit=5)
    assert transport.paths == [
        "manga?title=a%26b&limit=5&offset=0&includes%5B%5D=author&includes%5B%5D=artist&includes%5B%5D=cover_art"
    ]


async def test_a_wrong_filter_sends_nothing(api, transport):
    with pytest.raises(InvalidArgument, match="year"):
        await api.call(MANGA_LIST, filters={"year": 0})
    with pytest.raises(TypeError, match="title"):
        await api.call(MANGA_LIST, filters={"titel": "x"})
    assert not transport.requests


async def test_an_answer_of_another_shape_names_the_call(api, transport):
    transport.add(json_answer({"data": 5}))
    with pytest.raises(InvalidResponse, match=rf"GET /manga/{ID}/feed .*\$\.data"):
        await api.call(MANGA_FEED, ID)


async def test_a_route_changed_at_run_time_is_followed_by_the_next_call(api, transport, monkeypatch):
    transport.add(json_answer({"data": []}), json_answer({"data": []}))
    await api.call(CHAPTER_LIST)
    monkeypatch.setitem(constants.routes, "chapter_list", "/v6/chapters")
    await api.call(CHAPTER_LIST)
    assert [path.partition("?")[0] for path in transport.paths] == ["chapter", "v6/chapters"]


async def test_a_call_that_needs_a_login_is_refused_before_anything_is_used_up(transport, clock):
    rule = general(1)
    api = make_requester(transport, clock, rules=[rule])
    with pytest.raises(Unauthorized) as caught:
        await api.call(ME)
    assert caught.value.response is None
    assert (caught.value.method, caught.value.path) == ("GET", "/user/me")
    assert not transport.requests
    assert rule.ratelimit_used == 0


async def test_a_refused_token_is_renewed_once_and_the_call_repeated(member, transport):
    transport.add(granted(), api_error(401), granted("acc355-2"), OK)
    assert await member.call(ME) == {"ok": True}
    assert transport.requests[3].headers["Authorization"] == "Bearer acc355-2"


async def test_a_token_refused_twice_is_the_end(member, transport, clock):
    transport.add(granted(), api_error(401), granted("acc355-2"), api_error(401, "expired"))
    with pytest.raises(Unauthorized, match="expired"):
        await member.call(ME)
    assert len(transport.requests) == 4
    assert not [seconds for seconds in clock.slept if seconds > 0]


async def test_a_refusal_of_an_anonymous_call_is_final(api, transport):
    transport.add(api_error(401))
    with pytest.raises(Unauthorized):
        await api.call(THING, "1")
    assert len(transport.requests) == 1


async def test_a_token_set_by_hand_cannot_be_renewed_so_the_answer_itself_is_raised(api, transport):
    api.tokens.set(ACCESS)
    transport.add(api_error(401, "unauthorized_http_exception"))
    with pytest.raises(Unauthorized, match="unauthorized_http_exception") as caught:
        await api.call(ME)
    assert caught.value.path == "/user/me"


async def test_a_token_that_ends_in_the_queue_is_renewed_before_the_call_leaves(transport, clock):
    rule = PathRatelimit(THING.limit_path, 1, 600)
    api = make_requester(transport, clock, password_login(), rules=[general(), rule])
    transport.add(granted(lifetime=300), OK, granted("acc355-2", lifetime=300), OK)
    await api.call(THING, "1")
    await clock.run(api.call(THING, "2"))
    assert clock.time >= clock.start + 600
    sent = [request.headers.get("Authorization") for request in transport.requests]
    assert sent == [None, f"Bearer {ACCESS}", None, "Bearer acc355-2"]


async def test_a_renewal_that_fails_after_the_queue_gives_the_place_back(transport, clock):
    rule = PathRatelimit(THING.limit_path, 1, 600)
    api = make_requester(transport, clock, password_login(), rules=[general(), rule])
    transport.add(granted(lifetime=300), OK, *[ConnectionFailed("POST", "/token", "refused")] * 3)
    await api.call(THING, "1")
    with pytest.raises(ConnectionFailed):
        await clock.run(api.call(THING, "2"))
    assert rule.can_call("GET")
    assert len(transport.requests) == 5


async def test_the_limiter_learns_from_the_headers_of_an_answer(transport, clock):
    rule = PathRatelimit(THING.limit_path, 40, 60)
    api = make_requester(transport, clock, rules=[general(), rule])
    until = str(int(clock.now().timestamp()) + 30)
    transport.add(
        json_answer({}, X_RateLimit_Limit="40", X_RateLimit_Remaining="0", X_RateLimit_Retry_After=until)
    )
    await api.call(THING, "1")
    wait, found = await api.ratelimits.check("/thing/1", "GET")
    assert found is rule
    assert 29 <= wait <= 33


async def test_where_limits_raise_nothing_is_sent(transport, clock):
    rule = PathRatelimit(THING.limit_path, 2, 60)
    api = make_requester(
        transport, clock, rules=[general(), rule], patience=Patience.of(sleep=False, max_wait=None)
    )
    transport.add(OK, OK)
    await api.call(THING, "1")
    await api.call(THING, "2")
    with pytest.raises(Ratelimit) as caught:
        await api.call(THING, "3")
    assert caught.value.path == "/thing/{id}"
    assert caught.value.ratelimit_amount == 2
    assert len(transport.requests) == 2
    assert not clock.slept


async def test_where_limits_raise_the_general_pace_is_still_waited_for(transport, clock):
    api = make_requester(
        transport, clock, rules=[general(2)], patience=Patience.of(sleep=False, max_wait=None)
    )
    transport.add(OK, OK, OK)
    for number in "123":
        await clock.run(api.call(THING, number))
    assert len(transport.requests) == 3
    assert clock.time > clock.start


async def test_a_call_without_an_answer_stays_counted_since_it_may_have_arrived(transport, clock):
    rule = general(1)
    api = make_requester(transport, clock, rules=[rule])
    transport.add(RequestTimeout("GET", "/thing/1", "slow"))
    with pytest.raises(RequestTimeout):
        await api.perform(Call("GET", "/thing/1", THING.path, retries=0))
    assert not rule.can_call("GET")


@pytest.mark.parametrize(
    ("base", "url", "path"),
    [
        (BASE, "/manga?x=1", "/manga?x=1"),
        (BASE, f"{BASE}/manga/1?title=a%26b", "/manga/1?title=a%26b"),
        (BASE, f"{BASE}:443/manga", "/manga"),
        (BASE, "https://API.Example/manga", "/manga"),
        (BASE, BASE, "/"),
        (BASE, f"{BASE}/", "/"),
        (BASE, f"{BASE}?x=1", "/?x=1"),
        (BASE, f"{BASE}/manga#part", "/manga"),
        (BASE, f"{BASE}:8443/manga", None),
        (BASE, "http://api.example/manga", None),
        (BASE, "https://api.example.evil/manga", None),
        (BASE, "https://evil/https://api.example/manga", None),
        (BASE, "https://api.example@evil/manga", None),
        (BASE, "ftp://api.example/manga", None),
        (BASE, "manga", None),
        (f"{BASE}/v5", f"{BASE}/v5/manga?x=1", "/manga?x=1"),
        (f"{BASE}/v5", f"{BASE}/v5", "/"),
        (f"{BASE}/v5", f"{BASE}/v5?x=1", "/?x=1"),
        (f"{BASE}/v5", f"{BASE}/v5/", "/"),
        (f"{BASE}/v5", f"{BASE}/v55/manga", None),
        (f"{BASE}/v5", f"{BASE}/manga", None),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/manga", "/manga"),
        ("http://127.0.0.1:8080", "http://127.0.0.1/manga", None),
    ],
)
def test_which_urls_are_paths_of_the_api(transport, clock, base, url, path):
    assert make_requester(transport, clock, base=base).path_of(url) == path


@pytest.mark.parametrize("url", ["https://[", "https://api.example:99999/", "https://api.example:x/"])
def test_what_is_no_url_is_an_invalid_argument(api, url):
    with pytest.raises(InvalidArgument, match="no URL"):
        api.path_of(url)


async def test_a_place_does_not_wait_for_a_renewal(transport, clock):
    """Renewals that end together must not let their calls leave together."""
    api = make_requester(transport, clock, password_login(), rules=[general()])
    lifetimes = iter([2, 900])
    sent = []

    async def send(request):
        if request.url.startswith(api.base):
            sent.append(clock.monotonic())
            return OK
        clock.time += 3.0  # the token service takes its time
        return granted(lifetime=next(lifetimes))

    transport.send = send
    await clock.run(asyncio.gather(*(api.call(THING, str(n)) for n in range(21))))
    assert len(sent) == 21
    assert next(lifetimes, None) is None
    assert max(sum(start <= other < start + 1 for other in sent) for start in sent) <= 5
