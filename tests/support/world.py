"""A MangaDex as far as tokens go: both token services and an API that looks at who is asking."""

import asyncio
import copy
import json
from collections import Counter
from urllib.parse import parse_qsl

from asyncdex.exceptions import ConnectionFailed

from .transport import api_error, json_answer

AUTH = "https://auth.example/token"
BASE = "https://api.example"
NONSENSE = json_answer(["this is", "no answer"])


class World:
    """Plays every server the client may talk to, and fails the test where a secret goes astray.

    It issues tokens named by their number and kind, so that whoever sees one knows where it came from.
    """

    tells_departure = False

    def __init__(self, clock):
        self.clock = clock
        self.password = "pa55-w0rd"
        self.secret = "cl13nt-s3cr3t"
        #: What the services say a token lives, and what it really does; the legacy one never says.
        self.lifetime = 900
        self.away = False
        #: Whether the API accepts no token that came from a refresh token.
        self.distrusts_refreshed = False
        #: What a logout gets: ok, refused, nonsense, away or silence.
        self.farewell = "ok"
        self.access = {}
        self.refresh = set()
        #: Requests to the services by kind, those of them that were granted, and the tokens of API calls.
        self.asked = Counter()
        self.granted = Counter()
        self.sent = []
        self.number = 0
        #: Whether the function that the user gives for tokens fails.
        self.provider_fails = False

    # What a test does to it

    def clone(self):
        """Return another one like it, to try out what would happen."""
        other = copy.copy(self)
        other.access, other.refresh = dict(self.access), set(self.refresh)
        return other

    def take(self):
        """Return what has been asked, granted and sent since the last time."""
        taken = self.asked, self.granted, self.sent
        self.asked, self.granted, self.sent = Counter(), Counter(), []
        return taken

    def issue(self, kind="given", *, refreshed=False, lifetime=900):
        """Return a pair of tokens that are valid from now on."""
        self.number += 1
        access, refresh = f"access-{self.number}-{kind}", f"refresh-{self.number}-{kind}"
        self.access[access] = (self.clock.time + lifetime, refreshed)
        self.refresh.add(refresh)
        return access, refresh

    def accepts(self, token):
        expires, refreshed = self.access.get(token, (0.0, False))
        return self.clock.time < expires and not (refreshed and self.distrusts_refreshed)

    def knows(self, refresh, password):
        """Return whether a login is right; a refresh token is good for once."""
        if refresh is None:
            return password == self.password
        known = refresh in self.refresh
        self.refresh.discard(refresh)
        return known

    # What the client sees

    async def provider(self):
        self.asked["provider"] += 1
        await asyncio.sleep(0)
        if self.provider_fails:
            raise LookupError("no token here")
        return self.issue("provided")[0]

    async def send(self, request):
        assert self.password not in request.url
        assert not any(token in request.url for token in (*self.access, *self.refresh))
        for _ in range(3):
            await asyncio.sleep(0)
        if request.url == AUTH:
            assert "Authorization" not in request.headers
            return self._personal(dict(parse_qsl(request.body.decode())))
        assert request.url.startswith(f"{BASE}/"), f"a request to nobody we know: {request.url}"
        path = request.url.removeprefix(BASE)
        if path == "/auth/logout":
            return await self._farewell(request)
        if path in {"/auth/login", "/auth/refresh"}:
            assert "Authorization" not in request.headers
            return self._legacy(path, json.loads(request.body))
        return self._api(request)

    def _api(self, request):
        header = request.headers.get("Authorization")
        token = None if header is None else header.removeprefix("Bearer ")
        self.sent.append(token)
        if token is None or self.accepts(token):
            return json_answer({"token": token})
        return api_error(401, "unauthorized_http_exception")

    def _personal(self, form):
        self._ask(f"personal {form['grant_type']}", AUTH)
        if form["client_secret"] != self.secret:
            return json_answer({"error": "invalid_client"}, 401)
        if not self.knows(form.get("refresh_token"), form.get("password")):
            return json_answer({"error": "invalid_grant", "error_description": "No."}, 401)
        self.granted[form["grant_type"]] += 1
        access, refresh = self.issue(
            "personal", refreshed="refresh_token" in form, lifetime=self.lifetime or 900
        )
        told = {} if self.lifetime is None else {"expires_in": self.lifetime}
        return json_answer({"access_token": access, "refresh_token": refresh, **told})

    def _legacy(self, path, body):
        self._ask(f"legacy {'password' if path == '/auth/login' else 'refresh_token'}", path)
        if not self.knows(body.get("token"), body.get("password")):
            return api_error(401, "unauthorized_http_exception", "User / Password does not match")
        self.granted["refresh_token" if "token" in body else "password"] += 1
        access, refresh = self.issue("legacy", refreshed="token" in body)
        return json_answer({"result": "ok", "token": {"session": access, "refresh": refresh}})

    def _ask(self, kind, where):
        self.asked[kind] += 1
        if self.away:
            raise ConnectionFailed("POST", where, "it is away")

    async def _farewell(self, request):
        token = request.headers["Authorization"].removeprefix("Bearer ")
        self.asked["logout"] += 1
        if self.farewell == "silence":
            await asyncio.Event().wait()
        if self.farewell == "away":
            raise ConnectionFailed("POST", "/auth/logout", "it is away")
        if self.farewell != "ok":
            return NONSENSE if self.farewell == "nonsense" else api_error(503, detail=f"Bearer {token}")
        self.access.pop(token, None)
        return json_answer({"result": "ok"})
