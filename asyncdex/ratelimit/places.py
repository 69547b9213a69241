"""What covers a call, and the places it holds there."""

from dataclasses import dataclass, field

from .rule import PathRatelimit
from .window import Departure, Window, wake

__all__ = ["Cover", "Places"]


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """The rules that cover a call.

    Args:
        general: The rule that covers every call, if there is one.
        narrow: The most specific of the others that match the call, if one does.
    """

    general: PathRatelimit | None
    narrow: PathRatelimit | None
    #: Both, the general one first.
    rules: tuple[PathRatelimit, ...] = field(init=False)
    #: The windows they count in, each once: a call takes one place in a window that both share.
    windows: tuple[Window, ...] = field(init=False)

    def __post_init__(self) -> None:
        rules = tuple(rule for rule in (self.general, self.narrow) if rule is not None)
        object.__setattr__(self, "rules", rules)
        object.__setattr__(self, "windows", tuple(dict.fromkeys(rule.window for rule in rules)))


@dataclass(slots=True, eq=False)
class Places:
    """The places one call holds, one in each window it counts in."""

    cover: Cover
    #: The path of the call, without a query string.
    path: str
    method: str
    #: The path as MangaDex documents it, where that is known.
    template: str | None = None
    #: The clock's second at which the call left; None while it has yet to.
    left: float | None = None
    departures: list[Departure] = field(default_factory=list[Departure])

    @property
    def rules(self) -> tuple[PathRatelimit, ...]:
        """The rules that cover the call, the general one first."""
        return self.cover.rules

    @property
    def rule(self) -> PathRatelimit | None:
        """The narrowest rule that covers the call, or None where nothing limits it."""
        return self.rules[-1] if self.rules else None

    @property
    def held(self) -> bool:
        """Whether the call has yet to leave."""
        return self.left is None and bool(self.departures)

    def take(self, now: float | None = None) -> None:
        """Take a place in every window, all at once.

        Args:
            now: The second at which the call leaves, or None to hold the places until that is known.
        """
        self.departures = [window.take(now) for window in self.cover.windows]
        self.left = now

    def depart(self, now: float) -> None:
        """Say at which second of the clock the call really leaves."""
        for window, departure in zip(self.cover.windows, self.departures, strict=False):
            window.depart(departure, now)
        self.left = now
        wake(self.cover.windows)

    def hold(self) -> None:
        """Say that the call, against expectation, has yet to leave."""
        for window, departure in zip(self.cover.windows, self.departures, strict=False):
            window.hold(departure)
        self.left = None

    def give_back(self) -> None:
        """Free the places, since the call was never made. Whoever waits for them is served at once."""
        departures, self.departures = self.departures, []
        for window, departure in zip(self.cover.windows, departures, strict=False):
            window.give_back(departure)
        wake(self.cover.windows)
