"""Objects that a test adds to a sandbox."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, cast

from asyncdex.sandbox.orders import Orders
from asyncdex.sandbox.server import adding
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from asyncdex.sandbox.server.catalogue.records import Record

Text: TypeAlias = str | Mapping[str, str]
Item = TypeVar("Item")

# Where an argument is not called what the API calls it, in small letters.
_ARGUMENTS = {"translated_language": "language", "publication_demographic": "demographic"}
_PAGES = 8


class Additions(Orders):
    """Adding manga and chapters to a sandbox, without a request."""

    def add_manga(
        self,
        title: Text,
        *,
        alt_titles: Iterable[Mapping[str, str]] = (),
        description: Text | None = None,
        original_language: str = "ja",
        content_rating: Literal["safe", "suggestive", "erotica", "pornographic"] = "safe",
        status: Literal["ongoing", "completed", "hiatus", "cancelled"] = "ongoing",
        demographic: Literal["shounen", "shoujo", "josei", "seinen"] | None = None,
        year: int | None = None,
        tags: Iterable[str] = (),
        authors: Iterable[str] = ("Somebody",),
        artists: Iterable[str] | None = None,
        chapters: int = 0,
        id: str | None = None,
    ) -> Record:
        """Add a manga that is published, with a cover.

        Args:
            title: The title, in English or by language.
            alt_titles: Other titles by language.
            description: The description, in English or by language.
            original_language: The code of the language it was made in.
            content_rating: For whom it is.
            status: Whether it goes on.
            demographic: Whom it was made for.
            year: When it first came out.
            tags: Ids of tags, or their English names.
            authors: Ids of authors, or names; a name that nobody has is given to a new author.
            artists: The same of the artists; the authors, if there is nothing else.
            chapters: How many chapters to publish, numbered from 1.
            id: Its UUID; without one it is invented.

        Returns:
            The manga as the sandbox keeps it, with its `id` and `attributes`.

        Raises:
            ValueError: If an argument is wrong; the text names it.

        Example:
            >>> manga = box.add_manga("The Kettle at Sea", tags=["Comedy"], chapters=3)
        """
        if not any(text.strip() for text in _by_language("title", title).values()):
            raise ValueError("title: a manga needs one")
        _at_least_0("chapters", chapters)
        sent: dict[str, object] = {
            "title": _by_language("title", title),
            "altTitles": [_by_language("alt_titles", names) for names in _several("alt_titles", alt_titles)],
            "description": _by_language("description", description or {}),
            "originalLanguage": original_language,
            "contentRating": content_rating,
            "status": status,
            "publicationDemographic": demographic,
            "year": year,
            "tags": [self._tag(tag) for tag in _several("tags", tags)],
        }
        with _named_arguments():
            # Nobody is made up for a manga that there will not be.
            adding.check_manga(self._state, sent, id)
        sent["authors"] = sent["artists"] = self._people("authors", authors)
        if artists is not None:
            sent["artists"] = self._people("artists", artists)
        with _named_arguments():
            record = adding.add_manga(self._state, sent, id)
        for _ in range(chapters):
            self.publish_chapter(record)
        return record

    def publish_chapter(
        self,
        manga: Record | str,
        chapter: str | None = "next",
        *,
        volume: str | None = None,
        title: str | None = None,
        language: str | None = "en",
        groups: Iterable[str] | None = None,
        uploader: str | None = None,
        pages: int = _PAGES,
        external_url: str | None = None,
        publish_at: datetime | None = None,
        unavailable: bool = False,
        id: str | None = None,
    ) -> Record:
        """Publish a chapter, which feeds and searches list from now on.

        Args:
            manga: The manga, or its id.
            chapter: The chapter's number; `next` for the one after the highest, None for a one-shot.
            volume: The volume's number.
            title: The chapter's title.
            language: The code of the language it was translated into.
            groups: The ids of the groups; one that is there, if nothing else is said.
            uploader: The id of the user who sent it; somebody else than the account, if nothing is said.
            pages: How many pages it has.
            external_url: Where it can be read, if that is not at MangaDex.
            publish_at: When it may be read, with a time zone; now, if nothing is said.
            unavailable: Whether it was taken down.
            id: Its UUID; without one it is invented.

        Returns:
            The chapter as the sandbox keeps it, with its `id` and `attributes`.

        Raises:
            ValueError: If an argument is wrong; the text names it.

        Example:
            >>> chapter = box.publish_chapter(box.sample_manga_id, "12.5", title="At last")
        """
        record = self._manga(manga)
        _at_least_0("pages", pages)
        if external_url is not None and not re.match(r"https?://\S+\Z", external_url):
            raise ValueError(f"external_url: an address that begins with https://, not {external_url!r}")
        extra: dict[str, Any] = {
            "pages": pages,
            "externalUrl": external_url,
            "isUnavailable": unavailable,
        }
        if publish_at is not None:
            if publish_at.tzinfo is None:
                raise ValueError("publish_at: a datetime with a time zone, such as datetime.now(UTC)")
            extra["publishAt"] = extra["readableAt"] = stamp(publish_at.timestamp())
        sent: dict[str, object] = {
            "chapter": adding.next_number(self._state, record) if chapter == "next" else chapter,
            "volume": volume,
            "title": title,
            "groups": list(islice(self._state.catalogue.groups, 1) if groups is None else groups),
        }
        if language is not None:
            sent["translatedLanguage"] = language
        with _named_arguments():
            return adding.publish_chapter(self._state, record, sent, extra, uploader=uploader, identifier=id)

    def _manga(self, manga: Record | str) -> Record:
        identifier = manga if isinstance(manga, str) else manga.id
        found = self._state.catalogue.manga.get(identifier.lower())
        if found is None:
            raise ValueError(f"manga: no published manga has the id {identifier}; add_manga makes one")
        return found

    def _tag(self, tag: str) -> str:
        for identifier, record in self._state.catalogue.tags.items():
            if tag.lower() in {identifier, *map(str.lower, record.attributes["name"].values())}:
                return identifier
        raise ValueError(f"tags: no tag has the id or the name {tag!r}; box.catalogue.tags are all there are")

    def _people(self, argument: str, people: Iterable[str]) -> list[str]:
        authors = self._state.catalogue.authors
        found: list[str] = []
        for person in _several(argument, people):
            if person.lower() in authors:
                found.append(person.lower())
            elif not person.strip():
                raise ValueError(f"{argument}: an author needs a name")
            else:
                found.append(self._author(person))
        return found

    def _author(self, name: str) -> str:
        added = self._state.catalogue.authors.added.values()
        known = (record.id for record in added if record.attributes["name"] == name)
        return next(known, None) or adding.add_author(self._state, name).id


def _by_language(argument: str, text: object) -> dict[str, str]:
    texts = {"en": text} if isinstance(text, str) else text
    if not isinstance(texts, Mapping):
        raise TypeError(f"{argument}: a text, or texts by language, not {text!r}")
    found = dict(cast("Mapping[str, str]", texts))
    for language in found:
        if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{2,4})?", language):
            raise ValueError(f"{argument}: {language!r} is no code of a language, such as 'en' or 'pt-br'")
    return found


def _several(argument: str, values: Iterable[Item]) -> list[Item]:
    if isinstance(values, str):
        raise TypeError(f"{argument}: several of them, such as [{values!r}], not a single text")
    return list(values)


def _at_least_0(argument: str, amount: object) -> None:
    if not isinstance(amount, int) or amount < 0:
        raise ValueError(f"{argument}: a whole number from 0 on, not {amount!r}")


@contextmanager
def _named_arguments() -> Generator[None]:
    """Tell what is wrong in the words of the caller, not in those of the API."""
    try:
        yield
    except ApiError as error:
        raise ValueError("; ".join(map(_in_words, error.details))) from None


def _in_words(detail: str) -> str:
    match = re.fullmatch(r"Error validating /(\w+)(\S*): (.*)", detail, re.DOTALL)
    if match is None:
        return detail
    name = re.sub(r"(?<!^)([A-Z])", r"_\1", match[1]).lower()
    return f"{_ARGUMENTS.get(name, name)}{match[2]}: {match[3]}"
