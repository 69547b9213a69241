"""What the sandbox's own account follows, reads and likes at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.chance import Chance
from asyncdex.sandbox.server.catalogue.completion import readable
from asyncdex.sandbox.server.catalogue.dates import some_moment
from asyncdex.sandbox.server.catalogue.shelf import Rating, Shelf
from asyncdex.sandbox.server.clocks import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asyncdex.sandbox.server.catalogue.base import Base

STATUSES = ("reading", "on_hold", "plan_to_read", "dropped", "re_reading", "completed")
# Nobody follows ten thousand manga; this many is more than any page or call takes.
_MOST = 600


def some_shelf(base: Base) -> Shelf:
    """Invent a shelf; the manga that is shown around is followed, and stands first.

    Args:
        base: The world.
    """
    shelf = Shelf()
    rng = Chance(f"{base.seed} shelf")
    manga = _some(rng, base.ids("manga"), 3)
    shelf.follows["manga"] = list(dict.fromkeys((base.showpiece, *manga)))
    shelf.follows["scanlation_group"] = _some(rng, base.ids("scanlation_group"), 2)
    users = _some(rng, base.ids("user"), 2)
    shelf.follows["user"] = [user for user in users if user != base.me]
    shelf.follows["custom_list"] = _public_lists(base, users)
    _read(rng, base, shelf)
    return shelf


def _public_lists(base: Base, users: Sequence[str]) -> list[str]:
    """Return the public lists of other users."""
    places = [place for user in users if user != base.me for place in base.parts_of("custom_list", user)]
    lists = (base.make("custom_list", place) for place in places)
    return [record.id for record in lists if record.attributes.get("visibility") != "private"]


def _read(rng: Chance, base: Base, shelf: Shelf) -> None:
    """Say what is read of which manga; what is followed and what has a status are not the same."""
    followed = set(shelf.follows["manga"])
    for manga in _looked_at(rng, base, shelf):
        status, kept = rng.choice(STATUSES), rng.randrange(6)
        if manga == base.showpiece:
            status = "reading"
        elif (kept == 0) is (manga in followed):
            continue
        shelf.statuses[manga] = status
        if status == "plan_to_read":
            continue
        records = (base.make("chapter", place) for place in base.parts_of("chapter", manga))
        chapters = [record.id for record in records if readable(record)]
        amount = len(chapters) // 2 if status == "reading" else len(chapters)
        if amount:
            shelf.read[manga] = chapters[:amount]
        if status == "completed":
            shelf.ratings[manga] = _rating(rng, base.votes(manga))


def _looked_at(rng: Chance, base: Base, shelf: Shelf) -> list[str]:
    """Return what is followed, and a few others."""
    others = rng.sample(base.ids("manga"), min(base.count("manga"), _MOST))
    return list(dict.fromkeys((*shelf.follows["manga"], *others)))


def _rating(rng: Chance, votes: list[int]) -> Rating:
    # The account's own vote is one of those that are counted.
    given = [value for value, count in enumerate(votes, 1) if count and value >= len(votes) // 2]
    return Rating(rng.choice(given or [votes.index(max(votes)) + 1]), stamp(some_moment(rng)))


def _some(rng: Chance, identifiers: Sequence[str], weight: int) -> list[str]:
    """Return more than half of some ids, but never all: three fifths or two thirds of them."""
    amount = -(-len(identifiers) * weight // (2 * weight - 1))
    return rng.sample(identifiers, min(len(identifiers), amount, _MOST))
