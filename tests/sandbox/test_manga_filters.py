from __future__ import annotations

import pytest

from asyncdex.sandbox.server.catalogue.figures import average_of

ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]


async def every(web, *pairs):
    """All manga that filters select, as records of the catalogue."""
    answer = await web.get("/manga", ("limit", "100"), *ALL, *pairs)
    assert answer.status == 200, answer.details
    assert answer.body["total"] == len(answer.ids)
    return [web.box.catalogue.manga[identifier] for identifier in answer.ids]


async def split(web, check, *pairs):
    """Assert that filters select exactly the manga a check accepts."""
    found = {record.id for record in await every(web, *pairs)}
    wanted = {record.id for record in web.box.catalogue.manga.values() if check(record)}
    assert found == wanted
    assert 0 < len(wanted) < len(web.box.catalogue.manga)


def attribute(name, *values):
    return lambda record: record.attributes[name] in values


@pytest.mark.parametrize(
    ("check", "pairs"),
    [
        (attribute("status", "ongoing", "hiatus"), [("status[]", "ongoing"), ("status[]", "hiatus")]),
        (attribute("publicationDemographic", "josei"), [("publicationDemographic[]", "josei")]),
        (attribute("publicationDemographic", None), [("publicationDemographic[]", "none")]),
        (attribute("year", None), [("year", "none")]),
        (attribute("year", 2021), [("year", "2021")]),
        (
            attribute("originalLanguage", "ko", "zh"),
            [("originalLanguage[]", "ko"), ("originalLanguage[]", "zh")],
        ),
        (lambda r: r.attributes["originalLanguage"] != "ja", [("excludedOriginalLanguage[]", "ja")]),
        (
            lambda r: "fr" in r.attributes["availableTranslatedLanguages"],
            [("availableTranslatedLanguage[]", "fr")],
        ),
        (lambda r: r.attributes["createdAt"] >= "2020-01-01", [("createdAtSince", "2020-01-01T00:00:00")]),
        (lambda r: r.attributes["updatedAt"] >= "2022-01-01", [("updatedAtSince", "2022-01-01T00:00:00")]),
    ],
)
async def test_attribute_filters(web, check, pairs):
    await split(web, check, *pairs)


async def test_ratings_default_to_all_but_pornographic(web):
    answer = await web.get("/manga", ("limit", "100"))
    ratings = {manga["attributes"]["contentRating"] for manga in answer.body["data"]}
    assert ratings == {"safe", "suggestive", "erotica"}
    hidden = next(
        r for r in web.box.catalogue.manga.values() if r.attributes["contentRating"] == "pornographic"
    )
    assert (await web.get("/manga", ("ids[]", hidden.id))).ids == []
    assert (await web.get("/manga", ("ids[]", hidden.id), *ALL)).ids == [hidden.id]
    assert (await web.get(f"/manga/{hidden.id}")).status == 200


async def test_ids_select(web):
    wanted = list(web.box.catalogue.manga)[:5]
    found = await every(web, *[("ids[]", identifier) for identifier in wanted])
    assert {record.id for record in found} == set(wanted)


async def test_tag_modes(web):
    def tags(record):
        return {tag["id"] for tag in record.attributes["tags"]}

    one, two = sorted(tags(next(r for r in web.box.catalogue.manga.values() if len(tags(r)) > 2)))[:2]
    included = [("includedTags[]", one), ("includedTags[]", two)]
    excluded = [("excludedTags[]", one), ("excludedTags[]", two)]
    await split(web, lambda r: {one, two} <= tags(r), *included)
    await split(web, lambda r: {one, two} & tags(r), *included, ("includedTagsMode", "OR"))
    await split(web, lambda r: not {one, two} & tags(r), *excluded)
    await split(web, lambda r: not {one, two} <= tags(r), *excluded, ("excludedTagsMode", "AND"))


