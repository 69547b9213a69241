"""Objects that are not what they should be: a model, or an error that says what is wrong."""

import copy

import pytest

from asyncdex import (
    Author,
    Chapter,
    CoverArt,
    CustomList,
    Group,
    InvalidID,
    InvalidResponse,
    Manga,
    Missing,
    NotFetched,
    Tag,
    User,
)
from asyncdex.models.fields import Field
from tests.unit.models.builders import FULL, entity, one, page, rel, uid

#: A complete object of each kind, with all it can be related to.
WHOLE = {
    Manga: entity(
        "manga",
        1,
        rel("author", 2, FULL["author"]),
        rel("artist", 2),
        rel("cover_art", 3, FULL["cover_art"]),
        rel("creator", 4, FULL["user"]),
        rel("manga", 5, related="sequel"),
        tags=[{"id": uid(6), "type": "tag", "attributes": FULL["tag"], "relationships": []}],
    ),
    Chapter: entity(
        "chapter",
        1,
        rel("manga", 2),
        rel("user", 3, FULL["user"]),
        rel("scanlation_group", 4, FULL["scanlation_group"]),
    ),
    Author: entity("author", 1, rel("manga", 2)),
    Group: entity("scanlation_group", 1, rel("leader", 2, FULL["user"]), rel("member", 2), rel("member", 3)),
    CoverArt: entity("cover_art", 1, rel("manga", 2), rel("user", 3)),
    User: entity("user", 1),
    Tag: entity("tag", 1),
    CustomList: {
        "id": uid(1),
        "type": "custom_list",
        "attributes": {"name": "Sea", "visibility": "public", "version": 1},
        "relationships": [rel("manga", 2), rel("user", 3)],
    },
}

#: What may stand in place of anything.
INSTEAD = (
    None,
    [],
    {},
    "",
    "odd",
    5,
    -1,
    1.5,
    True,
    [[]],
    [None],
    {"en": None},
    {"en": 5},
    "\ud83d\ude00" * 3,
)


def mutations(data, path=""):
    """Yield objects in each of which one value is gone or another one, and where it was."""
    if isinstance(data, dict):
        for key, value in data.items():
            rest = {name: other for name, other in data.items() if name != key}
            yield f"{path}.{key} left out", rest
            yield f"{path}.{key} beside something new", {**data, f"{key}New": {"a": [1]}}
            for where, mutated in mutations(value, f"{path}.{key}"):
                yield where, {**data, key: mutated}
    if isinstance(data, list):
        for place, value in enumerate(data):
            yield f"{path}[{place}] left out", [*data[:place], *data[place + 1 :]]
            yield f"{path}[{place}] twice", [*data, copy.deepcopy(value)]
            for where, mutated in mutations(value, f"{path}[{place}]"):
                yield where, [*data[:place], mutated, *data[place + 1 :]]
    for other in INSTEAD:
        if other != data or type(other) is not type(data):
            yield f"{path} = {other!r}", other


def touch(model):
    """Read all that a model has, and return the errors."""
    names = [
        name
        for base in type(model).__mro__
        for name, value in vars(base).items()
        if isinstance(value, Field | property) and not name.startswith("_")
    ]
    errors = []
    for name in dict.fromkeys(names):
        try:
            getattr(model, name)
        except NotFetched as error:
            # What takes a call of its own.
            if error.name not in {"hash", "page_names", "data_saver_page_names"}:
                raise
        except (Missing, InvalidResponse) as error:
            errors.append(error)
    for shown in (repr(model), model.to_dict(), model == model, hash(model)):  # noqa: PLR0124 - itself
        assert shown is not None
    return errors


@pytest.mark.parametrize("kind", WHOLE, ids=lambda kind: kind.__name__)
async def test_every_object_that_is_not_what_it_should_be(client, transport, kind, tell):
    counts = dict.fromkeys(("models", "refused", "refused at a touch"), 0)
    operation = f"{kind.wiring.get.method} {kind.wiring.get.path}"
    for where, mutated in mutations(WHOLE[kind]):
        # Tags come as a list of all.
        transport.add(page([mutated], 1) if kind is Tag else one(mutated))
        model = kind(client, id=uid(1))
        try:
            await model.fetch()
        except InvalidResponse as error:
            refused = str(error)
            counts["refused"] += 1
        except InvalidID:
            # Tags are looked for in a list: one with another id is not the one that was asked for.
            counts["refused"] += kind is Tag
            continue
        else:
            refused = None
        if refused is not None:
            assert f"GET {kind.wiring.get.path.partition('{')[0]}" in refused, where
            continue
        errors = touch(model)
        for error in errors:
            assert (
                operation in str(error) or kind.wiring.get.path in str(error) or repr(model) in str(error)
            ), where
        counts["refused at a touch" if errors else "models"] += 1
    assert all(counts.values()) or kind in {Tag, User, CustomList}
    tell(f"mutated {kind.__name__}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


@pytest.mark.parametrize("kind", [kind for kind in WHOLE if kind is not Tag], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    "answer", ["", "[]", "{}", '{"data": []}', '{"data": null}', '{"data": {', "<html>", "5"]
)
async def test_answers_that_hold_no_object(client, transport, kind, answer):
    base = one({})
    transport.add(type(base)(base.status, base.headers, answer.encode()))
    with pytest.raises(InvalidResponse, match=r"GET /\w+/"):
        await kind(client, id=uid(1)).fetch()
