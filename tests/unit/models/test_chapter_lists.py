"""Lists of chapters: duplicates, gaps, conditions; and overviews."""

import pickle

import pytest

from asyncdex import (
    Chapter,
    ChapterEntry,
    ChapterUnreadable,
    DuplicateResolutionAlgorithm,
    Group,
    InclusionExclusionPair,
    Interval,
    InvalidArgument,
    Manga,
    MangaAggregate,
    NotFetched,
    PageFailed,
    VolumeAggregate,
)
from tests.unit.models.builders import made, rel, uid

_Algorithm = DuplicateResolutionAlgorithm


def listed(client, *uploads, reset=False):
    """Return chapters of a manga, described by volume, number, groups and language."""
    manga = made(Manga, client, 1, chapterNumbersResetOnNewVolume=reset)
    for n, (volume, number, groups, *language) in enumerate(uploads, 10):
        relations = [rel("scanlation_group", 500 + group) for group in groups]
        manga.chapters.append(
            made(
                Chapter,
                client,
                n,
                *relations,
                volume=volume,
                chapter=number,
                translatedLanguage=(language or ["en"])[0],
                createdAt=f"2020-01-01T00:00:{n:02}+00:00",
            )
        )
    return manga.chapters


def places(chapters):
    return [int(chapter.id[-2:]) - 10 for chapter in chapters]


def test_the_group_of_the_chapter_before_goes_on(client):
    chapters = listed(
        client,
        ("1", "1", [1]),
        ("1", "2", [2]),
        ("1", "2", [1]),
        (None, "3", [2]),
        ("1", "3", [2, 1]),
        ("1", "4", [2]),
    )
    assert places(chapters.filter(remove_duplicates=True)) == [0, 2, 4, 5]


def test_the_order_of_uploads_changes_nothing(client):
    uploads = [("1", "1", [1]), ("1", "1", [2]), ("1", "2", [2]), ("1", "2", [1])]
    chapters = listed(client, *uploads)
    expected = set(places(chapters.filter(remove_duplicates=True)))
    chapters.reverse()
    assert set(places(chapters.filter(remove_duplicates=True))) == expected == {0, 3}


def test_languages_are_no_duplicates_of_each_other(client):
    chapters = listed(client, ("1", "1", [1]), ("1", "1", [1], "de"), ("1", "1", [2], "de"))
    assert places(chapters.filter(remove_duplicates=True)) == [0, 1]


def test_numbers_that_restart_are_no_duplicates(client):
    uploads = [("1", "1", [1]), ("2", "1", [1]), (None, None, [1]), (None, None, [2])]
    assert places(listed(client, *uploads, reset=True).filter(remove_duplicates=True)) == [0, 1, 2]
    assert places(listed(client, *uploads).filter(remove_duplicates=True)) == [0, 1, 2]


def test_preferred_groups_in_their_order_and_what_else_there_is(client):
    chapters = listed(
        client,
        ("1", "1", [1]),
        ("1", "1", [2]),
        ("1", "1", [3]),
        ("1", "2", [1]),
        ("1", "2", [3]),
        ("1", "3", [4]),
    )
    assert places(chapters.prefer_groups(uid(502).upper(), Group(client, id=uid(503)))) == [1, 4, 5]
    assert places(chapters.prefer_groups()) == [0, 3, 5]


def test_a_strategy_that_decides_nothing_leaves_it_to_the_oldest(client):
    chapters = listed(client, ("1", "1", [1]), ("1", "1", [2]))
    strategy = [_Algorithm.SPECIFIC_GROUP]
    found = chapters.filter(
        remove_duplicates=True, duplicate_strategy=strategy, duplicate_strategy_groups=[uid(599)]
    )
    assert places(found) == [0]
    assert places(chapters.filter(remove_duplicates=True, duplicate_strategy=[])) == [0]


@pytest.mark.parametrize("algorithm", [_Algorithm.VIEWS_ASC, _Algorithm.VIEWS_DESC])
def test_views_decide_nothing_any_more(client, algorithm):
    chapters = listed(client, ("1", "1", [1]), ("1", "1", [2]))
    with pytest.warns(DeprecationWarning, match=f"no views of chapters; {algorithm.name} decides nothing"):
        found = chapters.filter(
            remove_duplicates=True, duplicate_strategy=[algorithm, _Algorithm.CREATION_DATE_DESC]
        )
    assert places(found) == [1]


@pytest.mark.parametrize(
    ("strategy", "text"),
    [
        ([_Algorithm.SPECIFIC_GROUP], "duplicate_strategy_groups is needed for SPECIFIC_GROUP"),
        ([_Algorithm.SPECIFIC_USER], "duplicate_strategy_users is needed for SPECIFIC_USER"),
        (["newest"], "duplicate_strategy must hold algorithms, not 'newest'"),
    ],
)
def test_a_strategy_that_cannot_be_followed(client, strategy, text):
    with pytest.raises(InvalidArgument, match=text):
        listed(client, ("1", "1", [1])).filter(remove_duplicates=True, duplicate_strategy=strategy)


# Conditions


