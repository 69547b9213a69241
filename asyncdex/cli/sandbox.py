"""``asyncdex sandbox``: a MangaDex on this machine, until Ctrl-C."""

import asyncio
import json
import signal
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from . import NEEDS_EXTRA
from .errors import Trouble, explain_bind, plain
from .log import RequestLog

if TYPE_CHECKING:
    from asyncdex.sandbox import Sandbox

    from .show import Screen

__all__ = ["Settings", "describe", "open_sandbox", "serve"]

_EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - to warn of, not to listen on


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a sandbox is made with; see :class:`asyncdex.sandbox.Sandbox`.

    The limits can also be a way of counting them, the faults are lines as the sandbox's ``order`` takes them,
    the speed is that of the clock, and a quiet one logs no requests. The state is a file to go on from, if it
    is there, and to save to in the end.
    """

    host: str = "127.0.0.1"
    port: int = 0
    seed: int = 7
    manga: int = 200
    chapters: int = 5000
    catalogue: Path | None = None
    state: Path | None = None
    limits: str = "documented"
    guest_quota: int | None = None
    faults: tuple[str, ...] = ()
    speed: float = 1
    tls: bool = False
    quiet: bool = False


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
        if settings.state is not None:
            _save(box, settings.state)


def _save(box: "Sandbox", file: Path) -> None:
    try:
        box.save(file)
    except OSError as error:
        raise Trouble(f"--state: {file} cannot be written: {error.strerror}") from error


def _make(settings: Settings) -> "Sandbox":
    _check(settings)
    # It cannot be imported without Pillow.
    from asyncdex.sandbox import Limits, RunningClock, Sandbox  # noqa: PLC0415

    state = settings.state
    try:
        limits: Any = settings.limits
        if limits not in {"documented", "off"}:
            limits = Limits(algorithm=limits)
        box = Sandbox(
            host=settings.host,
            port=settings.port,
            seed=settings.seed,
            manga=settings.manga,
            chapters=settings.chapters,
            catalogue=settings.catalogue,
            state=state if state is not None and state.exists() else None,
            limits=limits,
            guest_quota=settings.guest_quota,
            clock=RunningClock(settings.speed) if settings.speed != 1 else None,
            tls=settings.tls,
        )
    except ValueError as error:
        raise Trouble(str(error)) from error
    for line in settings.faults:
        try:
            box.order(line)
        except ValueError as error:
            raise Trouble(f"--fault: {error}", code=2) from error
    return box


def _check(settings: Settings) -> None:
    """Refuse what cannot come to anything, before any work is done."""
    if find_spec("PIL") is None:
        raise Trouble(NEEDS_EXTRA, code=2)
    if settings.tls and find_spec("trustme") is None:
        line = '--tls needs its extra: run  pip install ".[cli,sandbox,tls]"  in the checkout.'
        raise Trouble(line, code=2)
    folder = settings.state.absolute().parent if settings.state is not None else None
    if folder is not None and not folder.is_dir():
        raise Trouble(f"--state: the folder {folder} does not exist", code=2)


async def serve(settings: Settings, screen: "Screen") -> None:
    """Run a sandbox and say where it is and what it is asked, until cancelled or told to end by SIGTERM.

    Args:
        settings: What to make it with.
        screen: Where to say it.
    """
    with _told_to_end() as told:
        async with open_sandbox(settings) as box:
            with _certificate(box) as certificate:
                for line in describe(box, settings, certificate):
                    screen.line(line)
                log = RequestLog(screen)
                if not settings.quiet:
                    screen.head("Requests")
                    log.start()
                    box.stats.listeners.append(log.show)
                try:
                    await told.wait()
                finally:
                    if not settings.quiet:
                        log.stop()


@contextmanager
def _told_to_end() -> Generator[asyncio.Event]:
    """Heed the signal by which programs end a program, so that it ends as tidily as by Ctrl-C."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    # Windows has no such signal to wait for, and no thread but the first one has.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(signal.SIGTERM, told.set)
    try:
        yield told
    finally:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.remove_signal_handler(signal.SIGTERM)


@contextmanager
def _certificate(box: "Sandbox") -> Generator[Path | None]:
    """Keep what a client has to trust in a file, where there is such a thing."""
    if box.certificate is None:
        yield None
        return
    with TemporaryDirectory(prefix="asyncdex-sandbox-") as folder:
        file = Path(folder) / "certificate.pem"
        file.write_text(box.certificate, encoding="ascii")
        yield file


def describe(box: "Sandbox", settings: Settings, certificate: Path | None = None) -> list[str]:
    """Return what somebody has to know to use a running sandbox.

    Args:
        box: The sandbox.
        settings: What it was made with.
        certificate: The file with what a client has to trust, if there is one.
    """
    source = f"invented manga (seed {settings.seed})"
    if settings.state is not None and settings.state.exists():
        source = f"what was kept in {settings.state.absolute()}"
    elif settings.catalogue is not None:
        source = f"the recorded answers in {settings.catalogue.absolute()}"
    lines = [
        f"A MangaDex of your own is running, with {source}. Ctrl-C stops it.",
        *(f"note: {plain(note)}" for note in box.notes),
        *_notes(settings),
        "",
        f"API            {box.url}",
        f"Token service  {box.auth_url}",
        f"Covers         {box.uploads_url}/covers",
        *(f"Image node     {url}" for url in box.node_urls),
        f"Page           {box.url}/_sandbox",
    ]
    if certificate is not None:
        lines.append(f"Certificate    {certificate}")
    return [
        *lines,
        "",
        "A client that is logged in here; these credentials are invented and good nowhere else:",
        "",
        *_client(box, certificate),
        "",
        f"To begin with: {box.url}/manga/{box.sample_manga_id}",
    ]


def _client(box: "Sandbox", certificate: Path | None) -> list[str]:
    """Return a client as it is written in Python."""
    given = {name: value for name, value in box.client_kwargs().items() if isinstance(value, str)}
    lines = ["MangadexClient(", *(f"    {name}={json.dumps(value)}," for name, value in given.items())]
    if certificate is not None:
        lines.append(f"    ssl=ssl.create_default_context(cafile={json.dumps(str(certificate))}),")
    return [*lines, ")"]


def _notes(settings: Settings) -> list[str]:
    lines = _warnings(settings.host, encrypted=settings.tls)
    if settings.speed != 1:
        lines.append(
            f"note: the clock here goes {settings.speed:g} times as fast as a client's, which waits for "
            "limits by its own and so longer than it has to."
        )
    if settings.state is not None:
        lines.append(f"note: what becomes of it is kept in {settings.state.absolute()} when it is stopped.")
    lines += [f"note: ordered: {plain(line)}" for line in settings.faults]
    return lines


def _warnings(host: str, *, encrypted: bool = False) -> list[str]:
    if _is_loopback(host):
        return []
    unencrypted = "" if encrypted else ", unencrypted"
    lines = [
        f"note: {host} is not loopback: whoever can reach this machine can use the sandbox{unencrypted}.",
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
