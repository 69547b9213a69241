"""The API clients of the account: the one it begins with, and those it makes."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.clocks import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.tokens import TokenService


class ApiClients:
    """Keeps the clients, and has the token service know their secrets.

    Attributes:
        records: The clients by id.
        approves: Whether new clients may be used at once; otherwise they wait for `approve`.

    Args:
        catalogue: Where clients can be looked up.
        clock: Where the time comes from.
        random: Decides the ids.
        tokens: The token service.
    """

    def __init__(self, catalogue: Catalogue, clock: Clock, random: Random, tokens: TokenService) -> None:
        self.records: dict[str, Record] = {}
        self.approves = True
        self._clock = clock
        self._random = random
        self._tokens = tokens
        catalogue.house("api_client", self.records)
        first = self._new(catalogue.me, "First client", None)
        first.attributes |= {
            "state": "approved",
            "isActive": True,
            "externalClientId": tokens.account.client_id,
        }

    def make(self, user: str, name: str, description: str | None) -> Record:
        """Make a client.

        Args:
            user: The id of its owner.
            name: Its name.
            description: What it is for, if that was said.
        """
        record = self._new(user, name, description)
        if self.approves:
            self._activate(record, "autoapproved")
        return record

    def approve(self, identifier: str) -> None:
        """Let a client that waits be used, as staff would.

        Args:
            identifier: The client's id.

        Raises:
            ValueError: If there is no such client.
        """
        record = self.records.get(identifier.lower())
        if record is None:
            raise ValueError(f"client_id: there is no API client {identifier}")
        if not record.attributes["isActive"]:
            self._activate(record, "approved")

    @property
    def personal(self) -> str | None:
        """The id of the client that the sandbox's own credentials belong to, if it was not deleted."""
        own = self._tokens.account.client_id
        return next((r.id for r in self.records.values() if r.attributes["externalClientId"] == own), None)

    def restore(self, records: Iterable[Record], personal: str | None) -> None:
        """Have these clients and no others; those that can be used get new secrets.

        Args:
            records: The clients.
            personal: The id of the one that the sandbox's own credentials belong to, if it is among them.
        """
        for known in list(self.records.values()):
            self.delete(known)
        account = self._tokens.account
        for record in records:
            self.records[record.id] = record
            if record.id == personal:
                record.attributes["externalClientId"] = account.client_id
                self._tokens.clients[account.client_id] = account.client_secret
            elif record.attributes["isActive"]:
                self.renew_secret(record)

    def edit(self, record: Record, changes: dict[str, str | None]) -> None:
        """Change a client.

        Args:
            record: The client.
            changes: The new values of its attributes.
        """
        record.attributes |= changes
        record.attributes["version"] += 1
        record.attributes["updatedAt"] = stamp(self._clock.wall())

    def delete(self, record: Record) -> None:
        """Delete a client; nobody can log in with it any more.

        Args:
            record: The client.
        """
        del self.records[record.id]
        self._tokens.clients.pop(record.attributes["externalClientId"], None)

    def secret(self, record: Record) -> str | None:
        """Return the secret of a client, or None while it cannot be used.

        Args:
            record: The client.
        """
        return self._tokens.clients.get(record.attributes["externalClientId"])

    def renew_secret(self, record: Record) -> str:
        """Give a client that can be used a new secret; the old one is good for nothing from now on.

        Args:
            record: The client.
        """
        secret = secrets.token_hex(20)
        self._tokens.clients[record.attributes["externalClientId"]] = secret
        return secret

    def _new(self, user: str, name: str, description: str | None) -> Record:
        now = stamp(self._clock.wall())
        attributes = {
            "name": name,
            "description": description,
            "profile": "personal",
            "externalClientId": None,
            "isActive": False,
            "state": "requested",
            "createdAt": now,
            "updatedAt": now,
            "version": 1,
        }
        record = Record("api_client", new_id(self._random), attributes)
        record.link("creator", user)
        self.records[record.id] = record
        return record

    def _activate(self, record: Record, state: str) -> None:
        public = f"personal-client-{record.id}-{secrets.token_hex(4)}"
        record.attributes |= {"state": state, "isActive": True, "externalClientId": public}
        self._tokens.clients[public] = secrets.token_hex(20)
