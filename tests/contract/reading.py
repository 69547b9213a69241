"""A reader of the contract: headings, each with a signature and the sentences that belong to it.

A heading is named by what it is about, below ``asyncdex``: ``MangadexClient.login``. What is said of a
parameter belongs to ``MangadexClient.login(password)``, and what stands under a label such as "Raises" to
``MangadexClient.login:raises``. Sentences count from 1; number 0 is the signature itself.
"""

import re
from dataclasses import dataclass, field

__all__ = ["Heading", "read_contract", "sentences_of"]

_LABELS = {"Note", "Parameters", "Raises", "Return type", "Returns", "Warning"}

_OWNER = re.compile(r"(?:class|exception) asyncdex\.(?P<name>[\w.]+)(?:\(.*)?")
_OTHER = re.compile(r"asyncdex\.(?P<name>[\w.]+)[(:].*")
_MEMBER = re.compile(r"(?:(?:async|property) )?(?P<name>[a-z_]+)[(:].*|property (?P<property>[a-z_]+)")
_PARAMETER = re.compile(r"(?: *• )?(?P<name>\w+) (?:\([^–]*\) )?– (?P<text>.+)")
_SECTION = re.compile(r"[A-Z][a-z]+")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass
class Heading:
    """What is said of one thing."""

    #: The line as it stands there; empty where there is none.
    signature: str = ""
    sentences: list[str] = field(default_factory=list)

    @property
    def numbers(self):
        """The numbers by which a test can name what stands here."""
        return range(0 if self.signature else 1, len(self.sentences) + 1)


def read_contract(text):
    """Return all headings by their names."""
    return _Reader().read(text)


def sentences_of(text):
    """Return the sentences of a paragraph; one without a full stop is one too."""
    return _END_OF_SENTENCE.split(text.strip())


class _Reader:
    def __init__(self):
        self.headings = {}
        self.owner = self.entry = self.label = ""

    def read(self, text):
        title, *lines = (line for line in text.splitlines() if line.strip())
        self.entry = title.strip()
        for line in lines:
            self._take(line.rstrip())
        return self.headings

    def _take(self, line):
        if line in _LABELS:
            self.label = line.lower()
        elif _SECTION.fullmatch(line):
            self.owner = self.entry = self.label = ""
        elif self._opens(line):
            self.label = ""
        elif self.label == "parameters":
            parameter = _PARAMETER.fullmatch(line)
            self._add(f"{self.entry}({parameter['name']})", parameter["text"])
        else:
            self._add(f"{self.entry}:{self.label}" if self.label else self.entry, line)

    def _opens(self, line):
        """Begin an entry, if the line is the signature of one."""
        if found := _OWNER.fullmatch(line):
            self.owner = self.entry = found["name"]
        elif found := _OTHER.fullmatch(line):
            self.owner, self.entry = "", found["name"]
        elif self.owner and (found := _MEMBER.fullmatch(line)):
            self.entry = f"{self.owner}.{found['name'] or found['property']}"
        else:
            return False
        self.headings[self.entry] = Heading(line)
        return True

    def _add(self, name, text):
        self.headings.setdefault(name, Heading()).sentences.extend(sentences_of(text))
