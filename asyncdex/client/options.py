"""What a client is made with, checked: every mistake is named before anything is sent."""

import aiohttp

from asyncdex.exceptions import InvalidArgument
from asyncdex.version import version

__all__ = ["base_url", "check_pairs", "timeout_of", "user_agent_of"]

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
        InvalidArgument: It is none.
    """
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        raise InvalidArgument(f"{argument} must start with https:// or http://, not {url!r}")
    return url.rstrip("/")


def timeout_of(timeout: object) -> aiohttp.ClientTimeout | None:
    """Return a timeout as aiohttp takes it.

    Args:
        timeout: Seconds for a whole answer, or aiohttp's own object, or None for the usual one.

    Raises:
        InvalidArgument: The number is not above zero.
    """
    if timeout is None or isinstance(timeout, aiohttp.ClientTimeout):
        return timeout
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not timeout > 0:
        raise InvalidArgument(f"timeout must be a number of seconds above 0, not {timeout!r}")
    return aiohttp.ClientTimeout(total=timeout, sock_connect=_CONNECT)


def user_agent_of(application: str | None) -> str:
    """Return the ``User-Agent``: the application's own name first, then ours.

    Args:
        application: Name and version of the application, or None.

    Raises:
        InvalidArgument: It is blank, or cannot stand in a header.
    """
    ours = f"asyncdex/{version} aiohttp/{aiohttp.__version__}"
    if application is None:
        return ours
    if not application.strip() or not application.isprintable() or not application.isascii():
        raise InvalidArgument(f"user_agent must be a name such as 'my-bot/1.0', not {application!r}")
    return f"{application.strip()} {ours}"
