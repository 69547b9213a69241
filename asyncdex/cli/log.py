"""The log of a sandbox: one line for each request, which never holds the sandbox up."""

import queue
import threading
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from rich.text import Text

from .errors import plain

if TYPE_CHECKING:
    from asyncdex.sandbox import Seen

    from .show import Screen

__all__ = ["RequestLog", "line_of"]

#: How many requests wait to be shown at most, where the reader is slower than the sandbox.
_WAITING = 1000
#: How many columns a line has that no terminal cuts, and how many are left for the address at least.
_LONGEST, _SHORTEST = 200, 20
#: For how many seconds the last lines are waited for at the end.
_GOODBYE = 0.5
_KILO = 1000
_STYLES = {2: "green", 3: "cyan", 4: "yellow", 5: "red"}


class RequestLog:
    """Shows every request that is answered.

    Lines are written by a thread of their own: a pipe that nobody reads, or a terminal that is held, keeps
    that thread waiting and not the sandbox. What does not fit is left out, and that is said.

    Args:
        screen: Where to show it.
    """

    def __init__(self, screen: "Screen") -> None:
        self._screen = screen
        self._waiting: queue.Queue[Seen | None] = queue.Queue(_WAITING)
        self._missed = 0
        self._thread = threading.Thread(target=self._work, name="asyncdex-sandbox-log", daemon=True)

    def start(self) -> None:
        """Begin to show what comes."""
        self._thread.start()

    def show(self, seen: "Seen") -> None:
        """Show a request as soon as there is time.

        Args:
            seen: The request.
        """
        try:
            self._waiting.put_nowait(seen)
        except queue.Full:
            self._missed += 1

    def stop(self) -> None:
        """Show what is left, if somebody reads it."""
        try:
            self._waiting.put(None, timeout=_GOODBYE)
        except queue.Full:
            return
        self._thread.join(_GOODBYE)

    def _work(self) -> None:
        try:
            while (seen := self._waiting.get()) is not None:
                missed, self._missed = self._missed, 0
                if missed:
                    self._screen.aside(Text(f"({missed} requests are left out here)", style="dim"))
                self._screen.aside(line_of(seen, self._screen.width or _LONGEST))
        except OSError:
            # Whoever read it has gone, which is no reason to end.
            return


def line_of(seen: "Seen", width: int = _LONGEST) -> Text:
    """Return a request as one line.

    Args:
        seen: The request.
        width: How many columns there are; what was asked for is cut to leave room for the rest.
    """
    style = _STYLES.get(seen.status // 100, "red")
    line = Text()
    line.append(f"{datetime.fromtimestamp(seen.at).astimezone():%H:%M:%S}  ", style="dim")
    line.append(f"{seen.status or '---'}", style=style)
    line.append(f"  {_duration(seen.took):>8}  {_size(seen.size):>7}  ", style="dim")
    line.append("" if seen.host == "api" else f"{seen.host}: ", style="dim")
    line.append(f"{seen.method} ")
    rest = Text()
    rest.append("" if seen.who == "anonymous" else f"  {plain(seen.who)}", style="dim")
    if seen.why:
        rest.append(f"  [{plain(seen.why)}]", style=style if seen.status != HTTPStatus.OK else "magenta")
    where = Text(plain(f"{seen.path}?{seen.query}" if seen.query else seen.path))
    where.truncate(max(_SHORTEST, width - line.cell_len - rest.cell_len), overflow="ellipsis")
    return line + where + rest


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _size(size: int) -> str:
    if size < _KILO:
        return f"{size} B"
    return f"{size / _KILO:.1f} kB" if size < _KILO**2 else f"{size / _KILO**2:.1f} MB"
