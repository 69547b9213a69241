from __future__ import annotations

import json

import pytest

from asyncdex.sandbox.server.faults.drift import drifted

MANGA = {
    "id": "1",
    "type": "manga",
    "attributes": {
        "title": {"en": "x"},
        "altTitles": [{"fr": "x"}],
        "links": {},
        "status": "ongoing",
        "publicationDemographic": None,
    },
    "relationships": [{"id": "2", "type": "author", "attributes": {"name": "y", "biography": {}}}],
}
ANSWER = {"result": "ok", "response": "collection", "data": [MANGA], "limit": 1}


def changed(what, answer=ANSWER):
    return json.loads(drifted(json.dumps(answer).encode(), what))


def test_new_fields():
    answer = changed("fields")
    assert "addedLater" in answer
    (manga,) = answer["data"]
    assert "addedLater" in manga["attributes"]
    assert "addedLater" in manga["relationships"][0]["attributes"]
    assert "addedLater" not in manga["attributes"]["title"]
    assert manga["attributes"]["altTitles"] == [{"fr": "x"}]
    assert manga["attributes"]["status"] == "ongoing"
    assert len(manga["relationships"]) == 1


def test_new_values():
    attributes = changed("enums")["data"][0]["attributes"]
    assert attributes == {**MANGA["attributes"], "status": "unheard_of"}


def test_new_relationships():
    known, new = changed("relationships")["data"][0]["relationships"]
    assert known == MANGA["relationships"][0]
    assert new["type"] == "mascot"


def test_lists_for_maps():
    (manga,) = changed("lists")["data"]
    assert manga["attributes"] == {**MANGA["attributes"], "links": []}
    assert manga["relationships"][0]["attributes"]["biography"] == []


def test_everything_at_once():
    (manga,) = changed("all")["data"]
    assert manga["attributes"]["links"] == []
    assert manga["attributes"]["status"] == "unheard_of"
    assert "addedLater" in manga["attributes"]
    assert manga["relationships"][-1]["type"] == "mascot"


@pytest.mark.parametrize("body", [b"", b"pong", b"\xff", b"[1, 2]", b'"text"', b"3"])
def test_what_has_nothing_to_change_stays(body):
    assert drifted(body, "all") in {body, body.replace(b" ", b"")}


async def test_the_sandbox_sends_it(make):
    web = await make(manga=2, chapters=20)
    usual = (await web.get("/manga")).body
    web.box.fail("GET", "/manga", kind="drifted")
    assert (await web.get("/manga")).body == changed("all", usual)
    web.box.fail("GET", "/manga", kind="drifted=fields")
    assert (await web.get("/manga")).body == changed("fields", usual)
