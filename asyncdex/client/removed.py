"""Names of AsyncDex for what MangaDex has taken out of its API: they say so, and send nothing."""

from __future__ import annotations

from typing import NoReturn

from asyncdex import exceptions

__all__ = ["Removed"]

_SITE = "It is done at https://mangadex.org by hand."


class Removed:
    """The part of the client that knew how to make and recover accounts."""

    async def create(
        self,
        username: str,
        password: str,
        email: str,
        login: bool = True,  # noqa: FBT001, FBT002 - AsyncDex's signature
        store_credentials: bool = True,  # noqa: FBT001, FBT002 - as above
    ) -> NoReturn:
        """Say that accounts are no longer made through the API.

        Args:
            username: The name that the account was to have.
            password: Its password.
            email: Its address.
            login: Whether the client was to log in.
            store_credentials: Whether the client was to keep them.

        Raises:
            NotOffered: Always; nothing is sent.
        """
        raise exceptions.NotOffered("the creation of accounts through its API any more", _SITE)

    async def activate_account(self, code: str) -> NoReturn:
        """Say that accounts are no longer activated through the API.

        Args:
            code: The code from the mail.

        Raises:
            NotOffered: Always; nothing is sent.
        """
        raise exceptions.NotOffered("the activation of accounts through its API any more", _SITE)

    async def resend_activation_code(self, email: str) -> NoReturn:
        """Say that activation codes are no longer sent through the API.

        Args:
            email: The account's address.

        Raises:
            NotOffered: Always; nothing is sent.
        """
        raise exceptions.NotOffered("activation codes through its API any more", _SITE)

    async def reset_password_email(self, email: str) -> NoReturn:
        """Say that passwords are no longer recovered through the API.

        Args:
            email: The account's address.

        Raises:
            NotOffered: Always; nothing is sent.
        """
        raise exceptions.NotOffered("the recovery of passwords through its API any more", _SITE)

    async def finish_password_reset(
        self,
        code: str,
        new_password: str,
        store_new_password: bool = True,  # noqa: FBT001, FBT002 - as above
    ) -> NoReturn:
        """Say that passwords are no longer recovered through the API.

        Args:
            code: The code from the mail.
            new_password: What the password was to be.
            store_new_password: Whether the client was to keep it.

        Raises:
            NotOffered: Always; nothing is sent.
        """
        raise exceptions.NotOffered("the recovery of passwords through its API any more", _SITE)
