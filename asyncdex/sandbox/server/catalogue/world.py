"""A world from a seed, made on demand: the same seed gives the same entities, ids and dates included."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.base import Base
from asyncdex.sandbox.server.catalogue.chance import Chance
from asyncdex.sandbox.server.catalogue.chapters import write_chapter
from asyncdex.sandbox.server.catalogue.covers import make_cover
from asyncdex.sandbox.server.catalogue.idspace import IdSpace
from asyncdex.sandbox.server.catalogue.lists import make_list
from asyncdex.sandbox.server.catalogue.manga import make_manga
from asyncdex.sandbox.server.catalogue.people import make_author, make_group, make_user
from asyncdex.sandbox.server.catalogue.plan import Plan, owner_of
from asyncdex.sandbox.server.catalogue.runs import Crew, Outline, make_run, outline
from asyncdex.sandbox.server.catalogue.showing import SHOWN_LANGUAGES, show
from asyncdex.sandbox.server.catalogue.tags import make_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asyncdex.sandbox.server.catalogue.facts import ChapterFacts
    from asyncdex.sandbox.server.catalogue.records import Record

_KEPT_RUNS = 256
_KEPT_IDS = 1 << 16
_PAIRS = ("prequel", "sequel"), ("spin_off", "main_story"), ("colored", "monochrome")
# The second and third of every ten manga belong together.
_PAIR_EVERY, _FIRST, _SECOND = 10, 1, 2


class World(Base):
    """An invented world.

    Args:
        seed: Decides everything.
        manga: How many manga there are, at least 1.
        chapters: How many chapters there are in all.

    Attributes:
        number: The seed as it was given.

    Example:
        >>> world = World(7, 200, 5000)
        >>> world.place("manga", world.showpiece)
        0
    """

    def __init__(self, seed: int, manga: int, chapters: int) -> None:
        super().__init__(f"asyncdex sandbox {seed}")
        self.number = seed
        self._plan = Plan(self.seed, manga, chapters)
        self._space = IdSpace(self.seed)
        self._tags = make_tags()
        self._tag_places = {tag.id: place for place, tag in enumerate(self._tags)}
        self._id = lru_cache(maxsize=_KEPT_IDS)(self._space.id)
        self._place = lru_cache(maxsize=_KEPT_IDS)(self._space.place)
        self._outline = lru_cache(maxsize=_KEPT_RUNS)(self._make_outline)
        self._run = lru_cache(maxsize=_KEPT_RUNS)(self._make_run)
        self._makers = {
            "manga": self._whole_manga,
            "chapter": self._chapter,
            "author": self._author,
            "scanlation_group": self._group,
            "cover_art": self._cover,
            "user": self._user,
            "custom_list": self._list,
        }
        self.me, self.showpiece = self.id("user", 0), self.id("manga", 0)

    def count(self, kind: str) -> int:
        """Return how many entities of a type there are."""
        return len(self._tags) if kind == "tag" else self._plan.counts[kind]

    def id(self, kind: str, place: int) -> str:
        """Return the id of the entity at a place."""
        return self._tags[place].id if kind == "tag" else self._id(kind, place)

    def place(self, kind: str, identifier: str) -> int | None:
        """Return the place of an entity, or None if the id is not one of its kind."""
        if kind == "tag":
            return self._tag_places.get(identifier)
        place = self._place(kind, identifier)
        return place if place is not None and place < self.count(kind) else None

    def make(self, kind: str, place: int) -> Record:
        """Return the entity at a place; nobody may change it."""
        return self._tags[place] if kind == "tag" else self._makers[kind](place)

    def parts_of(self, kind: str, owner: str) -> range:
        """Return the places of the chapters or covers of a manga, or of the custom lists of a user."""
        place = self.place("user" if kind == "custom_list" else "manga", owner)
        offsets = {
            "chapter": self._plan.chapters,
            "cover_art": self._plan.covers,
            "custom_list": self._plan.lists,
        }[kind]
        return range(0) if place is None else range(offsets[place], offsets[place + 1])

    def latest(self, manga: str) -> int | None:
        """Return when a manga got its newest chapter, UNIX seconds, or None without chapters."""
        place = self.place("manga", manga)
        return None if place is None else self._outline(place).latest

    def chapter_facts(self, place: int) -> Iterable[tuple[int, ChapterFacts]]:
        """Return the facts of the chapter at a place, and of the other ones of its manga."""
        manga = owner_of(self._plan.chapters, place)
        return enumerate(self._run(manga), self._plan.chapters[manga])

    def outlined(self, kind: str, place: int) -> Record:
        """Return the entity at a place with all that searches look at; the rest of it may be missing."""
        return self._manga(place) if kind == "manga" else self.make(kind, place)

    @cached_property
    def _crew(self) -> Crew:
        return Crew(list(self.ids("scanlation_group")), list(self.ids("user")))

    def _rng(self, kind: str, place: int) -> Chance:
        return Chance(f"{self.seed} {kind} {place}")

    def _make_outline(self, manga: int) -> Outline:
        amount = self._plan.chapters[manga + 1] - self._plan.chapters[manga]
        return outline(self._rng("outline", manga), amount, None if manga else SHOWN_LANGUAGES)

    def _make_run(self, manga: int) -> list[ChapterFacts]:
        plan = self._outline(manga)
        return make_run(self._rng("run", manga), self.id("manga", manga), plan, self._crew)

    def _chapter(self, place: int) -> Record:
        manga = owner_of(self._plan.chapters, place)
        return write_chapter(self.id("chapter", place), self._run(manga)[place - self._plan.chapters[manga]])

    def _manga(self, place: int) -> Record:
        rng, plan = self._rng("manga", place), self._outline(place)
        record = make_manga(rng, self._tags, self.id("manga", place), before=plan.start)
        if place == 0:
            show(record)
        record.link("author", self.id("author", self._plan.writers[place]))
        record.link("artist", self.id("author", self._plan.artists[place]))
        # Only the newest volume's cover stands in the relationships; the others are found through /cover.
        record.link("cover_art", self.id("cover_art", self._plan.covers[place + 1] - 1))
        record.link("creator", rng.choice(self._crew.users))
        self._relate(record, place)
        if plan.amount:
            # This can be told without making the chapters; see `make_run`.
            record.attributes["availableTranslatedLanguages"] = plan.found_languages
            newest = self.id("chapter", self._plan.chapters[place + 1] - 1)
            record.attributes["latestUploadedChapter"] = newest
        return record

    def _whole_manga(self, place: int) -> Record:
        record = self._manga(place)
        attributes = record.attributes
        if attributes["status"] == "completed" and attributes["latestUploadedChapter"] is not None:
            newest = self._run(place)[-1]
            attributes["lastVolume"] = newest.volume or ""
            attributes["lastChapter"] = newest.chapter or ""
        return record

    def _relate(self, record: Record, place: int) -> None:
        rank = place % _PAIR_EVERY
        if rank not in {_FIRST, _SECOND}:
            return
        other = place + _SECOND - _FIRST if rank == _FIRST else place - _SECOND + _FIRST
        if other < self.count("manga"):
            pair = self._rng("pair", place // _PAIR_EVERY).choice(_PAIRS)
            # What is written is what the target is for this manga.
            record.link("manga", self.id("manga", other), pair[rank - _FIRST])

    def _cover(self, place: int) -> Record:
        manga = owner_of(self._plan.covers, place)
        volume = str(place - self._plan.covers[manga] + 1) if self._plan.volumes[manga] else None
        rng = self._rng("cover_art", place)
        uploader = rng.choice(self._crew.users)
        return make_cover(rng, self.id("manga", manga), uploader, volume, self.id("cover_art", place))

    def _author(self, place: int) -> Record:
        record = make_author(self._rng("author", place), self.id("author", place))
        record.relink("manga", (self.id("manga", manga) for manga in self._plan.works[place]))
        return record

    def _group(self, place: int) -> Record:
        members = [self.id("user", user) for user in self._plan.members[place]]
        return make_group(self._rng("group", place), members, self.id("scanlation_group", place))

    def _user(self, place: int) -> Record:
        record = make_user(self._rng("user", place), self.id("user", place))
        groups = self._plan.teams[place]
        record.relink("scanlation_group", (self.id("scanlation_group", group) for group in groups))
        return record

    def _list(self, place: int) -> Record:
        user = owner_of(self._plan.lists, place)
        number = place - self._plan.lists[user]
        rng, owner = self._rng("list", place), self.id("user", user)
        return make_list(rng, self.id("custom_list", place), owner, number, self.ids("manga"), own=not user)
