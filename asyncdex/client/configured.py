"""Clients made from environment variables and from files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Self

from asyncdex import client

__all__ = ["Configured"]


class Configured:
    """The part of the client that is made from what stands outside the program."""

    if TYPE_CHECKING:

        def __init__(self, **options: Any) -> None: ...

    @classmethod
    def from_environment_variables(
        cls,
        *,
        username_variable_name: str = "asyncdex_username",
        password_variable_name: str = "asyncdex_password",  # noqa: S107 - the name of a variable
        refresh_token_variable_name: str = "asyncdex_refresh_token",  # noqa: S107 - likewise
        client_id_variable_name: str = "asyncdex_client_id",
        client_secret_variable_name: str = "asyncdex_client_secret",  # noqa: S107 - likewise
        anonymous_variable_name: str = "asyncdex_anonymous",
        sleep_on_ratelimit_variable_name: str = "asyncdex_sleep_on_ratelimit",
        api_url_variable_name: str = "asyncdex_api_url",
        auth_url_variable_name: str = "asyncdex_auth_url",
        **fallbacks: Any,
    ) -> Self:
        """Make a client from environment variables.

        A variable is looked for by its name as it is given and in capitals. One that is not set, or empty, is
        left out.

        Args:
            username_variable_name: The variable that holds the account.
            password_variable_name: The one that holds its password.
            refresh_token_variable_name: The one that holds a refresh token.
            client_id_variable_name: The one that holds the id of the personal API client.
            client_secret_variable_name: The one that holds its secret.
            anonymous_variable_name: The one that says whether to stay logged out: true or false.
            sleep_on_ratelimit_variable_name: The one that says whether limits are waited for.
            api_url_variable_name: The one that holds the address of the API.
            auth_url_variable_name: The one that holds the address of the token service.
            fallbacks: What else to make the client with; variables go before it.

        Raises:
            InvalidArgument: A variable holds what cannot be right.

        Example:
            >>> client = MangadexClient.from_environment_variables(api_url="http://127.0.0.1:8000")
        """
        names = {
            "username": username_variable_name,
            "password": password_variable_name,
            "refresh_token": refresh_token_variable_name,
            "client_id": client_id_variable_name,
            "client_secret": client_secret_variable_name,
            "anonymous": anonymous_variable_name,
            "sleep_on_ratelimit": sleep_on_ratelimit_variable_name,
            "api_url": api_url_variable_name,
            "auth_url": auth_url_variable_name,
        }
        return cls(**{**fallbacks, **client.in_variables(names)})

    @classmethod
    def from_config(
        cls, file_name: str | os.PathLike[str], *, section_name: str = "asyncdex", **fallbacks: Any
    ) -> Self:
        """Make a client from a section of an ini file.

        Its keys are the client's arguments: credentials, addresses, ``user_agent``, ``anonymous``,
        ``sleep_on_ratelimit``, ``max_ratelimit_wait``, ``timeout``, and, separated by commas, ``languages``,
        ``content_ratings``, ``blocked_groups``, ``blocked_uploaders`` and ``excluded_tags``.

        Args:
            file_name: The file.
            section_name: The section.
            fallbacks: What else to make the client with; the file goes before it.

        Raises:
            OSError: The file cannot be read.
            InvalidArgument: It is no ini file, or holds what cannot be right.

        Example:
            >>> client = MangadexClient.from_config("bot.ini")
        """
        return cls(**{**fallbacks, **client.in_ini(file_name, section_name)})

    @classmethod
    def from_json(cls, file_name: str | os.PathLike[str], **fallbacks: Any) -> Self:
        """Make a client from a JSON file that holds one object.

        Its keys are those of :meth:`from_config`; lists are lists, and null leaves a key out.

        Args:
            file_name: The file.
            fallbacks: What else to make the client with; the file goes before it.

        Raises:
            OSError: The file cannot be read.
            InvalidArgument: It holds no JSON object, or what cannot be right.

        Example:
            >>> client = MangadexClient.from_json("bot.json")
        """
        return cls(**{**fallbacks, **client.in_json(file_name)})