async def test_people(web):
    manga = next(r for r in web.box.catalogue.manga.values() if r.linked("author") != r.linked("artist"))
    author, artist = manga.linked("author")[0], manga.linked("artist")[0]
    await split(web, lambda r: author in r.linked("author"), ("authors[]", author))
    await split(web, lambda r: artist in r.linked("artist"), ("artists[]", artist))
    await split(
        web, lambda r: artist in r.linked("artist") + r.linked("author"), ("authorOrArtist", artist.upper())
    )


async def test_group_and_availability(web):
    catalogue = web.box.catalogue
    group = next(iter(catalogue.groups))

    def chapters(record, check):
        return any(check(chapter) for chapter in catalogue.chapters_of(record.id))

    await split(web, lambda r: chapters(r, lambda c: group in c.linked("scanlation_group")), ("group", group))
    has = lambda r: chapters(r, lambda c: not c.attributes["isUnavailable"])  # noqa: E731
    gone = lambda r: chapters(r, lambda c: c.attributes["isUnavailable"])  # noqa: E731
    for value in ("1", "true"):
        await split(web, has, ("hasAvailableChapters", value))
        await split(web, gone, ("hasUnavailableChapters", value))
    for value in ("0", "false"):
        await split(web, lambda r: not has(r), ("hasAvailableChapters", value))
        await split(web, lambda r: not gone(r), ("hasUnavailableChapters", value))


async def test_titles_are_searched_in_every_language(web):
    sample = web.box.sample_manga_id
    for words in ("lighthouse keeper", "keeper LIGHTHOUSE", "toudaimori", "灯台守", "paraguas del farero"):
        assert sample in [record.id for record in await every(web, ("title", words))]
    assert await every(web, ("title", "no such words")) == []


async def test_relevance_puts_the_closest_title_first(web):
    catalogue = web.box.catalogue
    target = catalogue.change(catalogue.manga[web.box.sample_manga_id])
    others = [catalogue.change(record) for record in list(catalogue.manga.values())[1:4]]
    for record, title in zip(others, ("Kite String", "The Kite String", "String of a Kite"), strict=True):
        record.attributes["altTitles"] = [{"en": title}]
    target.attributes["altTitles"] = [{"en": "Kite"}, []]
    found = await every(web, ("title", "kite"), ("order[relevance]", "desc"))
    assert found[0] is target
    assert found[1] is others[0]
    assert len(found) == 4
    # Without a title there is nothing to be relevant to.
    assert len(await every(web, ("order[relevance]", "desc"))) == len(catalogue.manga)


KEYS = {
    "title": lambda c, r: next(iter(r.attributes["title"].values())).casefold(),
    "year": lambda c, r: r.attributes["year"],
    "createdAt": lambda c, r: r.attributes["createdAt"],
    "updatedAt": lambda c, r: r.attributes["updatedAt"],
    "latestUploadedChapter": lambda c, r: c.latest_upload(r.id),
    "followedCount": lambda c, r: c.figures.follows_of("manga", r.id),
    "rating": lambda c, r: average_of(c.figures.votes_of(r.id)),
}


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize("name", KEYS)
async def test_orders(web, name, direction):
    found = await every(web, (f"order[{name}]", direction))
    values = [KEYS[name](web.box.catalogue, record) for record in found]
    present = [value for value in values if value is not None]
    assert present == sorted(present, reverse=direction == "desc")
    assert values[: len(present)] == present, "entities without a value come last"
    assert len(found) == len(web.box.catalogue.manga)


async def test_the_newest_upload_comes_first_unless_told_otherwise(web):
    assert await every(web) == await every(web, ("order[latestUploadedChapter]", "desc"))


async def test_several_orders_weigh_in_their_sequence(web):
    found = await every(web, ("order[year]", "desc"), ("order[title]", "asc"))
    keys = [(-(r.attributes["year"] or 0), KEYS["title"](None, r)) for r in found]
    assert keys == sorted(keys)
