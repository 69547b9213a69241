"""Putting the parts of a sandbox together."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.store import Catalogue
from asyncdex.sandbox.server.desk.desk import Desk
from asyncdex.sandbox.server.faults.waiting import Faults
from asyncdex.sandbox.server.images.covers import Covers
from asyncdex.sandbox.server.images.pages import Pages
from asyncdex.sandbox.server.nodes import NodeGrants
from asyncdex.sandbox.server.state import State
from asyncdex.sandbox.server.stats import Stats
from asyncdex.sandbox.server.tokens import Account, TokenService

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.base import Base
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.limits.guests import GuestQuota
    from asyncdex.sandbox.server.limits.limiter import Limiter


def make_state(
    base: Base,
    clock: Clock,
    seed: int,
    *,
    limiter: Limiter | None,
    guests: GuestQuota,
    legacy_login: bool,
) -> State:
    """Return the parts of a sandbox, with an account of its own.

    Args:
        base: The world it serves.
        clock: Where the time comes from.
        seed: Decides the ids of what is made, and which faults hit.
        limiter: The rate limits; None for none.
        guests: The guest quota.
        legacy_login: Whether the API has logins by username and password alone.
    """
    catalogue, random = Catalogue(base), Random(seed)
    account = Account(catalogue.users[catalogue.me].attributes["username"])
    tokens = TokenService(clock, account, catalogue.me, legacy=legacy_login)
    return State(
        catalogue=catalogue,
        clock=clock,
        stats=Stats(),
        faults=Faults(seed),
        limiter=limiter,
        guests=guests,
        tokens=tokens,
        nodes=NodeGrants(clock),
        pages=Pages(),
        covers=Covers(),
        desk=Desk.of(catalogue, clock, random, tokens),
        random=random,
        seed=seed,
    )
