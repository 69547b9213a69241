"""What the file does not have, of every operation: MangaDex's 400, and nothing is done."""

import json

import pytest

from tests.contract.openapi import resolved
from tests.described.driving import REQUESTS
from tests.described.mistakes import exchange_of, mistakes


@pytest.mark.parametrize("id", REQUESTS)
async def test_a_request_with_one_mistake(world, described, count, id):
    good, number, let_in = await REQUESTS[id](world), 0, []
    for asked, named in mistakes(good, resolved):
        body = None if asked.body is None else json.dumps(asked.body).encode()
        if not described.judge.wrong_request(exchange_of(asked, body)):
            continue
        answer = await world.send(asked)
        number += 1
        what = (asked.query, asked.body, answer.status, answer.body)
        if answer.status != 400 or named not in answer.details:
            let_in.append(what)
            continue
        assert answer.body["result"] == "error"
        assert all(one["status"] == 400 and one["title"] and one["id"] for one in answer.body["errors"])
    assert let_in == []
    assert number >= 2
    # None of them has changed anything, so that the good one still is.
    assert (await world.send(good)).status in {200, 201}
    count("requests with a mistake", refused=number, operations=1)
