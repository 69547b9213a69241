"""Which chapter comes after which."""

import asyncio
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex import Chapter, InvalidArgument, Manga, Missing
from asyncdex.models.reading_order import naturally, place_of, restarts, whole_number
from tests.support import FakeClock, FakeTransport, json_answer
from tests.unit.models.builders import entity, fake_client, made, page, rel, uid, values


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1", "1.5"),
        ("1.5", "2"),
        ("2", "10"),
        ("10", "10a"),
        ("9", "10"),
        ("0", "1"),
        ("10", None),
        ("x", None),
        ("1.05", "1.5"),
        ("1.25", "1.3"),
        ("-1", "0"),
        ("100", "x"),
    ],
)
def test_the_natural_order(before, after):
    assert naturally(before) < naturally(after)


@pytest.mark.parametrize(
    ("one", "other"), [("1", "01"), ("1", "1.0"), ("1.5", "1.50"), (None, ""), ("A", "a")]
)
def test_two_ways_to_write_one_number(one, other):
    assert naturally(one) == naturally(other)


@given(
    st.lists(
        st.none() | st.text(max_size=5) | st.sampled_from(["nan", "inf", "-1", "1e5", "1e999999", "1_0", "٣"])
    )
)
def test_whatever_stands_for_a_number_can_be_sorted(texts):
    assert {*sorted(texts, key=naturally)} == {*texts}
    for text in texts:
        whole_number(text)
        place_of(text, text, text, restarting=True)
        place_of(text, text, text, restarting=False)


@pytest.mark.parametrize(
    ("number", "whole"),
    [("1", 1), ("12.5", 12), ("3a", 3), ("0", 0), (None, None), ("", None), ("x", None), ("20240101", None)],
)
def test_whole_numbers(number, whole):
    assert whole_number(number) == whole


@pytest.mark.parametrize(
    ("chapters", "restarting"),
    [
        ([], False),
        ([("1", "1"), ("1", "2"), ("2", "3")], False),
        ([("1", "1"), ("1", "2"), ("2", "1")], True),
        ([("1", "1"), ("1", "1"), (None, "1")], False),
        ([("1", "01"), ("2", "1.0")], True),
        ([("1", None), ("2", None)], False),
        # One upload in the wrong volume.
        ([("1", "1"), ("1", "2"), ("2", "3"), ("2", "4"), ("2", "1")], False),
        ([("1", "1"), ("1", "2"), ("2", "1"), ("2", "2"), ("2", "3")], True),
    ],
)
def test_whether_numbers_restart(chapters, restarting):
    assert restarts(chapters) is restarting


# Reading on


@dataclass
class World:
    """A manga at MangaDex with chapters by volume, number, language and group."""

    chapters: list
    reset: bool = False

    def __call__(self, request):
        if "/feed" not in request.url:
            return page([]) if "?ids" in request.url else one_manga(self.reset)
        spoken = values(request, "translatedLanguage[]")
        self.asked = getattr(self, "asked", 0) + 1
        found = [
            entity(
                "chapter",
                n,
                rel("manga", 1),
                rel("scanlation_group", 500 + group),
                volume=volume,
                chapter=number,
                title=title,
                translatedLanguage=language,
                createdAt=f"2020-01-01T00:00:{n % 60:02}+00:00",
            )
            for n, (volume, number, title, language, group) in enumerate(self.chapters, 100)
            if not spoken or language in spoken
        ]
        return page(found)


def one_manga(reset):
    data = entity("manga", 1, chapterNumbersResetOnNewVolume=reset)
    return json_answer({"data": data})


def manga_in(world):
    transport = FakeTransport(*[world] * 50)
    return fake_client(transport, FakeClock()).get_manga(uid(1)), transport


async def read_through(manga):
    """Return the chapters from the first on, after checking that the way back is the same."""
    found, chapter = [], await manga.first_chapter()
    while chapter is not None:
        found.append(chapter)
        chapter = await chapter.next()
    back, chapter = [], found[-1] if found else None
    while chapter is not None:
        back.append(chapter)
        chapter = await chapter.previous()
    assert [_key(chapter) for chapter in reversed(back)] == [_key(chapter) for chapter in found]
    return found


