from __future__ import annotations

import pytest

NOW = "2026-05-28"
RATINGS = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]


async def every(web, *pairs, path="/chapter"):
    found, total = [], 1
    while len(found) < total:
        answer = await web.get(path, ("limit", "100"), ("offset", str(len(found))), *pairs)
        assert answer.status == 200, answer.details
        total = answer.body["total"]
        found += answer.ids
    return [web.box.catalogue.chapters[identifier] for identifier in found]


def rating(web, record):
    return web.box.catalogue.manga_of(record).attributes["contentRating"]


def listed(record):
    return not record.attributes["isUnavailable"] and record.attributes["publishAt"] <= NOW


async def split(web, check, *pairs, base=listed):
    found = {record.id for record in await every(web, *RATINGS, *pairs)}
    wanted = {record.id for record in web.box.catalogue.chapters.values() if base(record) and check(record)}
    assert found == wanted
    assert wanted


async def test_ratings_unavailable_and_future_chapters_are_hidden(web):
    found = {record.id for record in await every(web)}
    chapters = web.box.catalogue.chapters.values()
    assert found == {r.id for r in chapters if listed(r) and rating(web, r) != "pornographic"}


async def test_a_pornographic_title_has_an_empty_feed_by_default(web):
    catalogue = web.box.catalogue
    manga = next(
        record.id
        for record in catalogue.manga.values()
        if record.attributes["contentRating"] == "pornographic" and catalogue.readable_chapters(record.id)
    )
    assert (await web.get(f"/manga/{manga}/feed")).body["total"] == 0
    assert (await web.get(f"/manga/{manga}/feed", *RATINGS)).body["total"] > 0


async def test_unavailable_chapters_on_request(web):
    published = lambda record: record.attributes["publishAt"] <= NOW  # noqa: E731
    await split(web, lambda _: True, ("includeUnavailable", "1"), base=published)


def available(record):
    return not record.attributes["isUnavailable"]


def future(record):
    return record.attributes["publishAt"] > NOW


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("includeFuturePublishAt", future),
        ("includeEmptyPages", lambda record: record.attributes["pages"] == 0),
        ("includeExternalUrl", lambda record: record.attributes["externalUrl"] is not None),
    ],
)
async def test_flags_exclude_or_leave_only(web, name, check):
    await split(web, check, (name, "1"), base=available)
    await split(web, lambda record: not check(record), (name, "0"), base=available)
    if name != "includeFuturePublishAt":
        # The implied rule about the future is off, so it has to be asked for.
        await split(web, lambda r: check(r) and not future(r), (name, "1"), ("includeFuturePublishAt", "0"))
        await split(web, lambda r: check(r) and not future(r), (name, "1"), ("includeFutureUpdates", "0"))


async def test_future_chapters_appear_when_their_time_comes(web, clock):
    before = len(await every(web))
    clock.advance(20 * 365 * 86_400)
    assert len(await every(web)) > before


def attribute(name, *values):
    return lambda record: record.attributes[name] in values


@pytest.mark.parametrize(
    ("check", "pairs"),
    [
        (
            attribute("translatedLanguage", "fr", "ru"),
            [("translatedLanguage[]", "fr"), ("translatedLanguage[]", "ru")],
        ),
        (attribute("volume", "2"), [("volume[]", "2")]),
        (attribute("volume", None), [("volume[]", "none")]),
        (attribute("chapter", "3"), [("chapter", "3")]),
        (attribute("chapter", "3", "4.5"), [("chapter[]", "3"), ("chapter[]", "4.5")]),
        (lambda r: "tide" in (r.attributes["title"] or "").lower(), [("title", "TIDE")]),
        (lambda r: r.attributes["createdAt"] >= "2024", [("createdAtSince", "2024-01-01T00:00:00")]),
        (lambda r: r.attributes["updatedAt"] >= "2025", [("updatedAtSince", "2025-01-01T00:00:00")]),
        (lambda r: r.attributes["publishAt"] >= "2024", [("publishAtSince", "2024-01-01T00:00:00")]),
    ],
)
async def test_attribute_filters(web, check, pairs):
    await split(web, check, *pairs)


async def test_links(web):
    record = next(
        r for r in web.box.catalogue.chapters.values() if r.linked("scanlation_group") and listed(r)
    )
    group, user, manga = (record.linked(role)[0] for role in ("scanlation_group", "user", "manga"))
    await split(web, lambda r: group in r.linked("scanlation_group"), ("groups[]", group))
    await split(web, lambda r: group not in r.linked("scanlation_group"), ("excludedGroups[]", group))
    await split(web, lambda r: user in r.linked("user"), ("uploader", user))
    await split(web, lambda r: user in r.linked("user"), ("uploader[]", user))
    await split(web, lambda r: user not in r.linked("user"), ("excludedUploaders[]", user))
    await split(web, lambda r: manga in r.linked("manga"), ("manga", manga))
    await split(web, lambda r: r is record, ("ids[]", record.id))


async def test_the_language_of_the_original(web):
    def original(record):
        return web.box.catalogue.manga_of(record).attributes["originalLanguage"]

    await split(web, lambda r: original(r) == "ko", ("originalLanguage[]", "ko"))
    await split(web, lambda r: original(r) != "ja", ("excludedOriginalLanguage[]", "ja"))


async def test_external_hosts(web):
    record = next(
        r for r in web.box.catalogue.chapters.values() if "reader" in (r.attributes["externalUrl"] or "")
    )
    manga = record.linked("manga")[0]
    base = [("manga", manga), ("includeExternalUrl", "1")]

    async def found(*pairs):
        return record in await every(web, *RATINGS, *base, *pairs)

    assert await found(("externalUrl", "EXAMPLE.com"))
    assert not await found(("externalUrl", "ample.com"))
    assert not await found(("excludeExternalUrl", "example.com"))
    assert await found(("excludeExternalUrl", "other.example.com"))


async def test_a_chapter_of_no_known_manga_is_not_listed(web):
    catalogue = web.box.catalogue
    record = catalogue.change(catalogue.chapters[web.box.sample_chapter_id])
    record.relationships.clear()
    assert (await web.get("/chapter", ("ids[]", record.id))).ids == []


def number(text):
    return float(text) if text is not None else None


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize("name", ["createdAt", "updatedAt", "publishAt", "readableAt", "volume", "chapter"])
async def test_orders(web, name, direction):
    path = f"/manga/{web.box.sample_manga_id}/feed"
    found = await every(web, (f"order[{name}]", direction), path=path)
    values = [record.attributes[name] for record in found]
    if name in {"volume", "chapter"}:
        values = [number(value) for value in values]
    present = [value for value in values if value is not None]
    assert present == sorted(present, reverse=direction == "desc")
    assert values[: len(present)] == present


async def test_odd_numbers_sort_naturally(web):
    catalogue = web.box.catalogue
    chapters = list(map(catalogue.change, catalogue.readable_chapters(web.box.sample_manga_id)[:5]))
    for record, label in zip(chapters, ("10", "9", "9b", "extra", "9a"), strict=True):
        record.attributes["chapter"] = label
    wanted = [("ids[]", record.id) for record in chapters]
    found = await every(web, ("order[chapter]", "asc"), *wanted)
    assert [record.attributes["chapter"] for record in found] == ["9", "9a", "9b", "10", "extra"]
