from __future__ import annotations

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"


async def rating_of(send, manga):
    ratings = (await send("GET", f"/rating?manga[]={manga}")).body["ratings"]
    return ratings[manga] if ratings else None


@pytest.fixture
def unrated(web):
    catalogue = web.box.catalogue
    return next(manga for manga in catalogue.manga if manga not in catalogue.shelf.ratings)


async def test_ratings_come_and_go(send, clock, unrated):
    assert await rating_of(send, unrated) is None
    for value in (1, 10):
        answer = await send("POST", f"/rating/{unrated.upper()}", {"rating": value})
        assert (answer.status, answer.body) == (200, {"result": "ok"})
        given = {"rating": value, "createdAt": f"2026-05-28T20:{26 + value // 10}:40+00:00"}
        assert await rating_of(send, unrated) == given
        clock.advance(60)
    for _ in range(2):
        answer = await send("DELETE", f"/rating/{unrated}")
        assert (answer.status, answer.body) == (200, {"result": "ok"})
        assert await rating_of(send, unrated) is None


async def test_many_ratings_at_once(web, send, unrated):
    rated = list(web.box.catalogue.shelf.ratings)[:2]
    assert len(rated) == 2
    query = "&".join(f"manga[]={manga}" for manga in (rated[0].upper(), unrated, UNKNOWN, rated[1]))
    answer = await send("GET", f"/rating?{query}")
    assert list(answer.body["ratings"]) == rated
    assert all(1 <= entry["rating"] <= 10 for entry in answer.body["ratings"].values())
    assert (await send("GET", f"/rating?manga[]={UNKNOWN}")).body == {"result": "ok", "ratings": []}


async def test_a_rating_is_a_vote(web, send, unrated):
    async def figures():
        return (await web.get(f"/statistics/manga/{unrated}")).body["statistics"][unrated]["rating"]

    before = await figures()
    total = sum(before["distribution"].values())
    points = sum(int(value) * count for value, count in before["distribution"].items())
    for value in (1, 10):
        await send("POST", f"/rating/{unrated}", {"rating": value})
        now = await figures()
        more = {str(value): before["distribution"][str(value)] + 1}
        assert now["distribution"] == {**before["distribution"], **more}
        assert now["average"] == round((points + value) / (total + 1), 4)
        assert (now["bayesian"] > before["bayesian"]) is (value == 10)
    await send("DELETE", f"/rating/{unrated}")
    assert await figures() == before


async def test_ratings_decide_the_order(web, send):
    least = {"title": {"en": "A"}, "originalLanguage": "ja", "status": "ongoing", "contentRating": "safe"}
    made = (await send("POST", "/manga", least)).body["data"]["id"]
    web.box.review(made, publish=True)
    for value, place in ((10, 0), (1, -1)):
        await send("POST", f"/rating/{made}", {"rating": value})
        found = await web.get("/manga", ("order[rating]", "desc"), ("limit", "100"))
        assert found.ids[place] == made


@pytest.mark.parametrize(
    "body", [{}, {"rating": 0}, {"rating": 11}, {"rating": "5"}, {"rating": 5.5}, {"rating": None}]
)
async def test_wrong_ratings_are_400(send, unrated, body):
    answer = await send("POST", f"/rating/{unrated}", body)
    assert (answer.status, "/rating" in answer.details) == (400, True)


@pytest.mark.parametrize(
    "query", ["", "?manga[]=x", f"?manga={UNKNOWN}", "?" + "&".join([f"manga[]={UNKNOWN}"] * 101)]
)
async def test_wrong_queries_are_400(send, query):
    answer = await send("GET", f"/rating{query}")
    assert (answer.status, "manga" in answer.details) == (400, True)
