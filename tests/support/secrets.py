"""The passwords and tokens of a run, and looking for them where they must not be."""

import json
import re
from collections import defaultdict
from urllib.parse import quote, quote_plus

__all__ = ["SECRETS", "distinctive", "find", "note", "secret"]

#: All secrets so far.
SECRETS = set()

_SHORTEST, _FEWEST_CHARACTERS = 8, 5
_ORDINARY = re.compile(r"[A-Za-z]+|[\d.:T+Z-]+")


def distinctive(text):
    """Return whether a text can only be found where it was put: words, numbers and dates may be anywhere."""
    return len(text) >= _SHORTEST and len(set(text)) >= _FEWEST_CHARACTERS and not _ORDINARY.fullmatch(text)


def secret(text):
    """Have a text looked for in everything that the run shows, and return it.

    Raises:
        ValueError: It might turn up by chance.
    """
    if not distinctive(text):
        raise ValueError(f"{text!r} may turn up by chance: take a longer one, with digits among its letters")
    SECRETS.add(text)
    return text


def note(*values):
    """Have values looked for that were given out as secrets, as far as they are distinctive texts."""
    SECRETS.update(value for value in values if isinstance(value, str) and distinctive(value))


def spellings(text):
    """Return how a text is written in URLs, in JSON and in Python's representations."""
    return {text, quote(text, safe=""), quote_plus(text), json.dumps(text)[1:-1], repr(text)[1:-1]}


def find(texts, secrets):
    """Return which secret stands in which text, as pairs of text and secret.

    Args:
        texts: What was shown.
        secrets: What must not be in it.
    """
    by_beginning = defaultdict(list)
    for hidden in secrets:
        for spelling in spellings(hidden):
            by_beginning[spelling[:_SHORTEST]].append((spelling, hidden))
    found = []
    for text in texts:
        for start in range(len(text) - _SHORTEST + 1):
            for spelling, hidden in by_beginning.get(text[start : start + _SHORTEST], ()):
                if text.startswith(spelling, start):
                    found.append((text, hidden))
    return list(dict.fromkeys(found))
