"""Values of bodies that are maps: texts by language, links by site, settings of any shape."""

import re
from collections.abc import Collection, Iterable, Mapping
from math import isfinite
from typing import Any, Protocol, cast

from asyncdex.exceptions import InvalidArgument

from .params import HasId, text

__all__ = ["HasLinks", "addresses", "json_object", "localized", "texts_by_language"]

_KEY = re.compile(r"[a-zA-Z-]{2,8}")


def localized(argument: str, value: object, known: Collection[str] = ()) -> dict[str, str]:
    """Write texts by language code; a language whose text is None is left out.

    Args:
        argument: The argument, for errors.
        value: The texts.
        known: Codes that are taken as they are, since MangaDex uses them itself.
    """
    if not isinstance(value, Mapping):
        raise InvalidArgument(f"{argument} must map language codes to texts, not {value!r}")
    found: dict[str, str] = {}
    for key, item in cast("Mapping[object, object]", value).items():
        if not isinstance(key, str) or not (key in known or _KEY.fullmatch(key)):
            raise InvalidArgument(f"{argument} has the key {key!r}; it takes language codes such as 'en'")
        if item is not None:
            found[text(argument, key)] = text(f"{argument}[{key!r}]", item)
    return found


def texts_by_language(argument: str, value: object, known: Collection[str] = ()) -> dict[str, list[str]]:
    """Return several texts for each language code; one may stand alone. See :func:`localized`."""
    if not isinstance(value, Mapping):
        raise InvalidArgument(f"{argument} must map language codes to lists of texts, not {value!r}")
    found: dict[str, list[str]] = {}
    for key, items in cast("Mapping[object, object]", value).items():
        texts: object = () if items is None else [items] if isinstance(items, str) else items
        if not isinstance(texts, Iterable):
            raise InvalidArgument(f"{argument}[{key!r}] must be a list of texts, not {items!r}")
        for item in cast("Iterable[object]", texts):
            one = localized(argument, {key: text(f"{argument}[{key!r}]", item)}, known)
            for language, written in one.items():
                found.setdefault(language, []).append(written)
    return found


class HasLinks(Protocol):
    """Anything that can be written as values by key."""

    def to_dict(self) -> Mapping[str, str]:
        """Return the values by MangaDex's keys."""
        ...


def addresses(argument: str, value: object) -> dict[str, str]:
    """Write links: a mapping, or an object that can be one."""
    found = value
    if hasattr(value, "to_dict") and not isinstance(value, type | HasId):
        found = cast("HasLinks", value).to_dict()
    if not isinstance(found, Mapping):
        raise InvalidArgument(f"{argument} must map names of sites to links, not {value!r}")
    entries = cast("Mapping[object, object]", found).items()
    return {text(f"a key of {argument}", key): text(f"{argument}[{key!r}]", item) for key, item in entries}


def json_object(argument: str, value: object) -> dict[str, Any]:
    """Write a mapping whose content is the caller's own."""
    if not isinstance(value, Mapping):
        raise InvalidArgument(f"{argument} must be a mapping, not {value!r}")
    try:
        found: dict[str, Any] = _plain(argument, cast("object", value))
    except RecursionError as error:
        raise InvalidArgument(f"{argument} holds itself, or too many things in one another") from error
    return found


def _plain(argument: str, value: object) -> Any:
    """Return a value of the caller's own as JSON has it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text(argument, value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) and isfinite(value):
        return float(value)
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value).items()
        return {text(f"{argument} has a key that", key): _plain(argument, item) for key, item in entries}
    if isinstance(value, list | tuple):
        return [_plain(argument, item) for item in cast("Iterable[object]", value)]
    raise InvalidArgument(f"{argument} holds {value!r}, which JSON has no form for")
