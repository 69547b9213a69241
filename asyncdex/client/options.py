"""What a client is made with, checked: every mistake is named before anything is sent."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from inspect import signature
from math import inf

import aiohttp
from yarl import URL

from asyncdex.exceptions import InvalidArgument
from asyncdex.version import version

__all__ = ["base_url", "check_kind", "check_pairs", "check_session_kwargs", "timeout_of", "user_agent_of"]

#: Seconds: making a connection takes longer than this only where it will never come about.
_CONNECT = 15


def check_pairs(**pair: str | None) -> None:
    """Make sure that of two credentials that go together none is missing.

    Raises:
        InvalidArgument: One was given without the other.
    """
    given = [name for name, value in pair.items() if value is not None]
    missing = [name for name, value in pair.items() if value is None]
    if given and missing:
        raise InvalidArgument(f"{given[0]} was given without {missing[0]}; they go together")


def base_url(argument: str, url: object) -> str:
    """Return a base URL without a slash at its end.

    Args:
        argument: What the caller calls it.
        url: The URL.

    Raises:
        InvalidArgument: It is none, or has parts that a base cannot have.
    """
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        raise InvalidArgument(f"{argument} must start with https:// or http://, not {_told(url)}")
    try:
        parts = URL(url)
        _ = parts.port  # where it is no number, only reading it tells
    except ValueError:
        raise InvalidArgument(f"{argument} is no URL: {_told(url)}") from None
    if parts.user is not None or parts.password is not None:
        raise InvalidArgument(f"{argument} has a user or a password in it; pass them as arguments")
    if not parts.host or parts.query_string or parts.fragment:
        raise InvalidArgument(f"{argument} must have a host and neither query nor fragment, not {url!r}")
    return url.rstrip("/")


def _told(value: object) -> str:
    """Return what an error may say of a wrong address, in which a password may stand."""
    return type(value).__name__ if not isinstance(value, str) or "@" in value else repr(value)


def check_kind(argument: str, value: object, kind: type, words: str) -> None:
    """Make sure that an argument is of its kind, or None.

    Args:
        argument: What the caller calls it.
        value: What was given.
        kind: What it has to be.
        words: What that is called.

    Raises:
        InvalidArgument: It is something else.
    """
    if value is not None and not isinstance(value, kind):
        raise InvalidArgument(f"{argument} must be {words}, not {type(value).__name__}")


def check_session_kwargs(given: Mapping[str, object], ours: Iterable[str]) -> None:
    """Make sure that what is left over is for a session: a misspelt argument would be passed over in silence.

    Args:
        given: The keyword arguments.
        ours: The names of the client's own arguments, for a hint.

    Raises:
        TypeError: Neither the client nor a session takes one of them.
    """
    known = [name for name in signature(aiohttp.ClientSession).parameters if name != "self"]
    for name in given:
        if name not in known and name != "ssl":
            near = get_close_matches(name, [*ours, *known, "ssl"], n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"neither the client nor its session takes an argument {name!r}{hint}")


def timeout_of(timeout: object) -> aiohttp.ClientTimeout | None:
    """Return a timeout as aiohttp takes it.

    Args:
        timeout: Seconds for a whole answer, or aiohttp's own object, or None for the usual one.

    Raises:
        InvalidArgument: The number is not above zero.
    """
    if timeout is None or isinstance(timeout, aiohttp.ClientTimeout):
        return timeout
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout < inf:
        raise InvalidArgument(f"timeout must be a number of seconds above 0, not {timeout!r}")
    return aiohttp.ClientTimeout(total=timeout, sock_connect=_CONNECT)


def user_agent_of(application: object) -> str:
    """Return the ``User-Agent``: the application's own name first, then ours.

    Args:
        application: Name and version of the application, or None.

    Raises:
        InvalidArgument: It is blank, or cannot stand in a header.
    """
    ours = f"asyncdex/{version} aiohttp/{aiohttp.__version__}"
    if application is None:
        return ours
    if (
        not isinstance(application, str)
        or not application.strip()
        or not (application.isprintable() and application.isascii())
    ):
        raise InvalidArgument(f"user_agent must be a name such as 'my-bot/1.0', not {application!r}")
    return f"{application.strip()} {ours}"
