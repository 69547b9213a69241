"""The passwords and tokens that tests use, so that they can be looked for where they must not be."""

import re

__all__ = ["SECRETS", "distinctive", "secret"]

#: All secrets so far.
SECRETS = set()

_SHORTEST, _FEWEST_CHARACTERS = 8, 5


def distinctive(text):
    """Return whether a text can only be found where it was put: an ordinary word may be anywhere."""
    return (
        len(text) >= _SHORTEST
        and len(set(text)) >= _FEWEST_CHARACTERS
        and re.fullmatch(r"[A-Za-z]+|[\d.:T+Z-]+", text) is None
    )


def secret(text):
    """Have a text looked for in everything that the run shows; return it.

    Raises:
        ValueError: It might turn up by chance.
    """
    if not distinctive(text):
        raise ValueError(
            f"{text!r} is no distinctive secret: take a longer one, with digits among its letters"
        )
    SECRETS.add(text)
    return text
