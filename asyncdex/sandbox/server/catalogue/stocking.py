"""Invented custom lists and votes of all users, and what the sandbox's own account keeps."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.dates import some_moment
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.catalogue.shelf import Rating
from asyncdex.sandbox.server.catalogue.votes import average_of, invent_votes, vote
from asyncdex.sandbox.server.clocks import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asyncdex.sandbox.server.catalogue.store import Catalogue

STATUSES = ("reading", "on_hold", "plan_to_read", "dropped", "re_reading", "completed")
_NAMES = ("Rainy Sundays", "To Reread", "Lent by Friends", "Short Ones", "Only for the Art", "Unfinished")
# Enough own lists for two pages of the usual size, and one list that takes more than one call to look up.
_OWN_LISTS = 12
_LONG_LIST = 120
_SHORT_LIST = 12
_USUAL_RATING = 7.0


def stock(catalogue: Catalogue, seed: str) -> None:
    """Invent what users keep: custom lists, follows, reading statuses and read markers.

    Args:
        catalogue: The catalogue, indexed; its entities stay as they are.
        seed: Decides everything; a generator of its own keeps these choices apart from all others.
    """
    rng = Random(f"{seed} shelf")
    _make_lists(rng, catalogue)
    _follow(rng, catalogue)
    _read(rng, catalogue)
    # These have generators of their own: they came later, and move nothing of what was there.
    _rate(Random(f"{seed} votes"), catalogue)
    entities = (*catalogue.manga, *catalogue.chapters, *catalogue.groups)
    catalogue.threads.invent(Random(f"{seed} threads"), entities)


def _make_lists(rng: Random, catalogue: Catalogue) -> None:
    """Give the account many lists, the next user one of each visibility, and all others a few."""
    others = [user for user in catalogue.users if user != catalogue.me]
    manga = list(catalogue.manga)
    for place in range(_OWN_LISTS):
        size = {0: _LONG_LIST, _OWN_LISTS - 1: 0}.get(place, rng.randrange(1, _SHORT_LIST))
        _make_list(rng, catalogue, catalogue.me, place, _some(rng, manga, size))
    for rank, user in enumerate(others):
        for place in range(rng.randrange(4) if rank else 2):
            _make_list(rng, catalogue, user, place, _some(rng, manga, rng.randrange(1, _SHORT_LIST)))


def _make_list(rng: Random, catalogue: Catalogue, owner: str, place: int, manga: list[str]) -> None:
    attributes = {
        "name": f"{rng.choice(_NAMES)} {place + 1}",
        "visibility": ("public", "private")[place % 2],
        "version": rng.randrange(1, 40),
    }
    record = Record("custom_list", new_id(rng), attributes)
    record.link("user", owner)
    for identifier in manga:
        record.link("manga", identifier)
    catalogue.add(record)


def _follow(rng: Random, catalogue: Catalogue) -> None:
    follows = catalogue.shelf.follows
    manga = _some(rng, list(catalogue.manga), len(catalogue.manga) * 3 // 5)
    # What is shown around is followed, and stands first.
    follows["manga"] = list(dict.fromkeys((catalogue.sample_manga().id, *manga)))
    follows["scanlation_group"] = _most(rng, list(catalogue.groups))
    follows["user"] = _most(rng, [user for user in catalogue.users if user != catalogue.me])
    lists = [
        record.id
        for record in catalogue.lists.values()
        if record.attributes.get("visibility") != "private" and record.linked("user") != [catalogue.me]
    ]
    follows["custom_list"] = _most(rng, lists)
    for identifier in (*follows["manga"], *follows["scanlation_group"], *follows["custom_list"]):
        # The account is one of the followers.
        catalogue.follows[identifier] = max(1, catalogue.follows.get(identifier, 0))


def _read(rng: Random, catalogue: Catalogue) -> None:
    """Say what is read of which manga; what is followed and what has a status are not the same."""
    shelf, sample = catalogue.shelf, catalogue.sample_manga().id
    followed = set(shelf.follows["manga"])
    for manga in catalogue.manga:
        # Both are drawn for every manga, so that no answer shifts the choices for the next ones.
        status, kept = rng.choice(STATUSES), rng.randrange(6)
        if manga == sample:
            status = "reading"
        elif (kept == 0) is (manga in followed):
            continue
        shelf.statuses[manga] = status
        chapters = [record.id for record in catalogue.readable_chapters(manga)]
        amount = len(chapters) // 2 if status == "reading" else len(chapters)
        if amount and status != "plan_to_read":
            shelf.read[manga] = chapters[:amount]


def _rate(rng: Random, catalogue: Catalogue) -> None:
    """Have readers rate every manga; the account rates what it has read."""
    shelf = catalogue.shelf
    for manga in catalogue.manga:
        votes = invent_votes(rng, catalogue.ratings.get(manga, _USUAL_RATING))
        catalogue.votes[manga] = votes
        catalogue.ratings[manga] = average_of(votes) or _USUAL_RATING
        rating, given = rng.randrange(5, 11), stamp(some_moment(rng))
        if shelf.statuses.get(manga) == "completed":
            shelf.ratings[manga] = Rating(rating, given)
            vote(catalogue, manga, rating, None)


def _most(rng: Random, identifiers: Sequence[str]) -> list[str]:
    return _some(rng, identifiers, -(-len(identifiers) * 2 // 3))


def _some(rng: Random, identifiers: Sequence[str], amount: int) -> list[str]:
    return rng.sample(identifiers, min(len(identifiers), amount))
