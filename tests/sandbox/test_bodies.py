from __future__ import annotations

import json

import pytest
from aiohttp.test_utils import make_mocked_request

from asyncdex.sandbox.server.bodies import read_body, read_list
from asyncdex.sandbox.server.errors import ApiError
from asyncdex.sandbox.server.fields import BodySpec, Field, language, uuid, uuids, version

SOME = "00000000-0000-4000-8000-00000000000a"


class Payload:
    """A body that arrives in pieces."""

    def __init__(self, raw):
        self.raw = raw

    async def iter_any(self):
        for start in range(0, len(self.raw), 7):
            yield self.raw[start : start + 7]


def request(raw, content_type="application/json"):
    headers = {"Content-Type": content_type} if content_type else {}
    return make_mocked_request("POST", "/", headers=headers, payload=Payload(raw))


async def read(fields, body):
    return await read_body(request(json.dumps(body).encode()), BodySpec(fields))


async def refused(fields, body):
    with pytest.raises(ApiError) as caught:
        await read(fields, body)
    assert (caught.value.status, caught.value.title) == (400, "validation_exception")
    return " | ".join(caught.value.details)


async def test_known_fields_come_through_and_others_do_not():
    fields = {
        "name": Field("text"),
        "tags": uuids(),
        "deep": Field("object", fields={"on": Field("boolean")}),
    }
    body = {"name": "é", "tags": [SOME], "deep": {"on": True, "off": 1}, "more": None}
    assert await read(fields, body) == {"name": "é", "tags": [SOME], "deep": {"on": True}}
    assert await read(fields, {}) == {}


@pytest.mark.parametrize(
    ("spec", "good", "bad"),
    [
        (Field("text"), ["", "a"], [None, 1, [], {}]),
        (Field("text", nullable=True), [None, "a"], [1]),
        (Field("text", shortest=2, longest=3), ["ab", "äöü"], ["a", "abcd"]),
        (Field("text", pattern="^a"), ["ab"], ["ba"]),
        (Field("text", nullable=True, enum=("a", "b")), ["a", None], ["c", ""]),
        (Field("integer"), [0, -1], [True, 1.5, "1", None]),
        (Field("integer", lowest=1, highest=10), [1, 10], [0, 11]),
        (Field("number"), [1, 1.5], [False, "1"]),
        (Field("boolean"), [True, False], [0, "true", None]),
        (Field("list"), [[], [1, "a"]], [{"a": 1}, "a", None]),
        (Field("list", nullable=True, items=Field("text")), [None, ["a"]], [[1]]),
        (Field("list", shortest=1, longest=2), [[1], [1, 2]], [[], [1, 2, 3]]),
        (Field("map", items=Field("text")), [{"en": "a"}], [["en"], {"en": 1}, {"en": None}, "en"]),
        (Field("object", fields={"a": Field("text", required=True)}), [{"a": ""}], [{}, [], {"a": 1}]),
        (Field("object", nullable=True, fields={"a": Field("text")}), [None, {"a": ""}], [{"a": 1}]),
        (uuid(), [SOME, SOME.upper()], [SOME[1:], f" {SOME}", f"{SOME}\n", ""]),
        (uuids(shortest=1, longest=2), [[SOME]], [[], [SOME] * 3, ["x"], SOME]),
        (language(nullable=True), ["en", "pt-br", None], ["EN", "eng", "en\n", "en-"]),
        (version(), [1, 99], [0, None, "1"]),
    ],
)
async def test_what_a_field_takes(spec, good, bad):
    for value in good:
        assert await read({"field": spec}, {"field": value}) == {"field": value}
    for value in bad:
        assert "/field" in await refused({"field": spec}, {"field": value})


async def test_an_empty_map_may_be_written_as_a_list():
    fields = {"links": Field("map"), "deep": Field("object"), "names": Field("list", items=Field("map"))}
    assert await read(fields, {"links": [], "deep": [], "names": [[]]}) == {
        "links": {},
        "deep": {},
        "names": [{}],
    }


async def test_every_wrong_field_is_named_with_its_place():
    fields = {
        "name": Field("text", required=True),
        "ids": uuids(),
        "deep": Field("object", fields={"title": Field("text", required=True)}),
    }
    details = await refused(fields, {"ids": [SOME, "x", 3], "deep": {}})
    for place in ("/name: the property name is required", "/ids/1:", "/ids/2:", "/deep/title:"):
        assert f"validating {place}" in details


@pytest.mark.parametrize("raw", [b"{", b"\xff", b"[" * 100_000, b"nothing"])
async def test_what_is_not_json_is_refused(raw):
    with pytest.raises(ApiError) as caught:
        await read_body(request(raw), BodySpec({}))
    assert (caught.value.status, caught.value.details) == (400, ("Error validating body: JSON is required",))


@pytest.mark.parametrize("raw", [b"1", b'"a"', b"[1]", b"null"])
async def test_a_body_is_an_object(raw):
    with pytest.raises(ApiError, match="an object is required"):
        await read_body(request(raw), BodySpec({}))


async def test_the_content_type_has_to_be_json():
    for wrong in ("", "text/plain", "application/x-www-form-urlencoded"):
        with pytest.raises(ApiError, match="Content-Type"):
            await read_body(request(b"{}", wrong), BodySpec({}))
    assert await read_body(request(b"{}", "application/json; charset=utf-8"), BodySpec({})) == {}


async def test_an_empty_body_is_an_object_without_fields():
    assert await read_body(request(b"", ""), BodySpec({"name": Field("text")})) == {}
    with pytest.raises(ApiError, match="name is required"):
        await read_body(request(b"", ""), BodySpec({"name": Field("text", required=True)}))


async def test_the_size_is_limited():
    spec = BodySpec({"name": Field("text")}, limit=20)
    fits = b'{"name": "12345678"}'
    assert len(fits) == 20
    assert await read_body(request(fits), spec) == {"name": "12345678"}
    with pytest.raises(ApiError) as caught:
        await read_body(request(fits + b" "), spec)
    assert (caught.value.status, caught.value.title) == (413, "request_entity_too_large_http_exception")


async def test_a_body_may_be_a_list():
    spec = uuids(shortest=1)
    assert await read_list(request(json.dumps([SOME]).encode()), spec) == [SOME]
    for wrong in (b"[]", b"", b"{}", b'["x"]'):
        with pytest.raises(ApiError) as caught:
            await read_list(request(wrong), spec)
        assert caught.value.status == 400
