"""Names of files and folders that Linux, macOS and Windows all take."""

import re
import unicodedata

from asyncdex.exceptions import InvalidArgument

__all__ = ["MAX_BYTES", "clean", "cut", "safe_name"]

#: File systems allow 255 bytes; the rest is left for whoever copies or archives the files under longer names.
MAX_BYTES = 150

_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
#: Marks that reverse the reading direction can make ``gpj.exe`` look like ``exe.jpg``.
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: What Windows reserves, control characters, and halves of surrogate pairs, which have no UTF-8.
_RESERVED = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_TRAILING = re.compile(r"[\s.]+\Z")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")
#: Windows looks only at what stands before the first dot, and takes superscript digits for digits.
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)


def safe_name(text: str, *, max_bytes: int = MAX_BYTES, keep_extension: bool = False) -> str:
    """Return a text as one component of a path, safe on every system.

    Making a safe name of a safe name changes nothing.

    Args:
        text: Any text, trusted or not.
        max_bytes: The longest result, in bytes of UTF-8; at least 1.
        keep_extension: Whether a text that is too long is shortened before its extension, not at its end.

    Returns:
        A name that is never empty, has no separator, no reserved or control character, no dot at its start,
        no dot or space at its end, and is no device of Windows.

    Raises:
        InvalidArgument: The limit leaves no room for a name.
    """
    if max_bytes < 1:
        raise InvalidArgument(f"max_bytes must be at least 1, not {max_bytes}")
    name = _fit(_tidy(clean(text)), max_bytes, keep_extension=keep_extension)
    if _DEVICE.match(name):
        name = _fit(f"_{name}", max_bytes, keep_extension=keep_extension)
    return name


def clean(text: str) -> str:
    """Return a text in normal form C without the characters that no file name may hold."""
    text = _BREAKS.sub(" ", text)
    # What is taken out can bring characters together that compose, hence the normalisation afterwards.
    text = unicodedata.normalize("NFC", _DIRECTIONS.sub("", text))
    return _RESERVED.sub("_", text)


def cut(text: str, max_bytes: int) -> str:
    """Return the longest start of a text with at most so many bytes of UTF-8, no character cut in half."""
    return text.encode("utf-8", "replace")[:max_bytes].decode("utf-8", "ignore")


def _tidy(text: str) -> str:
    """Return a text without hiding dots and trailing dots and spaces, and an underscore for nothing."""
    text = text.strip()
    if text.startswith("."):
        text = f"_{text[1:]}"
    return _TRAILING.sub("", text) or "_"


def _fit(name: str, max_bytes: int, *, keep_extension: bool) -> str:
    """Return a tidy name shortened to a number of bytes."""
    if len(name.encode()) <= max_bytes:
        return name
    found = _EXTENSION.search(name) if keep_extension else None
    # An extension that leaves no room for a name before it is given up.
    if found is None or len(found[0]) >= max_bytes:
        return _tidy(cut(name, max_bytes))
    return _tidy(cut(name[: found.start()], max_bytes - len(found[0]))) + found[0]
