"""That all MangaDex answers can be read: each value that is another one makes another result."""

import copy
import dataclasses
import warnings

import pytest

from asyncdex import InvalidResponse, MangaAggregate, Model
from asyncdex._api.table import ROWS
from tests.contract.openapi import good_answer, resolved
from tests.contract.operations import calls_own, calls_service, calls_upload  # noqa: F401 - they add theirs
from tests.contract.operations.calls import CALLS
from tests.contract.operations.samples import ID, INSTANT, OTHER, answering, sample

THIRD = "2c3d4e5f-0a1b-4c3d-8e9f-1a2b3c4d5e6f"

#: What says that it worked, of which kind things are, and where a page stands in its list.
ABOUT = {"result", "response", "type", "limit", "offset", "total"}

#: What makes no difference to a result, and why: an operation and a place, or the end of a place anywhere.
SILENT = {
    "attributes.uploader": "the relationship says who, and goes before it",
    "focusedLanguage[]": "the name under which it is sent in fact goes before the documented one",
    "unavailableChapterCount": "the same",
    "volumes.*.count": "it is counted from the chapters",
    "isAuthenticated": "a login that is none is a 401",
    "post-auth-refresh message": "the tokens say whether it worked",
    "post-legacy-mapping data[].id": "the id of an entry that nothing else knows",
    "post-legacy-mapping data[].attributes.type": "it is what was asked for",
    "put-upload-session-file errors[].id": "a reason is told by its title and detail",
    "put-upload-session-file errors[].status": "the same",
}


def others(schema, value, path=""):
    """Yield the places in an answer, each with the answer in which another value stands there."""
    schema = resolved(schema)
    while "oneOf" in schema:
        schema = resolved(schema["oneOf"][0])
    if isinstance(value, dict):
        for key, one in value.items():
            inner = schema.get("properties", {}).get(key) or schema.get("additionalProperties") or {}
            name = key if key in schema.get("properties", {}) else "*"
            if key in ABOUT or key == "relationships":
                continue
            for place, changed in others(inner, one, f"{path}.{name}".removeprefix(".")):
                yield place, {**value, key: changed}
    elif isinstance(value, list):
        for place, changed in others(schema.get("items") or {}, value[0], f"{path}[]"):
            yield place, [changed]
    else:
        yield path, _another(schema, value)


def _another(schema, value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    choices = [one for one in schema.get("enum", ()) if one not in {None, value}]
    if choices:
        return choices[0]
    return {ID: THIRD, OTHER: THIRD, INSTANT: "2025-01-02T03:04:05+00:00"}.get(value, value + "x")


def shown(result):
    """Return all that a result says, as plain values."""
    if isinstance(result, Model):
        return (
            {**result.to_dict(), "relations": [vars(result).get("_related")]} if result.fetched else result.id
        )
    if dataclasses.is_dataclass(result):
        return {field.name: shown(getattr(result, field.name)) for field in dataclasses.fields(result)}
    if isinstance(result, MangaAggregate):
        return [(number, dict(volume), shown(volume.entries)) for number, volume in result.items()]
    if isinstance(result, dict):
        return {str(key): shown(value) for key, value in result.items()}
    if isinstance(result, list | tuple | set):
        return [shown(one) for one in result]
    return result


async def outcome(client, transport, id, answer):
    transport.steps.clear()
    transport.add(*[answering({id: answer})] * 5)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            return shown(await CALLS[id](client))
    except InvalidResponse as error:
        return str(error)  # another object than the one that was asked for


@pytest.mark.parametrize("id", [row.id for row in ROWS if row.answer is not str])
async def test_every_value_can_be_read(client, transport, id, count):
    _, schema = good_answer(id)
    whole = sample(id)
    before = await outcome(client, transport, id, copy.deepcopy(whole))
    places = list(others(schema, whole))
    silent = [place for place, changed in places if await outcome(client, transport, id, changed) == before]
    unexpected = [place for place in silent if not any(f"{id} {place}".endswith(end) for end in SILENT)]
    assert unexpected == []
    count("values of answers", read=len(places) - len(silent), silent=len(silent))
