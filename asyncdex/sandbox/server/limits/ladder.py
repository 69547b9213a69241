"""What comes to an address that goes on after it was refused: a ban, and then silence."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from asyncdex.sandbox.server.limits.checking import at_least_one, positive

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Where an address stands.
Standing: TypeAlias = Literal["free", "banned", "silent"]

#: How many addresses are remembered; those that did nothing wrong for longest are forgotten first.
_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The steps that MangaDex documents, with figures of our own where it names none.

    Args:
        refusals: How many refusals with 429 within `memory` lead to a ban.
        memory: How long a refusal counts, in seconds.
        ban: How long everything is answered with 403, in seconds.
        defiance: How many requests during a ban lead to silence.
        silence: How long nothing may be asked until it is answered again, in seconds; every request in the
            meantime begins it anew.

    Raises:
        ValueError: If a number is not positive.

    Example:
        >>> Ladder(refusals=3, ban=60)
        Ladder(refusals=3, memory=60, ban=60, defiance=50, silence=900)
    """

    refusals: int = 50
    memory: float = 60
    ban: float = 600
    defiance: int = 50
    silence: float = 900

    def __post_init__(self) -> None:
        for name in ("refusals", "defiance"):
            at_least_one(f"Ladder({name})", getattr(self, name))
        for name in ("memory", "ban", "silence"):
            positive(f"Ladder({name})", getattr(self, name))


@dataclass(slots=True)
class _Climber:
    refused: deque[float]
    banned_until: float = field(default=float("-inf"))
    defied: int = 0
    silent_until: float = field(default=float("-inf"))


class Climbers:
    """Where every address stands on the ladder.

    Args:
        ladder: The steps.
    """

    def __init__(self, ladder: Ladder) -> None:
        self._ladder = ladder
        self._known: dict[str, _Climber] = {}

    def ask(self, address: str, now: float) -> Standing:
        """Judge a request by where its address stands, and count it.

        Args:
            address: The address.
            now: The monotonic time, seconds.
        """
        climber = self._known.get(address)
        if climber is None:
            return "free"
        standing = _standing(climber, now)
        if standing == "banned":
            climber.defied += 1
            standing = "silent" if climber.defied > self._ladder.defiance else "banned"
        if standing == "silent":
            climber.silent_until = now + self._ladder.silence
        return standing

    def refused(self, address: str, now: float) -> None:
        """Count a refusal with 429.

        Args:
            address: The address.
            now: The monotonic time, seconds.
        """
        climber = self._known.pop(address, None) or _Climber(deque(maxlen=self._ladder.refusals))
        self._known[address] = climber
        climber.refused.append(now)
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        if len(climber.refused) == self._ladder.refusals and now - climber.refused[0] < self._ladder.memory:
            climber.refused.clear()
            climber.defied = 0
            climber.banned_until = now + self._ladder.ban

    def release(self, address: str | None) -> None:
        """Forget what an address did.

        Args:
            address: The address; None for all.
        """
        if address is None:
            self._known.clear()
        else:
            self._known.pop(address, None)

    def standing(self, now: float) -> Iterator[tuple[str, Standing, float]]:
        """Yield the addresses that are banned or not answered, and for how many seconds they still are.

        Args:
            now: The monotonic time, seconds.
        """
        for address, climber in self._known.items():
            standing = _standing(climber, now)
            if standing != "free":
                until = climber.silent_until if standing == "silent" else climber.banned_until
                yield address, standing, until - now


def _standing(climber: _Climber, now: float) -> Standing:
    if now < climber.silent_until:
        return "silent"
    # Silence that was sat out is the end of the ban that led to it.
    if climber.silent_until > float("-inf"):
        climber.banned_until = climber.silent_until = float("-inf")
    return "banned" if now < climber.banned_until else "free"
