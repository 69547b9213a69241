"""Invented authors, groups and users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.dates import dates, some_moment
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.catalogue.words import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    GROUP_ENDINGS,
    GROUP_NAMES,
    USER_NAMES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

AUTHOR_LINKS = (
    "twitter", "pixiv", "melonBook", "fanBox", "booth", "namicomi", "nicoVideo", "skeb", "fantia", "tumblr",
    "youtube", "weibo", "naver", "website",
)  # fmt: skip
_FOCUS: tuple[list[str] | None, ...] = (["en"], ["en", "es-la"], ["fr"], ["pt-br"], ["ru"], [], None)


def make_author(rng: Random, identifier: str | None = None) -> Record:
    """Invent an author or artist.

    Args:
        rng: Decides everything.
        identifier: The id; without one it is invented too.
    """
    name = f"{rng.choice(FAMILY_NAMES)} {rng.choice(GIVEN_NAMES)}"
    slug = name.lower().replace(" ", "-").encode("ascii", "ignore").decode()
    attributes: dict[str, object] = {"name": name, "imageUrl": None}
    attributes["biography"] = {"en": f"{name} draws **slowly**, mostly at night."} if rng.randrange(3) else []
    attributes |= dict.fromkeys(AUTHOR_LINKS)
    if rng.randrange(2):
        attributes["twitter"] = f"https://twitter.com/{slug}"
    if not rng.randrange(4):
        attributes["pixiv"] = f"https://www.pixiv.net/users/{rng.randrange(10_000, 99_999)}"
    if not rng.randrange(5):
        attributes["website"] = f"https://example.org/{slug}"
    attributes |= dates(rng, some_moment(rng))
    return Record("author", identifier or new_id(rng), attributes)


def make_group(rng: Random, members: Sequence[str], identifier: str | None = None) -> Record:
    """Invent a scanlation group.

    Args:
        rng: Decides everything.
        members: The ids of its members, the leader first.
        identifier: The id; without one it is invented too.
    """
    name = f"{rng.choice(GROUP_NAMES)} {rng.choice(GROUP_ENDINGS)}"
    attributes: dict[str, object] = {
        "name": name,
        "altNames": [{"en": name.upper()}] if not rng.randrange(4) else [],
        "locked": bool(rng.randrange(2)),
        "website": f"https://example.net/{rng.randrange(1000)}" if rng.randrange(2) else None,
        "ircServer": None,
        "ircChannel": None,
        "discord": f"invented{rng.randrange(1000)}" if rng.randrange(2) else None,
        "contactEmail": None,
        "description": "We translate what we like to read. *Join us!*" if rng.randrange(3) else None,
        "twitter": None,
        "mangaUpdates": None,
        "focusedLanguages": rng.choice(_FOCUS),
        "official": not rng.randrange(12),
        "verified": not rng.randrange(6),
        "inactive": not rng.randrange(5),
        "publishDelay": "P1W" if not rng.randrange(9) else None,
    }
    # Old entries lack this attribute altogether.
    if rng.randrange(5):
        attributes["exLicensed"] = False
    attributes |= dates(rng, some_moment(rng))
    record = Record("scanlation_group", identifier or new_id(rng), attributes)
    record.relink("leader", members[:1])
    record.relink("member", members)
    return record


def make_user(rng: Random, identifier: str | None = None) -> Record:
    """Invent a user.

    Args:
        rng: Decides everything.
        identifier: The id; without one it is invented too.
    """
    roles = ["ROLE_MEMBER"]
    if rng.randrange(2):
        roles += ["ROLE_GROUP_MEMBER", "ROLE_POWER_UPLOADER"]
    attributes: dict[str, object] = {
        "username": f"{rng.choice(USER_NAMES)}{rng.randrange(10_000)}",
        "roles": roles,
        "version": rng.randrange(1, 3000),
    }
    if rng.randrange(2):
        attributes |= {"avatarFileName": None, "bannerFileName": None}
    return Record("user", identifier or new_id(rng), attributes)
