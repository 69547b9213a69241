"""Ids that can be worked out from a place in the catalogue, and places that can be read off ids."""

from __future__ import annotations

from hashlib import blake2b

_HALF = 8
# A UUID of version 4 fixes four bits of its first half and two of its second one.
_VERSION_BITS, _VERSION = 0xF000, 0x4000
_VARIANT = 1 << 63
_PLACE_BITS = (1 << 62) - 1
_LENGTH = 36


class IdSpace:
    """Gives everything in a world an id without keeping a list of them.

    The first half of an id is a digest of what it stands for. The second half is the place, hidden behind a
    digest of the first half. So an id leads back to its place, and one that was made up leads nowhere.

    Args:
        seed: Decides all ids.

    Example:
        >>> ids = IdSpace("a world")
        >>> ids.place("manga", ids.id("manga", 12))
        12
    """

    def __init__(self, seed: str) -> None:
        self._key = blake2b(seed.encode(), digest_size=32).digest()

    def id(self, kind: str, place: int) -> str:
        """Return the UUID of an entity.

        Args:
            kind: Its type, at most 16 letters.
            place: Its number among its kind, from 0.
        """
        first = int.from_bytes(self._digest(place.to_bytes(_HALF, "big"), kind), "big")
        first = first & ~_VERSION_BITS | _VERSION
        second = _VARIANT | place ^ self._mask(first, kind)
        text = f"{first:016x}{second:016x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def place(self, kind: str, identifier: str) -> int | None:
        """Return the number that an entity has among its kind, or None if the id is not from here.

        Args:
            kind: Its type.
            identifier: Its UUID, in small letters.
        """
        if len(identifier) != _LENGTH:
            return None
        try:
            number = int(identifier.replace("-", ""), 16)
        except ValueError:
            return None
        first, second = number >> 64, number & (_VARIANT | _VARIANT - 1)
        place = second & _PLACE_BITS ^ self._mask(first & (1 << 64) - 1, kind)
        return place if self.id(kind, place) == identifier else None

    def _mask(self, first: int, kind: str) -> int:
        return int.from_bytes(self._digest(first.to_bytes(_HALF, "big"), kind), "big") & _PLACE_BITS

    def _digest(self, content: bytes, kind: str) -> bytes:
        return blake2b(content, digest_size=_HALF, key=self._key, person=kind.encode()).digest()
