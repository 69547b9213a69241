"""The covers of a manga, by volume and edition."""

import pytest

from asyncdex import CoverList, InvalidArgument, Manga
from tests.unit.models.builders import entity, one, page, rel, uid, values

COVERS = [
    entity("cover_art", 1, rel("manga", 9), volume="10", locale="ja"),
    entity("cover_art", 2, rel("manga", 9), volume="2", locale="ja"),
    entity("cover_art", 3, rel("manga", 9), volume="2", locale="en"),
    entity("cover_art", 4, rel("manga", 9), volume=None, locale=None),
    entity("cover_art", 5, rel("manga", 9), volume="", locale="ja"),
]


@pytest.fixture
async def covers(client, transport):
    transport.add(page(COVERS))
    return await Manga(client, id=uid(9)).covers.get()


async def test_editions_are_asked_for(client, transport):
    transport.add(page(COVERS[:1]))
    covers = Manga(client, id=uid(9)).covers
    assert await covers.get(locales=["ja", "pt-br"]) is covers
    assert values(transport.requests[0], "locales[]") == ["ja", "pt-br"]
    with pytest.raises(InvalidArgument, match="locales must be a language code"):
        await covers.get(locales=["Japanese"])
    assert len(transport.requests) == 1


async def test_covers_by_volume(covers):
    found = covers.by_volume()
    assert {volume: [cover.id for cover in some] for volume, some in found.items()} == {
        "2": [uid(2), uid(3)],
        "10": [uid(1)],
        None: [uid(4), uid(5)],
    }
    assert list(found) == ["2", "10", None]
    assert all(isinstance(some, CoverList) and some.manga is covers.manga for some in found.values())


async def test_covers_keep_the_manga_after_a_fetch_too(covers, transport):
    transport.add(one(entity("cover_art", 1, rel("manga", 9))))
    await covers[0].fetch()
    assert all(cover.manga is covers.manga for cover in covers)
    assert type(covers[0]).manga.anew(covers[0]) is covers.manga


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"volume": "2"}, 2),
        ({"volume": "2", "locale": "en"}, 3),
        ({"locale": "ja"}, 1),
        ({}, 1),
        ({"volume": "3"}, None),
        ({"volume": "10", "locale": "en"}, None),
    ],
)
async def test_one_cover_of_a_volume(covers, wanted, number):
    found = covers.find(**wanted)
    assert (None if found is None else found.id) == (None if number is None else uid(number))
