"""The endpoint table against MangaDex's own description of its API.

Runs where ``ASYNCDEX_DOCUMENTED`` names a folder with that description (``openapi.yaml``) and a list of its
operations (``operations.tsv``); the project carries neither.
"""

import csv
import os
from pathlib import Path

import pytest

from asyncdex._api import Auth
from asyncdex._api.table import ROWS
from asyncdex._wire import Done

FOLDER = os.environ.get("ASYNCDEX_DOCUMENTED")

if FOLDER is None:
    pytest.skip("ASYNCDEX_DOCUMENTED names no folder of descriptions", allow_module_level=True)

BY_ID = {row.id: row for row in ROWS}
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}
TOKEN = {Auth.NONE: "no", Auth.OPTIONAL: "optional", Auth.REQUIRED: "yes"}

#: Bodies with a ``version`` that is ignored, because they make what has none yet.
CREATE = {"post-manga", "post-list", "post-create-apiclient"}


@pytest.fixture(scope="module")
def description():
    yaml = pytest.importorskip("yaml")
    text = (Path(FOLDER) / "openapi.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.fixture(scope="module")
def resolved(description):
    """Return what a reference leads to, again and again, and all that ``allOf`` puts together."""

    def resolve(node):
        while "$ref" in node:
            found = description
            for key in node["$ref"].removeprefix("#/").split("/"):
                found = found[key]
            node = found
        if "allOf" not in node:
            return node
        parts = [resolve(part) for part in node["allOf"]]
        return {
            "properties": {name: kind for part in parts for name, kind in part.get("properties", {}).items()}
        }

    return resolve


@pytest.fixture(scope="module")
def operations(description):
    return {
        operation["operationId"]: (method.upper(), path, operation)
        for path, item in description["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


@pytest.fixture
def query(row, operations, resolved):
    _, _, operation = operations[row.id]
    parameters = [resolved(parameter) for parameter in operation.get("parameters", [])]
    return {one["name"]: resolved(one["schema"]) for one in parameters if one["in"] == "query"}


def test_the_list_of_operations_is_the_table():
    with (Path(FOLDER) / "operations.tsv").open(encoding="utf-8", newline="") as file:
        documented = list(csv.DictReader(file, delimiter="\t"))
    assert {line["operationId"] for line in documented} == set(BY_ID)
    for line in documented:
        row = BY_ID[line["operationId"]]
        assert (row.method, row.path) == (line["method"], line["path"])
        assert TOKEN[row.auth] == line["auth_required"]
        assert (row.page is not None) is (line["paginated"] == "yes")
        assert row.deprecated is (line["deprecated"] == "yes")


def test_the_description_has_the_operations_of_the_table(operations):
    assert {id: where[:2] for id, where in operations.items()} == {
        id: (row.method, row.path) for id, row in BY_ID.items()
    }


@every_row
def test_the_token_is_as_described(row, operations, description):
    _, _, operation = operations[row.id]
    security = operation.get("security", description["security"])
    expected = Auth.REQUIRED if {} not in security else Auth.OPTIONAL
    assert row.auth is (expected if security else Auth.NONE)
    assert row.deprecated is operation.get("deprecated", False)


@every_row
def test_pages_are_as_described(row, query):
    assert (row.page is not None) is ("offset" in query)
    if row.page is not None:
        assert (row.page.default, row.page.most) == (query["limit"]["default"], query["limit"]["maximum"])


@every_row
def test_what_names_a_version_is_as_described(row, operations, query, resolved):
    _, _, operation = operations[row.id]
    bodies = operation.get("requestBody", {}).get("content", {}).values()
    named = any("version" in resolved(body["schema"]).get("properties", {}) for body in bodies)
    assert row.versioned is ((named and row.id not in CREATE) or "version" in query)


@every_row
def test_filters_and_expansions_are_described(row, query, resolved):
    allowed = resolved(query["includes[]"]["items"])["enum"] if "includes[]" in query else ()
    assert set(row.expand) <= set(allowed)
    names = {getattr(param, "name", "order") for param in row.params.values()}
    assert names <= {name.removesuffix("[]") for name in query}
    assert row.ratings is (row.filters is not None and "contentRating[]" in query)


@every_row
def test_answers_are_as_described(row, operations, resolved):
    _, _, operation = operations[row.id]
    (good,) = (answer for status, answer in operation["responses"].items() if str(status).startswith("2"))
    ((kind, content),) = resolved(good)["content"].items()
    assert (kind == "text/plain") is (row.answer is str)
    if kind == "application/json":
        properties = set(resolved(content["schema"]).get("properties", {}))
        assert (properties == {"result"}) is (row.answer is Done)
