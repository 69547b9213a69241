"""What there is to see of a sandbox, part by part."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.clocks import ManualClock
from asyncdex.sandbox.server.panel.units import size, span
from asyncdex.sandbox.server.panel.views import Bar, Row, Section, at, plain
from asyncdex.sandbox.server.running import RunningClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.desk.uploads import Session
    from asyncdex.sandbox.server.faults.fault import Fault
    from asyncdex.sandbox.server.limits.limiter import Bucket, Outcast
    from asyncdex.sandbox.server.panel.views import Part
    from asyncdex.sandbox.server.state import State

#: How many rows a table has at most.
_ROWS = 60
#: A token that is good for no longer than so many seconds stands out.
_SOON = 60


class View:
    """What one look after the other at a sandbox shows.

    Args:
        state: The parts of the sandbox.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._shown: dict[str, Part] = {}
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def parts(self) -> dict[str, Part]:
        """Return all parts of the page but the requests."""
        parts = {name: show(self._state) for name, show in _PARTS.items()}
        parts["limits"] = self._limits()
        self._shown = parts
        return parts

    def changed(self) -> dict[str, Part]:
        """Return the parts that are not what they were at the last look."""
        before = self._shown
        return {name: part for name, part in self.parts().items() if part != before.get(name)}

    def _limits(self) -> Part:
        limiter = self._state.limiter
        if limiter is None:
            return Section([], "The limits are off.")
        used = {(bucket.address, bucket.name): bucket for bucket in limiter.buckets()[:_ROWS]}
        # Those that have filled up are in the list no more; on the page they stay, and are seen to be full.
        filled = {
            key: bucket._replace(left=bucket.limit, seconds=0)
            for key, bucket in self._buckets.items()
            if key not in used
        }
        self._buckets = dict(sorted((filled | used).items())[:_ROWS])
        rows = [_outcast(outcast) for outcast in limiter.outcasts()[:_ROWS]]
        rows += [_limit(bucket) for bucket in self._buckets.values()]
        return Section(rows, "Nothing is used up.")


def _totals(state: State) -> Part:
    stats = state.stats
    return {
        "requests": f"{stats.requests:,}",
        "refused": f"{stats.too_many:,}",
        "busiest": f"{stats.busiest_second:,}",
        "logins": f"{sum(stats.token_requests.values()):,}",
        "images": f"{stats.image_requests:,}",
        "sent": size(stats.image_bytes),
        "under_way": f"{stats.under_way} under way" if stats.under_way else "",
    }


def _clock(state: State) -> Part:
    now = datetime.fromtimestamp(state.clock.wall(), UTC)
    return {"now": f"{now:%Y-%m-%d %H:%M:%S} UTC", "clock": _going(state.clock)}


def _going(clock: Clock) -> str:
    if isinstance(clock, ManualClock) or (isinstance(clock, RunningClock) and not clock.speed):
        return "the clock stands still"
    return f"{clock.speed:g} times as fast" if isinstance(clock, RunningClock) and clock.speed != 1 else ""


def _outcast(outcast: Outcast) -> Row:
    standing = outcast.standing
    cells = at("everything", outcast.address), Bar(0, 1, standing), standing, span(outcast.seconds)
    return Row("failed", cells)


def _limit(bucket: Bucket) -> Row:
    left = max(0, int(bucket.left + 1e-9))
    words = f"{left} of {bucket.limit}"
    return Row(
        "limited" if left == 0 else "",
        (
            at(bucket.name, bucket.address),
            Bar(round(bucket.left, 1), bucket.limit, f"{words} left"),
            words,
            span(bucket.seconds) if bucket.left < bucket.limit else "full",
        ),
    )


def _tokens(state: State) -> Part:
    account = state.tokens.account
    ways = {"": "the API's login", account.client_id: "personal client"}
    rows = [
        Row(
            "" if held.seconds > _SOON else "soon",
            (
                plain(account.username),
                held.kind,
                ways.get(held.client, "another client"),
                span(held.seconds),
            ),
        )
        for held in state.tokens.held(_ROWS // 3)
    ]
    return Section(rows, "Nobody is logged in.")


def _uploads(state: State) -> Part:
    rows = [Row("", _upload(state, session)) for session in state.desk.uploads.opened[:_ROWS]]
    return Section(rows, "No upload session is open.")


def _upload(state: State, session: Session) -> tuple[str, ...]:
    (manga,) = session.record.linked("manga")
    found = state.catalogue.find("manga", manga)
    titles: dict[str, str] = found.attributes["title"] if found is not None else {}
    return plain(next(iter(titles.values()), manga)), f"{len(session.files)}", size(session.size)


def _faults(state: State) -> Part:
    rows = [Row("", _fault(fault)) for fault in state.faults.waiting[:_ROWS]]
    return Section(rows, "No fault is waiting.")


def _fault(fault: Fault) -> tuple[str, ...]:
    left = "always" if fault.left is None else f"{fault.left}×"
    what = plain(fault.name.removeprefix("fault: "))
    if fault.probability < 1:
        what += f", {fault.probability:.3g} of them"
    if fault.skip:
        what += f", after {fault.skip} more"
    return f"{fault.method} {plain(fault.pattern)}", fault.host or "all", what, left


_PARTS: dict[str, Callable[[State], Part]] = {
    "totals": _totals,
    "clock": _clock,
    "faults": _faults,
    "tokens": _tokens,
    "uploads": _uploads,
}
