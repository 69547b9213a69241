"""What MangaDex really sent, value by value against the public attributes of the models.

Runs where ``ASYNCDEX_RECORDED`` names a folder with recorded answers (``manga.json``, ``chapter_list.json``,
...); the project carries none.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from asyncdex import (
    Author,
    Chapter,
    CoverArt,
    CustomList,
    Group,
    Manga,
    MangadexClient,
    MangaRelation,
    Tag,
    User,
)

FOLDER = os.environ.get("ASYNCDEX_RECORDED")

pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="ASYNCDEX_RECORDED names no folder of recorded answers"
)

FILES = {
    "manga.json": Manga,
    "manga_list.json": Manga,
    "chapter.json": Chapter,
    "chapter_list.json": Chapter,
    "author.json": Author,
    "cover.json": CoverArt,
    "scanlation_group.json": Group,
    "custom_list.json": CustomList,
}

#: The manga whose relations ``manga_relations.json`` holds is not said there; any will do.
RELATED_TO = "00000000-0000-4000-8000-000000000001"

#: Kinds of relations that no model offers, on purpose.
UNKNOWN_KINDS: dict[type, set[str]] = {}

LINKS = {
    "al": "anilist_id",
    "ap": "animeplanet_id",
    "bw": "bookwalker_id",
    "mu": "mangaupdates_id",
    "nu": "novelupdates_id",
    "kt": "kitsu_id",
    "amz": "amazon_id",
    "cdj": "cdjapan_id",
    "ebj": "ebookjapan_id",
    "mal": "myanimelist_id",
    "raw": "raw_url",
    "engtl": "english_translation_url",
}


def plain(name):
    """Compare a value with an attribute; enums are texts, and compare by value."""

    def check(model, value, path):
        yield path, value, getattr(model, name)

    return check


def instant(name):
    def check(model, value, path):
        expected = datetime.fromisoformat(value)
        expected = expected if expected.tzinfo else expected.replace(tzinfo=UTC)
        found = getattr(model, name)
        yield path, expected, found
        assert found.utcoffset().total_seconds() == 0

    return check


def texts(*names):
    """Compare a map of texts with attributes that hold one, or several, for each key."""

    def check(model, value, path):
        for key, text in (value or {}).items():
            for name in names:
                found = getattr(model, name)[key]
                yield f"{path}.{key}", text, text if isinstance(found, list) and text in found else found

    return check


def each(check):
    def of_each(model, value, path):
        for number, item in enumerate(value):
            yield from check(model, item, f"{path}[{number}]")

    return of_each


def members(name):
    """Compare a list with an attribute that holds its entries, but for those that are null."""

    def check(model, value, path):
        found = getattr(model, name)
        assert len(found) == len([item for item in value if item is not None]), path
        for number, item in enumerate(value):
            if item is not None:
                yield f"{path}[{number}]", item, item if item in found else found

    return check


def links(model, value, path):
    for key, text in (value or {}).items():
        found = getattr(model.links, LINKS[key]) if key in LINKS else model.links.others[key]
        yield f"{path}.{key}", text, found


def tags(model, value, path):
    found = model.tags.id_map()
    for number, item in enumerate(value):
        tag = found[item["id"]]
        yield f"{path}[{number}].id", item["id"], tag.id
        yield from leaves(tag, item["attributes"], f"{path}[{number}]")


def latest(model, value, path):
    yield path, value, model.latest_uploaded_chapter.id


def site(name):
    def check(model, value, path):
        yield path, value, model.links.get(name)

    return check


COMMON = {"version": plain("version"), "createdAt": instant("created_at"), "updatedAt": instant("updated_at")}

#: Each attribute MangaDex sends, and how it is found in the model.
ATTRIBUTES = {
    Manga: {
        **COMMON,
        "title": texts("primary_titles", "titles"),
        "altTitles": each(texts("titles")),
        "description": texts("descriptions"),
        "isLocked": plain("locked"),
        "links": links,
        "officialLinks": texts("official_links"),
        "originalLanguage": plain("original_language"),
        "lastVolume": plain("last_volume"),
        "lastChapter": plain("last_chapter"),
        "publicationDemographic": plain("demographic"),
        "status": plain("status"),
        "year": plain("year"),
        "contentRating": plain("rating"),
        "tags": tags,
        "state": plain("state"),
        "chapterNumbersResetOnNewVolume": plain("chapter_numbers_reset"),
        "availableTranslatedLanguages": members("languages"),
        "latestUploadedChapter": latest,
    },
    Chapter: {
        **COMMON,
        "volume": plain("volume"),
        "chapter": plain("number"),
        "title": plain("title"),
        "translatedLanguage": plain("language"),
        "externalUrl": plain("external_url"),
        "isUnavailable": plain("unavailable"),
        "publishAt": instant("publish_time"),
        "readableAt": instant("readable_time"),
        "pages": plain("page_count"),
        "uploader": lambda chapter, value, path: [(path, value, chapter.user.id)],
    },
    Author: {
        **COMMON,
        "name": plain("name"),
        "imageUrl": plain("image"),
        "biography": texts("biographies"),
        "twitter": site("twitter"),
        "pixiv": site("pixiv"),
        "melonBook": site("melon_book"),
        "fanBox": site("fan_box"),
        "booth": site("booth"),
        "namicomi": site("namicomi"),
        "nicoVideo": site("nico_video"),
        "skeb": site("skeb"),
        "fantia": site("fantia"),
        "tumblr": site("tumblr"),
        "youtube": site("youtube"),
        "weibo": site("weibo"),
        "naver": site("naver"),
        "website": site("website"),
    },
    Group: {
        **COMMON,
        "name": plain("name"),
        "altNames": members("alt_names"),
        "locked": plain("locked"),
        "website": plain("website"),
        "ircServer": plain("irc_server"),
        "ircChannel": plain("irc_channel"),
        "discord": plain("discord"),
        "contactEmail": plain("contact_email"),
        "description": plain("description"),
        "twitter": plain("twitter"),
        "mangaUpdates": plain("manga_updates"),
        "focusedLanguages": members("focused_languages"),
        "official": plain("official"),
        "verified": plain("verified"),
        "inactive": plain("inactive"),
        "publishDelay": plain("publish_delay"),
        "exLicensed": plain("ex_licensed"),
    },
    CoverArt: {
        **COMMON,
        "description": plain("description"),
        "volume": plain("volume"),
        "fileName": plain("file_name"),
        "locale": plain("locale"),
    },
    User: {
        "username": plain("username"),
        "roles": members("roles"),
        "avatarFileName": plain("avatar_file_name"),
        "bannerFileName": plain("banner_file_name"),
        "version": plain("version"),
    },
    CustomList: {
        "name": plain("name"),
        "visibility": plain("visibility"),
        "version": plain("version"),
    },
    Tag: {
        "name": texts("names"),
        "description": texts("descriptions"),
        "group": plain("group"),
        "version": plain("version"),
    },
}

#: Where a relation of each kind is found.
RELATIONS = {
    Manga: {
        "author": lambda manga, _: manga.authors,
        "artist": lambda manga, _: manga.artists,
        "cover_art": lambda manga, _: [manga.cover],
        "creator": lambda manga, _: [manga.creator],
        "manga": lambda manga, related: manga.related_mangas[related],
    },
    Chapter: {
        "manga": lambda chapter, _: [chapter.manga],
        "user": lambda chapter, _: [chapter.user],
        "scanlation_group": lambda chapter, _: chapter.groups,
    },
    Author: {"manga": lambda author, _: author.mangas},
    CoverArt: {"manga": lambda cover, _: [cover.manga], "user": lambda cover, _: [cover.user]},
    CustomList: {"manga": lambda custom, _: custom.mangas, "user": lambda custom, _: [custom.owner]},
    Group: {"leader": lambda group, _: [group.leader], "member": lambda group, _: group.members},
}


def leaves(model, attributes, path):
    """Compare all attributes of an object; yield a path, what was sent and what is found for each leaf."""
    for key, value in attributes.items():
        assert key in ATTRIBUTES[type(model)], f"{path}.{key} is not mapped"
        if value is not None and value not in ([], {}):
            yield from ATTRIBUTES[type(model)][key](model, value, f"{path}.{key}")


def relations(model, entity, path):
    """Compare all relations of an object, and the attributes that came with them."""
    for number, data in enumerate(entity["relationships"]):
        kind, where = data["type"], f"{path}.relationships[{number}]"
        if kind in UNKNOWN_KINDS.get(type(model), ()):
            continue
        found = {one.id: one for one in RELATIONS[type(model)][kind](model, data.get("related"))}
        assert data["id"] in found, f"{where} is not found"
        yield f"{where}.id", data["id"], found[data["id"]].id
        if data.get("attributes"):
            yield from leaves(found[data["id"]], data["attributes"], where)


def recorded(name):
    """Return the objects of a recorded answer."""
    file = Path(FOLDER) / name
    if not file.exists():
        pytest.skip(f"{name} was not recorded")
    data = json.loads(file.read_bytes())["data"]
    return data if isinstance(data, list) else [data]


def compare(triples):
    """Fail for what differs; return how many values there were."""
    triples = list(triples)
    wrong = [
        f"{where}: {sent!r} was sent, {found!r} is found" for where, sent, found in triples if sent != found
    ]
    assert not wrong, "\n".join(wrong)
    assert triples
    return len(triples)


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_found_in_a_model(name, tell):
    entities, client = recorded(name), MangadexClient(anonymous=True)
    triples = []
    for entity in entities:
        model = FILES[name](client, data=entity)
        assert model.id == entity["id"]
        path = f"{name}:{entity['id']}"
        triples += [*leaves(model, entity["attributes"], path), *relations(model, entity, path)]
    tell(f"{name}: {compare(triples)} values compared in {len(entities)} recorded objects")


def test_every_relation_between_manga_is_found_in_a_model(tell):
    name = "manga_relations.json"
    entities = recorded(name)
    # The same relations as they stand in the manga itself, which is where a model has them.
    manga = {
        "id": RELATED_TO,
        "type": "manga",
        "attributes": {"title": {"en": "A manga"}},
        "relationships": [
            {**data, "related": entity["attributes"]["relation"]}
            for entity in entities
            for data in entity["relationships"]
        ],
    }
    model = Manga(MangadexClient(anonymous=True), data=manga)
    kinds = {data["related"] for data in manga["relationships"]}
    assert set(model.related_mangas) == kinds
    assert all(MangaRelation.read(entity["attributes"]["relation"]).known for entity in entities)
    count = compare(relations(model, manga, name))
    tell(f"{name}: {count} values compared in {len(entities)} recorded relations of {len(kinds)} kinds")
