"""What the tests of the contract share: an account, answers of token services, a client without a network."""

import json
import re
from urllib.parse import parse_qs

from msgspec.structs import replace

from asyncdex import Path, PathRatelimit, Ratelimits
from tests.support import json_answer, secret
from tests.unit.models.builders import entity, fake_client, one, uid

__all__ = [
    "ACCOUNT",
    "API",
    "OLD_SERVER",
    "PASSWORD",
    "body",
    "done",
    "fake_client",
    "form",
    "limited",
    "manga",
    "oauth",
    "old_tokens",
    "refused",
    "renew_only",
    "rule",
    "sent_token",
    "uid",
]

API = "https://api.mangadex.org"
PASSWORD = secret("pa55-of-the-contract")
CLIENT = {"client_id": "personal-client-7", "client_secret": secret("cl13nt-of-the-contract")}
ACCOUNT = {"username": "Test", "password": PASSWORD, **CLIENT}

#: A server that has logins by name and password alone.
OLD_SERVER = {"username": "Test", "password": PASSWORD, "api_url": "https://old.example"}


def renew_only():
    """Return what a client is made with that has a refresh token and no password."""
    return {"refresh_token": secret("r3fr3sh-0"), **CLIENT}


def oauth(number=1, *, refresh=True, lifetime=900):
    """Return what the token service answers a personal client."""
    data = {"access_token": f"acc3ss-0{number}", "expires_in": lifetime}
    return json_answer(data | ({"refresh_token": f"r3fr3sh-{number}"} if refresh else {}))


def old_tokens(number=1):
    """Return what a server answers that has logins of its own; it never says how long a token lives."""
    token = {"session": f"acc3ss-0{number}", "refresh": f"r3fr3sh-{number}"}
    return json_answer({"result": "ok", "token": token})


def refused():
    """Return how the token service says no."""
    return json_answer({"error": "invalid_grant", "error_description": "Invalid credentials"}, 400)


def done(data=None, response="the response"):
    """Return a good answer with something that stands for aiohttp's response."""
    return replace(json_answer({"result": "ok"} if data is None else data), response=response)


def manga(number=1):
    """Return an answer that carries one manga."""
    return one(entity("manga", number))


def form(request):
    """Return the fields of a form."""
    return {name: value for name, [value] in parse_qs(request.body.decode()).items()}


def body(request):
    """Return the JSON in a request."""
    return json.loads(request.body)


def sent_token(request):
    """Return the token in a request, or None."""
    return request.headers.get("Authorization", "").removeprefix("Bearer ") or None


def rule(amount, seconds, name="/ping", method=None):
    """Return a limit of so many calls in so many seconds, for one path or, by the name ``*``, for all."""
    path = Path("*", re.compile(r".*", re.DOTALL)) if name == "*" else Path.of(name, method)
    return PathRatelimit(path, amount, seconds)


def limited(transport, clock, *rules, **options):
    """Return an anonymous client with these limits."""
    client = fake_client(transport, clock, **options)
    client.api.ratelimits = Ratelimits(*rules, clock=clock)
    return client