def _key(chapter):
    """Return what is the same for all uploads of a chapter."""
    return chapter.number or (chapter.title or "").strip().casefold()


async def test_the_order_of_a_manga_whose_numbers_run_through():
    numbers = ["10", None, "2", "1.5", "1", "11"]
    world = World([(None if n == "1.5" else "1", n, "", "en", 1) for n in numbers])
    manga, transport = manga_in(world)
    assert [chapter.number for chapter in await read_through(manga)] == ["1", "1.5", "2", "10", "11", None]
    assert world.asked == 2  # without a language, and in that of the chapters
    assert len(transport.requests) == 3
    assert (await manga.latest_chapter()).number == "11"


async def test_the_order_of_a_manga_whose_numbers_restart():
    places = [("2", "1"), ("1", "2"), ("1", "1"), (None, "1"), ("2", None), ("10", "1")]
    manga, _ = manga_in(World([(volume, number, "", "en", 1) for volume, number in places], reset=True))
    found = [(chapter.volume, chapter.number) for chapter in await read_through(manga)]
    assert found == [("1", "1"), ("1", "2"), ("2", "1"), ("2", None), ("10", "1"), (None, "1")]


async def test_uploads_of_one_chapter_are_one_place_and_the_group_goes_on():
    chapters = [
        ("1", "1", "", "en", 1),
        ("1", "1", "", "en", 2),
        (None, "2", "", "en", 1),
        ("1", "2", "", "en", 2),
    ]
    manga, _ = manga_in(World([*chapters, ("1", "3", "", "en", 1)]))
    await manga.fetch()
    first = await manga.first_chapter(groups=[uid(502)])
    assert [group.id for group in first.groups] == [uid(502)]
    second = await first.next()
    assert ([group.id for group in second.groups], second.number) == ([uid(502)], "2")
    third = await second.next()
    assert third.number == "3"
    assert [group.id for group in (await third.previous(groups=[uid(502)])).groups] == [uid(502)]


async def test_the_languages_asked_for():
    chapters = [
        ("1", "1", "", "de", 1),
        ("1", "1", "", "en", 1),
        ("1", "2", "", "de", 1),
        ("1", "3", "", "en", 1),
    ]
    manga, transport = manga_in(World(chapters))
    first = await manga.first_chapter(languages=["en", "de"])
    assert first.language == "en"
    assert (await first.next()).number == "3"
    assert (await first.next(languages=["de", "en"])).number == "2"
    assert values(transport.requests[1], "translatedLanguage[]") == ["en", "de"]
    assert values(transport.requests[1], "includeExternalUrl") == ["0"]
    everything = await first.next(languages=["de"], readable=False)
    assert everything.number == "2"
    assert values(transport.requests[-1], "includeExternalUrl") == []


async def test_a_group_that_is_asked_for_goes_before_that_of_the_chapter():
    chapters = [("1", "1", "", "en", 2), ("1", "2", "", "en", 1), ("1", "2", "", "en", 2)]
    manga, _ = manga_in(World(chapters))
    first = await manga.first_chapter()
    second = await first.next(groups=[uid(502).upper(), uid(501)])
    assert [group.id for group in second.groups] == [uid(502)]


async def test_one_language_is_a_list_of_one():
    manga, transport = manga_in(World([("1", "1", "", "en", 1), ("1", "0", "", "de", 1)]))
    assert (await manga.first_chapter(languages="en")).number == "1"
    assert values(transport.requests[1], "translatedLanguage[]") == ["en"]


@pytest.mark.parametrize(
    ("wrong", "text"),
    [({"groups": ["x"]}, "groups must be a UUID"), ({"languages": [5]}, "languages must be a language code")],
)
async def test_what_cannot_be_preferred_is_refused_before_anything_is_sent(wrong, text):
    manga, transport = manga_in(World([("1", "1", "", "en", 1)]))
    for ask in (manga.first_chapter, manga.latest_chapter):
        with pytest.raises(InvalidArgument, match=text):
            await ask(**wrong)
    chapter = made(Chapter, manga.client, 100, rel("manga", 1))
    for ask in (chapter.next, chapter.previous):
        with pytest.raises(InvalidArgument, match=text):
            await ask(**wrong)
    assert transport.requests == []


