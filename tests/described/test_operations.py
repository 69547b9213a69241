"""Each operation of the file, asked once as it is meant to be, over a real socket."""

import pytest

from tests.described.driving import OPERATIONS, REQUESTS


def test_all_operations_are_there(tell):
    assert set(REQUESTS) == set(OPERATIONS)
    assert len(REQUESTS) == 113
    tell(f"operations of the sandbox: {len(REQUESTS)} of {len(OPERATIONS)} asked")


@pytest.mark.parametrize("id", REQUESTS)
async def test_a_good_request(world, described, id):
    asked = await REQUESTS[id](world)
    answer = await world.send(asked)
    assert answer.status == int(next(status for status in OPERATIONS[id]["answers"] if status[0] == "2"))
    (exchange,) = described.exchanges[-1:]
    operation, _ = described.judge.operation(exchange.method, exchange.path)
    assert operation["operationId"] == id
    assert described.judge.wrong_request(exchange) == []
    assert described.judge.wrong_answer(exchange) == []
