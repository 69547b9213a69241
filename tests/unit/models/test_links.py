import pytest

from asyncdex import MangaLinks

ALL = {
    "al": "30013",
    "ap": "lantern-keeper",
    "bw": "series/91701/list",
    "mu": "axmopy0",
    "nu": "lantern-keeper",
    "kt": "14916",
    "amz": "https://shop.example/dp/1",
    "cdj": "https://discs.example/2",
    "ebj": "https://books.example/3",
    "mal": "13",
    "raw": "https://raw.example/4",
    "engtl": "https://english.example/5",
}


def test_every_link():
    links = MangaLinks.made(ALL)
    assert links.anilist_id == "30013"
    assert links.anilist_url == "https://anilist.co/manga/30013"
    assert links.animeplanet_id == "lantern-keeper"
    assert links.animeplanet_url == "https://www.anime-planet.com/manga/lantern-keeper"
    assert links.bookwalker_id == "series/91701/list"
    assert links.bookwalker_url == "https://bookwalker.jp/series/91701/list"
    assert links.mangaupdates_id == "axmopy0"
    assert links.mangaupdates_url == "https://www.mangaupdates.com/series/axmopy0"
    assert links.novelupdates_id == "lantern-keeper"
    assert links.novelupdates_url == "https://www.novelupdates.com/series/lantern-keeper"
    assert links.kitsu_id == "14916"
    assert links.kitsu_url == "https://kitsu.app/manga/14916"
    assert links.amazon_id == links.amazon_url == "https://shop.example/dp/1"
    assert links.cdjapan_id == links.cdjapan_url == "https://discs.example/2"
    assert links.ebookjapan_id == links.ebookjapan_url == "https://books.example/3"
    assert links.myanimelist_id == "13"
    assert links.myanimelist_url == "https://myanimelist.net/manga/13"
    assert links.raw_url == "https://raw.example/4"
    assert links.english_translation_url == "https://english.example/5"
    assert links.others == {}
    assert links.to_dict() == ALL


def test_older_numbers_of_mangaupdates():
    assert (
        MangaLinks(mangaupdates_id="88").mangaupdates_url == "https://www.mangaupdates.com/series.html?id=88"
    )


def test_keys_that_are_new_are_kept():
    links = MangaLinks.made({"zz": "odd", "al": "1"})
    assert links.others == {"zz": "odd"}
    assert links.to_dict() == {"al": "1", "zz": "odd"}


def test_no_links():
    links = MangaLinks()
    urls = [name for name in dir(links) if name.endswith("_url")]
    assert len(urls) == 12
    assert [getattr(links, name) for name in urls] == [None] * 12
    assert links.to_dict() == {}
    assert MangaLinks().others is not links.others


@pytest.mark.parametrize("name", ["anilist", "mangaupdates", "amazon", "cdjapan", "ebookjapan", "kitsu"])
def test_blanks_are_no_link_and_blanks_around_one_are_dropped(name):
    links = MangaLinks()
    setattr(links, f"{name}_id", "  ")
    assert getattr(links, f"{name}_url") is None
    setattr(links, f"{name}_id", " https ")
    assert getattr(links, f"{name}_url").endswith("https")


def test_odd_ids_cannot_leave_their_site():
    assert MangaLinks(anilist_id="1 2#<x>").anilist_url == "https://anilist.co/manga/1%202%23%3Cx%3E"
