"""Invented custom lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.plan import OWN_LISTS
from asyncdex.sandbox.server.catalogue.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_NAMES = ("Rainy Sundays", "To Reread", "Lent by Friends", "Short Ones", "Only for the Art", "Unfinished")
# One list takes more than one call to look up.
_LONG_LIST = 120
_SHORT_LIST = 12


def make_list(
    rng: Random, identifier: str, owner: str, number: int, manga: Sequence[str], *, own: bool
) -> Record:
    """Invent a custom list.

    Args:
        rng: Decides everything else.
        identifier: Its id.
        owner: The id of the user whose list it is.
        number: Its place among the lists of that user, from 0.
        manga: The ids of the manga to choose from.
        own: Whether it belongs to the account that is logged in; of these one is long, and one empty.
    """
    amount = rng.randrange(1, _SHORT_LIST)
    if own:
        amount = {0: _LONG_LIST, OWN_LISTS - 1: 0}.get(number, amount)
    attributes = {
        "name": f"{rng.choice(_NAMES)} {number + 1}",
        "visibility": ("public", "private")[number % 2],
        "version": rng.randrange(1, 40),
    }
    record = Record("custom_list", identifier, attributes)
    record.link("user", owner)
    record.relink("manga", rng.sample(manga, min(len(manga), amount)))
    return record
