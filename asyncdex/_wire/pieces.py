"""Lists of which the same few objects stand in many, as tags do in all manga.

Each tag ends with the list of its relationships, which is empty, and has no other list in it. Cut at the
brackets that open lists, a list of tags falls into its objects, and those that have been seen before need not
be decoded again. A piece that is no object by itself has been cut elsewhere: then the list is decoded as a
whole.

It pays for objects of few bytes: looking up a text costs as much as decoding one that is mostly skipped.
"""

from typing import Any, Generic, TypeVar

import msgspec

from .later import UNREADABLE
from .lookup import found_in

__all__ = ["Pieces"]

T = TypeVar("T", bound=msgspec.Struct)

#: Where a list is cut: a single byte, which is looked for several times as fast as more of them.
_CUT = b"["
#: What is behind the last cut, what is between an object's cut and the next object, and what an object lacks.
_END, _SEAM, _REST = b"]}]", b"]},", b"[]}"
#: How many pieces a list has at least: what is before it, an object, and its end.
_LEAST = 3

#: How many objects are remembered; MangaDex has about eighty tags.
_MOST = 500


class Pieces(Generic[T]):
    """The objects that were seen lately, by their text.

    Args:
        shape: What an object decodes into, a frozen struct.
    """

    def __init__(self, shape: type[T]) -> None:
        self._shape = shape
        #: By the piece that an object makes, which is another one where it is the first of its list.
        self._known: dict[bytes, T] = {}
        self._decoder: msgspec.json.Decoder[Any] | None = None

    def of(self, text: bytes) -> tuple[T, ...] | None:
        """Return the objects of a list, or None where it has to be decoded as a whole.

        Args:
            text: The list as JSON.
        """
        pieces = text.split(_CUT)
        if len(pieces) < _LEAST or pieces.pop() != _END or pieces[0]:
            return None
        del pieces[0]
        found = found_in(self._known, pieces)
        if found is not None:
            return found
        try:
            return tuple([self._one(piece, first=not place) for place, piece in enumerate(pieces)])
        except UNREADABLE:
            return None

    def _one(self, piece: bytes, *, first: bool) -> T:
        """Return the object that a piece is, and remember it for lists to come."""
        known = self._known.get(piece)
        if known is not None:
            return known
        if not first and not piece.startswith(_SEAM):
            raise msgspec.DecodeError("cut inside of an object")
        other = piece[len(_SEAM) :] if not first else _SEAM + piece
        found = self._known.get(other)
        if found is None:
            found = self._decoded(piece if first else other)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[piece] = found
        return found

    def _decoded(self, text: bytes) -> T:
        if self._decoder is None:
            self._decoder = msgspec.json.Decoder(self._shape)
        found: T = self._decoder.decode(text + _REST)
        return found
