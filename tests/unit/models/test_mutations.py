"""Objects that are not what they should be: a model, or an error that says what is wrong."""

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
    Tag,
    User,
)
from tests.support.mutations import mutations, touch
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
