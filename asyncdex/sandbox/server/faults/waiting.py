"""The faults that are waiting for requests."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.faults.fault import Fault


class Faults:
    """The faults that are waiting.

    Args:
        seed: Decides about faults that hit by chance, and about how late answers are.
    """

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._waiting: list[Fault] = []
        self._random = Random(seed)

    def add(self, fault: Fault) -> None:
        """Put a fault behind the ones already waiting.

        Args:
            fault: The fault.
        """
        self._waiting.append(fault)

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """The faults that may still happen, the oldest first."""
        return tuple(self._waiting)

    def clear(self) -> None:
        """Forget all faults, and begin anew with chance."""
        self._waiting.clear()
        self._random.seed(self._seed)

    def take(self, host: str, method: str, path: str, offset: int = 0) -> Fault | None:
        """Return the oldest fault that waits for a request, and count it as used.

        One that hits by chance and spares the request leaves it to the next.

        Args:
            host: The server the request came to.
            method: Its HTTP method.
            path: Its path.
            offset: Where in a list it begins.
        """
        for place, fault in enumerate(self._waiting):
            if not fault.waits_for(host, method, path, offset):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            if fault.probability < 1 and self._random.random() >= fault.probability:
                continue
            fault.moved = fault.shift != 0
            if fault.left is not None:
                fault.left -= 1
                if not fault.left:
                    del self._waiting[place]
            return fault
        return None

    def lateness(self, fault: Fault) -> float:
        """Return for how many seconds an answer is held back.

        Args:
            fault: What does it.
        """
        return fault.delay + (self._random.uniform(0, fault.jitter) if fault.jitter else 0)
