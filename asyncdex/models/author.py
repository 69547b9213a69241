"""Authors and artists."""

from asyncdex._api.table import AUTHOR_DELETE, AUTHOR_EDIT, AUTHOR_GET, AUTHOR_LIST
from asyncdex._wire import AuthorAttributes, as_map
from asyncdex.utils import DefaultAttrDict

from .abc import Wiring
from .editing import Editable
from .fields import attribute, relation, text
from .manga_list import MangaList
from .mixins import DatetimeMixin
from .relations import register, related
from .texts import texts

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
class Author(DatetimeMixin[AuthorAttributes], Editable[AuthorAttributes]):
    """Somebody who writes or draws manga."""

    kind = "author"
    _called = "name"
    wiring = Wiring(AuthorAttributes, AUTHOR_GET, AUTHOR_LIST)
    _updating = AUTHOR_EDIT

    @attribute
    def name(self) -> str:
        """The name."""
        return self._attributes.name or self._need(self._attributes.name, "name")

    @attribute
    def image(self) -> str | None:
        """The address of a picture."""
        return self._attributes.image_url

    @attribute
    def biographies(self) -> DefaultAttrDict[str | None]:
        """The biography by language code; None for a language without one."""
        return texts(as_map(self._attributes.biography))

    twitter = text("twitter", "The account at Twitter.")
    pixiv = text("pixiv", "The account at pixiv.")
    melon_book = text("melon_book", "The shop at Melonbooks.")
    fan_box = text("fan_box", "The page at pixivFANBOX.")
    booth = text("booth", "The shop at BOOTH.")
    nico_video = text("nico_video", "The account at Niconico.")
    skeb = text("skeb", "The page at Skeb.")
    fantia = text("fantia", "The page at Fantia.")
    tumblr = text("tumblr", "The blog at Tumblr.")
    youtube = text("youtube", "The channel at YouTube.")
    weibo = text("weibo", "The account at Weibo.")
    naver = text("naver", "The page at Naver.")
    namicomi = text("namicomi", "The page at NamiComi.")
    website = text("website", "A site of the author's own.")

    @attribute
    def links(self) -> dict[str, str]:
        """The addresses of the author on other sites, by the site's name such as ``twitter`` or ``pixiv``.

        To change one, set the attribute of that name.
        """
        found = {site: getattr(self._attributes, site) for site in _SITES}
        return {site: url for site, url in found.items() if url is not None}

    @relation
    def mangas(self) -> MangaList:
        """The manga of this author, which only their ids are known of before :meth:`load_mangas`."""
        return related(self, self._related_to, "manga", into=MangaList)

    async def load_mangas(self) -> None:
        """Fetch the manga of this author, a hundred a call.

        An author that has not been fetched, or came along with a manga, is fetched first.

        Raises:
            InvalidID: There is no such author.
        """
        if not hasattr(self, "mangas"):
            await self.fetch()
        await self.mangas.fetch_all()

    async def update(self) -> None:
        """Send the author as it is now to MangaDex.

        Change ``name``, ``biographies`` or a link such as ``twitter`` first. All of them are sent, those
        that were not touched exactly as MangaDex sent them, against the version at which the author was
        read.

        Raises:
            NotFetched: The author was never read.
            InvalidArgument: A changed attribute cannot be right, or cannot be changed; nothing was sent.
            Conflict: Somebody else changed it since; ``current`` is the author as it is now.
            InvalidID: There is no such author.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        MangaDex: ``PUT /author/{id}``, ten times a minute.
        """
        await self._send_edits()

    async def delete(self) -> None:
        """Delete the author at MangaDex.

        Raises:
            InvalidID: There is no such author.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        MangaDex: ``DELETE /author/{id}``, ten times in ten minutes.
        """
        await self._ask(AUTHOR_DELETE)
        self.mark_missing()
