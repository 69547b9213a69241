"""Adding manga and chapters behind the API's back, as complete as if they had come through it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.bodies import checked
from asyncdex.sandbox.server.catalogue.covers import make_cover
from asyncdex.sandbox.server.catalogue.people import AUTHOR_LINKS
from asyncdex.sandbox.server.catalogue.summary import recount
from asyncdex.sandbox.server.catalogue.teams import credit
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.errors import bad_request
from asyncdex.sandbox.server.filling import blank_manga, fill, parts_of
from asyncdex.sandbox.server.handlers import body_specs
from asyncdex.sandbox.server.select.sorting import natural
from asyncdex.sandbox.server.writes import born, existing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.state import State

_CHAPTER = {name: field for name, field in body_specs.CHAPTER_EDIT.fields.items() if name != "version"}


def check_manga(state: State, sent: Mapping[str, object], identifier: str | None) -> None:
    """See whether a manga could be added.

    Args:
        state: The parts of the sandbox.
        sent: What the API would be sent, but for its people.
        identifier: The manga's id; without one it is invented.

    Raises:
        ApiError: If something in it is wrong.
    """
    checked(body_specs.MANGA_CREATE.fields, sent)
    _free_id(state, "manga", identifier)


def add_manga(state: State, sent: Mapping[str, object], identifier: str | None = None) -> Record:
    """Add a manga that is published.

    Args:
        state: The parts of the sandbox.
        sent: What the API would be sent.
        identifier: The manga's id; without one it is invented.

    Returns:
        The manga, with a cover.

    Raises:
        ApiError: If something in it is wrong.
    """
    catalogue = state.catalogue
    body = checked(body_specs.MANGA_CREATE.fields, sent)
    record = born(state, "manga", blank_manga())
    record.id = _free_id(state, "manga", identifier) or record.id
    parts = parts_of(catalogue, record, body)
    record.attributes["state"] = "published"
    catalogue.add(record)
    fill(catalogue, record, body, parts)
    user = _somebody(state)
    cover = catalogue.add(make_cover(state.random, record.id, user, None))
    cover.attributes |= {name: record.attributes[name] for name in ("createdAt", "updatedAt", "version")}
    record.link("cover_art", cover.id)
    record.link("creator", user)
    credit(catalogue, record)
    return record


def add_author(state: State, name: str) -> Record:
    """Add an author.

    Args:
        state: The parts of the sandbox.
        name: The name.
    """
    blank: dict[str, Any] = {"imageUrl": None, "biography": [], **dict.fromkeys(AUTHOR_LINKS)}
    return state.catalogue.add(born(state, "author", {"name": name, **blank}))


def publish_chapter(
    state: State,
    manga: Record,
    sent: Mapping[str, object],
    extra: Mapping[str, Any],
    *,
    uploader: str | None = None,
    identifier: str | None = None,
) -> Record:
    """Add a chapter to a manga that is published.

    Args:
        state: The parts of the sandbox.
        manga: The manga.
        sent: What the API would be sent; `groups` among it.
        extra: Attributes that the API would not let anybody choose.
        uploader: The id of the user who sent it; without one it is somebody else than the account.
        identifier: The chapter's id; without one it is invented.

    Raises:
        ApiError: If something in it is wrong.
    """
    catalogue = state.catalogue
    body = checked(_CHAPTER, sent)
    groups = existing(catalogue, "scanlation_group", body.pop("groups", ()))
    (user,) = existing(catalogue, "user", [uploader or _somebody(state)])
    now = stamp(state.clock.wall())
    fields = {name: body.get(name) or None for name in ("volume", "chapter")}
    fields |= {name: body.get(name) for name in ("title", "translatedLanguage")}
    blank = {"externalUrl": None, "isUnavailable": False, "publishAt": now, "readableAt": now, "pages": 0}
    record = born(state, "chapter", {**fields, **blank, **extra})
    record.id = _free_id(state, "chapter", identifier) or record.id
    record.relink("scanlation_group", groups)
    record.link("manga", manga.id)
    record.link("user", user)
    catalogue.add(record)
    catalogue.await_release(record)
    recount(catalogue, manga, state.clock.wall())
    return record


def next_number(state: State, manga: Record) -> str:
    """Return the whole number after the highest chapter of a manga.

    Args:
        state: The parts of the sandbox.
        manga: The manga.
    """
    numbers = (record.attributes.get("chapter") for record in state.catalogue.chapters_of(manga.id))
    # What does not begin with a number counts as endless, and nothing comes after it.
    known = [value for number in numbers if number and (value := natural(number)[0]) != float("inf")]
    return str(int(max(known, default=0)) + 1)


def _free_id(state: State, kind: str, identifier: str | None) -> str | None:
    if identifier is None:
        return None
    try:
        known = str(uuid.UUID(identifier))
    except (ValueError, AttributeError, TypeError):
        raise bad_request(f"Error validating /id: {identifier!r} is no UUID") from None
    taken = state.catalogue.find(kind, known) is not None or known in state.catalogue.drafts
    if taken:
        raise bad_request(f"Error validating /id: there is a {kind} with the id {known} already")
    return known


def _somebody(state: State) -> str:
    """Return the id of a user who is not the account, if there is one."""
    users = iter(state.catalogue.users)
    first = next(users, state.catalogue.me)
    return next(users, first)
