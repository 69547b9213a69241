"""What the files of a chapter are called."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from asyncdex.exceptions import InvalidArgument

from .formats import format_name
from .server import Page

__all__ = ["check_format", "extension_of", "page_paths"]

_IMAGES = frozenset({"avif", "gif", "jpeg", "jpg", "png", "webp"})
_ODD = re.compile(r"[^A-Za-z0-9]")


class _Number(int):
    """A page's number, which pads itself with zeros unless a format asks for something else."""

    width: int

    def __new__(cls, value: int, width: int) -> Self:
        self = super().__new__(cls, value)
        self.width = width
        return self

    def __format__(self, spec: str, /) -> str:
        return super().__format__(spec or f"0{self.width}d")


def check_format(file_format: str) -> None:
    """Refuse a format for files that cannot be used, before anything is sent.

    Args:
        file_format: The format string.

    Raises:
        InvalidArgument: It is broken, or names an unknown field or a folder.
    """
    _file_name(file_format, Page(1, "1.jpg"), width=1)


def page_paths(folder: Path, file_format: str, pages: Iterable[Page]) -> dict[Page, Path]:
    """Return where each page of a chapter goes.

    Args:
        folder: The chapter's folder.
        file_format: A format string in which ``{num}`` is the page's number, padded with zeros to the width
            of the last one, and ``{name}`` its name at MangaDex without the extension.
        pages: All pages of the chapter.

    Returns:
        A path for each page, with the extension it has at MangaDex.

    Raises:
        InvalidArgument: The format is unusable, or gives two pages the same name.
    """
    pages = list(pages)
    width = len(str(len(pages)))
    paths: dict[Page, Path] = {}
    taken: dict[str, int] = {}
    for page in pages:
        name = _file_name(file_format, page, width=width)
        # Names that differ only by case are one file on macOS and Windows.
        first = taken.setdefault(name.casefold(), page.number)
        if first != page.number:
            both = f"pages {first} and {page.number}"
            raise InvalidArgument(f"{file_format!r} gives {both} the same name; {{num}} keeps them apart")
        paths[page] = folder / name
    return paths


def _file_name(file_format: str, page: Page, *, width: int) -> str:
    """Return the name of a page's file."""
    stem, dot, extension = page.name.rpartition(".")
    fields = {"num": _Number(page.number, width), "name": stem if dot else extension}
    return format_name(file_format, fields, extension_of(page.name))


def extension_of(name: str) -> str:
    """Return the extension of a page's name with its dot, made harmless where it is not one of an image.

    Args:
        name: The page's file name at MangaDex, trusted or not.
    """
    text = name.rpartition(".")[2] if "." in name else ""
    if text.lower() in _IMAGES:
        return f".{text}"
    return f".{_ODD.sub('', text)[:8].lower() or 'bin'}"
