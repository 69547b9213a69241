"""Adding to the catalogue, against a server on real sockets."""

import io

import pytest
from PIL import Image

from asyncdex import BadRequest, Conflict, Forbidden, InvalidID, MangaState, User, Visibility

LEAST = {"language": "ja", "status": "ongoing", "rating": "safe"}


@pytest.fixture
def picture(tmp_path):
    """A file that is larger than what is read of it at once."""
    path = tmp_path / "volume 1 灯.png"
    Image.effect_noise((600, 600), 80).save(path)
    assert path.stat().st_size > 1 << 17
    return path


async def test_from_a_draft_to_a_manga(box, client, picture):
    author = await client.create_author("Mori Aoi", biographies={"en": "Born in Ehime."})
    draft = await client.create_manga(
        all_titles={"en": ["The Kettle", "Kettle"], "ja": ["やかん"]}, **LEAST, authors=[author], year=1999
    )
    assert (draft.state, draft.titles.en, draft.authors[0].id) == (
        MangaState.DRAFT,
        ["The Kettle", "Kettle"],
        author.id,
    )
    with pytest.raises(InvalidID):
        await client.get_manga(draft.id).fetch()
    with pytest.raises(BadRequest):
        await draft.commit_draft()
    cover = await client.create_cover(draft, picture, volume="1", locale="ja", description="é")
    assert (cover.volume, cover.locale, cover.description, cover.manga.id) == ("1", "ja", "é", draft.id)
    draft.titles.en.append("Teakettle")
    await draft.update()
    assert [found.id for found in await client.get_drafts(state="draft").as_list()] == [draft.id]
    other = await client.get_manga(draft.id).fetch_draft()
    assert other.titles.en == ["The Kettle", "Kettle", "Teakettle"]
    await draft.commit_draft()
    assert draft.state is MangaState.SUBMITTED
    other.year = 2000
    with pytest.raises(Conflict) as caught:
        await other.update()
    assert caught.value.current.state is MangaState.SUBMITTED
    box.review(draft.id, publish=True)
    assert (await client.get_manga(draft.id).fetch()).best_title() == "The Kettle"


async def test_a_cover_is_the_picture_that_was_sent(box, client, picture):
    manga = client.get_manga(box.sample_manga_id)
    session = client.session
    for file in (picture, picture.read_bytes(), io.BytesIO(picture.read_bytes())):
        cover = await client.create_cover(manga, file, locale="en")
        async with session.get(await cover.url()) as response:
            assert await response.read() == picture.read_bytes()
        cover.volume, cover.description = "12", "The twelfth"
        await cover.update()
        again = await client.get_cover(cover.id).fetch()
        assert (again.volume, again.description, again.locale) == ("12", "The twelfth", "en")
        await cover.delete()
        with pytest.raises(InvalidID):
            await client.get_cover(cover.id).fetch()


async def test_a_picture_is_sent_again_after_a_limit_and_a_lost_token(box, client, picture):
    await client.login()
    box.revoke_tokens(refresh=False)
    box.fail("POST", "/cover/*", status=429, headers={"Retry-After": "0"}, times=1)
    cover = await client.create_cover(box.sample_manga_id, picture)
    async with client.session.get(await cover.url()) as response:
        assert await response.read() == picture.read_bytes()


async def test_an_author(client):
    author = await client.create_author("Wren", twitter="https://twitter.com/wren")
    assert author.links == {"twitter": "https://twitter.com/wren"}
    author.name, author.twitter, author.skeb = "Wren Hollow", None, "https://skeb.jp/@wren"
    author.biographies.de = "Zeichnet."
    await author.update()
    again = await client.get_author(author.id).fetch()
    assert (again.name, again.links, again.biographies.de) == (
        "Wren Hollow",
        {"skeb": "https://skeb.jp/@wren"},
        "Zeichnet.",
    )
    await author.delete()
    with pytest.raises(InvalidID):
        await client.get_author(author.id).fetch()


async def test_a_group(box, client):
    others = [id for id in box.catalogue.users if id != box.catalogue.me][:2]
    members = [User(client, id=id) for id in others]
    group = await client.create_group("Harbour Scans", members, website="https://harbour.example")
    assert group.leader.id == box.catalogue.me
    assert {member.id for member in group.members} >= set(others)
    group.focused_languages, group.publish_delay, group.description = ["en", "de"], "P5D", "We like harbours."
    await group.update()
    again = await client.get_group(group.id).fetch()
    assert (again.focused_languages, again.publish_delay) == (["en", "de"], "P5D")
    assert again.website == "https://harbour.example"
    await group.set_people(members=[])
    assert not {member.id for member in group.members} & set(others)
    await group.delete()
    with pytest.raises(InvalidID):
        await client.get_group(group.id).fetch()


async def test_a_list(box, client):
    ids = list(box.catalogue.manga)[:4]
    mine = await client.create_list("By the sea", mangas=ids[:2])
    assert (mine.visibility, mine.owner.id) == (Visibility.PRIVATE, box.catalogue.me)
    await mine.add_manga(ids[2], order=0)
    await mine.add_manga(ids[3])
    await mine.remove_manga(ids[1])
    await mine.fetch()
    assert [manga.id for manga in mine.mangas] == [ids[2], ids[0], ids[3]]
    mine.name, mine.visibility = "At sea", "public"
    mine.mangas.reverse()
    mangas = [*mine.mangas]
    await mine.update()
    again = await client.get_list(mine.id).fetch()
    assert (again.name, again.visibility) == ("At sea", Visibility.PUBLIC)
    assert [manga.id for manga in again.mangas] == [ids[3], ids[0], ids[2]]
    assert all(now is then for now, then in zip(mine.mangas, mangas, strict=True))
    await mine.delete()
    with pytest.raises(InvalidID):
        await client.get_list(mine.id).fetch()


async def test_somebody_else_s_list(box, client):
    other = next(
        record
        for record in box.catalogue.lists.values()
        if box.catalogue.me not in record.linked("user") and record.attributes["visibility"] == "public"
    )
    found = await client.get_list(other.id).fetch()
    found.name = "Mine now"
    with pytest.raises(Forbidden):
        await found.update()
    with pytest.raises(Forbidden):
        await found.add_manga(box.sample_manga_id)
    assert other.attributes["name"] != "Mine now"
