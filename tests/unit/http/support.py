"""What the tests of one call share: credentials, a token service's answers, a requester on fakes."""

import asyncio
import re
import traceback
from urllib.parse import parse_qsl

from asyncdex._api import Auth, Endpoint
from asyncdex._http.auth import Credentials, LegacyLogin, PersonalClient, Tokens
from asyncdex._http.requester import Requester
from asyncdex.ratelimit import Path, PathRatelimit, Ratelimits
from tests.support import json_answer
from tests.support.world import AUTH, BASE

ME = Endpoint("me", "GET", "/user/me", dict, auth=Auth.REQUIRED)
PASSWORD, SECRET, REFRESH, ACCESS = "pa55-W0rd&=", "cl13nt-s3cr3t", "r3fr3sh-1", "acc355-1"
SECRETS = (PASSWORD, SECRET, REFRESH, ACCESS, "r3fr3sh-2", "acc355-2")


def password_login(**kwargs):
    fields = {
        "username": "ann",
        "password": PASSWORD,
        "client_id": "personal-client-1",
        "client_secret": SECRET,
    }
    return Credentials(**{**fields, **kwargs})


def refresh_only(**kwargs):
    return Credentials(
        **{"refresh_token": REFRESH, "client_id": "personal-client-1", "client_secret": SECRET, **kwargs}
    )


def granted(access=ACCESS, refresh=None, lifetime=900):
    data = {"access_token": access, "token_type": "Bearer", "scope": "openid"}
    if refresh is not None:
        data["refresh_token"] = refresh
    if lifetime is not None:
        data["expires_in"] = lifetime
    return json_answer(data)


def keycloak(status, error, description=None):
    return json_answer({"error": error, "error_description": description}, status)


def form(request):
    return parse_qsl(request.body.decode(), keep_blank_values=True, strict_parsing=True)


def everything_shown(exc):
    """All the text an exception, and whatever it came from, can put into a log."""
    told, seen = traceback.format_exception(exc), []
    while exc is not None and exc not in seen:
        seen.append(exc)
        told += [repr(exc), str(exc), repr(exc.args), repr(vars(exc)), repr(getattr(exc, "request_info", ""))]
        told += getattr(exc, "__notes__", [])
        exc = exc.__cause__ or exc.__context__
    return "\n".join(told)


def hides_secrets(text, *secrets):
    return not any(secret in text for secret in secrets or SECRETS)


def general(amount=5):
    return PathRatelimit(Path("*", re.compile(r".*", re.DOTALL)), amount, 1)


def make_tokens(transport, clock, credentials=None, *, base=BASE, limits=None, provider=None):
    personal = PersonalClient(transport, AUTH, clock)
    legacy = LegacyLogin(transport, base, limits or Ratelimits(clock=clock), clock)
    return Tokens(credentials or Credentials(), personal, legacy, clock, provider=provider)


def make_requester(transport, clock, credentials=None, *, base=BASE, rules=None, provider=None, **kwargs):
    limits = Ratelimits(*([general()] if rules is None else rules), clock=clock)
    tokens = make_tokens(transport, clock, credentials, base=base, limits=limits, provider=provider)
    return Requester(base, transport, limits, tokens, clock, **kwargs)


def slowly(answer, hold):
    """A step of the transport that waits for an event before it answers."""

    async def step(_request):
        await hold.wait()
        return answer

    return step


async def start(*awaitables):
    tasks = [asyncio.ensure_future(awaitable) for awaitable in awaitables]
    for _ in range(20):
        await asyncio.sleep(0)
    return tasks
