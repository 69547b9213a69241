"""Authors, groups, users, covers and tags."""

import pytest

from asyncdex import Author, CoverArt, Group, InvalidID, Manga, Missing, Tag, TagDict, User
from asyncdex.enum import TagGroup
from tests.unit.models.builders import GROUP, entity, made, one, page, rel, uid


def test_every_attribute_of_an_author(client):
    author = made(Author, client, 1, rel("manga", 2, {"title": {"en": "One"}}), rel("manga", 3))
    assert author.name == "Wren Hollow"
    assert author.image == "https://pictures.example/wren.png"
    assert author.biographies.en == "Draws boats."
    assert author.biographies.fr is None
    assert author.links == {
        "twitter": "https://twitter.example/wren",
        "melon_book": "https://melon.example/wren",
    }
    assert author.version == 3
    assert [(manga.id, manga.fetched) for manga in author.mangas] == [(uid(2), True), (uid(3), False)]


def test_every_site_of_an_author(client):
    sites = {
        "twitter": "twitter",
        "pixiv": "pixiv",
        "melonBook": "melon_book",
        "fanBox": "fan_box",
        "booth": "booth",
        "nicoVideo": "nico_video",
        "skeb": "skeb",
        "fantia": "fantia",
        "tumblr": "tumblr",
        "youtube": "youtube",
        "weibo": "weibo",
        "naver": "naver",
        "namicomi": "namicomi",
        "website": "website",
    }
    author = made(Author, client, **{wire: f"https://{wire}.example" for wire in sites})
    assert author.links == {name: f"https://{wire}.example" for wire, name in sites.items()}


@pytest.mark.parametrize("nothing", [[], {}, None])
def test_a_biography_may_come_as_an_empty_list(client, nothing):
    assert made(Author, client, biography=nothing).biographies == {}


def test_every_attribute_of_a_group(client):
    group = made(Group, client, 1, rel("leader", 2, {"username": "boss"}), rel("member", 2), rel("member", 3))
    assert group.name == "Harbour Scans"
    assert group.alt_names == [{"en": "HS"}]
    assert group.alt_names[0].en == "HS"
    assert group.description == "We like harbours."
    assert group.website == "https://harbour.example"
    assert group.irc_server == "irc.example"
    assert group.irc_channel == "#harbour"
    assert group.discord == "harbour"
    assert group.contact_email == "mail@harbour.example"
    assert group.twitter == "https://twitter.example/harbour"
    assert group.manga_updates == "https://updates.example/harbour"
    assert group.focused_languages == ["en"]
    for name in ("locked", "official", "verified", "inactive", "ex_licensed"):
        assert getattr(group, name) is True
        assert getattr(made(Group, client, attributes={}), name) is False
    assert group.publish_delay == "P5D"
    assert group.version == 5
    assert group.leader.username == "boss"
    assert [member.id for member in group.members] == [uid(2), uid(3)]
    # Who leads the group is one of its members, and came along as the leader.
    assert group.members[0] is group.leader
    assert not group.members[1].fetched


def test_the_other_name_of_the_focused_languages(client):
    attributes = {key: value for key, value in GROUP.items() if key != "focusedLanguages"}
    assert made(Group, client, attributes={**attributes, "focusedLanguage": ["de"]}).focused_languages == [
        "de"
    ]
    assert made(Group, client, attributes=attributes).focused_languages == []


def test_a_group_without_anybody(client):
    group = made(Group, client)
    assert group.leader is None
    assert group.members == []


def test_every_attribute_of_a_user(client):
    user = made(User, client)
    assert user.username == "pier"
    assert user.roles == ["ROLE_MEMBER"]
    assert user.avatar_file_name == "a.png"
    assert user.banner_file_name == "b.png"
    assert user.version == 6
    assert made(User, client, roles=None).roles == []


def test_every_attribute_of_a_cover(client):
    cover = made(CoverArt, client, 1, rel("manga", 2), rel("user", 3, {"username": "pier"}))
    assert cover.volume == "1"
    assert cover.file_name == "first cover.jpg"
    assert cover.description == "The first one."
    assert cover.locale == "ja"
    assert cover.version == 7
    assert cover.manga.id == uid(2)
    assert cover.user.username == "pier"


async def test_the_addresses_of_a_cover(client, transport):
    cover = made(CoverArt, client, 1, rel("manga", 2))
    base = f"https://uploads.mangadex.org/covers/{uid(2)}/first%20cover.jpg"
    assert await cover.url() == base
    assert await cover.url_512() == base + ".512.jpg"
    assert await cover.url_256() == base + ".256.jpg"
    assert transport.requests == []


async def test_a_cover_that_came_with_its_manga_has_an_address_at_once(client, transport):
    manga = made(Manga, client, 2, rel("cover_art", 1, {"fileName": "a/b.jpg"}))
    assert await manga.cover.url() == f"https://uploads.mangadex.org/covers/{uid(2)}/a%2Fb.jpg"
    assert transport.requests == []


async def test_a_cover_is_fetched_for_its_address(client, transport):
    transport.add(one(entity("cover_art", 1, rel("manga", 2))), one(entity("cover_art", 1, rel("manga", 2))))
    assert uid(2) in await client.get_cover(uid(1)).url()
    manga = made(Manga, client, 2, rel("cover_art", 1))
    assert uid(2) in await manga.cover.url()
    assert len(transport.requests) == 2


async def test_a_cover_of_nothing_has_no_address(client):
    with pytest.raises(Missing, match="'manga' of CoverArt"):
        await made(CoverArt, client).url()
    with pytest.raises(Missing, match="'file_name' of CoverArt"):
        await made(CoverArt, client, 1, rel("manga", 2), fileName=None).url()


def test_every_attribute_of_a_tag(client):
    tag = made(Tag, client)
    assert tag.names.en == tag.name == "Sea"
    assert tag.names.fr is None
    assert tag.descriptions.en == "Water."
    assert tag.group is TagGroup.THEME
    assert tag.version == 8


def test_tags_of_another_kind(client):
    tag = made(Tag, client, name={"fr": "Mer"})
    assert tag.name == "Mer"
    assert tag.names == {"fr": "Mer"}
    assert made(Tag, client, name={"fr": ""}).name == uid(1)
    assert made(Tag, client, name=[], description=[]).name == uid(1)
    assert made(Tag, client, description=[]).descriptions == {}
    assert made(Tag, client, group="mood").group == "mood"
    assert made(Tag, client, group="mood").group.known is False
    assert made(Tag, client, group=None).group is None


async def test_a_tag_is_fetched_from_all_tags(client, transport):
    transport.add(*[page([entity("tag", 2), entity("tag", 1, name={"en": "Right"})])] * 2)
    tag = await Tag(client, id=uid(1)).fetch()
    assert tag.name == "Right"
    assert transport.paths == ["manga/tag"]
    with pytest.raises(InvalidID, match=f"no Tag with the id '{uid(3)}'"):
        await Tag(client, id=uid(3)).fetch()


def test_tags_by_group(client):
    tags = [made(Tag, client, 1), made(Tag, client, 2, group="genre"), made(Tag, client, 3)]
    groups = TagDict({tag.id: tag for tag in [*tags, made(Tag, client, 4, group=None)]}).groups()
    assert {name: [tag.id for tag in those] for name, those in groups.items()} == {
        "theme": [uid(1), uid(3)],
        "genre": [uid(2)],
        "": [uid(4)],
    }
    assert groups["genre"].id_map() == {uid(2): tags[1]}
