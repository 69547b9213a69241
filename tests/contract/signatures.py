"""The signatures of the contract."""

from datetime import datetime
from re import Pattern

from aiohttp import ClientResponse, ClientSession

from asyncdex import Path, PathRatelimit, Ratelimits

from .lines import Attribute, read_callable

__all__ = ["ATTRIBUTES", "CALLABLES"]

_LISTING = {
    "MangadexClient": (
        "(*, username=None, password=None, refresh_token=None, sleep_on_ratelimit=True, session=None,"
        " api_url='https://api.mangadex.org', anonymous=False, **session_kwargs)"
    ),
    "MangadexClient.get_session_token": "async ()",
    "MangadexClient.login": "async (username=None, password=None)",
    "MangadexClient.logout": "async ()",
    "MangadexClient.request": (
        "async (method, url, *, params=None, json=None, with_auth=True, retries=3, **session_request_kwargs)"
    ),
    "exceptions.Ratelimit": "(path, ratelimit_amount, ratelimit_expires)",
    "exceptions.HTTPException": "(path, response)",
    "exceptions.Unauthorized": "(path, response)",
    "ratelimit.Path": "(name, path_regex, method=None)",
    "ratelimit.PathRatelimit": "(path, ratelimit_amount, ratelimit_time)",
    "ratelimit.PathRatelimit.can_call": "(method)",
    "ratelimit.PathRatelimit.expire": "()",
    "ratelimit.PathRatelimit.time_until_expire": "()",
    "ratelimit.PathRatelimit.update": "(response)",
    "ratelimit.Ratelimits": "(*ratelimits)",
    "ratelimit.Ratelimits.add": "(obj)",
    "ratelimit.Ratelimits.check": "async (url, method)",
    "ratelimit.Ratelimits.remove": "(obj)",
    "ratelimit.Ratelimits.sleep": "async (url, method)",
    "utils.remove_prefix": "(prefix, string)",
}

CALLABLES = {name: read_callable(text) for name, text in _LISTING.items()}

_YEAR_ONE = datetime(1, 1, 1)  # noqa: DTZ001 - AsyncDex's own

ATTRIBUTES = {
    "MangadexClient.anonymous_mode": Attribute(bool),
    "MangadexClient.api_base": Attribute(str),
    "MangadexClient.password": Attribute(str | None),
    "MangadexClient.ratelimits": Attribute(Ratelimits),
    "MangadexClient.refresh_token": Attribute(str | None),
    "MangadexClient.session": Attribute(ClientSession),
    "MangadexClient.session_token": Attribute(),
    "MangadexClient.sleep_on_ratelimit": Attribute(bool),
    "MangadexClient.username": Attribute(str | None),
    "exceptions.AsyncDexException": Attribute(type),
    "exceptions.Ratelimit.path": Attribute(str),
    "exceptions.Ratelimit.ratelimit_amount": Attribute(int),
    "exceptions.Ratelimit.ratelimit_expires": Attribute(datetime),
    "exceptions.HTTPException.path": Attribute(str),
    "exceptions.HTTPException.response": Attribute(ClientResponse),
    "exceptions.Unauthorized.response": Attribute(ClientResponse | None),
    "constants.ratelimit_data": Attribute(list[PathRatelimit]),
    "constants.routes": Attribute(dict[str, str]),
    "ratelimit.Path.method": Attribute(str | None, None),
    "ratelimit.Path.name": Attribute(str),
    "ratelimit.Path.path_regex": Attribute(Pattern),
    "ratelimit.PathRatelimit.path": Attribute(Path),
    "ratelimit.PathRatelimit.ratelimit_amount": Attribute(int),
    "ratelimit.PathRatelimit.ratelimit_expires": Attribute(datetime, _YEAR_ONE),
    "ratelimit.PathRatelimit.ratelimit_time": Attribute(int),
    "ratelimit.PathRatelimit.ratelimit_used": Attribute(int, 0),
    "ratelimit.Ratelimits.ratelimit_dictionary": Attribute(dict[Pattern, PathRatelimit]),
}