async def test_the_order_is_remembered_for_a_while():
    world = World([("1", "1", "", "en", 1), ("1", "2", "", "en", 1)])
    manga, _ = manga_in(world)
    for _ in range(3):
        await manga.first_chapter()
    assert world.asked == 1
    await manga.client.clock.advance(301)
    world.chapters.insert(0, ("1", "0", "", "en", 1))
    assert (await manga.first_chapter()).number == "0"
    assert world.asked == 2


async def test_a_manga_without_chapters():
    manga, _ = manga_in(World([]))
    assert await manga.first_chapter() is None
    assert await manga.latest_chapter() is None


async def test_a_manga_of_one_shots():
    manga, _ = manga_in(
        World([(None, None, "B", "en", 1), (None, None, "A", "en", 1), (None, None, "a ", "en", 2)])
    )
    assert [chapter.title for chapter in await read_through(manga)] == ["A", "B"]
    assert (await manga.latest_chapter()).title == "B"


async def test_a_chapter_that_is_not_listed_has_neighbours_all_the_same(client, transport):
    world = World([("1", "1", "", "en", 1), ("1", "3", "", "en", 1)])
    transport.add(*[world] * 5)
    external = made(Chapter, client, 9, rel("manga", 1), chapter="2", volume="1")
    assert (await external.next()).number == "3"
    assert (await external.previous()).number == "1"


async def test_a_chapter_without_a_manga(client):
    with pytest.raises(Missing, match=r"GET /chapter/\{id\} lacks the attribute 'manga' of Chapter"):
        await made(Chapter, client).next()


async def test_a_chapter_without_a_language(client, transport):
    world = World([("1", "1", "", None, 1), ("1", "2", "", None, 1)])
    transport.add(*[world] * 5)
    chapter = made(Chapter, client, 100, rel("manga", 1), chapter="1", translatedLanguage=None)
    assert (await chapter.next()).number == "2"


_NUMBERS = st.none() | st.sampled_from(["0", "1", "1.5", "2", "3", "3a", "9", "10", "10.5", "11", "100"])
_VOLUMES = st.none() | st.sampled_from(["1", "2", "10"])
_UPLOADS = st.lists(
    st.tuples(_VOLUMES, _NUMBERS, st.sampled_from(["", "A", "B"]), st.just("en"), st.integers(1, 3))
)


@given(_UPLOADS, st.booleans())
def test_reading_on_comes_by_every_chapter_once_in_natural_order(uploads, reset):
    async def play():
        manga, _ = manga_in(World(uploads, reset))
        return await read_through(manga)

    found = asyncio.run(play())
    restarting = reset or restarts((volume, number) for volume, number, *_ in uploads)
    places = [place_of(one.volume, one.number, one.title, restarting=restarting) for one in found]
    every = {place_of(volume, number, title, restarting=restarting) for volume, number, title, *_ in uploads}
    assert places == sorted(every)
    numbered = [one for one in found if one.number]
    if not restarting:
        assert found[: len(numbered)] == numbered


def test_a_list_is_sorted_in_reading_order(client):
    manga = made(Manga, client)
    numbers = [("2", "10"), (None, "1.5"), ("1", "1"), ("1", None), ("1", "2")]
    manga.chapters.extend(made(Chapter, client, n, volume=v, chapter=c) for n, (v, c) in enumerate(numbers))
    manga.chapter_numbers_reset = False
    manga.chapters.sort()
    assert [chapter.number for chapter in manga.chapters] == ["1", "1.5", "2", "10", None]
    manga.chapter_numbers_reset = True
    manga.chapters.sort()
    assert [chapter.number for chapter in manga.chapters] == ["1", "2", None, "10", "1.5"]
