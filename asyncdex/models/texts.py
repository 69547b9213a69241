"""Texts in several languages."""

from collections.abc import Mapping

from asyncdex.utils import DefaultAttrDict

__all__ = ["nothing", "texts"]


def nothing() -> None:
    """Return None: the text of a language that has none."""
    return


def texts(mapping: Mapping[str, str]) -> DefaultAttrDict[str | None]:
    """Return texts by language code, None for a language that is not there."""
    found: DefaultAttrDict[str | None] = DefaultAttrDict(default=nothing)
    found.update(mapping)
    return found
