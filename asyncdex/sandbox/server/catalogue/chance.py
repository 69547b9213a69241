"""A source of random choices that is quick to make and quick to ask: a world has one for every entity."""

from __future__ import annotations

from hashlib import blake2b
from random import Random
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Item = TypeVar("Item")
Given = TypeVar("Given", covariant=True)  # noqa: PLC0105 - named for what it stands for


class _Choosable(Protocol[Given]):
    """Whatever knows its length and has things at places."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> Given: ...


class Chance(Random):
    """Random choices that follow from a text.

    The methods that worlds use are written anew: those of the standard library see to it that no choice is
    likelier by a billionth, and take four times as long.

    Args:
        seed: Decides all choices.

    Example:
        >>> Chance("a world").choice("abc") == Chance("a world").choice("abc")
        True
    """

    def __init__(self, seed: str) -> None:
        super().__init__(int.from_bytes(blake2b(seed.encode(), digest_size=8).digest(), "big"))

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        """Return one of the numbers of a range.

        Args:
            start: The first one, or without `stop` the end of a range that begins with 0.
            stop: The end of the range, which is not in it.
            step: How far they are apart.
        """
        first, end = (0, start) if stop is None else (start, stop)
        return first + int(self.random() * (-(-(end - first) // step))) * step

    def choice(self, seq: _Choosable[Item]) -> Item:
        """Return one of several things.

        Args:
            seq: The things, at least one.
        """
        return seq[int(self.random() * len(seq))]

    def sample(
        self, population: Sequence[Item], k: int, *, counts: Iterable[int] | None = None
    ) -> list[Item]:
        """Return some of several things, none of them twice, in any sequence.

        Args:
            population: The things.
            k: How many to return, at most all.
            counts: How often each of them is there, if not once.
        """
        if counts is not None:
            return super().sample(population, k, counts=counts)
        size, found = len(population), dict[int, None]()
        if k * 2 > size:
            return self._shuffled(population)[:k]
        while len(found) < k:
            found[int(self.random() * size)] = None
        return [population[place] for place in found]

    def _shuffled(self, population: Sequence[Item]) -> list[Item]:
        result = list(population)
        self.shuffle(result)
        return result
