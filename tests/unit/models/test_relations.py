import pytest

from asyncdex import Chapter, CoverArt, Group, InvalidResponse, Manga, NoClient, NotFetched
from tests.unit.models.builders import entity, made, rel, uid


@pytest.mark.parametrize("nothing", [None, []])
def test_a_relation_without_attributes_is_lazy(client, nothing):
    for relation in (rel("author", 2), rel("author", 2, nothing)):
        [author] = made(Manga, client, 1, relation).authors
        assert not author.fetched
        with pytest.raises(NotFetched):
            _ = author.name
        assert author.client is client


@pytest.mark.parametrize("filled_first", [True, False])
def test_of_the_same_relation_twice_the_filled_one_is_kept(client, filled_first):
    filled, bare = rel("author", 2, {"name": "Wren"}), rel("author", 2)
    pair = [filled, bare] if filled_first else [bare, filled]
    [first, second] = made(Manga, client, 1, *pair, rel("author", 3)).authors
    assert first.name == "Wren"
    assert second.id == uid(3)


@pytest.mark.parametrize("filled", [None, {"title": {"en": "Sea"}}])
@pytest.mark.parametrize(
    "ways", [["sequel", "sequel", "prequel"], ["sequel", "prequel"], ["prequel", "sequel", "sequel"]]
)
def test_a_manga_related_in_several_ways_is_one_object(client, ways, filled):
    first, *others = ways
    relations = [rel("manga", 2, filled, related=first), *(rel("manga", 2, related=way) for way in others)]
    for order in (relations, relations[::-1]):
        found = made(Manga, client, 1, rel("manga", 3, related="sequel"), *order).related_mangas
        assert {kind: len(those) for kind, those in found.items()} == {"sequel": 2, "prequel": 1}
        assert found["sequel"][1] is found["prequel"][0]
        assert found["prequel"][0].fetched is (filled is not None)


@pytest.mark.parametrize("relation", [rel("author", 2), rel("author", 2, {"name": "Wren"})])
async def test_what_belongs_to_nobody_says_that_it_has_no_client(client, relation):
    manga = made(Manga, client, 1, relation)
    manga.client = None
    with pytest.raises(NoClient):
        await manga.authors[0].fetch()


def test_unknown_kinds_of_relation_are_no_error(client):
    relationships = [rel("weather", 5, {"sky": 1}), rel("weather", 6), rel("author", 2)]
    assert [author.id for author in made(Manga, client, 1, *relationships).authors] == [uid(2)]


@pytest.mark.parametrize("attributes", [5, "text", [1], {"name": 5}, True])
def test_attributes_of_another_shape_are_a_clear_error_at_the_first_look(client, attributes):
    manga = made(Manga, client, 1, rel("author", 2, attributes), rel("cover_art", 3, {"fileName": "a.jpg"}))
    assert manga.best_title() == "The Lantern Keeper"
    assert manga.cover.file_name == "a.jpg"
    for _ in range(2):
        with pytest.raises(InvalidResponse, match="author") as caught:
            _ = manga.authors
        assert repr(manga) in str(caught.value)


@pytest.mark.parametrize(
    ("model", "name", "kind"),
    [
        (Manga, "artists", "artist"),
        (Manga, "creator", "creator"),
        (Manga, "cover", "cover_art"),
        (Manga, "related_mangas", "manga"),
        (Chapter, "manga", "manga"),
        (Chapter, "user", "user"),
        (Chapter, "groups", "scanlation_group"),
        (CoverArt, "manga", "manga"),
        (CoverArt, "user", "user"),
        (Group, "leader", "leader"),
        (Group, "members", "member"),
    ],
)
def test_every_relation_is_checked_and_found_under_its_kind(client, model, name, kind):
    found = getattr(made(model, client, 1, rel(kind, 2)), name)
    if isinstance(found, dict):
        [found] = found.values()
    [one] = found if isinstance(found, list) else [found]
    assert one.id == uid(2)
    with pytest.raises(InvalidResponse, match=kind):
        getattr(made(model, client, 1, rel(kind, 2, 7)), name)


async def test_relations_are_replaced_by_a_fetch(client):
    manga = made(Manga, client, 1, rel("author", 2))
    assert [author.id for author in manga.authors] == [uid(2)]
    manga.parse(entity("manga", 1, rel("author", 3)))
    assert [author.id for author in manga.authors] == [uid(3)]
