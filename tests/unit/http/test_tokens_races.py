"""Everything at once: calls, logins, logouts and revocations whose answers come late and out of order."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from asyncdex._http.auth import Credentials
from asyncdex._http.requester import Call
from asyncdex.clock import sleep
from asyncdex.exceptions import Unauthorized
from tests.support import FakeClock, World
from tests.unit.http.support import general, make_requester

CALL = Call("GET", "/manga", "/manga")

EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["call"] * 6 + ["log in", "log out", "keep", "revoke", "kill", "set", "tell"]),
        st.sampled_from([0.0, 0.0, 0.1, 0.5, 2.0, 15.0]),
    ),
    min_size=1,
    max_size=25,
)
LATENCIES = st.lists(st.sampled_from([0.0, 0.05, 0.3, 1.0, 3.0]), min_size=1, max_size=8)


class SlowWorld(World):
    """Servers whose answers take their time, by a fixed series of delays, and which look at departures."""

    def __init__(self, clock, latencies):
        super().__init__(clock)
        self.latencies = latencies
        self.count = 0
        self.tokens = None
        self.departed = 0

    async def send(self, request):
        if self.tokens.anonymous and not request.url.endswith("/auth/logout"):
            assert request.url.endswith("/manga"), "an anonymous client asks for no token"
            assert "Authorization" not in request.headers, "and sends none"
        self.departed += 1
        self.count += 1
        delay = self.latencies[self.count % len(self.latencies)]
        await sleep(self.clock, delay / 2)
        answer = await super().send(request)
        await sleep(self.clock, delay / 2)
        return answer


async def happen(api, world, what, started):
    tokens = api.tokens
    if what == "call":
        started.append(asyncio.ensure_future(api.perform(CALL)))
    elif what == "log in":
        started.append(asyncio.ensure_future(tokens.log_in()))
    elif what in {"log out", "keep"}:
        started.append(asyncio.ensure_future(tokens.log_out(what == "log out", clear_login_info=False)))
    elif what == "revoke":
        world.access.clear()
    elif what == "kill":
        world.refresh.clear()
    elif what == "set":
        tokens.set(world.issue()[0])
    else:
        tokens.credentials.password = world.password


@settings(max_examples=300)
@given(EVENTS, LATENCIES, st.booleans(), st.sampled_from([30, 900]))
def test_whatever_happens_at_once_calls_end_well_and_ask_no_more_than_they_must(
    events, latencies, personal, lifetime
):
    async def live():
        clock = FakeClock()
        world = SlowWorld(clock, latencies)
        world.lifetime = lifetime
        client = {"client_id": "personal-client-1", "client_secret": world.secret} if personal else {}
        credentials = Credentials(username="ann", password=world.password, **client)
        api = make_requester(world, clock, credentials, rules=[general(1000)])
        world.tokens = api.tokens
        started = []
        for what, pause in events:
            await happen(api, world, what, started)
            await clock.advance(pause)
        outcomes = await clock.run(asyncio.gather(*started, return_exceptions=True))
        return clock, world, outcomes

    clock, world, outcomes = asyncio.run(live())
    assert [
        end for end in outcomes if isinstance(end, BaseException) and not isinstance(end, Unauthorized)
    ] == []
    # Each renewal has a reason: a revocation, a login or a logout, or the end of a token's life.
    kinds = [what for what, _ in events]
    lives = (clock.time - clock.start) / (lifetime * 0.9) + 1
    reasons = lives + sum(kinds.count(what) for what in ("revoke", "log in", "log out", "keep", "set"))
    assert world.granted["refresh_token"] + world.granted["password"] <= 2 * reasons
