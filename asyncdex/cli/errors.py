"""What went wrong, in one line."""

import asyncio
import errno
import os
import socket
import sys
from collections.abc import Coroutine
from typing import Any

import typer

from asyncdex.exceptions import (
    AsyncDexException,
    Banned,
    Captcha,
    ClientClosed,
    HTTPException,
    NotFetched,
    TooManyRequests,
    Unauthorized,
)

__all__ = ["Trouble", "explain", "explain_bind", "plain", "run"]

_INTERRUPTED = 130

#: The first that fits counts, hence the narrower types come first.
_TEXTS: tuple[tuple[type[AsyncDexException], str], ...] = (
    (Banned, "MangaDex has shut this network address out for a while; wait, since more calls prolong it."),
    (Captcha, "MangaDex asks for a captcha, which this command cannot solve."),
    (Unauthorized, "The login failed. {error}"),
    (TooManyRequests, "The server found the calls too many, even after waiting. {error}"),
    (HTTPException, "The server answered with an error. {error}"),
    (AsyncDexException, "{error}"),
)

#: These come from using the library wrongly: mistakes of this command, which should not look like the user's.
_BUGS = (ClientClosed, NotFetched)


class Trouble(Exception):
    """Something the user can do something about.

    Args:
        line: What it is and what helps.
        code: The exit code.
    """

    def __init__(self, line: str, *, code: int = 1) -> None:
        super().__init__(line)
        self.code = code


def plain(text: str) -> str:
    """Return a text on one line, without anything that could steer a terminal."""
    printable = "".join(char if char.isprintable() else "\n" for char in text)
    return " ".join(part for part in printable.split("\n") if part)


def explain(error: Exception) -> str | None:
    """Return an error as one line.

    Args:
        error: What was raised.

    Returns:
        The line, or None for an error nobody expected, which should be seen with its traceback.
    """
    if isinstance(error, Trouble):
        return plain(str(error))
    if isinstance(error, _BUGS):
        return None
    for kind, text in _TEXTS:
        if isinstance(error, kind):
            return plain(text.format(error=error))
    if isinstance(error, OSError) and error.strerror:
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return plain(f"{where}{error.strerror}")
    return None


def explain_bind(error: OSError, host: str, port: int) -> str:
    """Return why an address cannot be listened on, as one line.

    Args:
        error: What was raised.
        host: The address that was asked for.
        port: The port that was asked for.
    """
    if isinstance(error, socket.gaierror):
        return f"the host {host!r} is not known; choose another with --host"
    reasons = {
        errno.EADDRINUSE: f"port {port} on {host} is in use; choose another with --port",
        errno.EACCES: f"port {port} on {host} is not open to you; choose one above 1023 with --port",
        errno.EADDRNOTAVAIL: f"{host} is no address of this machine; choose another with --host",
    }
    usual = f"cannot listen on port {port} of {host}: {error.strerror or error}"
    return reasons.get(error.errno or 0, usual)


def run(steps: Coroutine[Any, Any, None], *, interrupted: int = _INTERRUPTED) -> None:
    """Run a command to its end and leave with the right exit code.

    Args:
        steps: What the command does.
        interrupted: The exit code after Ctrl-C.

    Raises:
        typer.Exit: It failed, and why has been said, or it was interrupted.
    """
    try:
        asyncio.run(steps)
    except KeyboardInterrupt:
        raise typer.Exit(interrupted) from None
    except (Trouble, AsyncDexException, OSError) as error:
        line = explain(error)
        if line is None:
            raise
        print(f"asyncdex: {line}", file=sys.stderr)
        raise typer.Exit(error.code if isinstance(error, Trouble) else 1) from error
