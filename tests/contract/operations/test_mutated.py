"""Answers of every operation that are not what they should be: a result, or an error that says why."""

import warnings
from dataclasses import is_dataclass

import pytest

from asyncdex import AsyncDexException, ChapterUnreadable, InvalidCaptcha, InvalidResponse, Missing, Model
from asyncdex._api.table import ROWS
from tests.contract.operations import calls_own, calls_service, calls_upload  # noqa: F401 - they add theirs to the calls
from tests.contract.operations.calls import CALLS
from tests.contract.operations.samples import answering, sample
from tests.support.mutations import mutations, touch

BY_ID = {row.id: row for row in ROWS}

#: Fewer than the mutation of whole objects has: there are many answers.
INSTEAD = (None, [], {}, "odd", -1, 1.5, [None])

#: What answers of another kind than an error mean: no pages, and a captcha that was not solved.
ALSO = {"get-at-home-server-chapterId": ChapterUnreadable, "post-captcha-solve": InvalidCaptcha}

#: Answers that are no JSON, or end too early.
BROKEN = (b"", b"<html>", b"5", b'{"data": {', b"[1", b'"\xff"')


def look_at(result):
    """Read all that a result has, and return what is wrong with it."""
    if isinstance(result, Model):
        return touch(result) if result.fetched else []
    if isinstance(result, dict):
        return [error for one in result.values() for error in look_at(one)]
    if isinstance(result, list | tuple):
        return [error for one in result for error in look_at(one)]
    assert repr(result)
    return (
        [] if not is_dataclass(result) else [error for one in vars(result).values() for error in look_at(one)]
    )


async def outcome(client, transport, id, answer):
    """Return what a call came to: ``"result"``, ``"touched"`` or the error."""
    transport.steps.clear()
    transport.add(*[answer] * 5)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            result = await CALLS[id](client)
    except AsyncDexException as error:
        return error
    return "touched" if look_at(result) else "result"


@pytest.mark.parametrize("id", [row.id for row in ROWS if row.answer is not str])
async def test_an_answer_that_is_not_what_it_should_be(client, transport, id, count):
    counts = dict.fromkeys(("results", "refused", "refused_at_a_touch"), 0)
    for where, mutated in mutations(sample(id), instead=INSTEAD):
        found = await outcome(client, transport, id, answering({id: mutated}))
        if isinstance(found, AsyncDexException):
            if isinstance(found, ALSO.get(id, ())):
                continue
            assert isinstance(found, InvalidResponse | Missing), (where, found)
            assert BY_ID[id].path.partition("{")[0] in str(found), (where, found)
        counts[{"result": "results", "touched": "refused_at_a_touch"}.get(found, "refused")] += 1
    count("mutated answers", operations=1, **counts)


@pytest.mark.parametrize("body", BROKEN)
@pytest.mark.parametrize("id", BY_ID)
async def test_an_answer_that_cannot_be_read(client, transport, id, body):
    good = answering()

    def broken(request):
        answer = good(request)
        return type(answer)(200, answer.headers, body)

    found = await outcome(client, transport, id, broken)
    assert isinstance(found, InvalidResponse), found
