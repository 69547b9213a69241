"""Changing what is in the catalogue, against a server on real sockets."""

import copy
import pickle

import pytest

from asyncdex import (
    Conflict,
    ContentRating,
    InvalidArgument,
    InvalidID,
    MangadexClient,
    MangaRelation,
    MangaStatus,
    NotFetched,
    NotFound,
    Unauthorized,
)

NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def manga(client, box):
    return await client.get_manga(box.sample_manga_id).fetch()


def stored(box):
    return box.catalogue.manga[box.sample_manga_id].attributes


async def test_an_appended_title(box, client, manga):
    before, version = copy.deepcopy(stored(box)), manga.version
    manga.titles.en.append("The Sea, the Sea")
    await manga.update()
    after = stored(box)
    assert manga.version == after["version"] == version + 1
    assert after["altTitles"] == [*before["altTitles"], {"en": "The Sea, the Sea"}]
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"altTitles", "version", "updatedAt"}
    again = await client.get_manga(manga.id).fetch()
    assert again.titles == manga.titles
    # Nothing grows by being sent again.
    await manga.update()
    assert stored(box)["altTitles"] == after["altTitles"]


async def test_every_manga_survives_an_update_of_nothing(box, client):
    records = list(box.catalogue.manga.values())
    for odd in map(box.catalogue.change, records[:2]):
        odd.attributes |= {"links": [], "altTitles": [{"en": "A"}, {"en": "A"}, []], "description": []}
    mangas = await client.get_mangas(
        ids=[record.id for record in records], rating=list(ContentRating)[:4]
    ).as_list()
    assert len(mangas) == len(records)
    for manga in mangas:
        record = box.catalogue.manga[manga.id]
        before, links = copy.deepcopy(record.attributes), list(record.relationships)
        await manga.update()
        after = {**record.attributes, "version": before["version"], "updatedAt": before["updatedAt"]}
        assert after == before
        assert sorted(map(repr, record.relationships)) == sorted(map(repr, links))


async def test_a_stale_version(box, client, manga):
    theirs = await client.get_manga(manga.id).fetch()
    manga.titles.en.append("Mine")
    theirs.year = 1999
    await theirs.update()
    with pytest.raises(Conflict) as caught:
        await manga.update()
    current = caught.value.current
    assert (current.year, current.version) == (1999, theirs.version)
    assert manga.titles.en[-1] == "Mine"
    assert stored(box)["year"] == 1999
    current.titles.en.append("Mine")
    await current.update()
    assert (stored(box)["year"], stored(box)["altTitles"][-1]) == (1999, {"en": "Mine"})


async def test_everything_at_once(box, client, manga):
    authors = await client.get_authors(limit=2).as_list()
    await client.refresh_tag_cache()
    tags = list(client.tag_cache.values())[:2]
    manga.authors, manga.artists, manga.tags = authors, authors[:1], tags
    manga.status, manga.rating, manga.year = MangaStatus.HIATUS, ContentRating.SAFE, None
    manga.descriptions.fr = "La mer."
    manga.links.kitsu_id = "7"
    manga.primary_titles["ja-ro"] = "Umi"
    await manga.update()
    assert manga.authors[0] is authors[0]
    again = await client.get_manga(manga.id).fetch()
    assert [author.id for author in again.authors] == [author.id for author in authors]
    assert [tag.id for tag in again.tags] == [tag.id for tag in tags]
    assert (again.status, again.year, again.descriptions.fr) == ("hiatus", None, "La mer.")
    assert (again.links.kitsu_id, again.primary_titles["ja-ro"]) == ("7", "Umi")
    assert again.titles["ja-ro"] == ["Umi", *(text for text in again.titles["ja-ro"] if text != "Umi")]


async def test_edits_travel(box, client, manga):
    manga.titles.en.append("Packed")
    twin = pickle.loads(pickle.dumps(manga)).attach(client)  # noqa: S301 - our own
    await twin.update()
    assert stored(box)["altTitles"][-1] == {"en": "Packed"}


async def test_what_cannot_be_changed(box, client, manga):
    served = len(box.stats.recent)
    manga.locked = not manga.locked
    with pytest.raises(InvalidArgument, match="locked"):
        await manga.update()
    with pytest.raises(NotFetched):
        await client.get_manga(box.sample_manga_id).update()
    assert len(box.stats.recent) == served
    async with MangadexClient(**box.anonymous_kwargs()) as guest:
        found = await guest.get_manga(box.sample_manga_id).fetch()
        with pytest.raises(Unauthorized):
            await found.update()


async def test_an_author_there_is_none_of(box, client, manga):
    authors = [*manga.authors]
    manga.authors = [NOWHERE]
    with pytest.raises(NotFound, match=NOWHERE):
        await manga.update()
    assert not manga.missing
    with pytest.raises(NotFound, match=NOWHERE):
        await manga.add_relation(NOWHERE, "sequel")
    manga.authors = authors
    await manga.update()
    with pytest.raises(InvalidID):
        await client.get_manga(NOWHERE).fetch()


async def test_a_token_that_ends_in_the_middle(box, client, manga):
    await client.login()
    box.revoke_tokens(refresh=False)
    manga.year = 1999
    await manga.update()
    assert stored(box)["year"] == 1999


async def test_which_cover_is_shown(box, client):
    record = next(m for m in box.catalogue.manga.values() if len(box.catalogue.covers_of(m.id)) > 1)
    manga = await client.get_manga(record.id).fetch()
    shown = manga.cover
    await manga.covers.get()
    other = next(cover for cover in manga.covers if cover.id != shown.id)
    manga.cover = other
    await manga.update()
    assert manga.cover is other
    assert (await client.get_manga(manga.id).fetch()).cover.id == other.id


async def test_relations(client, box, manga):
    await manga.get_relations()
    other = next(
        id
        for id in box.catalogue.manga
        if id
        not in {manga.id, *(target.id for targets in manga.related_mangas.values() for target in targets)}
    )
    made = await manga.add_relation(other, MangaRelation.SEQUEL)
    found = (await manga.get_relations()).id_map()
    assert (found[made.id].relation, found[made.id].manga.id) == ("sequel", other)
    await manga.remove_relation(made)
    assert made.id not in (await manga.get_relations()).id_map()


async def test_recommendations(manga):
    found = await manga.get_recommendations()
    assert all(one.manga.id != manga.id and one.manga.titles for one in found)


async def test_a_chapter(box, client):
    chapter = await client.get_chapter(box.sample_chapter_id).fetch()
    groups = await client.get_groups(limit=2).as_list()
    chapter.title, chapter.volume, chapter.number, chapter.language = "Rain", None, "70.5", "pt-br"
    chapter.groups = groups
    manga = chapter.manga
    await chapter.update()
    again = await client.get_chapter(chapter.id).fetch()
    assert (again.title, again.volume, again.number, again.language) == ("Rain", None, "70.5", "pt-br")
    assert [group.id for group in again.groups] == [group.id for group in groups]
    assert chapter.groups == groups
    assert chapter.manga is manga
    await chapter.delete()
    with pytest.raises(InvalidID):
        await client.get_chapter(chapter.id).fetch()


async def test_deleting_a_manga(client, manga):
    await manga.delete()
    assert manga.missing
    with pytest.raises(InvalidID):
        await client.get_manga(manga.id).fetch()
