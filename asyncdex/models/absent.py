"""What a 404 says is not there."""

import re

from asyncdex.exceptions import HTTPException

__all__ = ["is_of_another"]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_of_another(error: HTTPException, id: str) -> bool:
    """Return whether a 404 names something else than the object it was about, such as an author of a manga.

    Args:
        error: The 404.
        id: The id of the object that the call was about.
    """
    named = {found for item in error.errors for found in _UUID.findall(f"{item.get('detail')}".lower())}
    return bool(named) and id.lower() not in named
