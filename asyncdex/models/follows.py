"""Whether the account follows something."""

from typing import TYPE_CHECKING

from asyncdex.exceptions import NotFound

if TYPE_CHECKING:
    from asyncdex._api import Endpoint
    from asyncdex._wire import Done

    from .wiring import ClientLike

__all__ = ["is_followed"]


async def is_followed(client: "ClientLike", row: "Endpoint[Done]", id: str) -> bool:
    """Return whether the account follows something.

    Args:
        client: The client to call with.
        row: The operation that says so; 404 is its way to say no.
        id: The id of what it may follow.
    """
    try:
        await client.api.call(row, id)
    except NotFound as error:
        if error.json is None:
            raise  # somebody else's page says that it is not found
        return False
    return True
