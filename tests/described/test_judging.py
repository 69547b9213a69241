"""The judge finds what is wrong, and the witness has a test fail for it."""

import json
from dataclasses import replace

import pytest

from tests.described.deviations import DEVIATIONS
from tests.described.judging import Exchange, Judge

ID = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
AUTHOR = {"id": ID, "type": "author", "attributes": {"name": "A", "version": 1}, "relationships": []}
GOOD = Exchange(
    method="PUT",
    path=f"/author/{ID}",
    query="",
    kind="application/json",
    body=b'{"name": "A", "version": 1}',
    status=200,
    answer_kind="application/json",
    answer=json.dumps({"result": "ok", "response": "entity", "data": AUTHOR}).encode(),
)


@pytest.fixture(scope="module")
def judge():
    return Judge(DEVIATIONS)


def test_what_is_as_described(judge):
    assert judge.complaints(GOOD) == []
    assert judge.wrong_request(replace(GOOD, body=None)) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"status": 418}, "status 418 is not described"),
        ({"answer_kind": "text/html"}, "the answer is text/html"),
        ({"answer": b"{"}, "answer: no JSON"),
        ({"answer": GOOD.answer.replace(b'"name"', b'"nmae"')}, "answer/data/attributes: Additional"),
        ({"answer": GOOD.answer.replace(b'"A"', b"5")}, "answer/data/attributes/name: 5"),
        ({"answer": GOOD.answer.replace(ID.encode(), b"x")}, "answer/data/id:"),
    ],
)
def test_what_is_wrong_with_an_answer(judge, change, complaint):
    (found,) = judge.complaints(replace(GOOD, **change))
    assert complaint in found


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"query": "nobody=1"}, "query nobody: not known"),
        ({"path": "/author/x"}, "path id"),
        ({"body": b"{}"}, "body/"),
        ({"body": b""}, "no body"),
        ({"body": b"["}, "body: no JSON"),
        ({"body": b'{"name": 5, "version": 1}'}, "body/name"),
        ({"body": b'{"version": 0}'}, "body/version"),
        ({"kind": "text/plain"}, "the body is text/plain"),
    ],
)
def test_what_is_wrong_with_a_request(judge, change, complaint):
    exchange = replace(GOOD, **change)
    (found,) = judge.complaints(exchange)
    assert "it was served in spite of" in found
    assert complaint in found
    refused = {"result": "error", "errors": []}
    assert judge.complaints(replace(exchange, status=400, answer=json.dumps(refused).encode())) == []


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("limit=5&offset=0&order[title]=asc&ids[]=" + ID, None),
        (f"ids%5B0%5D={ID}&year=none&hasAvailableChapters=1", None),
        ("limit=101", "query limit"),
        ("limit=five", "query limit"),
        ("ids[]=x", "query ids[]"),
        ("ids=x", "query ids: not known"),
        ("order[nobody]=asc", "query order"),
        ("order[title]=up", "query order/title"),
        ("status[]=lost", "query status[]"),
        ("year=0", "query year"),
    ],
)
def test_query_strings(judge, query, complaint):
    exchange = replace(GOOD, method="GET", path="/manga", query=query, body=b"")
    found = judge.wrong_request(exchange)
    assert found == [] if complaint is None else complaint in found[0]


def test_what_is_no_operation(judge):
    nowhere = replace(GOOD, method="GET", path="/nowhere", body=b"")
    assert judge.wrong_answer(nowhere) == ["status 200 where there is no operation"]
    assert judge.wrong_answer(replace(GOOD, method="PATCH", status=405)) != []
    refused = json.dumps({"result": "error", "errors": []}).encode()
    assert judge.wrong_answer(replace(nowhere, status=404, answer=refused)) == []


async def test_the_witness_sees_what_a_sandbox_does(world, described):
    record = world.web.box.catalogue.find("manga", world.manga)
    record.attributes["surprise"] = 1
    answer = await world.web.get(f"/manga/{world.manga}")
    assert answer.status == 200
    (complaint,) = described.complaints
    assert "'surprise' was unexpected" in complaint
    described.complaints.clear()
