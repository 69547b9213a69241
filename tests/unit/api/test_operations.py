"""The rows of the table together; each of them alone, ``tests/contract`` holds to MangaDex's OpenAPI file."""

import re

import pytest

from asyncdex._api import Auth, Endpoint
from asyncdex._api import table as package
from asyncdex._api.table import ROWS
from asyncdex._wire import Collection, Done

BY_ID = {row.id: row for row in ROWS}
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def test_every_row_is_a_name_of_the_package():
    found = {name: getattr(package, name) for name in dir(package)}
    named = {name: row for name, row in found.items() if isinstance(row, Endpoint)}
    assert sorted(row.id for row in named.values()) == sorted(BY_ID)
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name) for name in named)


def test_operations_on_one_path_share_a_route_and_no_others_do():
    paths = {}
    for row in ROWS:
        paths.setdefault(row.route, set()).add(row.path)
    assert None not in paths
    assert all(len(found) == 1 for found in paths.values())
    # A cover is uploaded under the id of a manga, which AsyncDex knew as a route of its own.
    assert len(paths) == len({row.path for row in ROWS}) + 1
    assert paths["cover"] == paths["cover_upload"]
    assert [row.id for row in ROWS if row.route == "cover_upload"] == ["upload-cover"]


@every_row
def test_only_what_changes_nothing_or_the_same_twice_is_sent_twice(row):
    expected = {"GET": True, "DELETE": True, "PUT": not row.versioned, "POST": False}
    assert row.idempotent is expected[row.method]


@pytest.mark.parametrize(
    ("method", "versioned", "idempotent"),
    [
        ("GET", False, True),
        ("HEAD", False, True),
        ("OPTIONS", False, True),
        ("PUT", False, True),
        ("PUT", True, False),
        ("DELETE", False, True),
        ("DELETE", True, True),
        ("POST", False, False),
        ("POST", True, False),
        ("PATCH", False, False),
    ],
)
def test_what_may_be_sent_twice(method, versioned, idempotent):
    row = Endpoint("x", method, "/x", dict, versioned=versioned)
    assert row.idempotent is idempotent
    assert row.params == {}
    assert row.auth is Auth.OPTIONAL


def test_an_answer_may_say_only_that_it_worked():
    done = [row for row in ROWS if row.answer is Done]
    assert len(done) == 32
    for row in done:
        assert row.decoder.decode(b'{"result": "ok", "news": [1]}') == Done("ok")


def test_an_answer_that_nothing_describes_is_a_json_object():
    plain = [row for row in ROWS if getattr(row.answer, "__origin__", None) is dict]
    assert len(plain) == 3
    for row in plain:
        assert row.decoder.decode(b'{"result": "ok", "data": []}') == {"result": "ok", "data": []}


def test_an_answer_that_is_a_bare_text_is_read_as_one():
    (ping,) = (row for row in ROWS if row.answer is str)
    assert ping.id == "get-ping"
    assert ping.decoder.decode(b"pong") == "pong"


def test_what_can_be_expanded_is_asked_for():
    manga, chapter = ("author", "artist", "cover_art"), ("scanlation_group", "manga", "user")
    assert {row.id: row.expand for row in ROWS if row.expand} == {
        "get-search-manga": manga,
        "get-manga-id": manga,
        "get-manga-random": manga,
        "get-manga-drafts": manga,
        "get-manga-id-draft": manga,
        "get-user-follows-manga": manga,
        "get-manga-id-feed": ("scanlation_group", "user"),
        "get-list-id-feed": chapter,
        "get-user-follows-manga-feed": chapter,
        "get-chapter": chapter,
        "get-chapter-id": chapter,
        "get-cover": ("manga", "user"),
        "get-cover-id": ("manga", "user"),
        "get-search-group": ("leader", "member"),
        "get-group-id": ("leader", "member"),
        "get-user-follows-group": ("leader", "member"),
        "get-manga-recommendation": ("manga",),
        "get-manga-relation": ("manga",),
        "get-reports": ("user", "reason"),
        "get-apiclient": ("creator",),
        "get-list-apiclients": ("creator",),
        "get-upload-session": ("upload_session_file",),
        "begin-edit-session": ("upload_session_file",),
    }


def test_a_list_of_objects_that_are_known_has_pages():
    lists = [row for row in ROWS if getattr(row.answer, "__origin__", None) is Collection]
    assert {row.id for row in lists if row.page is None} == {
        *("get-manga-tag", "get-manga-relation", "get-manga-recommendation"),
        *("get-report-reasons-by-category", "post-legacy-mapping"),
    }
