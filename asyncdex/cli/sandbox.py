"""``asyncdex sandbox``: a MangaDex on this machine, until Ctrl-C."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from . import NEEDS_EXTRA
from .errors import Trouble, explain_bind, plain

if TYPE_CHECKING:
    from asyncdex.sandbox import Sandbox

    from .show import Screen

__all__ = ["Settings", "describe", "open_sandbox", "serve"]

_EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - to warn of, not to listen on


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a sandbox is made with; see :class:`asyncdex.sandbox.Sandbox`."""

    host: str = "127.0.0.1"
    port: int = 0
    seed: int = 7
    manga: int = 200
    chapters: int = 5000
    catalogue: Path | None = None
    limits: Literal["documented", "off"] = "documented"


@asynccontextmanager
async def open_sandbox(settings: Settings) -> AsyncGenerator["Sandbox"]:
    """Run a sandbox for the length of a ``with`` block.

    Args:
        settings: What to make it with.

    Raises:
        Trouble: It cannot be made or cannot listen.
    """
    box = _make(settings)
    try:
        await box.start()
    except OSError as error:
        raise Trouble(explain_bind(error, settings.host, settings.port)) from error
    try:
        yield box
    finally:
        await box.stop()


def _make(settings: Settings) -> "Sandbox":
    if find_spec("PIL") is None:
        raise Trouble(NEEDS_EXTRA, code=2)
    from asyncdex.sandbox import Sandbox  # noqa: PLC0415 - it cannot be imported without Pillow

    try:
        return Sandbox(
            host=settings.host,
            port=settings.port,
            seed=settings.seed,
            manga=settings.manga,
            chapters=settings.chapters,
            catalogue=settings.catalogue,
            limits=settings.limits,
        )
    except ValueError as error:
        raise Trouble(str(error)) from error


async def serve(settings: Settings, screen: "Screen") -> None:
    """Run a sandbox and say where it is, until cancelled.

    Args:
        settings: What to make it with.
        screen: Where to say it.
    """
    async with open_sandbox(settings) as box:
        for line in describe(box, settings):
            screen.line(line)
        await asyncio.Event().wait()


def describe(box: "Sandbox", settings: Settings) -> list[str]:
    """Return what somebody has to know to use a running sandbox.

    Args:
        box: The sandbox.
        settings: What it was made with.
    """
    source = f"invented manga (seed {settings.seed})"
    if settings.catalogue is not None:
        source = f"the recorded answers in {settings.catalogue.absolute()}"
    arguments = (f"    {name}={json.dumps(value)}," for name, value in box.client_kwargs().items())
    return [
        f"A MangaDex of your own is running, with {source}. Ctrl-C stops it.",
        *(f"note: {plain(note)}" for note in box.notes),
        *_warnings(settings.host),
        "",
        f"API            {box.url}",
        f"Token service  {box.auth_url}",
        f"Covers         {box.uploads_url}/covers",
        *(f"Image node     {url}" for url in box.node_urls),
        f"Page           {box.url}/_sandbox",
        "",
        "A client that is logged in here; these credentials are invented and good nowhere else:",
        "",
        "MangadexClient(",
        *arguments,
        ")",
        "",
        f"To begin with: {box.url}/manga/{box.sample_manga_id}",
    ]


def _warnings(host: str) -> list[str]:
    if _is_loopback(host):
        return []
    lines = [
        f"note: {host} is not loopback: whoever can reach this machine can use the sandbox, unencrypted.",
        "note: its page is for reading only, unless it is opened on this machine by a loopback address.",
    ]
    if host in _EVERYWHERE:
        lines.append(
            "note: other machines need the URLs with this machine's own address; give --host that one."
        )
    return lines


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
