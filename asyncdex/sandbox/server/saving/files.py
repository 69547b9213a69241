"""The pictures that belong to a saved sandbox, by names that JSON can hold."""

from __future__ import annotations

import hashlib


class Files:
    """Contents by name; the same content is kept once.

    Attributes:
        contents: The contents.
    """

    def __init__(self, contents: dict[str, bytes] | None = None) -> None:
        self.contents = contents if contents is not None else {}

    def put(self, content: bytes) -> str:
        """Keep a content, and return its name.

        Args:
            content: What to keep.
        """
        name = hashlib.sha256(content).hexdigest()
        self.contents[name] = content
        return name

    def take(self, name: str) -> bytes:
        """Return a content.

        Args:
            name: Its name.

        Raises:
            KeyError: If it is not there.
            ValueError: If it is not what it was.
        """
        content = self.contents[name]
        if hashlib.sha256(content).hexdigest() != name:
            raise ValueError("a picture is damaged")
        return content
