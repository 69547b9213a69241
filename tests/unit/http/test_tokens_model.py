"""Random lives of a client, step by step against a model of the rules.

The requester, the tokens, both services and the limiter are the real ones; only the servers are played.
"""

import asyncio
from collections import Counter
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from asyncdex._api import Auth
from asyncdex._http.auth import Credentials
from asyncdex._http.requester import Call
from asyncdex.exceptions import ConnectionFailed, Unauthorized
from tests.support import FakeClock, World
from tests.unit.http.support import general, make_requester
from tests.unit.http.token_model import Away, Model, NotGiven, Refused

OUTCOMES = {Refused: Unauthorized, Away: ConnectionFailed, NotGiven: LookupError}


async def drive(clock, *awaitables):
    """Run to the end of something; only where nothing moves any more, time does."""
    task = asyncio.ensure_future(asyncio.gather(*awaitables, return_exceptions=True))
    while not task.done():
        for _ in range(40):
            if task.done():
                break
            await asyncio.sleep(0)
        else:
            await clock.advance(min(timer[0] for timer in clock.timers) - clock.time)
    return await task


def asked_password(asked):
    return any(kind.endswith("password") for kind in asked)


class TokenMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.loop = asyncio.new_event_loop()
        # Retries of a service that is away wait for chance times half a second: without chance, for nothing.
        self.chance = mock.patch("random.random", return_value=0.0)
        self.chance.start()

    def teardown(self):
        self.chance.stop()
        self.loop.close()

    # What a client is made with

    @initialize(
        personal=st.booleans(),
        password=st.sampled_from([None, "right", "right", "wrong"]),
        refresh=st.sampled_from([None, None, "good", "dead"]),
        provider=st.sampled_from([False, False, True]),
        lifetime=st.sampled_from([None, 20, 900, 3600]),
    )
    def start(self, personal, password, refresh, provider, lifetime):
        self.clock = FakeClock()
        self.world = world = World(self.clock)
        world.lifetime = lifetime
        token = {None: None, "good": world.issue()[1], "dead": "refresh-dead"}[refresh]
        self.model = Model(world, self._password(password), token, personal, provider)
        credentials = self._credentials(self.model)
        self.api = make_requester(
            world,
            self.clock,
            credentials,
            rules=[general(10_000)],
            provider=world.provider if provider else None,
        )
        self.tokens = self.api.tokens

    # What may happen to it

    @rule(
        count=st.sampled_from([1, 1, 2, 50]),
        required=st.booleans(),
        with_auth=st.sampled_from([True, True, True, False]),
    )
    def call(self, count, required, with_auth):
        path = "/user/me" if required else "/manga"
        auth = Auth.REQUIRED if required else Auth.OPTIONAL
        call = Call("GET", path, path, auth=auth, with_auth=with_auth)
        calls = [self.api.perform(call) for _ in range(count)]
        self.compare(lambda model: model.call(required=required, with_auth=with_auth), *calls)

    @rule()
    def log_in(self):
        self.compare(Model.log_in, self.tokens.log_in())

    @rule(right=st.booleans(), personal=st.booleans())
    def log_in_as_somebody(self, right, personal):
        password = self._password("right" if right else "wrong")
        fresh = Model(self.world, password, None, personal)
        self.tokens.forget(self._credentials(fresh))
        fresh.anonymous = self.model.anonymous
        self.model = fresh
        self.compare(Model.log_in, self.tokens.log_in())

    @rule(
        delete_tokens=st.booleans(),
        clear_login_info=st.booleans(),
        farewell=st.sampled_from(["ok", "refused", "nonsense", "away", "silence"]),
    )
    def log_out(self, delete_tokens, clear_login_info, farewell):
        self.world.farewell = farewell
        leave = self.tokens.log_out(delete_tokens, clear_login_info)
        self.compare(lambda model: model.log_out(delete_tokens, clear_login_info), leave)
        assert self.tokens.anonymous

    @rule(valid=st.booleans())
    def set_a_token(self, valid):
        token = self.world.issue(lifetime=600)[0] if valid else "made-up"
        self.tokens.set(token)
        self.model.world = self.world
        self.model.set(token)

    @rule(seconds=st.sampled_from([1, 17, 19, 700, 845, 895, 900, 3600]))
    def time_passes(self, seconds):
        self.clock.time += seconds

    @rule()
    def access_tokens_are_revoked(self):
        self.world.access.clear()

    @rule()
    def refresh_tokens_die(self):
        self.world.refresh.clear()

    @rule(distrusts=st.booleans())
    def the_api_distrusts_refreshed_tokens(self, distrusts):
        self.world.distrusts_refreshed = distrusts

    @rule(away=st.booleans())
    def the_services_come_and_go(self, away):
        self.world.away = away

    @rule(fails=st.booleans())
    def the_provider_comes_and_goes(self, fails):
        self.world.provider_fails = fails

    # What has to come of it

    def compare(self, foretell, *awaitables):
        """Do something with the model and in earnest, and find the same."""
        model, tokens = self.model, self.tokens
        model.world, model.asked, model.sent = self.world.clone(), Counter(), []
        expected, was_anonymous = None, tokens.anonymous
        try:
            foretell(model)
        except tuple(OUTCOMES) as error:
            expected = OUTCOMES[type(error)]
        outcomes = self.loop.run_until_complete(drive(self.clock, *awaitables))
        asked, granted, sent = self.world.take()
        assert {type(end) if isinstance(end, BaseException) else None for end in outcomes} == {expected}
        assert asked == model.asked
        assert sent == [token for token in model.sent for _ in awaitables]
        assert (self.world.access, self.world.refresh) == (model.world.access, model.world.refresh)
        assert (tokens.access_token, tokens.credentials.refresh_token) == (model.live_token, model.refresh)
        assert (tokens.anonymous, tokens.obtainable) == (model.anonymous, model.obtainable)
        # What holds whatever the model says:
        if not self.world.distrusts_refreshed:
            assert max(granted.values(), default=0) <= 1
            assert not (granted["refresh_token"] and asked_password(asked))
        if was_anonymous and tokens.anonymous:
            assert not asked
            assert set(sent) <= {None}

    @staticmethod
    def _password(kind):
        return {None: None, "right": "pa55-w0rd", "wrong": "wr0ng"}[kind]

    def _credentials(self, model):
        return Credentials(
            username=None if model.password is None else "ann",
            password=model.password,
            refresh_token=model.refresh,
            client_id="personal-client-1" if model.personal else None,
            client_secret=self.world.secret if model.personal else None,
        )


TestTokens = TokenMachine.TestCase
TestTokens.pytestmark = pytest.mark.timeout(900)  # its thousand lives take a while on a busy machine
TestTokens.settings = settings(max_examples=1000, stateful_step_count=10)
