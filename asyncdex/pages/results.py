"""What a download tells about its pages."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from asyncdex.exceptions import InvalidArgument

__all__ = ["PageProgress", "PageResult", "check_count"]


def check_count(name: str, value: object) -> None:
    """Make sure that an argument is a whole number from 0 on.

    Args:
        name: What the caller calls it.
        value: What was given.

    Raises:
        InvalidArgument: It is something else.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InvalidArgument(f"{name} must be at least 0, not {value!r}")


class PageResult(msgspec.Struct, frozen=True):
    """One page that is there.

    Args:
        number: Its number, from 1.
        name: Its file name at MangaDex.
        path: Where it is, or None where it is in memory.
        data: Its content, or None where it is on disk.
        size: How many bytes it has.
        verified: Whether it is what the checksum in its name says; None where that is not known.
        skipped: Whether it was there before and therefore not fetched.
    """

    number: int
    name: str
    path: Path | None
    data: bytes | None
    size: int
    verified: bool | None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class PageProgress:
    """One page more.

    Args:
        number: The number of the page that is there now, from 1; pages arrive in any order.
        total: How many pages the chapter has.
        done: How many of them are there.
        bytes: How many bytes this page has.
        path: Where it is, or None where it is in memory.
    """

    number: int
    total: int
    done: int
    bytes: int
    path: Path | None
