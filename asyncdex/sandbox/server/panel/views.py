"""What the page shows, as texts that need no further thought: the browser only puts them in their places."""

from __future__ import annotations

from html import escape
from typing import NamedTuple, TypeAlias

#: The address that goes without saying.
_HERE = "127.0.0.1"
#: Longer texts are cut: a path may have any length.
_LONGEST = 240


class Bar(NamedTuple):
    """A cell that is a bar.

    Attributes:
        value: How full it is.
        most: What would be full.
        text: What it says to those who do not see it.
    """

    value: float
    most: float
    text: str


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        tone: How it is coloured: `good`, `moved`, `bad`, `broken`, or nothing.
        cells: What is in it.
    """

    tone: str
    cells: tuple[str | Bar, ...]


class Section(NamedTuple):
    """A table.

    Attributes:
        rows: Its rows.
        none: What stands there if it has none.
    """

    rows: list[Row]
    none: str


#: A part of the page: a table, or a text for each of the places that its name leads to.
Part: TypeAlias = "Section | dict[str, str]"


def plain(text: str) -> str:
    """Return a text as it can be shown in a line, whoever wrote it.

    Args:
        text: The text, with anything in it.
    """
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def at(name: str, address: str) -> str:
    """Return a name with the address it belongs to, unless that is the usual one.

    Args:
        name: The name of a user or a budget.
        address: The address of a client.
    """
    return plain(name if address == _HERE else f"{name} at {address}")


def table(section: Section) -> str:
    """Return the rows of a table in HTML.

    Args:
        section: The table.
    """
    return "".join(_row(row) for row in section.rows)


def _row(row: Row) -> str:
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells)
    return f'<tr class="{escape(row.tone)}">{cells}</tr>'


def _cell(cell: str | Bar) -> str:
    if isinstance(cell, str):
        return escape(cell)
    text = escape(cell.text)
    return f'<progress value="{cell.value:g}" max="{cell.most:g}" aria-label="{text}">{text}</progress>'
