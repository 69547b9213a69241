"""What goes with a manga: others that it is related to, and others that are recommended."""

from typing import TYPE_CHECKING

from asyncdex._api.table import MANGA_RECOMMENDATIONS, RELATION_LIST
from asyncdex._wire import RecommendationAttributes, RelationAttributes
from asyncdex.enum import MangaRelation

from .abc import GenericModelList, Model, Wiring
from .fields import attribute
from .fields import relation as related_field
from .relations import register, related, related_one

if TYPE_CHECKING:
    from .manga import Manga

__all__ = ["Recommendation", "RelatedManga"]


@register("manga_relation")
class RelatedManga(Model[RelationAttributes]):
    """What another manga is to one, as an entry of its own that can be removed."""

    kind = "manga_relation"
    wiring = Wiring(RelationAttributes, RELATION_LIST, alone=False)

    @attribute
    def relation(self) -> MangaRelation:
        """What the other manga is, such as a sequel."""
        return MangaRelation.read(self._need(self._attributes.relation, "relation"))

    @related_field
    def manga(self) -> "Manga | None":
        """The other manga, filled with what came along."""
        found: Manga | None = related_one(self, self._related_to, "manga")
        return found


@register("manga_recommendation")
class Recommendation(Model[RecommendationAttributes]):
    """A manga that MangaDex recommends to those who read another one."""

    kind = "manga_recommendation"
    wiring = Wiring(RecommendationAttributes, MANGA_RECOMMENDATIONS, alone=False)

    @attribute
    def score(self) -> float:
        """How well it goes with the other one; more is better."""
        return self._need(self._attributes.score, "score")

    @related_field
    def manga(self) -> "Manga | None":
        """The manga that is recommended, filled with what came along."""
        mangas: GenericModelList[Manga] = related(self, self._related_to, "manga")
        # Its id is made of two: that of the manga it was asked for, and that of the one recommended.
        target = self.id.rpartition("_")[2]
        return next((manga for manga in mangas if manga.id == target), None) or next(iter(mangas), None)
