"""The rules of tokens once more, as plainly as they can be said: no tasks, no services, one call at a time.

The model plays on servers of its own, a clone of the test's, and so foretells what a client does.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

HAND, PROVIDER, REFRESH, PASSWORD = "hand", "provider", "refresh", "password"


class Refused(Exception):
    """What the client tells as Unauthorized."""


class Away(Exception):
    """What the client tells as ConnectionFailed."""


class NotGiven(Exception):
    """What the user's function for tokens raises."""


@dataclass
class Access:
    token: str
    origin: str
    expires: float
    renew_at: float
    legacy: bool = False


@dataclass
class Model:
    world: object
    password: str | None = None
    refresh: str | None = None
    personal: bool = True
    #: Whether the user gave a function for tokens.
    provider: bool = False
    anonymous: bool = False
    access: Access | None = None
    dead: bool = False
    refused: set = field(default_factory=set)
    asked: Counter = field(default_factory=Counter)
    sent: list = field(default_factory=list)

    @property
    def now(self):
        return self.world.clock.time

    @property
    def usable(self):
        return self.provider or self.refresh is not None or self.password is not None

    @property
    def live_token(self):
        if self.anonymous or self.access is None or self.now >= self.access.expires:
            return None
        return self.access.token

    @property
    def obtainable(self):
        return not self.anonymous and (self.usable or self.live_token is not None or self.dead)

    # What can happen

    def call(self, *, required, with_auth=True):
        """One call of the API: return the token of its good answer."""
        token, step = self._token(required) if with_auth else None, 0
        while True:
            self.sent.append(token)
            if token is None or self.world.accepts(token):
                return token
            self._step_after_401(step)
            step += 1
            token = self._token(required)

    def log_in(self):
        resumable = self.anonymous and self.access is not None and self.now < self.access.expires
        if not self.usable and not resumable:
            raise Refused
        self.anonymous = False
        self._forgive()
        if not resumable:
            self._renew()
        self._ensure()

    def log_out(self, delete_tokens, clear_login_info):
        if delete_tokens and self.live_token is not None and self._ends_at_the_server():
            self.asked["logout"] += 1
            if self.world.farewell == "ok":
                self.world.access.pop(self.access.token, None)
        self.anonymous = True
        self._forgive()
        if clear_login_info:
            self.password, self.personal, self.provider = None, False, False
        if delete_tokens:
            self.refresh = self.access = None

    def set(self, token):
        self._forgive()
        self._keep(token, HAND, 900)

    # The rules

    def _token(self, required):
        token = self._ensure()
        if token is None and required:
            raise Refused
        return token

    def _ensure(self):
        if self.anonymous:
            return None
        if self.access is not None and self.now < self.access.renew_at:
            return self.access.token
        if not self.usable and not self.dead:
            return self.live_token
        try:
            self._renew()
        except Away:
            if self.live_token is None:
                raise
            self.access = replace(self.access, renew_at=(self.now + self.access.expires) / 2)
        return self.access.token

    def _step_after_401(self, step):
        origin = self.access.origin
        further = [
            self.usable,
            origin != PASSWORD if self.password is not None else self.provider and origin != PROVIDER,
        ]
        if self.anonymous or step >= len(further) or not further[step]:
            raise Refused
        try:
            self._renew(by_login=step == 1)
        except Refused:
            self.access = None  # the API has refused it, and there is no other
            raise

    def _renew(self, *, by_login=False):
        if self.provider and not (by_login and self.password is not None):
            self.asked["provider"] += 1
            if self.world.provider_fails:
                raise NotGiven
            self._keep(self.world.issue("provided")[0], PROVIDER, 900)
        elif by_login or self.refresh is None or not self._use_refresh():
            self._use_password()

    def _use_refresh(self):
        used, self.refresh = self.refresh, None
        if self._ask("refresh_token", used):
            return True
        if self.password is not None:
            return False
        self.access, self.dead = None, True
        raise Refused

    def _use_password(self):
        if self.password is None or (self.password, self.personal) in self.refused:
            raise Refused
        if not self._ask("password"):
            self.refused.add((self.password, self.personal))
            raise Refused

    def _ask(self, what, refresh=None):
        service = "personal" if self.personal else "legacy"
        self.asked[f"{service} {what}"] += 3 if self.world.away else 1
        if self.world.away:
            self.refresh = refresh or self.refresh
            raise Away
        known = self.world.knows(refresh, self.password)
        if known:
            lifetime = (self.world.lifetime if self.personal else None) or 900
            refreshed = refresh is not None
            token, self.refresh = self.world.issue(service, refreshed=refreshed, lifetime=lifetime)
            self._keep(token, REFRESH if refreshed else PASSWORD, lifetime, legacy=not self.personal)
        return known

    def _keep(self, token, origin, lifetime, *, legacy=False):
        margin = 0 if origin == PROVIDER else min(60, lifetime / 10)
        now = self.now
        self.access = Access(token, origin, now + lifetime, now + lifetime - margin, legacy)
        self.dead = False

    def _forgive(self):
        self.dead = False
        self.refused.clear()

    def _ends_at_the_server(self):
        if self.access.origin == HAND:
            return self.refresh is not None and not self.personal
        return self.access.legacy
