"""What becomes of arguments in the bodies of calls."""

import json
from datetime import UTC, datetime
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asyncdex import Author, InvalidArgument, Manga
from asyncdex._api import Endpoint, encode_body, form_fields
from asyncdex._api.bodies import values
from asyncdex._api.fields import Items, Kept, Nested, Value, Whole
from asyncdex._api.table import (
    AUTHOR_CREATE,
    COVER_UPLOAD,
    LIST_CREATE,
    MANGA_CREATE,
    MANGA_EDIT,
    MANGA_GET,
    RATING_SET,
    ROWS,
    SETTINGS_SET,
    STATUS_SET,
    UPLOAD_COMMIT,
)
from asyncdex.models import MangaLinks
from tests.unit.models.builders import uid

WITH_BODY = [row for row in ROWS if row.body is not None]
JSON_ROWS = [row for row in WITH_BODY if not row.form]
#: Each argument of each body.
ARGUMENTS = [(row, name) for row in JSON_ROWS for name in row.fields]

#: Things that people pass by mistake, some of which JSON cannot hold.
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**64),
    st.floats(),
    st.text(),
    st.text(st.characters(categories=["Cs"]), min_size=1, max_size=2),
    st.binary(max_size=3),
    st.just(uid(1)),
    st.builds(object),
    st.just(datetime(2024, 5, 6, tzinfo=UTC)),
    st.just(Manga),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.one_of(st.text(max_size=4), st.integers(), st.none()), inner, max_size=3)
        | st.tuples(inner)
        | st.sets(st.integers(), max_size=2)
    ),
    max_leaves=5,
)


def kept(row, **changes):
    """Return a body whose required arguments are all there."""
    required = getattr(row.body, "__required_keys__", frozenset())
    return {name: Kept(None) for name in required} | changes


def written(row, **arguments):
    return json.loads(encode_body(row, kept(row, **arguments)))


@pytest.mark.parametrize(("row", "argument"), ARGUMENTS, ids=lambda it: getattr(it, "id", it))
@settings(max_examples=settings().max_examples // 4)
@given(value=ANYTHING)
def test_a_value_is_either_json_or_refused_by_the_name_of_its_argument(row, argument, value):
    try:
        encoded = encode_body(row, kept(row, **{argument: value}))
    except InvalidArgument as error:
        told = str(error)
        assert argument in told or "at most" in told
        assert "has no JSON" not in told
    else:
        found = json.loads(encoded)
        field = row.fields[argument]
        if isinstance(field, Whole):
            assert value is not None
        elif value is None and not field.nullable:
            assert field.name not in found
        else:
            assert field.name in found


@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.id)
def test_an_argument_there_is_none_of(row):
    with pytest.raises(TypeError, match=r"no (argument|field) 'nonsense'") as caught:
        (form_fields if row.form else encode_body)(row, {"nonsense": 1})
    assert not isinstance(caught.value, InvalidArgument)


@pytest.mark.parametrize("row", JSON_ROWS, ids=lambda row: row.id)
def test_what_has_to_be_there(row):
    required = sorted(getattr(row.body, "__required_keys__", ()))
    for name in required:
        field = row.fields[name]
        if isinstance(field, Whole):
            continue
        body = {other: Kept(None) for other in required if other != name}
        with pytest.raises(InvalidArgument, match=rf"^{name} must be given"):
            encode_body(row, body)
        if not field.nullable:
            with pytest.raises(InvalidArgument, match=rf"^{name} must be given"):
                encode_body(row, {**body, name: None})
    assert json.loads(encode_body(row, kept(row))) == (
        None if _whole(row) else {row.fields[name].name: None for name in required}
    )


def _whole(row):
    return any(isinstance(field, Whole) for field in row.fields.values())


def test_a_call_without_a_body():
    with pytest.raises(TypeError, match=r"GET /manga/\{id\} takes no body"):
        encode_body(MANGA_GET, {})


def test_every_kind_of_field():
    body = written(
        MANGA_CREATE,
        title={"en": "A", "ja": None},
        language="ja",
        status="ongoing",
        rating="safe",
        alt_titles=[{"de": "B"}, {"pt-br": "C"}],
        descriptions={},
        authors=[Author(object(), id=uid(1)), uid(2).upper()],
        artists=uid(3),
        links=MangaLinks(anilist_id="5", others={"zz": "x"}),
        year=None,
        last_volume="",
        demographic="none",
        chapter_numbers_reset=False,
        tags=None,
        primary_cover=None,
    )
    assert body == {
        "title": {"en": "A"},
        "originalLanguage": "ja",
        "status": "ongoing",
        "contentRating": "safe",
        "altTitles": [{"de": "B"}, {"pt-br": "C"}],
        "description": {},
        "authors": [uid(1), uid(2)],
        "artists": [uid(3)],
        "links": {"al": "5", "zz": "x"},
        "year": None,
        "lastVolume": "",
        "publicationDemographic": None,
        "chapterNumbersResetOnNewVolume": False,
        "primaryCover": None,
    }


@pytest.mark.parametrize("links", [MangaLinks, Manga, Manga(object(), id=uid(1)), 5, [], "al", {"al": None}])
def test_what_are_no_links(links):
    with pytest.raises(InvalidArgument, match="links"):
        written(MANGA_EDIT, links=links)


def test_it_is_utf_8_without_needless_spaces():
    assert encode_body(AUTHOR_CREATE, {"name": "灯 é"}) == '{"name":"灯 é"}'.encode()
    assert encode_body(STATUS_SET, {"status": None}) == b'{"status":null}'


