"""That every attribute MangaDex describes can be read on a public model."""

import pytest

from asyncdex import (
    AsyncDexException,
    Author,
    Chapter,
    CoverArt,
    CustomList,
    Group,
    Manga,
    MangadexClient,
    Tag,
    User,
)
from tests.contract.openapi import properties
from tests.unit.models.builders import FULL, uid

SCHEMAS = {
    "MangaAttributes": Manga,
    "ChapterAttributes": Chapter,
    "AuthorAttributes": Author,
    "ScanlationGroupAttributes": Group,
    "CoverAttributes": CoverArt,
    "UserAttributes": User,
    "CustomListAttributes": CustomList,
    "TagAttributes": Tag,
}

#: What is called differently on a model; the rest is MangaDex's name in snake case.
NAMES = {
    ("MangaAttributes", "title"): "primary_titles",
    ("MangaAttributes", "altTitles"): "titles",
    ("MangaAttributes", "isLocked"): "locked",
    ("MangaAttributes", "publicationDemographic"): "demographic",
    ("MangaAttributes", "contentRating"): "rating",
    ("MangaAttributes", "chapterNumbersResetOnNewVolume"): "chapter_numbers_reset",
    ("MangaAttributes", "availableTranslatedLanguages"): "languages",
    ("MangaAttributes", "description"): "descriptions",
    ("ChapterAttributes", "chapter"): "number",
    ("ChapterAttributes", "pages"): "page_count",
    ("ChapterAttributes", "translatedLanguage"): "language",
    ("ChapterAttributes", "uploader"): "user",
    ("ChapterAttributes", "isUnavailable"): "unavailable",
    ("ChapterAttributes", "publishAt"): "publish_time",
    ("ChapterAttributes", "readableAt"): "readable_time",
    ("AuthorAttributes", "imageUrl"): "image",
    ("AuthorAttributes", "biography"): "biographies",
    ("ScanlationGroupAttributes", "focusedLanguage"): "focused_languages",
    ("TagAttributes", "name"): "names",
    ("TagAttributes", "description"): "descriptions",
}

#: A value for what the invented objects of the tests do not have.
SAMPLES = {
    "tags": [{"id": uid(6), "type": "tag", "attributes": FULL["tag"], "relationships": []}],
    "uploader": uid(7),
    "isUnavailable": True,
    "focusedLanguage": ["fr"],
    "visibility": "private",
    "version": 3,
}


def snake(name):
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def read(kind, attributes, name):
    """Return an attribute of an object with these attributes, or what is wrong with it."""
    data = {"id": uid(1), "type": kind.kind, "attributes": attributes, "relationships": []}
    model = kind(MangadexClient(anonymous=True), data=data)
    try:
        return getattr(model, name)
    except AsyncDexException as error:
        return type(error)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_described_attribute_can_be_read(schema, tell):
    kind = SCHEMAS[schema]
    names = properties({"ref": schema})
    for name in names:
        value = SAMPLES.get(name) or FULL.get(kind.kind, {}).get(name) or f"a {name}"
        # Alone, so that nothing else can be what is read; dates are needed by nothing.
        attribute = NAMES.get((schema, name), snake(name))
        there, absent = read(kind, {name: value}, attribute), read(kind, {}, attribute)
        assert there != absent, f"{schema}.{name} makes no difference to {kind.__name__}.{attribute}"
        assert not isinstance(there, type), f"{schema}.{name}: {there}"
    tell(f"{schema}: {len(names)} described attributes read on {kind.__name__}")


def test_every_other_name_is_of_something():
    assert {schema for schema, _ in NAMES} <= set(SCHEMAS)