def test_numbers_that_are_none(client):
    chapters = listed(client, ("1", "1", [1]), ("x", "3a", [1]), (None, None, [1]), ("2", "2", [1]))
    assert places(chapters.filter(chapter_number_range=Interval(min=0.0))) == [0, 3]
    assert places(chapters.filter(volumes=InclusionExclusionPair(include=["2", None]))) == [1, 2, 3]
    assert places(chapters.filter(chapter_numbers=InclusionExclusionPair(include=["1"]))) == [0]
    assert places(chapters.filter(chapter_numbers=InclusionExclusionPair(include=[object()]))) == [1, 2]


def test_what_was_read_has_to_be_known(client):
    with pytest.raises(NotFetched, match="await its get_read\\(\\) first"):
        listed(client, ("1", "1", [1])).filter(read=True)


def test_a_chapter_without_an_uploader(client):
    pair = InclusionExclusionPair(include=[Group(client, id=uid(501))])
    assert listed(client, ("1", "1", [])).filter(users=pair) == []
    assert listed(client, ("1", "1", [])).filter(users=InclusionExclusionPair()) != []


# Gaps


@pytest.mark.parametrize(
    ("uploads", "reset", "gaps"),
    [
        ([], False, []),
        ([("1", "1", [1]), ("1", "4", [1])], False, [(None, 2), (None, 3)]),
        ([("1", "3.5", [1]), (None, None, [1])], False, [(None, 1), (None, 2)]),
        ([("1", "1", [1]), ("1", "2.1", [1]), ("1", "3", [1])], False, []),
        ([("1", "1", [1]), ("1", "3", [1]), ("2", "2", [1]), (None, "9", [1])], True, [("1", 2), ("2", 1)]),
        ([("1", "1", [1]), ("1", "20240101", [1]), ("1", "x", [1])], False, []),
    ],
)
def test_missing_numbers(client, uploads, reset, gaps):
    assert listed(client, *uploads, reset=reset).missing_numbers() == gaps


# Downloads


async def test_what_cannot_be_downloaded_is_skipped_or_ends_it(client, monkeypatch):
    chapters = listed(client, ("1", "1", [1]), ("1", "2", [1]), ("1", "3", [1]))
    outcomes = {
        uid(10): ["1.png"],
        uid(11): ChapterUnreadable(uid(11), "empty", "it has no pages."),
        uid(12): PageFailed(1, "1.png", "it did not answer"),
    }

    async def download(chapter, **options):
        assert options["retries"] == 3
        outcome = outcomes[chapter.id]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def folder(chapter, _):
        return chapter.id

    monkeypatch.setattr(Chapter, "download_chapter", download)
    monkeypatch.setattr(Chapter, "folder", folder)
    found = await chapters.download_all()
    assert list(found.values()) == [["1.png"], None, None]
    with pytest.raises(ChapterUnreadable):
        await chapters.download_all(skip_bad=False)


# Overviews


def volume(number, **chapters):
    return {"volume": number, "count": len(chapters), "chapters": chapters}


@pytest.mark.parametrize(
    "empty", [[], {}, None, "", 5, {"volumes": []}, {"volumes": None}, [None], {"1": None}]
)
def test_an_overview_of_nothing(empty):
    aggregate = MangaAggregate()
    aggregate.parse(empty)
    assert (aggregate, aggregate.volumes(), aggregate.total()) == ({}, [], 0)


def test_lists_in_place_of_mappings():
    aggregate = MangaAggregate()
    chapters = [{"chapter": "0", "id": uid(1), "count": 1}, {"id": uid(2), "others": [uid(2), uid(3), 5]}]
    aggregate.parse([{"volume": "0", "chapters": chapters}, {"chapters": {"none": {"id": uid(4)}}}])
    assert aggregate == {"0": {"0": 1, "1": 2}, "1": {None: 1}}
    assert aggregate["0"].entries == [
        ChapterEntry("0", uid(1), (), 1),
        ChapterEntry("1", uid(2), (uid(3),), 2),
    ]


def test_the_natural_order_of_an_overview():
    aggregate = MangaAggregate()
    aggregate.parse(
        {
            "volumes": {
                "none": volume("none", none={"chapter": "none", "count": 1, "isUnavailable": True}),
                "10": volume("10"),
                "2": volume("2", **{"10": {"chapter": "10", "count": 2}, "2": {"chapter": "2", "count": 1}}),
            }
        }
    )
    assert list(aggregate) == aggregate.volumes() == ["2", "10", None]
    assert list(aggregate["2"]) == aggregate["2"].chapters() == ["2", "10"]
    assert (aggregate.total(), aggregate["2"].total()) == (4, 3)
    assert aggregate[None].entries == [ChapterEntry(None, None, (), 1, unavailable=True)]
    twin = pickle.loads(pickle.dumps(aggregate))  # noqa: S301 - our own bytes
    assert twin == aggregate
    assert twin[None].entries == aggregate[None].entries


def test_one_number_that_comes_twice():
    found = VolumeAggregate()
    found.parse([{"chapter": "1", "count": 1}, {"chapter": "1", "count": True}, 5])
    assert found == {"1": 2}


def test_an_overview_of_a_list(client):
    chapters = listed(client, ("2", "1", [1]), ("1", "1", [1]), (None, None, [1]), ("1", "1", [2]))
    assert chapters.calculate_aggregate() == {"1": {"1": 2}, "2": {"1": 1}, None: {None: 1}}
    assert list(chapters.group_by_volumes()) == ["1", "2", None]
