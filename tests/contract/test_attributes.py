"""The attributes of the client that are not about its account."""

import aiohttp
import pytest

from asyncdex import Ratelimit, Ratelimits
from tests.contract.promises import promise
from tests.contract.support import done, fake_client, limited, rule


@promise("MangadexClient.api_base", 1)
@pytest.mark.parametrize(
    "url", ["https://api.example/v5", "https://api.example/v5/", "https://api.example/v5//"]
)
async def test_the_base_has_no_slash_at_its_end(transport, clock, url):
    """Whatever was given, it ends without a slash, and it is what paths are put behind."""
    client = fake_client(transport, clock, api_url=url)
    assert client.api_base == "https://api.example/v5"
    transport.add(done())
    await client.request("GET", "/ping")
    assert transport.requests[0].url == "https://api.example/v5/ping"


@promise("MangadexClient.ratelimits", 1)
async def test_the_limits_shown_are_those_in_use(transport, clock):
    """A rule that is added there holds calls back, and one that is removed does not."""
    client = limited(transport, clock, sleep_on_ratelimit=False)
    assert isinstance(client.ratelimits, Ratelimits)
    once = rule(1, 60)
    client.ratelimits.add(once)
    transport.add(done(), done())
    await client.request("GET", "/ping")
    with pytest.raises(Ratelimit):
        await client.request("GET", "/ping")
    client.ratelimits.remove(once)
    await client.request("GET", "/ping")
    assert len(transport.requests) == 2


@promise("MangadexClient.session", 1)
async def test_the_session_shown_is_the_one_in_use(server):
    """Requests leave through it, also where another one is put in its place."""
    async with (
        aiohttp.ClientSession(headers={"X-Owner": "one"}) as one,
        aiohttp.ClientSession(headers={"X-Owner": "two"}) as two,
        server.client(session=one) as client,
    ):
        for session in (one, two):
            client.session = session
            assert client.session is session
            (await client.request("GET", "/ping")).release()
    assert [seen.headers["X-Owner"] for seen in server.seen] == ["one", "two"]


@promise("MangadexClient.sleep_on_ratelimit", 1)
async def test_whether_to_sleep_can_be_changed(transport, clock):
    """The next call goes by what was assigned last."""
    client = limited(transport, clock, rule(1, 60))
    transport.add(done(), done())
    await client.request("GET", "/ping")
    client.sleep_on_ratelimit = False
    assert client.sleep_on_ratelimit is False
    with pytest.raises(Ratelimit):
        await client.request("GET", "/ping")
    client.sleep_on_ratelimit = True
    await clock.run(client.request("GET", "/ping"))
    assert clock.time - clock.start >= 60
