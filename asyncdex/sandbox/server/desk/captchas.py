"""Captchas on order: which requests ask for one, and who has solved it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Captcha:
    """A captcha and the requests that ask for it.

    Attributes:
        method: The HTTP method, or `*`.
        pattern: A shell-style pattern for the path.
        answer: What solves it.
        site_key: What a solver has to know.
        solved: The addresses and users that have solved it.
    """

    method: str
    pattern: str
    answer: str
    site_key: str
    solved: set[str] = field(default_factory=set[str])


class Captchas:
    """The captchas that are asked for."""

    def __init__(self) -> None:
        self._asked: list[Captcha] = []

    def add(self, captcha: Captcha) -> None:
        """Ask for a captcha from now on.

        Args:
            captcha: The captcha.
        """
        self._asked.append(captcha)

    def clear(self) -> None:
        """Ask for no captcha any more."""
        self._asked.clear()

    def wanted(self, method: str, path: str, who: Iterable[str]) -> Captcha | None:
        """Return a captcha that a request has to solve first, or None.

        Args:
            method: Its HTTP method.
            path: Its path.
            who: The address and the user it comes from.
        """
        for captcha in self._asked:
            hit = captcha.method in {"*", method} and fnmatchcase(path, captcha.pattern)
            if hit and captcha.solved.isdisjoint(who):
                return captcha
        return None

    def solve(self, answer: str, who: Iterable[str]) -> bool:
        """Take an answer to any of the captchas, and tell whether it is right.

        Args:
            answer: The answer.
            who: The address and the user it comes from, for whom the captcha is solved then.
        """
        solved = [captcha for captcha in self._asked if captcha.answer == answer]
        # A guess: it is said to be remembered for a varying time; here it is until the captcha is taken back.
        for captcha in solved:
            captcha.solved.update(who)
        return bool(solved)
