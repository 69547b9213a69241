"""The file of facts: that it is what the program writes, and what that program does."""

import json
import os
from pathlib import Path

import pytest

from tests.contract.openapi import OPERATIONS, VERSION
from tests.contract.write_openapi import OUTPUT, facts, main, schema_facts, written

FOLDER = os.environ.get("ASYNCDEX_DOCUMENTED")


@pytest.mark.skipif(FOLDER is None, reason="ASYNCDEX_DOCUMENTED names no folder of descriptions")
def test_the_file_says_what_mangadex_describes(tell):
    source = Path(FOLDER) / "openapi.yaml"
    fresh = written(source)
    if fresh != OUTPUT.read_bytes():
        pytest.fail(
            f"{OUTPUT.name} is not what {source.name} says; renew it with "
            f"`python -m tests.contract.write_openapi {source}` and read the diff",
            pytrace=False,
        )
    tell(f"openapi.json: {len(fresh)} bytes, the same as written anew from the OpenAPI file")


def test_the_file_is_in_the_form_the_program_writes():
    text = OUTPUT.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert VERSION == "5.13.1"
    assert len(OPERATIONS) == 113


def test_the_file_has_no_prose():
    """A sentence has spaces; neither a name nor a pattern of MangaDex's has one."""

    def texts(node):
        if isinstance(node, dict):
            for name, value in node.items():
                yield name
                yield from texts(value)
        elif isinstance(node, list):
            for value in node:
                yield from texts(value)
        elif isinstance(node, str):
            yield node

    assert [text for text in texts(json.loads(OUTPUT.read_bytes())) if " " in text] == []


DOCUMENT = {
    "info": {"version": "1.2", "title": "A thing", "description": "It does things."},
    "security": [{"Key": []}],
    "paths": {
        "/thing/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                {"name": "old", "in": "query", "schema": {"type": "integer", "nullable": False}},
            ],
            "put": {
                "operationId": "put-thing",
                "summary": "Change it",
                "tags": ["Thing", "Other"],
                "deprecated": True,
                "parameters": [
                    {
                        "name": "old",
                        "in": "query",
                        "description": "Instead of what the path says",
                        "style": "deepObject",
                        "explode": True,
                        "schema": {"type": "boolean", "default": False},
                    }
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "example": {"title": "x"},
                            "schema": {"$ref": "#/components/schemas/Thing"},
                        }
                    },
                },
                "responses": {200: {"description": "Fine"}},
            },
            "get": {"operationId": "get-thing", "security": [{}, {"Key": []}], "responses": {}},
            "delete": {"operationId": "delete-thing", "security": [], "deprecated": False, "responses": {}},
        }
    },
    "components": {
        "schemas": {
            "Thing": {
                "title": "Thing",
                "type": "object",
                "properties": {"title": {"type": "string", "description": "Its name", "maxLength": 9}},
                "additionalProperties": {"$ref": "#/components/schemas/Map"},
            },
            "Map": {"additionalProperties": False, "nullable": True, "x-empty-map-as-array": True},
        }
    },
}
ID = {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}


def test_what_is_kept_of_an_operation():
    operations = facts(DOCUMENT)["operations"]
    assert list(operations) == ["get-thing", "put-thing", "delete-thing"]
    assert operations["put-thing"] == {
        "method": "PUT",
        "path": "/thing/{id}",
        "tag": "Thing",
        "token": "yes",
        "deprecated": True,
        "parameters": [
            ID,
            {
                "in": "query",
                "name": "old",
                "style": "deepObject",
                "explode": True,
                "schema": {"type": "boolean", "default": False},
            },
        ],
        "body": {"application/json": {"ref": "Thing"}},
        "bodyRequired": True,
        "answers": {"200": {}},
    }
    assert operations["get-thing"]["token"] == "optional"
    assert operations["get-thing"]["parameters"] == [
        ID,
        {"in": "query", "name": "old", "schema": {"type": "integer"}},
    ]
    assert operations["delete-thing"]["token"] == "no"
    assert "deprecated" not in operations["delete-thing"]


def test_what_is_kept_of_schemas():
    """A property may be called like a keyword of prose, which is left out."""
    assert facts(DOCUMENT)["schemas"] == {
        "Thing": {
            "type": "object",
            "properties": {"title": {"type": "string", "maxLength": 9}},
            "additionalProperties": {"ref": "Map"},
        },
        "Map": {"additionalProperties": False, "nullable": True, "x-empty-map-as-array": True},
    }


@pytest.mark.parametrize(
    ("schema", "named"),
    [({"type": "string", "x-new": 1}, "'x-new'"), ({"$ref": "other.yaml#/Thing"}, "other.yaml")],
)
def test_what_is_not_understood_is_not_left_out_in_silence(schema, named):
    with pytest.raises(ValueError, match=named):
        schema_facts({"type": "array", "items": schema})


def test_the_program_writes_the_same_bytes_for_the_same_facts(tmp_path):
    """JSON is YAML, so what other order and prose make of it can be tried without a library."""
    one, two, output = (tmp_path / name for name in ("one.yaml", "two.yaml", "out.json"))
    one.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    turned = {name: DOCUMENT[name] for name in reversed(DOCUMENT)} | {"info": {"version": "1.2"}}
    two.write_text(json.dumps(turned), encoding="utf-8")
    main([str(one), "--output", str(output)])
    assert output.read_bytes() == written(two)
    assert output.read_bytes().endswith(b"}\n")
    assert json.loads(output.read_bytes()) == json.loads(json.dumps(facts(DOCUMENT)))
