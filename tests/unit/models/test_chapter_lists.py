"""Lists of chapters: duplicates, gaps, conditions; and overviews."""

import pickle
from datetime import UTC, datetime

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
    text = f"no views of chapters; {algorithm.name} decides nothing"
    with pytest.warns(DeprecationWarning, match=text) as caught:
        found = chapters.filter(
            remove_duplicates=True, duplicate_strategy=[algorithm, _Algorithm.CREATION_DATE_DESC]
        )
    assert places(found) == [1]
    assert caught[0].filename == __file__  # where the caller can mend it


@pytest.mark.parametrize(
    ("strategy", "text"),
    [
        ([_Algorithm.SPECIFIC_GROUP], "duplicate_strategy_groups is needed for SPECIFIC_GROUP"),
        ([_Algorithm.SPECIFIC_USER], "duplicate_strategy_users is needed for SPECIFIC_USER"),
        (["newest"], "duplicate_strategy must hold algorithms, not 'newest'"),
        (_Algorithm.CREATION_DATE_ASC, "duplicate_strategy must be a list of algorithms"),
    ],
)
def test_a_strategy_that_cannot_be_followed(client, strategy, text):
    with pytest.raises(InvalidArgument, match=text):
        listed(client, ("1", "1", [1])).filter(remove_duplicates=True, duplicate_strategy=strategy)


def test_groups_and_users_to_prefer_have_to_be_some(client):
    chapters = listed(client, ("1", "1", [1]))
    with pytest.raises(InvalidArgument, match="groups must be a UUID or an object that has one, not 5"):
        chapters.prefer_groups(5)
    for name, algorithm in (("groups", _Algorithm.SPECIFIC_GROUP), ("users", _Algorithm.SPECIFIC_USER)):
        given = {f"duplicate_strategy_{name}": ["x"]}
        with pytest.raises(InvalidArgument, match=f"duplicate_strategy_{name} must be a UUID"):
            chapters.filter(remove_duplicates=True, duplicate_strategy=[algorithm], **given)


def test_numbers_that_only_look_alike_are_no_duplicates(client):
    chapters = listed(client, ("1", "1.5", [1]), ("1", "1.05", [1]), ("1", "1.50", [1]))
    assert places(chapters.filter(remove_duplicates=True)) == [0, 1]


# Parts


def test_a_part_of_a_list_can_do_what_the_list_can(client):
    chapters = listed(client, ("1", "1", [1]), ("1", "2", [1]), ("1", "3", [1]))
    for part, held in ((chapters[1:], [1, 2]), (chapters[::-1], [2, 1, 0]), (chapters.copy(), [0, 1, 2])):
        assert type(part) is type(chapters)
        assert (part.manga, places(part)) == (chapters.manga, held)
    assert chapters[-1].number == "3"
    assert type(chapters[0].groups[:1]) is type(chapters[0].groups)


# Conditions


def test_numbers_that_are_none(client):
    chapters = listed(client, ("1", "1", [1]), ("x", "3a", [1]), (None, None, [1]), ("2", "2", [1]))
    assert places(chapters.filter(chapter_number_range=Interval(min=0.0))) == [0, 3]
    assert places(chapters.filter(volumes=InclusionExclusionPair(include=["2", None]))) == [2, 3]
    assert places(chapters.filter(volumes=InclusionExclusionPair(exclude=["X", 1.0]))) == [2, 3]
    assert places(chapters.filter(chapter_numbers=InclusionExclusionPair(include=["1"]))) == [0]
    assert places(chapters.filter(chapter_numbers=InclusionExclusionPair(include=["3A", 2]))) == [1, 3]
    assert places(chapters.filter(chapter_numbers=InclusionExclusionPair(include=[None]))) == [2]


def test_conditions_however_they_are_given(client):
    chapters = listed(client, ("1", "1", [1], "en"), ("1", "1", [2], "e"), ("1", "1", [2], None))
    assert places(chapters.filter(languages="en")) == [0]
    assert places(chapters.filter(groups=InclusionExclusionPair(exclude=[uid(501).upper()]))) == [1, 2]
    for low in (
        datetime.fromisoformat("2020-01-01T00:00:11"),
        datetime(2020, 1, 1, 0, 0, 11, tzinfo=UTC),
        "2020-01-01 00:00:11",
    ):
        assert places(chapters.filter(creation_time=Interval(min=low))) == [1, 2]
        assert places(chapters.filter(creation_time=Interval(min=low, inclusive=False))) == [2]


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (
            {"chapter_numbers": InclusionExclusionPair(include=[object()])},
            "chapter_numbers must hold numbers",
        ),
        ({"volumes": InclusionExclusionPair(exclude=[True])}, "volumes must hold numbers or None, not True"),
        ({"volumes": [1]}, r"volumes must be an InclusionExclusionPair, not \[1\]"),
        ({"groups": InclusionExclusionPair(include=["x"])}, "groups must be a UUID"),
        ({"users": InclusionExclusionPair(include=[None])}, "users must be a UUID"),
        ({"chapter_number_range": (1, 2)}, r"chapter_number_range must be an Interval, not \(1, 2\)"),
        ({"chapter_number_range": Interval(min="x")}, "chapter_number_range must go from and to a number"),
        ({"update_time": Interval(max=5)}, "update_time must go from and to a datetime, not 5"),
        ({"publish_time": Interval(max="soon")}, "publish_time is no date that can be read: 'soon'"),
    ],
)
def test_conditions_that_cannot_hold(client, wrong, text):
    with pytest.raises(InvalidArgument, match=text):
        listed(client).filter(**wrong)


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


def test_one_volume_that_comes_in_parts():
    aggregate = MangaAggregate()
    parts = [("1", "2"), ("none", "5"), ("1", "1"), (None, "5")]
    aggregate.parse([{"volume": v, "chapters": [{"chapter": c, "id": uid(int(c))}]} for v, c in parts])
    assert aggregate == {"1": {"1": 1, "2": 1}, None: {"5": 2}}
    assert [entry.id for entry in aggregate["1"].entries] == [uid(1), uid(2)]


@pytest.mark.parametrize("odd", [[], {}, ["1"]])
def test_numbers_that_are_neither_text_nor_number(odd):
    aggregate = MangaAggregate()
    aggregate.parse([{"volume": odd, "chapters": [{"chapter": odd}]}])
    assert aggregate == {None: {None: 1}}


def test_an_overview_of_a_list(client):
    chapters = listed(client, ("2", "1", [1]), ("1", "1", [1]), (None, None, [1]), ("1", "1", [2]))
    assert chapters.calculate_aggregate() == {"1": {"1": 2}, "2": {"1": 1}, None: {None: 1}}
    assert chapters.calculate_aggregate()["1"].entries == [ChapterEntry("1", uid(11), (uid(13),), 2)]
    assert list(chapters.group_by_volumes()) == ["1", "2", None]
