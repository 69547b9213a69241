"""Where else a manga is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from asyncdex.constants import link_name_to_attribute_mapping

__all__ = ["MangaLinks"]


@dataclass
class MangaLinks:
    """The ids of a manga on other sites, and their addresses.

    Amazon, CDJapan and eBookJapan are given as whole addresses by MangaDex, so there the id is the URL.
    """

    anilist_id: str | None = None
    animeplanet_id: str | None = None
    bookwalker_id: str | None = None
    mangaupdates_id: str | None = None
    novelupdates_id: str | None = None
    kitsu_id: str | None = None
    amazon_id: str | None = None
    cdjapan_id: str | None = None
    ebookjapan_id: str | None = None
    myanimelist_id: str | None = None
    raw_url: str | None = None
    english_translation_url: str | None = None
    #: Links under keys this version does not know.
    others: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def made(cls, data: Mapping[str, str]) -> "MangaLinks":
        """Return the links MangaDex sent.

        Args:
            data: Values by MangaDex's keys, such as ``al``.
        """
        links = cls()
        links.parse(data)
        return links

    def parse(self, data: Mapping[str, str]) -> None:
        """Take the links MangaDex sent.

        Args:
            data: Values by MangaDex's keys, such as ``al``.
        """
        for key, value in data.items():
            if key in link_name_to_attribute_mapping:
                setattr(self, link_name_to_attribute_mapping[key], value)
            else:
                self.others[key] = value

    def to_dict(self) -> dict[str, str]:
        """Return the links as MangaDex takes them."""
        known = {key: getattr(self, name) for key, name in link_name_to_attribute_mapping.items()}
        return {key: value for key, value in {**known, **self.others}.items() if value is not None}

    @property
    def anilist_url(self) -> str | None:
        """The page on AniList."""
        return _address("https://anilist.co/manga/", self.anilist_id)

    @property
    def animeplanet_url(self) -> str | None:
        """The page on Anime-Planet."""
        return _address("https://www.anime-planet.com/manga/", self.animeplanet_id)

    @property
    def bookwalker_url(self) -> str | None:
        """The page on BookWalker."""
        return _address("https://bookwalker.jp/", self.bookwalker_id)

    @property
    def mangaupdates_url(self) -> str | None:
        """The page on MangaUpdates, whose older ids are numbers."""
        number = (self.mangaupdates_id or "").strip()
        base = "https://www.mangaupdates.com/"
        return _address(f"{base}series.html?id=" if number.isdecimal() else f"{base}series/", number)

    @property
    def novelupdates_url(self) -> str | None:
        """The page on NovelUpdates."""
        return _address("https://www.novelupdates.com/series/", self.novelupdates_id)

    @property
    def kitsu_url(self) -> str | None:
        """The page on Kitsu."""
        return _address("https://kitsu.app/manga/", self.kitsu_id)

    @property
    def amazon_url(self) -> str | None:
        """The page on Amazon."""
        return _whole(self.amazon_id)

    @property
    def cdjapan_url(self) -> str | None:
        """The page on CDJapan."""
        return _whole(self.cdjapan_id)

    @property
    def ebookjapan_url(self) -> str | None:
        """The page on eBookJapan."""
        return _whole(self.ebookjapan_id)

    @property
    def myanimelist_url(self) -> str | None:
        """The page on MyAnimeList."""
        return _address("https://myanimelist.net/manga/", self.myanimelist_id)


def _address(base: str, id: str | None) -> str | None:
    id = (id or "").strip()
    return base + quote(id, safe="/?=&:") if id else None


def _whole(url: str | None) -> str | None:
    return (url or "").strip() or None
