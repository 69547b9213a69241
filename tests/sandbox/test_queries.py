from __future__ import annotations

import pytest

LISTS = ("/manga", "/chapter", "/author", "/group", "/cover")
ID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def web(make):
    return await make(manga=30, chapters=100)


@pytest.mark.parametrize("path", [*LISTS, "/ping", "/manga/random", "/manga/tag"])
async def test_unknown_parameters_are_named(web, path):
    answer = await web.get(path, ("colour", "red"))
    assert answer.status == 400
    assert answer.body["errors"][0]["title"] == "validation_exception"
    assert "colour" in answer.details


@pytest.mark.parametrize(
    ("path", "name", "value", "named"),
    [
        ("/manga", "limit", "101", "/limit"),
        ("/manga", "limit", "-1", "/limit"),
        ("/manga", "limit", "ten", "/limit"),
        ("/manga", "limit", "٣", "/limit"),
        ("/manga", "limit[]", "3", "limit[]"),
        ("/manga", "offset", "-1", "/offset"),
        ("/manga", "offset", "9991", "/offset"),
        ("/manga", "order[size]", "asc", "size"),
        ("/manga", "order[title]", "up", "/order/title"),
        ("/manga", "order", "title", "/order"),
        ("/manga", "includes[]", "chapter", "/includes"),
        ("/manga", "includes[]", "author,artist", "/includes"),
        ("/manga", "includes[]", "", "/includes"),
        ("/manga", "includes", "author", "/includes"),
        ("/manga", "includes", "", "/includes"),
        ("/manga", "includes[x]", "author", "/includes"),
        ("/manga", "ids[]", "7", "/ids"),
        ("/manga", "ids", ID, "/ids"),
        ("/manga", "ids[x]", ID, "ids[x]"),
        ("/manga", "status[]", "paused", "/status"),
        ("/manga", "contentRating[]", "safe,erotica", "/contentRating"),
        ("/manga", "year", "0", "/year"),
        ("/manga", "year", "never", "/year"),
        ("/manga", "includedTagsMode", "XOR", "/includedTagsMode"),
        ("/manga", "originalLanguage[]", "japanese", "/originalLanguage"),
        ("/manga", "createdAtSince", "2024-01-01T00:00:00Z", "/createdAtSince"),
        ("/manga", "createdAtSince", "2024-01-01", "/createdAtSince"),
        ("/manga", "hasAvailableChapters", "yes", "/hasAvailableChapters"),
        ("/manga", "title[]", "x", "title[]"),
        ("/manga", "ti tle", "x", "ti tle"),
        ("/chapter", "includeUnavailable", "true", "/includeUnavailable"),
        ("/chapter", "externalUrl", "example.com", "/externalUrl"),
        ("/chapter", "excludeExternalUrl", "example.com", "/excludeExternalUrl"),
        ("/chapter", "externalUrl", "a b c", "/externalUrl"),
        ("/chapter", "order[name]", "asc", "name"),
        ("/author", "order[createdAt]", "asc", "createdAt"),
        ("/author", "includes[]", "author", "/includes"),
        ("/group", "order[latestUploadedChapter]", "desc", "latestUploadedChapter"),
        ("/cover", "contentRating[]", "safe", "contentRating"),
        ("/cover", "locales[]", "EN", "/locales"),
        ("/cover", "order[title]", "asc", "title"),
        ("/at-home/server/" + ID, "forcePort443", "1", "/forcePort443"),
    ],
)
async def test_wrong_values_are_named(web, path, name, value, named):
    answer = await web.get(path, (name, value))
    assert answer.status == 400
    assert answer.body["result"] == "error"
    assert named in answer.details


async def test_all_mistakes_are_listed_at_once(web):
    answer = await web.get("/manga", ("limit", "1000"), ("colour", "red"))
    assert len(answer.body["errors"]) == 2


@pytest.mark.parametrize("path", LISTS)
async def test_at_most_a_hundred_ids(web, path):
    assert (await web.get(path, *[("ids[]", ID)] * 100)).status == 200
    answer = await web.get(path, *[("ids[]", ID)] * 101)
    assert (answer.status, "/ids" in answer.details) == (400, True)


async def test_numbered_brackets_count_as_an_array(web):
    wanted = list(web.box.catalogue.authors)[:2]
    answer = await web.get("/author", ("ids[0]", wanted[0]), ("ids[1]", wanted[1]))
    assert sorted(answer.ids) == sorted(wanted)


async def test_the_last_of_repeated_plain_values_counts(web):
    assert len((await web.get("/author", ("limit", "5"), ("limit", "3"))).ids) == 3


@pytest.mark.parametrize("path", LISTS)
async def test_pages_fit_together(web, path):
    ratings = [("contentRating[]", value) for value in ("safe", "suggestive")] if path == "/manga" else []
    whole = await web.get(path, ("limit", "20"), *ratings)
    halves = [(await web.get(path, ("limit", "10"), ("offset", str(o)), *ratings)).ids for o in (0, 10)]
    assert whole.ids == halves[0] + halves[1]


async def test_edges_of_paging(web):
    total = (await web.get("/manga", ("limit", "0"))).body
    assert (total["data"], total["limit"]) == ([], 0)
    assert total["total"] > 0
    assert (await web.get("/manga", ("offset", "9990"))).body["data"] == []
    feed = f"/manga/{web.box.sample_manga_id}/feed"
    assert (await web.get(feed, ("limit", "0"))).status == 400
    assert (await web.get(feed)).body["limit"] == 100
    assert (await web.get(feed, ("limit", "500"))).status == 200
