"""All rules together: which of them cover a call, how long it has to wait, and its place."""

import math
from collections.abc import Iterable, Iterator
from re import Pattern
from typing import Self

from asyncdex.clock import Clock, SystemClock, sleep

from .checks import instance, seconds
from .headers import HasHeaders
from .lessons import Lessons
from .line import Bound
from .places import Cover, Places
from .queue import WaitingRoom
from .rule import PathRatelimit
from .rulebook import Rulebook
from .window import Window

__all__ = ["Ratelimits"]

_ANY_TIME = Bound(math.inf, 0.0)


class Ratelimits:
    """An object holding all of the various ratelimits.

    One general rule, whose path is named ``*``, covers every call; beside it the most specific rule that
    matches a call's path and method covers it. Rules are kept by their path and method, so that a rule for
    ``DELETE`` and one for ``PUT`` on the same path live side by side.

    It may serve several clients of one event loop. A rule that is added, removed or changed goes for those
    who wait already as well.

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
        self._book = Rulebook()
        self._room = WaitingRoom(self._clock)
        self._lessons = Lessons(
            self._book, self._clock, adopt=self.add, drop=self.remove, everything=self._everything
        )
        for rule in ratelimits:
            self.add(rule)

    @classmethod
    def copies_of(cls, rules: Iterable[PathRatelimit], *, clock: Clock | None = None) -> Self:
        """Return a registry of copies with nothing used, of which those share a window whose models do.

        Args:
            rules: The rules to copy, such as :data:`asyncdex.constants.ratelimit_data`.
            clock: The clock to go by; the machine's own unless given.

        Returns:
            A registry that shares nothing with the rules.

        Example:
            >>> limits = Ratelimits.copies_of(constants.ratelimit_data)
            >>> limits.general is constants.ratelimit_data[0]
            False
        """
        registry = cls(clock=clock)
        copies = dict[Window, PathRatelimit]()
        for rule in rules:
            first = copies.get(rule.window)
            copy = rule.fresh(registry._clock) if first is None else first.sharing(rule.path)
            copies.setdefault(rule.window, copy)
            registry.add(copy)
        return registry

    def __iter__(self) -> Iterator[PathRatelimit]:
        return iter(self._book)

    def __len__(self) -> int:
        return len(self._book)

    @property
    def ratelimit_dictionary(self) -> dict[Pattern[str], PathRatelimit]:
        """The rules by patterns that all differ, so that there are as many entries as rules.

        A key is the pattern of its rule's path. Where a rule before it has the same one, it is an equivalent
        pattern with a comment that names the method. It is a copy: rules come and go by :meth:`add` and
        :meth:`remove`.
        """
        return self._book.by_pattern()

    @property
    def general(self) -> PathRatelimit | None:
        """The rule that covers every call, or None where there is none."""
        return self._book.general

    def add(self, obj: PathRatelimit) -> None:
        """Add a rule. One with an equal path is replaced, and the general rule by another general one.

        Args:
            obj: The rule; it reads this registry's clock from now on.

        Raises:
            InvalidArgument: It is no rule.
        """
        self._connect(instance("obj", obj, PathRatelimit))
        self._book.add(obj)
        self._room.reroute(self._book.cover)

    def remove(self, obj: PathRatelimit) -> None:
        """Remove a rule. One that is not there is no error.

        Args:
            obj: The rule to remove.
        """
        self._book.remove(instance("obj", obj, PathRatelimit).path)
        self._room.reroute(self._book.cover)

    def renamed(self) -> None:
        """Keep the rules by their paths anew; a rule does this when it is given another path."""
        self._book.rename()
        self._room.reroute(self._book.cover)

    def _connect(self, rule: PathRatelimit) -> None:
        rule.bind(self._clock)
        rule.keep(self)
        rule.window.watch(self._room)

    def _everything(self) -> PathRatelimit:
        """Return the rule that can pause every call."""
        rule = self._book.everything()
        if rule is not self._book.general:
            self._connect(rule)
            self._room.reroute(self._book.cover)
        return rule

    def rules_for(self, url: str, method: str) -> tuple[PathRatelimit, ...]:
        """Return the rules that cover a call, the general one first.

        Args:
            url: The path of the call, starting with a slash; a query string is ignored.
            method: The HTTP method.

        Returns:
            Up to two rules.
        """
        return self._book.cover(url, method).rules

    def _cover(self, url: str, method: str) -> Cover:
        """Return what covers a call of the running event loop."""
        if self._room.settle_in():
            for rule in self:
                rule.window.settle()
        return self._book.cover(url, method)

    async def check(self, url: str, method: str) -> tuple[float, PathRatelimit | None]:
        """Check if a path is ratelimited; nothing is used up.

        Args:
            url: The path, starting with a slash.
            method: The HTTP method being used.

        Returns:
            The seconds before a call could go, behind those already waiting, or -1 for none; and the rule
            that asks for them, or the narrowest that covers the call.
        """
        wait, rule = self._room.expected_wait(self._cover(url, method))
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
        owner: object = None,
        leaving: bool = False,
    ) -> Places:
        """Take a place of every rule that covers a call, waiting in line for them.

        A call that is to wait longer than it may is refused at once; one that waits already, as soon as a
        pause makes it certain, and at the latest when its time is up.

        Args:
            url: The path, starting with a slash.
            method: The HTTP method being used.
            template: The path as MangaDex documents it.
            max_wait: The longest acceptable wait in seconds, zero for none; None for any.
            grace: The same for the general pace alone, where that is more. A call that was granted before may
                be slow to leave; the grace is given once more then.
            owner: On whose behalf the call waits, for :meth:`close`.
            leaving: Whether :meth:`depart` will say when the call leaves; the places are held until then.
                Otherwise it counts as leaving when it gets them.

        Returns:
            The places; give them back if the call is not made after all.

        Raises:
            Ratelimit: The wait would be, or has become, longer; nothing was taken.
            ClientClosed: The registry was closed while the call waited.
            InvalidArgument: A number of seconds is negative.
        """
        bound = _ANY_TIME
        if max_wait is not None:
            bound = Bound(seconds("max_wait", max_wait, zero=True), seconds("grace", grace, zero=True))
        places = Places(self._cover(url, method), url.partition("?")[0], method, template)
        if not self._room.admit(places, leaving=leaving):
            await self._room.wait(places, bound, owner, leaving=leaving)
        return places

    def depart(self, places: Places) -> None:
        """Note that a call whose places were held has left just now; once is enough.

        Args:
            places: What the call holds.
        """
        if places.held:
            places.depart(self._clock.monotonic())

    def give_back(self, places: Places) -> None:
        """Free the places of a call that is not made after all; whoever waits for them is served at once.

        Args:
            places: What the call holds; giving it back twice is harmless.
        """
        places.give_back()

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

        A refusal that names a limit of the endpoint pauses that endpoint, any other one pauses everything.

        Args:
            places: What the call held.
            answer: The status and the headers.
            refused: Whether the answer means that too much was sent, whatever its status says.
            template: The path under which a limit is kept that the headers tell of and no rule covers yet;
                what the places were acquired for unless given. Ids in it become ``{id}``.
            method: The method of that path.
        """
        template = template or places.template or places.path
        self._lessons.learn(places, answer, template, method or places.method, refused=refused)

    def close(self, owner: object = None) -> None:
        """Send away those who wait: their calls raise ClientClosed. The registry stays usable.

        Args:
            owner: On whose behalf they wait, as given to :meth:`acquire`; None for all.
        """
        self._room.close(owner)
