"""The command line: its commands, options and their help."""

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asyncdex.version import version

from . import demo as demos
from . import sandbox as sandboxes
from .errors import run
from .show import Screen

__all__ = ["app"]

# Tracebacks of unexpected errors stay plain: typer's own would show the values of local variables.
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="asyncdex, an async SDK for the MangaDex API: see it at work, or run a MangaDex of your own.",
)

_Catalogue = Annotated[
    Path | None,
    typer.Option(help="A folder of recorded answers (*.json) to serve, instead of an invented catalogue."),
]
_Seed = Annotated[int, typer.Option(help="Decides the invented catalogue.")]


class Limits(StrEnum):
    """The choices of ``--limits``."""

    DOCUMENTED = "documented"
    TOKEN_BUCKET = "token_bucket"  # noqa: S105 - no password
    FIXED_WINDOW = "fixed_window"
    SLIDING_WINDOW = "sliding_window"
    OFF = "off"


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        print(f"asyncdex {version}")
        raise typer.Exit


def _sendable(text: str) -> bool:
    """Return whether a text from the command line has no bytes in it that stand for no character."""
    return text.encode("utf-8", "ignore").decode() == text


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None: ...


@app.command()
def demo(
    *,
    catalogue: _Catalogue = None,
    live: Annotated[
        bool, typer.Option("--live", help="Use MangaDex itself, logged out, instead of a sandbox.")
    ] = False,
    to: Annotated[Path, typer.Option(metavar="DIR", help="Where the chapter goes.")] = Path("asyncdex-demo"),
    title: Annotated[str | None, typer.Option(help="What to search for; without it, all manga.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many manga to show.")] = 10,
    seed: _Seed = 7,
) -> None:
    """See the SDK at work: search, chapters, a download, and the rate limits in between.

    Without --live nothing leaves this machine: a sandbox plays MangaDex's part.
    """
    if live and catalogue is not None:
        raise typer.BadParameter("--live and --catalogue exclude each other")
    if title is not None and not _sendable(title):
        raise typer.BadParameter("--title is not valid text in this terminal's encoding")
    wish = demos.Wish(catalogue=catalogue, live=live, to=to, title=title or None, limit=limit, seed=seed)
    run(demos.demo(wish, Screen()))


@app.command()
def sandbox(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The API's port; 0 takes a free one.")] = 0,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    seed: _Seed = 7,
    manga: Annotated[int, typer.Option(min=1, help="How many manga to invent.")] = 200,
    chapters: Annotated[int, typer.Option(min=0, help="How many chapters to invent.")] = 5000,
    catalogue: _Catalogue = None,
    state: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Go on from this file if it is there, and save to it in the end."),
    ] = None,
    limits: Annotated[
        Limits, typer.Option(help="MangaDex's documented rate limits, or another way of counting them.")
    ] = Limits.DOCUMENTED,
    guest_quota: Annotated[
        int | None, typer.Option(min=1, help="Chapters a day somebody may read who is not logged in.")
    ] = None,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            help="What is to go wrong, such as 'GET /manga/* html 0.1'. Can be given several times."
        ),
    ] = None,
    speed: Annotated[float, typer.Option(help="How many times as fast the clock goes.")] = 1,
    tls: Annotated[bool, typer.Option("--tls", help="Encrypt, with a certificate to throw away.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not log requests.")] = False,
) -> None:
    """Run a MangaDex of your own: API, token service, covers and image nodes, until Ctrl-C."""
    if not 0 < speed < math.inf:
        raise typer.BadParameter(f"--speed must be a number above 0, not {speed:g}")
    settings = sandboxes.Settings(
        host=host,
        port=port,
        seed=seed,
        manga=manga,
        chapters=chapters,
        catalogue=catalogue,
        state=state,
        limits=limits.value,
        guest_quota=guest_quota,
        faults=tuple(fault or ()),
        speed=speed,
        tls=tls,
        quiet=quiet,
    )
    run(sandboxes.serve(settings, Screen()), interrupted=0)
