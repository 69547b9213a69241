"""Annotated types that several bodies share."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from asyncdex._api.fields import Value, filled, matching, number
from asyncdex._api.params import Identified

__all__ = ["AltTitles", "Many", "Name", "Texts", "Version", "chapter_number", "link"]

Many = Sequence[Identified]
Texts = Mapping[str, str | None]
AltTitles = Sequence[Texts]

Name = Annotated[str, Value("name", filled)]
Version = Annotated[int, Value("version", number(1))]

#: Writes the number of a chapter, or of the volume it is in; an empty text is allowed.
chapter_number = matching(
    r"(?:(?:0|[1-9]\d*)(?:\.\d+)?[a-z]?)?", "a number of at most 8 characters such as '12', '12.5' or '3a'", 8
)


def link(name: str, *hosts: str, below: bool = True) -> Value:
    """Return a field for an address.

    Args:
        name: MangaDex's name of the field.
        hosts: The hosts that it may be at; none for any.
        below: Whether subdomains of them will do as well.
    """
    if not hosts:
        return Value(name, matching(r"https?://.+", "an address that begins with http(s)://"), nullable=True)
    either = "|".join(host.replace(".", r"\.") for host in hosts)
    like = f"an address at {' or '.join(hosts)}"
    before = r"(?:[\w-]+\.)?" if below else ""
    return Value(name, matching(rf"https?://{before}(?:{either})(?:/.*)?", like), nullable=True)
