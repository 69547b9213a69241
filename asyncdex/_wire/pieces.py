"""Lists of which the same few objects stand in many, as tags do in all manga.

As MangaDex writes lists, all that stands between two objects is always the same. Cut there, a list falls into
its objects, and those that have been seen before need not be decoded again. A piece that is no object by
itself has been cut inside of one: then the list is decoded as a whole.

It pays for objects of few bytes: looking up a text costs as much as decoding one that is mostly skipped.
"""

from typing import Any, Generic, TypeVar, cast

import msgspec

from .later import UNREADABLE

__all__ = ["Pieces"]

T = TypeVar("T", bound=msgspec.Struct)

#: How an object begins, and what stands before the first, between two and behind the last one.
_HEAD = b'{"id":'
_BEGIN, _SEAM, _END = b"[" + _HEAD, b"}," + _HEAD, b"}]"

#: How many objects are remembered; MangaDex has about eighty tags.
_MOST = 500


class Pieces(Generic[T]):
    """The objects that were seen lately, by their text.

    Args:
        shape: What an object decodes into, a frozen struct.
    """

    def __init__(self, shape: type[T]) -> None:
        self._shape = shape
        self._known: dict[bytes, T] = {}
        self._decoder: msgspec.json.Decoder[Any] | None = None

    def of(self, text: bytes) -> tuple[T, ...] | None:
        """Return the objects of a list, or None where it has to be decoded as a whole.

        Args:
            text: The list as JSON.
        """
        if not (text.startswith(_BEGIN) and text.endswith(_END)):
            return None
        known = self._known
        pieces = text[len(_BEGIN) : -len(_END)].split(_SEAM)
        found = tuple(map(known.get, pieces))
        if all(found):
            return cast("tuple[T, ...]", found)
        try:
            return tuple([known.get(piece) or self._learnt(piece) for piece in pieces])
        except UNREADABLE:
            return None

    def _learnt(self, piece: bytes) -> T:
        """Return the object that a piece is, and remember it for lists to come."""
        if self._decoder is None:
            self._decoder = msgspec.json.Decoder(self._shape)
        found: T = self._decoder.decode(_HEAD + piece + b"}")
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[piece] = found
        return found
