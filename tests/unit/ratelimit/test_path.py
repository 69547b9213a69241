"""Which calls a path covers."""

import re

import pytest

from asyncdex import InvalidArgument, Path
from asyncdex.ratelimit.path import generalise

from .support import UUID


def test_paths_match_whole_and_without_query():
    path = Path.of("/manga/{id}", "GET")
    assert path.matches("/manga/1?limit=2", "get")
    assert path.matches("/manga/1?a=/feed", "GET")
    assert not path.matches("/manga/1/feed", "GET")
    assert not path.matches("/x/manga/1", "GET")
    assert not path.matches("/manga/1", "PUT")
    assert Path.of("/ping").matches("/ping", "PUT")
    assert not Path.of("/a.b").matches("/axb", "GET")


def test_a_method_is_the_same_in_any_case():
    path = Path("/ping", re.compile("/ping"), "delete")
    assert path.method == "DELETE"
    assert path == Path("/ping", re.compile("/ping"), "DELETE")
    assert path.matches("/ping", "Delete")
    assert not path.matches("/ping", "GET")


@pytest.mark.parametrize("pattern", ["/ping", None, re.compile("/ping").fullmatch])
def test_a_pattern_that_is_not_compiled_is_refused(pattern):
    with pytest.raises(InvalidArgument, match="path_regex must be a Pattern, not"):
        Path("/ping", pattern)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        (f"/manga/{UUID}/feed", "/manga/{id}/feed"),
        (f"/manga/{UUID.upper()}", "/manga/{id}"),
        ("/legacy/12/34", "/legacy/{id}/{id}"),
        ("/manga/{id}", "/manga/{id}"),
        ("/manga/random", "/manga/random"),
        ("/list/12a", "/list/12a"),
        (f"/list/{UUID}.json", f"/list/{UUID}.json"),
        (f"/list/x{UUID}", f"/list/x{UUID}"),
        ("/v2", "/v2"),
        ("/", "/"),
    ],
)
def test_ids_in_a_path_are_recognised_by_their_form(path, template):
    assert generalise(path) == template


@pytest.mark.parametrize(
    ("path", "templated"),
    [
        (Path.of("/manga/{id}"), True),
        (Path.of("/ping", "GET"), True),
        (Path("/manga/{id}", re.compile("/manga/[^/]+")), True),
        (Path("/manga/{id}", re.compile("/manga/[^/]{36}")), False),
        (Path("/manga/{id}", re.compile("/manga/[^/]+", re.IGNORECASE)), False),
        (Path.of(f"/manga/{UUID}"), False),
        (Path("*", re.compile(".*")), False),
    ],
)
def test_a_path_knows_whether_it_looks_at_ids(path, templated):
    assert path.templated is templated


def test_what_names_more_is_more_specific():
    paths = [
        Path.of("/manga/{id}"),
        Path.of("/manga/{id}", "GET"),
        Path.of("/manga/{id}/feed"),
        Path.of("/manga/random"),
    ]
    assert sorted(paths, key=lambda path: path.specificity) == paths
