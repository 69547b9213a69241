"""Checksums of pages: MangaDex writes the SHA-256 of a page into its name, though it does not promise to."""

import hashlib
import re

__all__ = ["Verifier", "expected_digest"]

_NAME = re.compile(r"-([0-9a-fA-F]{64})(?:\.[^.]*)?\Z")


def expected_digest(name: str) -> str | None:
    """Return the digest that a page's name carries.

    Args:
        name: The page's name at MangaDex, usually ``<page>-<64 hexadecimal digits>.<extension>``.

    Returns:
        The SHA-256 in lower-case hexadecimal digits, or None where the name carries none.
    """
    found = _NAME.search(name)
    return None if found is None else found[1].lower()


class Verifier:
    """Adds up the content of a page while it arrives.

    Args:
        name: The page's name at MangaDex.
    """

    __slots__ = ("_digest", "_sum", "size")

    size: int

    def __init__(self, name: str) -> None:
        self.size = 0
        self._digest = expected_digest(name)
        self._sum = hashlib.sha256()

    def update(self, chunk: bytes) -> None:
        """Add the next bytes."""
        self.size += len(chunk)
        if self._digest is not None:
            self._sum.update(chunk)

    def verdict(self) -> bool | None:
        """Return whether the content is what the name says, or None where the name says nothing."""
        return None if self._digest is None else self._sum.hexdigest() == self._digest
