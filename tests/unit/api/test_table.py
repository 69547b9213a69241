"""The table is data: what must hold for every row."""

import msgspec
import pytest

from asyncdex import constants
from asyncdex._api import Auth, Endpoint, Limit, PageSize
from asyncdex._api.table import ROWS, find_row
from asyncdex._wire import Collection, RelationshipData, as_map
from asyncdex.enum import Relationship

ID = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
KINDS = {kind.value for kind in Relationship} | {"leader", "member"}


def test_names_are_unique():
    assert len({row.id for row in ROWS}) == len(ROWS)
    routes = [row.route for row in ROWS]
    assert None not in routes
    assert len(set(routes)) == len(ROWS)
    assert len({(row.method, row.path) for row in ROWS}) == len(ROWS)


@every_row
def test_a_row_can_be_used(row):
    assert row.path.startswith("/")
    assert not row.path.endswith("/")
    assert isinstance(row.decoder, msgspec.json.Decoder)
    assert row.decoder is row.decoder
    assert all(callable(param.pairs) for param in row.params.values())
    assert set(row.expand) <= KINDS
    assert row.idempotent
    assert row.route in constants.routes


@every_row
def test_a_list_has_a_page_size_and_only_a_list(row):
    lists = getattr(row.answer, "__origin__", None) is Collection
    assert (row.page is not None) is (lists and row.id != "get-manga-tag")
    if row.page is not None:
        feed = row.path.endswith("/feed")
        assert row.page == (PageSize(100, 500) if feed else PageSize(10, 100))
        assert row.page.ceiling == 10_000
        assert "order" in row.params


@every_row
def test_a_row_that_filters_by_rating_takes_the_filter(row):
    assert row.ratings is ("rating" in row.params)


@every_row
def test_a_path_finds_its_own_row(row):
    path = row.path
    for name in ("{id}", "{chapterId}", "{mangaOrCoverId}"):
        path = path.replace(name, ID)
    assert "{" not in path
    assert find_row(row.method, path) is row
    assert find_row(row.method.lower(), path) is row
    assert find_row("DELETE", path) is None


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/manga/random", "get-manga-random"),
        ("/manga/tag", "get-manga-tag"),
        (f"/manga/{ID}", "get-manga-id"),
        ("/user/me", "get-user-me"),
        (f"/manga/{ID}/feed", "get-manga-id-feed"),
        ("/manga?x=1", "get-search-manga"),
    ],
)
def test_the_most_specific_row_is_found(path, found):
    assert find_row("GET", path).id == found


@pytest.mark.parametrize("path", ["/", "/mangas", "/manga/", f"/manga/{ID}/aggregate", "/v5/manga"])
def test_a_path_that_is_not_in_the_table_has_no_row(path):
    assert find_row("GET", path) is None


def test_limits_and_logins_are_as_documented():
    limits = {row.path: row.limit for row in ROWS if row.limit is not None}
    assert limits == {"/at-home/server/{chapterId}": Limit(40, 60), "/manga/random": Limit(60, 60)}
    assert [row.path for row in ROWS if row.auth is Auth.REQUIRED] == ["/user/me"]


def test_the_routes_are_the_table_under_their_known_names():
    assert constants.routes == {row.route: row.path for row in ROWS}
    assert constants.routes["md@h"] == "/at-home/server/{chapterId}"
    assert constants.routes["random_manga"] == "/manga/random"
    assert constants.routes["manga_chapters"] == "/manga/{id}/feed"
    assert constants.routes["logged_in_user"] == "/user/me"


def test_the_limits_are_the_general_pace_and_those_of_the_table():
    rules = [
        (rule.path.name, rule.path.method, rule.ratelimit_amount, rule.ratelimit_time)
        for rule in constants.ratelimit_data
    ]
    assert rules[0] == ("*", None, 5, 1)
    assert sorted(rules[1:]) == [
        ("/at-home/server/{chapterId}", "GET", 40, 60),
        ("/manga/random", "GET", 60, 60),
    ]
    assert all(constants.ratelimit_data[0].path.matches(path, "POST") for path in ("/", "/manga/1", "/a\nb"))


@pytest.mark.parametrize(
    ("name", "clean"),
    [("a/b\\c", "a_b_c"), ('<>:"|?*', "_"), ("a\x00\x1f\x7fb", "a_b"), ("Ünï - 1.5 (x)", "Ünï - 1.5 (x)")],
)
def test_what_may_not_stand_in_a_file_name(name, clean):
    assert constants.invalid_folder_name_regex.sub("_", name) == clean


@pytest.mark.parametrize(
    ("method", "idempotent"),
    [("GET", True), ("HEAD", True), ("PUT", True), ("DELETE", True), ("POST", False), ("PATCH", False)],
)
def test_which_methods_may_be_sent_twice(method, idempotent):
    row = Endpoint("x", method, "/x", dict)
    assert row.idempotent is idempotent
    assert row.params == {}


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({"en": "a", "ja": None, "fr": ""}, {"en": "a", "fr": ""}),
        ({}, {}),
        ([], {}),
        ([1], {}),
        (None, {}),
    ],
)
def test_a_map_of_texts_may_come_as_an_array_or_nothing(value, texts):
    assert as_map(value) == texts


MINIMAL = {"id": ID, "type": "thing"}


@every_row
def test_an_answer_with_the_least_that_mangadex_sends_is_read(row):
    if row.route == "md@h":
        assert row.decoder.decode(b'{"baseUrl": "https://x", "extra": 1}').chapter.data_saver == ()
        return
    entity = {**MINIMAL, "attributes": {}, "relationships": [MINIMAL], "news": True}
    data = [entity] if getattr(row.answer, "__origin__", None) is Collection else entity
    read = row.decoder.decode(msgspec.json.encode({"result": "ok", "data": data})).data
    entity = read[0] if isinstance(read, tuple) else read
    assert entity.relationships == (RelationshipData(ID, "thing"),)
    with pytest.raises(AttributeError):
        entity.id = "other"


@every_row
def test_attributes_may_all_be_null(row):
    if row.route == "md@h":
        return
    kind = row.answer.__args__[0].__args__[0]
    nulls = {field.encode_name: None for field in msgspec.structs.fields(kind)}
    read = msgspec.json.decode(msgspec.json.encode(nulls), type=kind)
    assert set(msgspec.structs.asdict(read).values()) == {None}
