"""What the command shows, on a terminal of any width or in a pipe."""

import os
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import TypedDict

from rich import box
from rich.console import Console, JustifyMethod
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from asyncdex.pages import PageProgress
from asyncdex.ratelimit import Ratelimits

from .errors import plain

__all__ = ["Column", "Screen"]

#: Columns of text beyond which a table is hard to read across.
_WIDEST = 110


class Column(TypedDict, total=False):
    """How a column of a table is laid out."""

    ratio: int
    width: int
    justify: JustifyMethod


class Screen:
    """Standard output.

    Args:
        console: The console to write to; standard output unless given.
    """

    def __init__(self, console: Console | None = None) -> None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if console is None and reconfigure is not None:
            # Titles come in every script; a pipe in another encoding than UTF-8 shall not end the command.
            reconfigure(errors="replace")
        self._console = console or Console(highlight=False)

    def line(self, text: str = "", *, style: str = "") -> None:
        """Show a line and flush it; it is never broken, so that addresses and paths stay whole."""
        self._console.print(Text(text, style=style), soft_wrap=True)

    @property
    def width(self) -> int | None:
        """How many columns the terminal has, or None where there is none."""
        return self._console.width if self._console.is_terminal else None

    def aside(self, text: Text) -> None:
        """Show a line from another thread, which may be kept waiting.

        Args:
            text: The line.

        Raises:
            OSError: Nobody reads it any more.
        """
        with self._console.capture() as captured:
            self._console.print(text, soft_wrap=True)
        try:
            number = self._console.file.fileno()
        except OSError:
            self._console.file.write(captured.get())
            return
        # Not through the buffer: a thread that waits there would hold its lock when the command ends.
        raw = captured.get().encode(self._console.encoding, "replace")
        while raw:
            raw = raw[os.write(number, raw) :]

    def head(self, text: str) -> None:
        """Show a heading."""
        self.line()
        self.line(text, style="bold")

    def paragraph(self, text: str) -> None:
        """Show a text, broken at the width of the terminal."""
        self._console.print(Text(text))

    def table(self, columns: Mapping[str, Column], rows: Iterable[Iterable[str]]) -> None:
        """Show a table whose cells are cut rather than broken.

        Args:
            columns: The columns' names and what :meth:`rich.table.Table.add_column` takes for them.
            rows: The cells.
        """
        # Only a table of a given width shares it out by the columns' ratios.
        shared = any("ratio" in options for options in columns.values())
        width = min(self._console.width, _WIDEST) if shared else None
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, width=width)
        for name, options in columns.items():
            table.add_column(name, no_wrap=True, overflow="ellipsis", **options)
        for row in rows:
            table.add_row(*(Text(plain(cell)) for cell in row))
        self._console.print(table)

    @contextmanager
    def pages(self) -> Generator[Callable[[PageProgress], None]]:
        """Show a bar while pages arrive, on a terminal only; in a pipe it would be garbage."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        bar = Progress(*columns, console=self._console, disable=not self._console.is_terminal)
        with bar:
            task = bar.add_task("Downloading", total=None)

            def arrived(news: PageProgress) -> None:
                bar.update(task, total=news.total, completed=news.done)

            yield arrived

    def limits(self, limits: Ratelimits) -> None:
        """Show the rules that have been used in their current window."""
        used = [rule for rule in limits if rule.ratelimit_used or rule is limits.general]
        self.table(
            {"Rule": {}, "Method": {}, "Used": {"justify": "right"}, "Allowed": {}},
            (
                (
                    "all calls together" if rule is limits.general else rule.path.name,
                    rule.path.method or "any",
                    str(rule.ratelimit_used),
                    f"{rule.ratelimit_amount} in {rule.ratelimit_time:g} s",
                )
                for rule in used
            ),
        )
        if len(limits) > len(used):
            self.line(f"Rules that were not needed: {len(limits) - len(used)}")
