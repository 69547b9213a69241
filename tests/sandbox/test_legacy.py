from __future__ import annotations

import pytest

from tests.sandbox.uploading import error_of


async def mapping(web, kind, ids):
    return await web.request("POST", "/legacy/mapping", json={"type": kind, "ids": ids})


@pytest.mark.parametrize("kind", ["group", "manga", "chapter", "tag"])
async def test_old_numbers_lead_to_new_ids(web, kind):
    catalogue = web.box.catalogue
    records = {
        "group": catalogue.groups,
        "manga": catalogue.manga,
        "chapter": catalogue.chapters,
        "tag": catalogue.tags,
    }[kind]
    wanted = list(records)[3:0:-1]
    numbers = [web.box.legacy_id(kind, identifier) for identifier in wanted]
    answer = await mapping(web, kind, numbers)
    assert (answer.body["result"], answer.body["response"]) == ("ok", "collection")
    assert (answer.body["limit"], answer.body["offset"], answer.body["total"]) == (3, 0, 3)
    found = [entry["attributes"] for entry in answer.body["data"]]
    assert found == [
        {"type": kind, "legacyId": number, "newId": new} for number, new in zip(numbers, wanted, strict=True)
    ]
    assert {(entry["type"], len(entry["relationships"])) for entry in answer.body["data"]} == {
        ("mapping_id", 0)
    }
    assert len(set(answer.ids)) == 3
    assert (await mapping(web, kind, numbers)).body == answer.body


async def test_numbers_that_nothing_had(web):
    most = len(web.box.catalogue.manga)
    answer = await mapping(web, "manga", [0, -1, most, most + 1, most, 10**9])
    assert [entry["attributes"]["legacyId"] for entry in answer.body["data"]] == [most]
    assert (await mapping(web, "manga", [])).body["data"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"type": "user", "ids": [1]}, 400),
        ({"ids": [1]}, 400),
        ({"type": "manga"}, 400),
        ({"type": "manga", "ids": ["1"]}, 400),
        ({"type": "manga", "ids": 1}, 400),
        ({"type": "manga", "ids": list(range(1000, 4000))}, 413),
    ],
)
async def test_wrong_mappings(web, body, status):
    answer = await web.request("POST", "/legacy/mapping", json=body)
    assert error_of(answer)[0] == status
