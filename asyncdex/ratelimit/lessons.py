"""What answers teach: corrected limits, limits nobody knew of, and pauses after refusals."""

from collections.abc import Callable

from asyncdex.clock import Clock

from .headers import HasHeaders, Limits, read_limits, tell_limits
from .path import Path, generalise
from .places import Places
from .rule import PathRatelimit
from .rulebook import Rulebook

__all__ = ["Lessons"]

#: The first pause, in seconds, after a refusal that names no time; it doubles up to the last.
_FIRST_PAUSE, _LAST_PAUSE = 1.0, 60.0

#: So many doublings are more than enough for the last pause.
_MOST_DOUBLINGS = 10

#: The window of a limit that only headers told of, in seconds: theirs says when it ends, not how long it is.
_USUAL_WINDOW = 60.0

#: How many limits are kept that only headers told of: more than the API has endpoints.
_MOST_LEARNED = 200

_TOO_MANY, _SERVER_ERROR = 429, 500


class Lessons:
    """What the answers so far have taught.

    Args:
        book: The rules to correct.
        clock: The clock to go by.
        adopt: Puts a new rule among the others.
        drop: Takes a rule away.
        everything: Returns the rule that can pause every call.
    """

    def __init__(
        self,
        book: Rulebook,
        clock: Clock,
        *,
        adopt: Callable[[PathRatelimit], object],
        drop: Callable[[PathRatelimit], object],
        everything: Callable[[], PathRatelimit],
    ) -> None:
        self._book = book
        self._clock = clock
        self._adopt = adopt
        self._drop = drop
        self._everything = everything
        self._learned: dict[Path, PathRatelimit] = {}
        self._refusals = 0
        self._refused_at = float("-inf")

    def learn(self, places: Places, answer: HasHeaders, template: str, method: str, *, refused: bool) -> None:
        """Learn from an answer.

        Args:
            places: What the call held.
            answer: The status and the headers.
            template: The path under which a limit is kept that no rule covers yet.
            method: The method of that path.
            refused: Whether the answer means that too much was sent, whatever its status says.
        """
        refused = refused or answer.status == _TOO_MANY
        if not (self._refusals or refused or tell_limits(answer.headers)):
            return  # as nearly always
        limits = read_limits(answer.headers, self._clock.now())
        narrow = self._book.cover(places.path, places.method).narrow if limits.own else None
        if limits.amount is not None:
            narrow = self._known(narrow, Path.of(generalise(template), method), limits)
        if narrow is not None:
            narrow.update(answer, refused=refused)
        if refused and (narrow is None or limits.wait is None):
            rule = narrow or self._everything()
            rule.window.pause(self._clock.monotonic() + self._pause(places, limits))
        elif not refused and answer.status < _SERVER_ERROR and not self._left_before_refusal(places):
            self._refusals = 0

    def _known(self, narrow: PathRatelimit | None, path: Path, limits: Limits) -> PathRatelimit:
        """Return the rule of an endpoint, put up now if only the server knew of it."""
        rule = narrow or self._book.get(path)
        if rule is None:
            if len(self._learned) >= _MOST_LEARNED:
                oldest = self._learned.pop(next(iter(self._learned)))
                if self._book.get(oldest.path) is oldest:
                    self._drop(oldest)
            rule = self._learned[path] = PathRatelimit(path, limits.amount or 1, _USUAL_WINDOW)
            self._adopt(rule)
        if limits.wait is not None and self._learned.get(rule.path) is rule:
            # Its window is at least as long as what is left of it.
            rule.ratelimit_time = max(rule.ratelimit_time, limits.wait)
        return rule

    def _pause(self, places: Places, limits: Limits) -> float:
        """Return for how many seconds to pause: as long as the server says, or longer each time.

        Calls that were under way already when the last refusal came do not make it longer.
        """
        if not self._left_before_refusal(places):
            self._refusals += 1
            self._refused_at = self._clock.monotonic()
        doublings = min(max(self._refusals - 1, 0), _MOST_DOUBLINGS)
        return min(_FIRST_PAUSE * 2**doublings, _LAST_PAUSE) if limits.wait is None else limits.wait

    def _left_before_refusal(self, places: Places) -> bool:
        return places.left is not None and places.left < self._refused_at
