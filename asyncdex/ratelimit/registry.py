"""All rules together: which of them cover a call, how long it has to wait, and its place."""

import math
from collections.abc import Iterator
from datetime import UTC, timedelta
from re import Pattern

from asyncdex.clock import Clock, SystemClock, sleep
from asyncdex.exceptions import Ratelimit

from .headers import Limits, read_limits
from .path import EVERYTHING, Path
from .queue import Places, WaitingRoom
from .window import HasHeaders, PathRatelimit

__all__ = ["Places", "Ratelimits"]

#: The first pause, in seconds, after a refusal that names no time; it doubles up to the last.
_FIRST_PAUSE, _LAST_PAUSE = 1.0, 60.0

#: The window of a limit that only headers told of, in seconds: theirs says when it ends, not how long it is.
_USUAL_WINDOW = 60.0

_TOO_MANY, _SERVER_ERROR = 429, 500


class Ratelimits:
    """An object holding all of the various ratelimits.

    One general rule, whose path is named ``*``, covers every call; beside it the most specific rule that
    matches a call's path and method covers it. Rules are kept by their path and method, so that a rule for
    ``DELETE`` and one for ``PUT`` on the same path live side by side.

    Args:
        ratelimits: The rules.
        clock: The clock to go by; the machine's own unless given.

    Example:
        >>> limits = Ratelimits(PathRatelimit(Path("*", re.compile(".*")), 5, 1))
        >>> await limits.check("/manga", "GET")
        (-1, <* (any method): 5 in 1 seconds>)
    """

    def __init__(self, *ratelimits: PathRatelimit, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._rules: dict[Path, PathRatelimit] = {}
        self._found: dict[tuple[str, str], tuple[PathRatelimit, ...]] = {}
        self._room = WaitingRoom(self._clock)
        self._general: PathRatelimit | None = None
        self._refusals = 0
        for rule in ratelimits:
            self.add(rule)

    def __iter__(self) -> Iterator[PathRatelimit]:
        return iter(list(self._rules.values()))

    def __len__(self) -> int:
        return len(self._rules)

    @property
    def ratelimit_dictionary(self) -> dict[Pattern[str], PathRatelimit]:
        """The rules by their patterns; of several methods on one pattern, the first that was added."""
        patterns: dict[Pattern[str], PathRatelimit] = {}
        for path, rule in self._rules.items():
            patterns.setdefault(path.path_regex, rule)
        return patterns

    @property
    def general(self) -> PathRatelimit | None:
        """The rule that covers every call, or None where there is none."""
        return self._general

    def add(self, obj: PathRatelimit) -> None:
        """Add a rule. One with the same path and method is replaced.

        Args:
            obj: The rule; it reads this registry's clock from now on.
        """
        obj.bind(self._clock)
        self._rules[obj.path] = obj
        self._changed()

    def remove(self, obj: PathRatelimit) -> None:
        """Remove a rule. One that is not there is no error.

        Args:
            obj: The rule to remove.
        """
        self._rules.pop(obj.path, None)
        self._changed()

    def _changed(self) -> None:
        self._found.clear()
        rules = self._rules.items()
        self._general = next((rule for path, rule in rules if path.name == EVERYTHING), None)

    def rules_for(self, url: str, method: str, *, template: str | None = None) -> tuple[PathRatelimit, ...]:
        """Return the rules that cover a call, the general one first.

        Args:
            url: The path of the call, starting with a slash.
            method: The HTTP method.
            template: The path as MangaDex documents it, under which the result is remembered.

        Returns:
            Up to two rules.
        """
        key = (method, template) if template is not None else None
        if key is not None and key in self._found:
            return self._found[key]
        general = self.general
        matching = [
            rule for path, rule in self._rules.items() if rule is not general and path.matches(url, method)
        ]
        narrowest = max(matching, key=lambda rule: rule.path.specificity, default=None)
        rules = tuple(rule for rule in (general, narrowest) if rule is not None)
        if key is not None:
            self._found[key] = rules
        return rules

    async def check(self, url: str, method: str) -> tuple[float, PathRatelimit | None]:
        """Check if a path is ratelimited; nothing is used up.

        Args:
            url: The path, starting with a slash.
            method: The HTTP method being used.

        Returns:
            The seconds before a call could go, behind those already waiting, or -1 for none; and the rule
            that asks for them, or the narrowest that covers the call.
        """
        wait, rule = self._expected_wait(self.rules_for(url, method))
        return (wait if wait > 0 else -1), rule

    async def sleep(self, url: str, method: str) -> PathRatelimit | None:
        """Sleep the amount of time returned by :meth:`check`.

        Args:
            url: The path, starting with a slash.
            method: The HTTP method being used.

        Returns:
            The rule, if one was found.
        """
        wait, rule = await self.check(url, method)
        if wait > 0:
            await sleep(self._clock, wait)
        return rule

    async def acquire(
        self,
        url: str,
        method: str,
        *,
        template: str | None = None,
        max_wait: float | None = None,
        grace: float = 0.0,
    ) -> Places:
        """Take a place of every rule that covers a call, waiting in line for them.

        Args:
            url: The path, starting with a slash.
            method: The HTTP method being used.
            template: The path as MangaDex documents it.
            max_wait: The longest acceptable wait in seconds; None for any.
            grace: The same for the general pace alone, where that is more.

        Returns:
            The places; give them back if the call is not made after all.

        Raises:
            Ratelimit: The wait would be longer; nothing was taken.
        """
        rules = self.rules_for(url, method, template=template)
        if max_wait is not None:
            self._refuse_long_wait(rules, max_wait, grace)
        return await self._room.enter(rules)

    def depart(self, places: Places) -> None:
        """Note that a call whose places were held has left just now; once is enough.

        Args:
            places: What the call holds.
        """
        if places.held:
            places.depart(self._clock.monotonic())
            self._room.serve()

    def update(
        self,
        places: Places,
        answer: HasHeaders,
        *,
        refused: bool = False,
        template: str | None = None,
        method: str | None = None,
    ) -> None:
        """Learn from an answer: its limit headers, and whether it was a refusal.

        Args:
            places: What the call held.
            answer: The status and the headers.
            refused: Whether the answer means that too much was sent, whatever its status says.
            template: The path under which a limit is kept that the headers tell of and no rule covers yet.
            method: The method of that path.
        """
        refused = refused or answer.status == _TOO_MANY
        limits = read_limits(answer.headers, self._clock.now())
        narrow = places.rule if places.rule is not self._general else None
        if narrow is None and limits.amount is not None and template is not None:
            narrow = self._learn(Path.of(template, method), limits)
        if narrow is not None:
            narrow.update(answer)
        if refused and (narrow is None or limits.amount is None):
            self._pause_everything(limits.wait)
        elif not refused and answer.status < _SERVER_ERROR:
            self._refusals = 0

    def _learn(self, path: Path, limits: Limits) -> PathRatelimit:
        """Put up a rule for a limit that only the server knew of."""
        window = max(limits.wait or 0.0, _USUAL_WINDOW)
        rule = self._rules.get(path) or PathRatelimit(path, limits.amount or 1, window)
        self.add(rule)
        return rule

    def _pause_everything(self, seconds: float | None) -> None:
        """Hold all calls back: for as long as the server says, or longer each time."""
        pause = min(_FIRST_PAUSE * 2**self._refusals, _LAST_PAUSE) if seconds is None else seconds
        self._refusals += 1
        until = self._clock.monotonic() + pause
        for rule in [self._general] if self._general is not None else list(self):
            rule.pause(until)
        self._room.serve()

    def _expected_wait(self, rules: tuple[PathRatelimit, ...]) -> tuple[float, PathRatelimit | None]:
        self._room.forget_dead_loop()
        now = self._clock.monotonic()
        wait, longest = 0.0, rules[-1] if rules else None
        for rule in rules:
            seconds = rule.ready_at(now, self._room.ahead(rule)) - now
            # A granted call that has yet to leave makes it undecided for the blink of an eye.
            seconds = rule.ratelimit_time if math.isinf(seconds) else seconds
            if seconds > wait:
                wait, longest = seconds, rule
        return wait, longest

    def _refuse_long_wait(self, rules: tuple[PathRatelimit, ...], max_wait: float, grace: float) -> None:
        wait, rule = self._expected_wait(rules)
        allowed = max(max_wait, grace) if rule is self.general else max_wait
        if rule is not None and wait > allowed:
            expires = self._clock.now().astimezone(UTC) + timedelta(seconds=wait)
            raise Ratelimit(rule.path.name, rule.ratelimit_amount, expires)

    def close(self) -> None:
        """Send away all who wait: their calls raise ClientClosed."""
        self._room.close()
