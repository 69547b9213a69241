"""What other manga are to one: relations as entries of their own, and recommendations."""

import pytest

from asyncdex import (
    InvalidArgument,
    InvalidID,
    MangaRelation,
    NotFetched,
    NotFound,
    NotOffered,
    RecommendationListOrder,
    RelatedManga,
)
from tests.support import api_error, json_answer
from tests.unit.models.builders import MANGA, page, query, rel, uid, values
from tests.unit.models.edits import logged_in, sent


@pytest.fixture
def client(transport, clock):
    return logged_in(transport, clock)


def relation(number, target, kind="sequel", attributes=None):
    data = {"id": uid(number), "type": "manga_relation", "attributes": {"relation": kind, "version": 1}}
    return {**data, "relationships": [rel("manga", target, attributes)]}


def recommendation(number, *mangas, score=0.5):
    data = {"id": f"{uid(1)}_{uid(number)}", "type": "manga_recommendation", "attributes": {"score": score}}
    return {**data, "relationships": [rel("manga", *manga) for manga in mangas]}


async def test_relations(client, transport):
    transport.add(page([relation(5, 2, attributes=MANGA), relation(6, 3, "cousin")]))
    first, second = await client.get_manga(uid(1)).get_relations()
    assert isinstance(first, RelatedManga)
    assert first.relation is MangaRelation.SEQUEL
    assert (first.manga.id, first.manga.year) == (uid(2), 2011)
    # A relation of next year.
    assert (second.relation, second.manga.id) == ("cousin", uid(3))
    with pytest.raises(NotFetched):
        _ = second.manga.year
    assert transport.paths[0].partition("?")[0] == f"manga/{uid(1)}/relation"
    assert values(transport.requests[0], "includes[]") == ["manga"]
    with pytest.raises(NotOffered, match="manga_relation"):
        await first.fetch()
    assert len(transport.requests) == 1


async def test_adding_and_removing_one(client, transport):
    manga, other = client.get_manga(uid(1)), client.get_manga(uid(2))
    transport.add(json_answer({"data": relation(5, 2)}))
    made = await manga.add_relation(other, MangaRelation.SEQUEL)
    assert (made.id, made.relation, made.manga.id) == (uid(5), "sequel", uid(2))
    assert sent(transport) == {"targetManga": uid(2), "relation": "sequel"}
    transport.add(json_answer({"result": "ok"}), api_error(404))
    await manga.remove_relation(made)
    assert (transport.requests[1].method, transport.paths[1]) == (
        "DELETE",
        f"manga/{uid(1)}/relation/{uid(5)}",
    )
    with pytest.raises(NotFound):
        await manga.remove_relation(uid(5))
    assert not manga.missing
    for call, argument in (
        (manga.add_relation("sea", "sequel"), "manga"),
        (manga.add_relation(other, "cousin"), "relation"),
        (manga.remove_relation("sea"), "relation"),
    ):
        with pytest.raises(InvalidArgument, match=rf"^{argument} must be"):
            await call
    assert len(transport.requests) == 3


async def test_recommendations(client, transport):
    transport.add(
        page([recommendation(3, (1,), (3, MANGA)), recommendation(4, (9,), score=0.25), recommendation(5)])
    )
    first, second, third = await client.get_manga(uid(1)).get_recommendations()
    assert (first.score, first.manga.id, first.manga.year) == (0.5, uid(3), 2011)
    assert (second.score, second.manga.id, third.manga) == (0.25, uid(9), None)
    assert transport.paths[0].partition("?")[0] == f"manga/{uid(1)}/recommendation"


async def test_recommendations_can_be_narrowed(client, transport):
    transport.add(page([]), api_error(404))
    manga = client.get_manga(uid(1))
    await manga.get_recommendations(order=RecommendationListOrder(score="asc"))
    assert ("order[score]", "asc") in query(transport.requests[0])
    with pytest.raises(InvalidID):
        await manga.get_recommendations()
    with pytest.raises(TypeError, match="titel"):
        await manga.get_recommendations(titel="sea")
    with pytest.raises(InvalidArgument, match="order"):
        await manga.get_recommendations(order="up")
    assert len(transport.requests) == 2
