"""Annotated types that several classes of filters share."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, TypeAlias

from asyncdex._api.params import Identified, Many, Single, choice, flag, identifier, instant, text
from asyncdex.enum import ContentRating, OrderDirection

__all__ = [
    "BINARY",
    "MOST_IDS",
    "RATING",
    "CreatedAfter",
    "Date",
    "Ids",
    "Keys",
    "Name",
    "PublishedAfter",
    "Ratings",
    "UpdatedAfter",
]

Date: TypeAlias = datetime | date | str
Keys: TypeAlias = Mapping[str, OrderDirection | str]

RATING = choice(ContentRating, without=(ContentRating.NO_RATING,))
BINARY = flag("0", "1")
MOST_IDS = 100

Ratings = Annotated[Sequence[ContentRating | str], Many("contentRating", RATING)]
CreatedAfter = Annotated[Date, Single("createdAtSince", instant)]
UpdatedAfter = Annotated[Date, Single("updatedAtSince", instant)]
PublishedAfter = Annotated[Date, Single("publishAtSince", instant)]
Ids = Annotated[Sequence[Identified], Many("ids", identifier, MOST_IDS)]
Name = Annotated[str, Single("name", text)]
