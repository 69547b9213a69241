from __future__ import annotations

import pytest

from asyncdex.sandbox.server.catalogue.figures import average_of

UNKNOWN = "00000000-0000-4000-8000-000000000000"
KINDS = {"manga": "manga", "chapter": "chapters", "group": "groups"}


@pytest.mark.parametrize("kind", KINDS)
async def test_one_and_many_agree(web, kind):
    known = list(getattr(web.box.catalogue, KINDS[kind]))[:8]
    pairs = [(f"{kind}[]", identifier) for identifier in (known[0].upper(), *known[1:], UNKNOWN)]
    answer = await web.get(f"/statistics/{kind}", *pairs)
    assert (answer.status, answer.body["result"]) == (200, "ok")
    many = answer.body["statistics"]
    assert list(many) == known
    for identifier in known:
        one = (await web.get(f"/statistics/{kind}/{identifier.upper()}")).body["statistics"]
        if kind == "manga":
            assert len(one[identifier]["rating"].pop("distribution")) == 10
        assert one == {identifier: many[identifier]}
    threads = [many[identifier]["comments"] for identifier in known]
    assert None in threads
    assert all(set(thread) == {"threadId", "repliesCount"} for thread in threads if thread)
    assert len({thread["threadId"] for thread in threads if thread}) == len(threads) - threads.count(None)


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_not_there_has_no_figures(web, kind):
    empty = await web.get(f"/statistics/{kind}", (f"{kind}[]", UNKNOWN))
    assert (empty.status, empty.body) == (200, {"result": "ok", "statistics": []})
    assert (await web.get(f"/statistics/{kind}/{UNKNOWN}")).status == 404


@pytest.mark.parametrize("kind", KINDS)
async def test_wrong_queries_are_400(web, kind):
    too_many = [(f"{kind}[]", UNKNOWN)] * 101
    for pairs in ([], [(f"{kind}[]", "x")], [(kind, UNKNOWN)], [("ids[]", UNKNOWN)], too_many):
        assert (await web.get(f"/statistics/{kind}", *pairs)).status == 400
    assert (await web.get(f"/statistics/{kind}/{UNKNOWN}", ("includes[]", "manga"))).status == 400


async def test_the_figures_of_a_manga(web):
    catalogue, votes_of = web.box.catalogue, web.box.catalogue.figures.votes_of
    for manga in list(catalogue.manga)[:20]:
        figures = (await web.get(f"/statistics/manga/{manga}")).body["statistics"][manga]
        assert set(figures) == {"comments", "rating", "follows", "unavailableChaptersCount"}
        assert figures["follows"] == catalogue.figures.follows_of("manga", manga)
        rating = figures["rating"]
        assert list(rating["distribution"]) == [str(value) for value in range(1, 11)]
        total = sum(rating["distribution"].values())
        points = sum(int(value) * count for value, count in rating["distribution"].items())
        assert (
            rating["average"]
            == average_of(catalogue.figures.votes_of(manga))
            == pytest.approx(points / total, abs=1e-4)
        )
        # The bayesian figure lies between a manga's own average and that of all of them.
        everybody = [sum(column) for column in zip(*map(votes_of, catalogue.manga), strict=True)]
        general = sum(value * count for value, count in enumerate(everybody, 1)) / sum(everybody)
        low, high = sorted((points / total, general))
        assert low <= rating["bayesian"] <= high
    hidden = next(c for c in catalogue.chapters.values() if c.attributes["isUnavailable"])
    manga = hidden.linked("manga")[0]
    figures = (await web.get(f"/statistics/manga/{manga}")).body["statistics"][manga]
    expected = sum(c.attributes["isUnavailable"] for c in catalogue.chapters_of(manga))
    assert figures["unavailableChaptersCount"] == expected > 0


async def test_a_new_manga_has_no_votes(web, send):
    least = {"title": {"en": "A"}, "originalLanguage": "ja", "status": "ongoing", "contentRating": "safe"}
    made = (await send("POST", "/manga", least)).body["data"]["id"]
    web.box.review(made, publish=True)
    figures = (await web.get(f"/statistics/manga/{made}")).body["statistics"][made]
    assert (figures["comments"], figures["follows"], figures["unavailableChaptersCount"]) == (None, 0, 0)
    assert figures["rating"]["average"] is None
    assert set(figures["rating"]["distribution"].values()) == {0}
    assert 1 < figures["rating"]["bayesian"] < 10
