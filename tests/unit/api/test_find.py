"""Which row a method and a path find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex import constants
from asyncdex._api.table import ROWS, find_row
from asyncdex.ratelimit import Path

ID, OTHER = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11", "c0ee660b-f9f2-45c3-8068-5123ff53f84a"
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def filled(template):
    ids = iter((ID, OTHER))
    return re.sub(r"\{\w+\}", lambda _: next(ids), template)


@every_row
def test_a_path_finds_its_own_row(row):
    path = filled(row.path)
    assert "{" not in path
    assert find_row(row.method, path) is row
    assert find_row(row.method.lower(), f"{path}?limit=1/2") is row
    assert find_row("PATCH", path) is None
    assert find_row(row.method, f"{path}/") is None
    assert find_row(row.method, f"/v5{path}") is None


@pytest.mark.parametrize(
    ("method", "path", "found"),
    [
        ("GET", "/manga/random", "get-manga-random"),
        ("GET", "/manga/tag", "get-manga-tag"),
        ("GET", "/manga/read", "get-manga-chapter-readmarkers-2"),
        ("GET", "/manga/status", "get-manga-status"),
        ("GET", "/manga/draft", "get-manga-drafts"),
        ("GET", f"/manga/draft/{ID}", "get-manga-id-draft"),
        ("GET", f"/manga/{ID}", "get-manga-id"),
        ("GET", f"/manga/{ID}/feed", "get-manga-id-feed"),
        ("POST", "/upload/begin", "begin-upload-session"),
        ("POST", f"/upload/begin/{ID}", "begin-edit-session"),
        ("POST", "/upload/check-approval-required", "upload-check-approval-required"),
        ("POST", f"/upload/{ID}", "put-upload-session-file"),
        ("POST", f"/upload/{ID}/commit", "commit-upload-session"),
        ("DELETE", f"/upload/{ID}/batch", "delete-uploaded-session-files"),
        ("DELETE", f"/upload/{ID}/{OTHER}", "delete-uploaded-session-file"),
        ("GET", "/user/me", "get-user-me"),
        ("GET", "/user/list", "get-user-list"),
        ("GET", f"/user/{ID}/list", "get-user-id-list"),
        ("GET", "/user/follows/manga/feed", "get-user-follows-manga-feed"),
        ("GET", f"/user/follows/manga/{ID}", "get-user-follows-manga-id"),
        ("GET", "/settings/template/3", "get-settings-template-version"),
        # What is spelt out has no such method, so it is an id that looks like a word.
        ("DELETE", "/upload/begin", "abandon-upload-session"),
        ("POST", "/manga/draft/follow", "post-manga-id-follow"),
        ("PUT", "/manga/random", "put-manga-id"),
    ],
)
def test_the_most_specific_row_is_found(method, path, found):
    assert find_row(method, path).id == found


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "//",
        "?",
        "manga",
        "/mangas",
        "/manga/",
        "/manga//feed",
        f"/manga/{ID}/feed/x",
        "/upload/a/b/c",
    ],
)
def test_a_path_that_is_not_in_the_table_has_no_row(path):
    assert find_row("GET", path) is None


SEGMENTS = sorted({part for row in ROWS for part in row.path.split("/") if part and "{" not in part})
segments = st.lists(st.sampled_from([*SEGMENTS, ID, ""]), max_size=5)
METHODS = sorted({row.method for row in ROWS})


@given(st.sampled_from(METHODS), segments)
def test_whatever_is_found_matches_and_nothing_that_matches_is_missed(method, parts):
    path = "".join(f"/{part}" for part in parts)
    matching = [row for row in ROWS if Path.of(row.path, row.method).matches(path, method)]
    found = find_row(method, path)
    assert (found is None) is (not matching)
    if found is not None:
        assert found in matching
        # Of two templates the one that spells out more of the path, from the left, is the more specific.
        open_ended = min([part.startswith("{") for part in row.path.split("/")] for row in matching)
        assert [part.startswith("{") for part in found.path.split("/")] == open_ended


@pytest.fixture
def routes():
    return dict(constants.routes)


def test_routes_as_they_are_change_nothing(routes):
    for row in ROWS:
        assert find_row(row.method, filled(row.path), routes) is row


def test_a_changed_path_finds_the_rows_of_its_route(routes):
    routes["manga"] = "/v6/titles/{anything}"
    for method, id in (("GET", "get-manga-id"), ("PUT", "put-manga-id"), ("DELETE", "delete-manga-id")):
        assert find_row(method, f"/v6/titles/{ID}", routes).id == id
        assert find_row(method, f"/v6/titles/{ID}") is None
        # What MangaDex documents stays known.
        assert find_row(method, f"/manga/{ID}", routes).id == id
    assert find_row("POST", f"/v6/titles/{ID}", routes) is None
    routes["manga"] = "/v7/{id}"
    assert find_row("GET", f"/v7/{ID}", routes).id == "get-manga-id"
    assert find_row("GET", f"/v6/titles/{ID}", routes) is None


def test_a_changed_path_goes_before_one_that_is_documented(routes):
    routes["random_manga"], routes["tag_list"] = "/manga/tag", "/manga/random"
    assert find_row("GET", "/manga/tag", routes).id == "get-manga-random"
    assert find_row("GET", "/manga/random", routes).id == "get-manga-tag"


def test_routes_may_be_missing(routes):
    del routes["manga"]
    assert find_row("GET", f"/manga/{ID}", routes).id == "get-manga-id"
    assert find_row("GET", f"/manga/{ID}", {}).id == "get-manga-id"
