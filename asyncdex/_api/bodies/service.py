"""Bodies of what is about the service as a whole."""

from collections.abc import Sequence
from typing import Annotated, Required, TypedDict

from asyncdex._api.fields import Items, Value, number
from asyncdex._api.params import Identified, choice, identifier, text
from asyncdex.enum import LegacyType, ReportCategory, ThreadType

__all__ = ["LegacyBody", "ReportBody", "ThreadBody"]


class ReportBody(TypedDict, total=False):
    """What is reported, and why."""

    category: Required[Annotated[ReportCategory | str, Value("category", choice(ReportCategory))]]
    reason: Required[Annotated[Identified, Value("reason", identifier)]]
    thing: Required[Annotated[Identified, Value("objectId", identifier)]]
    details: Annotated[str, Value("details", text)]


class ThreadBody(TypedDict):
    """What a thread is about."""

    kind: Annotated[ThreadType | str, Value("type", choice(ThreadType))]
    thing: Annotated[Identified, Value("id", identifier)]


class LegacyBody(TypedDict):
    """Ids of old, all of one kind."""

    kind: Annotated[LegacyType | str, Value("type", choice(LegacyType))]
    ids: Annotated[Sequence[int], Items("ids", number(1), least=1)]
