"""Which content type an image has, by the ending of its name."""

from __future__ import annotations


def content_type(name: str) -> str:
    """Return the content type of an image.

    Args:
        name: The file name.
    """
    ending = name.rpartition(".")[2]
    return {"png": "image/png", "gif": "image/gif"}.get(ending, "image/jpeg")
