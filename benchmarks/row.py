"""A row of the table: what it is called, what is hoped of it, and what came of measuring it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Row", "Settings"]


@dataclass(frozen=True)
class Settings:
    """How thoroughly to measure."""

    #: Whether it is enough to see that everything works and what the figures are about.
    short: bool

    def pick(self, whole: int, short: int) -> int:
        """Return a number for the whole measurement, or for the short one."""
        return short if self.short else whole


@dataclass(frozen=True)
class Row:
    """One row."""

    #: What ``--only`` knows it by.
    name: str
    #: What is measured, in words.
    about: str
    #: What it should be at most, and what would be good.
    must: str
    aim: str
    #: Returns a figure by program, ready to be shown; what is absent was not measured.
    measure: Callable[[Settings], Mapping[str, str]]
    #: Whether it shows how another row grows, which takes the whole measurement.
    growth: bool = False