class Text(str):
    """What parsers of HTML give out for texts."""

    __slots__ = ()

    def __str__(self):
        return "something else"


class Number(int):
    """A number with habits of its own."""


def test_texts_and_numbers_of_other_libraries():
    body = written(
        MANGA_EDIT, title={Text("en"): Text("A")}, last_volume=Text("9"), year=Number(5), version=1
    )
    assert body.items() >= {"title": {"en": "A"}, "lastVolume": "9", "year": 5}.items()
    assert written(RATING_SET, rating=Number(7)) == {"rating": 7}
    assert written(SETTINGS_SET, settings={Text("a"): [Text("b"), Number(1)]}) == {
        "settings": {"a": ["b", 1]},
        "updatedAt": None,
    }


@pytest.mark.parametrize(
    "value",
    [
        {"a": float("nan")},
        {"a": [float("inf")]},
        {"a": object()},
        {"a": b"x"},
        {"a": {1: "x"}},
        {"a": "\ud800"},
    ],
)
def test_settings_hold_what_json_holds(value):
    with pytest.raises(InvalidArgument, match=r"^settings "):
        written(SETTINGS_SET, settings=value)


def test_settings_that_hold_themselves():
    settings = {}
    settings["again"] = settings
    with pytest.raises(InvalidArgument, match=r"^settings "):
        written(SETTINGS_SET, settings=settings)


def test_what_is_kept_goes_as_it_is():
    assert written(MANGA_EDIT, status=Kept("resting"), version=3) == {"status": "resting", "version": 3}


def test_the_size_of_all_together():
    mangas = [uid(n) for n in range(220)]
    with pytest.raises(
        InvalidArgument, match=r"POST /list takes at most 8192 bytes in all; this has 8\d\d\d"
    ):
        encode_body(LIST_CREATE, {"name": "A", "mangas": mangas})
    assert len(encode_body(LIST_CREATE, {"name": "A", "mangas": mangas[:190]})) <= LIST_CREATE.body_size


def test_how_many_there_may_be():
    draft = {"volume": None, "number": None, "title": None, "language": "en"}
    body = {"draft": draft, "terms_accepted": True}
    with pytest.raises(InvalidArgument, match=r"^page_order must not be empty"):
        encode_body(UPLOAD_COMMIT, {**body, "page_order": []})
    with pytest.raises(InvalidArgument, match=r"^page_order has 501 entries; MangaDex takes at most 500"):
        encode_body(UPLOAD_COMMIT, {**body, "page_order": [uid(n) for n in range(501)]})
    found = json.loads(encode_body(UPLOAD_COMMIT, {**body, "page_order": [uid(1)]}))
    assert found["chapterDraft"] == {
        "volume": None,
        "chapter": None,
        "title": None,
        "translatedLanguage": "en",
    }


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        (values.link("x"), "http://a", "http://a"),
        (values.link("x", "pixiv.net"), "https://www.pixiv.net/users/1", "https://www.pixiv.net/users/1"),
        (values.link("x", "a.b", "c.d"), "https://c.d", "https://c.d"),
        (values.link("x"), "ftp://a", None),
        (values.link("x", "pixiv.net"), "https://pixiv.net.evil.example/", None),
        (values.link("x", "pixiv.net"), "https://evilpixiv.net/", None),
        (values.link("x", "twitter.com", below=False), "https://www.twitter.com/a", None),
        (values.link("x", "pixiv.net"), "https://pixivxnet/", None),
    ],
)
def test_addresses(field, value, found):
    if found is None:
        with pytest.raises(InvalidArgument, match=r"^here must be an address"):
            field.json("here", value)
    else:
        assert field.json("here", value) == found


@pytest.mark.parametrize("value", ["", "0", "12", "12.5", "3a", "12.5b"])
def test_numbers_of_chapters(value):
    assert values.chapter_number("number", value) == value


@pytest.mark.parametrize("value", ["012", "12.", ".5", "3ab", "-1", "123456789", "12\n", 12])
def test_what_is_no_number_of_a_chapter(value):
    with pytest.raises(InvalidArgument, match=r"^number must be"):
        values.chapter_number("number", value)


def test_every_field_says_how_it_is_written():
    for row in WITH_BODY:
        names = get_type_hints(row.body)
        assert set(row.fields) == set(names)
        assert all(isinstance(field, Value | Items | Nested | Whole) for field in row.fields.values())
        # An operation has one field of each name.
        sent = [field.name for field in row.fields.values()]
        assert len(set(sent)) == len(sent)


# Forms


def test_the_fields_of_a_form():
    fields = form_fields(COVER_UPLOAD, {"volume": "3", "description": None, "locale": "ja"})
    assert fields == [("volume", "3"), ("locale", "ja")]
    for name, value in (("volume", "three"), ("description", "x" * 513), ("locale", 5)):
        with pytest.raises(InvalidArgument, match=rf"^{name} must"):
            form_fields(COVER_UPLOAD, {name: value})
    with pytest.raises(TypeError, match="has no field 'colour'"):
        form_fields(COVER_UPLOAD, {"colour": "red"})


def test_a_required_value_that_is_wrong_is_named_even_where_another_is_missing():
    row = Endpoint("x", "POST", "/x", dict, body=MANGA_CREATE.body)
    with pytest.raises(InvalidArgument, match=r"^status must be one of"):
        encode_body(row, {"status": "resting"})
