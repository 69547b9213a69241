"""The guest quota: how many chapters a day somebody may read who is not logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.limits.checking import at_least_one

if TYPE_CHECKING:
    from asyncdex.sandbox.server.clocks import Clock

_DAY = 86_400
#: How many addresses are counted on a day; beyond, those that came first are forgotten.
_MOST = 10_000


class GuestQuota:
    """Counts the chapters that guests read on a day, which begins at midnight UTC.

    Args:
        clock: Where the time comes from.
        amount: How many different chapters an address may read on a day; None for any number.

    Raises:
        ValueError: If the amount is not positive.
    """

    def __init__(self, clock: Clock, amount: int | None) -> None:
        self._clock = clock
        self._amount: int | None = None
        self._day = 0
        self._read: dict[str, set[str]] = {}
        self.amount = self._first = amount

    @property
    def amount(self) -> int | None:
        """How many different chapters an address may read on a day; None for any number."""
        return self._amount

    @amount.setter
    def amount(self, amount: int | None) -> None:
        if amount is not None:
            at_least_one("guest_quota", amount)
        self._amount = amount

    def allows(self, address: str, chapter: str) -> bool:
        """Tell whether a guest may read a chapter; one that was read today may be read again.

        Args:
            address: The guest's address.
            chapter: The chapter's id.
        """
        if self._amount is None:
            return True
        read = self._today().get(address, set())
        return chapter in read or len(read) < self._amount

    def count(self, address: str, chapter: str) -> None:
        """Count a chapter as read by a guest.

        Args:
            address: The guest's address.
            chapter: The chapter's id.
        """
        if self._amount is None:
            return
        today = self._today()
        if len(today) >= _MOST and address not in today:
            del today[next(iter(today))]
        today.setdefault(address, set()).add(chapter)

    def clear(self) -> None:
        """Forget what was read, and have the amount as it was at first."""
        self._read.clear()
        self._amount = self._first

    def _today(self) -> dict[str, set[str]]:
        day = int(self._clock.wall() // _DAY)
        if day != self._day:
            self._day = day
            self._read.clear()
        return self._read
