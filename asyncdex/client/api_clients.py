"""API clients, and what settings must look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

import asyncdex
from asyncdex import _api, models
from asyncdex._api import table

from .base import Base

__all__ = ["ApiClients"]


class ApiClients(Base):
    """The part of the client that is about programs: what they log in with, and what they keep."""

    def get_api_clients(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.ApiClientFilters]
    ) -> models.Pager[models.ApiClient]:
        """List the account's API clients; see :meth:`get_mangas`.

        Args:
            limit: How many clients at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows the list, such as ``state="approved"``.

        Returns:
            An asynchronous iterator over fetched clients, which raises :class:`Unauthorized` without a login.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        MangaDex: ``GET /client``.
        """
        return models.Pager(
            table.CLIENT_LIST,
            models.ApiClient,
            self,
            params=dict(filters),
            limit=limit,
            read_ahead=read_ahead,
        )

    def get_api_client(self, id: str) -> models.ApiClient:
        """Return the API client with an id, not fetched yet; see :meth:`get_manga`.

        Args:
            id: The UUID, which is not the ``client_id`` to log in with.

        Raises:
            InvalidID: It is no UUID.

        MangaDex: ``GET /client/{id}``, by its ``fetch()``.
        """
        return models.ApiClient(self, id=id)

    async def create_api_client(
        self,
        name: str,
        *,
        description: str | None = None,
        profile: asyncdex.ApiClientProfile | str = "personal",
    ) -> models.ApiClient:
        """Make an API client, which MangaDex's staff may have to approve of before it can be used.

        Args:
            name: The name, of 5 to 32 characters.
            description: What it is for, in at most 256 characters.
            profile: Whom it is for; there are personal ones only.

        Returns:
            The client.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> made = await client.create_api_client("my-bot")
            >>> made.client_id, await made.secret()

        MangaDex: ``POST /client``.
        """
        body = {"name": name, "description": description, "profile": profile}
        data = (await self.api.call(table.CLIENT_CREATE, body=body)).data
        return models.ApiClient.of(self, data)

    # Templates of settings

    async def get_settings_template(self) -> dict[str, Any]:
        """Return what settings must look like today.

        Returns:
            A JSON Schema.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /settings/template``.
        """
        return await self.api.call(table.SETTINGS_TEMPLATE)

    async def get_settings_template_version(self, version: str) -> dict[str, Any]:
        """Return what settings had to look like in some version.

        Args:
            version: The id of the template, such as :class:`Settings` names it.

        Returns:
            A JSON Schema.

        Raises:
            InvalidArgument: The version is no UUID; nothing was sent.
            NotFound: There is no such template.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /settings/template/{version}``.
        """
        return await self.api.call(table.SETTINGS_TEMPLATE_VERSION, _api.identifier("version", version))

    async def create_settings_template(self, template: Mapping[str, Any]) -> dict[str, Any]:
        """Make a template of settings, which only MangaDex's staff may do.

        Args:
            template: A JSON Schema.

        Returns:
            The template.

        Raises:
            InvalidArgument: It is no mapping, or has no JSON; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        MangaDex: ``POST /settings/template``.
        """
        return await self.api.call(table.SETTINGS_TEMPLATE_CREATE, body={"template": template})
