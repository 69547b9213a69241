"""Authors and artists."""

from typing import TYPE_CHECKING

from asyncdex._api.table import AUTHOR_GET, AUTHOR_LIST
from asyncdex._wire import AuthorAttributes, as_map
from asyncdex.utils import DefaultAttrDict

from .abc import GenericModelList, Wiring
from .fields import attribute, relation
from .mixins import DatetimeMixin
from .relations import register, related
from .texts import texts

if TYPE_CHECKING:
    from .manga import Manga

__all__ = ["Author"]

#: The links an author may have; each is an attribute of that name.
_SITES = (
    "twitter",
    "pixiv",
    "melon_book",
    "fan_box",
    "booth",
    "nico_video",
    "skeb",
    "fantia",
    "tumblr",
    "youtube",
    "weibo",
    "naver",
    "namicomi",
    "website",
)


@register("author", "artist")
class Author(DatetimeMixin[AuthorAttributes]):
    """Somebody who writes or draws manga."""

    kind = "author"
    _called = "name"
    wiring = Wiring(AuthorAttributes, AUTHOR_GET, AUTHOR_LIST)

    @attribute
    def name(self) -> str:
        """The name."""
        return self._need(self._attributes.name, "name")

    @attribute
    def image(self) -> str | None:
        """The address of a picture."""
        return self._attributes.image_url

    @attribute
    def biographies(self) -> DefaultAttrDict[str | None]:
        """The biography by language code; None for a language without one."""
        return texts(as_map(self._attributes.biography))

    @attribute
    def links(self) -> dict[str, str]:
        """The addresses of the author on other sites, by the site's name such as ``twitter`` or ``pixiv``."""
        found = {site: getattr(self._attributes, site) for site in _SITES}
        return {site: url for site, url in found.items() if url is not None}

    @relation
    def mangas(self) -> "GenericModelList[Manga]":
        """The manga of this author."""
        return related(self, self._relationships, "manga")
