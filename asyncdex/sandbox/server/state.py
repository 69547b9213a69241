"""Everything the handlers share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.desk.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Collection
    from random import Random

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.faults.waiting import Faults
    from asyncdex.sandbox.server.images.covers import Covers
    from asyncdex.sandbox.server.images.pages import Pages
    from asyncdex.sandbox.server.limits.guests import GuestQuota
    from asyncdex.sandbox.server.limits.limiter import Limiter
    from asyncdex.sandbox.server.nodes import NodeGrants
    from asyncdex.sandbox.server.saving.archive import Saved
    from asyncdex.sandbox.server.stats import Stats
    from asyncdex.sandbox.server.tokens import TokenService


@dataclass(slots=True)
class State:
    """The parts of one running sandbox.

    Attributes:
        catalogue: The entities.
        clock: Where the time comes from.
        stats: What happened so far.
        faults: The faults that are waiting.
        limiter: The rate limits; None when they are off.
        guests: The guest quota.
        tokens: The token service.
        nodes: Which node serves which chapter.
        pages: The pages of the chapters.
        covers: The covers of the manga.
        desk: The uploads, reports and the like.
        random: The source of random choices.
        seed: What these follow from.
        saved: What it goes on from, if it was saved once.
        busy: What answers requests at this moment, the ones whose clients have gone among them.
    """

    catalogue: Catalogue
    clock: Clock
    stats: Stats
    faults: Faults
    limiter: Limiter | None
    guests: GuestQuota
    tokens: TokenService
    nodes: NodeGrants
    pages: Pages
    covers: Covers
    desk: Desk
    random: Random
    seed: int
    saved: Saved | None = None
    busy: set[asyncio.Task[object]] = field(default_factory=set[asyncio.Task[object]])

    def reset(self) -> None:
        """Have everything as it was at first; the time goes on, and faults are ordered no more."""
        self.random.seed(self.seed)
        self.catalogue.reset()
        self.tokens.reset()
        self.desk = Desk.of(self.catalogue, self.clock, self.random, self.tokens)
        for part in (self.stats, self.nodes, self.pages, self.covers):
            part.reset()
        self.faults.clear()
        self.guests.clear()
        if self.limiter is not None:
            self.limiter.release()
        if self.saved is not None:
            self.saved.put_back(self)

    def remove(self, records: Collection[Record]) -> None:
        """Take entities away, and the pictures that were uploaded for them.

        Args:
            records: The entities.
        """
        self.catalogue.remove(records)
        for record in records:
            if record.type == "chapter":
                self.pages.forget(record.id)
            elif record.type == "cover_art":
                self.covers.forget(record.attributes.get("fileName") or "")

    async def hang_up(self) -> None:
        """Give up the answers that are still under way."""
        tasks = self.busy - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


STATE: web.AppKey[State] = web.AppKey("state")
# The position of an image node; the API's own application has none.
NODE: web.AppKey[int] = web.AppKey("node", int)


def state_of(request: web.Request) -> State:
    """Return the sandbox behind a request.

    Args:
        request: Any request to one of its servers.
    """
    return request.app[STATE]
