"""Paths from format strings: the caller's format is trusted, the values filled in are not."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from asyncdex.exceptions import InvalidArgument

from .names import MAX_BYTES, clean, cut, safe_name

__all__ = ["format_name", "format_path"]

_FORMATTER = Formatter()


class _Piece(NamedTuple):
    """Some literal text and the field that follows it, where one does."""

    literal: str
    field: str | None
    spec: str | None
    conversion: str | None


def format_path(folder_format: str, fields: Mapping[str, object], *, windows: bool = os.name == "nt") -> Path:
    """Return the folder that a format names.

    The format is split into components before anything is filled in, so a slash or ``..`` inside a title
    stays inside its component. Components without a field are the caller's own and are kept as they are:
    the format may be absolute, or climb with ``..``.

    Args:
        folder_format: A format string such as ``/srv/manga/{manga}/{chapter_num}``.
        fields: What may be filled in; None counts as an empty text.
        windows: Whether a backslash separates components too.

    Returns:
        The path, as absolute or relative as the format is.

    Raises:
        InvalidArgument: The format is broken or names an unknown field.
    """
    text = folder_format.replace("\\", "/") if windows else folder_format
    return Path("/".join(_component(part, folder_format, fields) for part in text.split("/")))


def format_name(file_format: str, fields: Mapping[str, object], extension: str = "") -> str:
    """Return the file name that a format makes.

    Args:
        file_format: A format string such as ``{num}``, without an extension.
        fields: What may be filled in; None counts as an empty text.
        extension: The extension to add, with its dot; short, and safe already.

    Returns:
        One safe component of a path.

    Raises:
        InvalidArgument: The format is broken, names an unknown field or a folder.
    """
    if "/" in file_format or "\\" in file_format:
        raise InvalidArgument(f"{file_format!r} must name a file, without a folder")
    pieces = _parse(file_format, file_format, fields)
    stem = _render(pieces, file_format, fields, MAX_BYTES - len(extension))
    return safe_name(stem + extension, keep_extension=True)


def _component(part: str, whole: str, fields: Mapping[str, object]) -> str:
    """Return one component of a path, filled in."""
    pieces = _parse(part, whole, fields)
    if all(piece.field is None for piece in pieces):
        return "".join(piece.literal for piece in pieces)
    return safe_name(_render(pieces, whole, fields, MAX_BYTES))


def _parse(part: str, whole: str, fields: Mapping[str, object]) -> list[_Piece]:
    """Return the pieces of a format whose fields are all known."""
    try:
        pieces = [_Piece(*piece) for piece in _FORMATTER.parse(part)]
    except ValueError as error:
        raise InvalidArgument(f"the format {whole!r} is broken: {error}") from None
    for piece in pieces:
        if piece.field is not None and piece.field not in fields:
            raise InvalidArgument(_unknown(piece.field, whole, fields))
    return pieces


def _unknown(field: str, whole: str, fields: Mapping[str, object]) -> str:
    """Return what to say about a field there is none of."""
    near = get_close_matches(field, fields, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    known = ", ".join(sorted(fields))
    return f"the format {whole!r} has the unknown field {field!r}{hint} Known fields: {known}"


def _render(pieces: list[_Piece], whole: str, fields: Mapping[str, object], room: int) -> str:
    """Return the filled-in text, with the longest values cut until it fits.

    Cutting the end of the text instead would take the number off ``{title} {num}`` and give many chapters
    one name.
    """
    used = {piece.field for piece in pieces if piece.field is not None}
    values = {name: _value(fields[name]) for name in used}
    while (excess := _size(text := _fill(pieces, values, whole)) - room) > 0:
        lengths = {name: _size(value) for name, value in values.items() if isinstance(value, str) and value}
        if not lengths:
            break  # The format's own text is too long, which is cut at its end.
        longest = max(lengths, key=lambda name: (lengths[name], name))
        values[longest] = cut(str(values[longest]), max(lengths[longest] - excess, 0))
    return text


def _value(value: object) -> object:
    """Return a value as it is filled in: texts made safe, anything else left to its own formatting."""
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) else value


def _size(text: str) -> int:
    """Return the bytes a text has in UTF-8."""
    return len(text.encode("utf-8", "replace"))


def _fill(pieces: list[_Piece], values: Mapping[str, object], whole: str) -> str:
    """Return the text of the pieces with the values in their places."""
    text = ""
    for piece in pieces:
        text += piece.literal
        if piece.field is None:
            continue
        try:
            value = _FORMATTER.convert_field(values[piece.field], piece.conversion)
            text += format(value, piece.spec or "")
        except (TypeError, ValueError) as error:
            raise InvalidArgument(f"the format {whole!r} is broken at {piece.field!r}: {error}") from None
    return text
