"""What the file has as a value of a parameter is taken: all that is listed, and some of the rest."""

import pytest

from tests.contract.openapi_values import samples
from tests.described.driving import OPERATIONS, REQUESTS
from tests.described.mistakes import exchange_of

#: Filters by host, which are said to need one by manga beside them.
BESIDE = {"externalUrl", "excludeExternalUrl"}
ASKED = [id for id, one in OPERATIONS.items() if one["method"] == "GET" and len(one["parameters"]) > 0]


def described_values(asked, judge):
    """Yield requests, each with one more value of a parameter, that are as described."""
    for parameter in OPERATIONS[asked.id]["parameters"]:
        name = parameter["name"]
        if parameter["in"] != "query":
            continue
        for value in samples(parameter["schema"]):
            pairs = value.items() if isinstance(value, dict) else [(None, value)]
            more = [(name if key is None else f"{name}[{key}]", str(one)) for key, one in pairs]
            others = [pair for pair in asked.query if pair[0] != name]
            if name in BESIDE and asked.id == "get-chapter":
                more.append(("manga", "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"))
            changed = type(asked)(asked.id, asked.inside, (*others, *more))
            if not judge.wrong_request(exchange_of(changed, b"")):
                yield changed


@pytest.mark.parametrize("id", ASKED)
async def test_each_described_value_is_taken(world, described, count, id):
    good, number, refused = await REQUESTS[id](world), 0, []
    for asked in described_values(good, described.judge):
        answer = await world.send(asked)
        number += 1
        # A random one of what a filter leaves may not be there.
        if answer.status != 200 and not (id == "get-manga-random" and answer.status == 404):
            refused.append((asked.query, answer.body))
    assert refused == []
    count("values of parameters as described", taken=number)
