"""What MangaDex says of a manga, as attributes."""

from typing import TYPE_CHECKING

from asyncdex._wire import UNREADABLE, MangaAttributes, RelationshipData, TagEntity, as_map
from asyncdex.enum import ContentRating, Demographic, MangaRelation, MangaState, MangaStatus
from asyncdex.utils import AttrDict, DefaultAttrDict

from .abc import GenericModelList
from .author import Author
from .fields import attribute, relation
from .links import MangaLinks
from .mixins import DatetimeMixin
from .relations import make, related, related_one
from .tag import Tag, tags_of
from .texts import texts
from .title import TitleList
from .title_edits import titles_in
from .user import User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .chapter import Chapter
    from .manga import Manga

__all__ = ["MangaFields"]


class MangaFields(DatetimeMixin[MangaAttributes]):
    """The attributes and relations of a :class:`~asyncdex.Manga`."""

    # Titles and texts

    @attribute
    def titles(self) -> DefaultAttrDict[TitleList]:
        """All titles by language code, the primary one of a language first; empty for other languages."""
        titles: DefaultAttrDict[TitleList] = DefaultAttrDict(default=TitleList)
        found = titles_in(self._attributes.title, self._part("alt_titles") or ())
        titles.update({language: TitleList(texts) for language, texts in found.items()})
        return titles

    @attribute
    def primary_titles(self) -> AttrDict[str]:
        """The titles MangaDex leads with, by language code; usually one."""
        return AttrDict(as_map(self._attributes.title))

    @attribute
    def descriptions(self) -> DefaultAttrDict[str | None]:
        """The description by language code; None for a language without one."""
        return texts(as_map(self._attributes.description))

    @attribute
    def original_language(self) -> str:
        """The code of the language it was written in."""
        return self._need(self._attributes.original_language, "original_language")

    @attribute
    def languages(self) -> list[str]:
        """The codes of the languages it has chapters in."""
        languages = self._attributes.available_translated_languages or ()
        return [language for language in languages if language is not None]

    # What it is

    @attribute
    def locked(self) -> bool:
        """Whether nobody may add chapters."""
        return bool(self._attributes.is_locked)

    @attribute
    def last_volume(self) -> str | None:
        """The number of the last volume, where it is known; MangaDex also sends an empty text."""
        return self._attributes.last_volume

    @attribute
    def last_chapter(self) -> str | None:
        """The number of the last chapter, where it is known; MangaDex also sends an empty text."""
        return self._attributes.last_chapter

    @attribute
    def demographic(self) -> Demographic:
        """Whom it was published for."""
        return Demographic.read(self._attributes.publication_demographic or Demographic.NONE)

    @attribute
    def status(self) -> MangaStatus:
        """How far its publication is."""
        return MangaStatus.read(self._need(self._attributes.status, "status"))

    @attribute
    def state(self) -> MangaState:
        """Where the entry stands between draft and publication."""
        return MangaState.read(self._need(self._attributes.state, "state"))

    @attribute
    def year(self) -> int | None:
        """The year in which it began."""
        return self._attributes.year

    @attribute
    def rating(self) -> ContentRating:
        """How explicit it is."""
        return ContentRating.read(self._need(self._attributes.content_rating, "rating"))

    @attribute
    def chapter_numbers_reset(self) -> bool:
        """Whether every volume counts its chapters from one."""
        return bool(self._attributes.chapter_numbers_reset_on_new_volume)

    @attribute
    def links(self) -> MangaLinks:
        """Where else it is found."""
        return MangaLinks.made(as_map(self._part("links")))

    @attribute
    def official_links(self) -> dict[str, str]:
        """Where it is published officially."""
        return as_map(self._attributes.official_links)

    @attribute
    def tags(self) -> GenericModelList[Tag]:
        """Its tags. A client has one object for a tag, which stands in all manga that have it."""
        try:
            entities: Sequence[TagEntity] = self._attributes.tags or ()
        except UNREADABLE as error:
            raise self._unreadable("tags", error) from error
        return tags_of(self.__dict__.get("client"), entities)

    # What it is related to

    @attribute
    def latest_uploaded_chapter(self) -> "Chapter | None":
        """The chapter that was uploaded last, in any language."""
        id = self._attributes.latest_uploaded_chapter
        chapter: Chapter | None = None if id is None else make(self.__dict__.get("client"), "chapter", id)
        return chapter

    @relation
    def authors(self) -> GenericModelList[Author]:
        """Who wrote it."""
        return related(self, self._related_to, "author")

    @relation
    def artists(self) -> GenericModelList[Author]:
        """Who drew it."""
        return related(self, self._related_to, "artist")

    @relation
    def creator(self) -> User | None:
        """Who made the entry."""
        found: User | None = related_one(self, self._related_to, "creator")
        return found

    @relation
    def related_mangas(self) -> "dict[MangaRelation, GenericModelList[Manga]]":
        """Other manga by what they are to this one, such as ``sequel`` or ``doujinshi``."""
        found: dict[str, list[RelationshipData]] = {}
        for data in self._related_to:
            if data.type == "manga":
                found.setdefault(data.related or "", []).append(data)
        return {
            MangaRelation.read(kind): related(self, self._related_to, "manga", only=those)
            for kind, those in found.items()
        }
