"""The names of chapters and chapter lists that read."""

from datetime import UTC, datetime

import pytest

from asyncdex import (
    Chapter,
    ChapterList,
    DuplicateResolutionAlgorithm,
    Group,
    InclusionExclusionPair,
    Interval,
    InvalidArgument,
    Manga,
    User,
)
from tests.names.calls import leaves_out, reads
from tests.support import json_answer
from tests.unit.models.builders import entity, made, page, rel, uid, values

DATE = "2020-05-0{}T00:00:00+00:00"


def _world(client):
    """Return a list of chapters that differ in all that they can be told apart by.

    The first two are the same chapter by two groups; the last has no number.
    """
    manga = made(Manga, client)
    described = (
        {"number": "1", "volume": "1", "group": 1, "user": 1, "language": "en"},
        {"number": "1", "volume": "1", "group": 2, "user": 2, "language": "en"},
        {"number": "2.5", "volume": "2", "group": 1, "user": 1, "language": "de"},
        {"number": None, "volume": None, "group": 2, "user": 2, "language": "en"},
    )
    entries = []
    for place, one in enumerate(described, 1):
        dates = dict.fromkeys(("createdAt", "updatedAt", "publishAt"), DATE.format(place))
        relations = rel("scanlation_group", 10 + one["group"]), rel("user", 20 + one["user"])
        chapter = made(
            Chapter,
            client,
            place,
            *relations,
            chapter=one["number"],
            volume=one["volume"],
            translatedLanguage=one["language"],
            **dates,
        )
        chapter.read = place == 1
        entries.append(chapter)
    return ChapterList(manga, entries=entries)


def _numbers(chapters):
    """Return which chapters of the world a list holds."""
    return [int(chapter.id[-2:]) for chapter in chapters]


def _since(day):
    return Interval(min=datetime(2020, 5, day, tzinfo=UTC))


_GROUPS = DuplicateResolutionAlgorithm.SPECIFIC_GROUP
_USERS = DuplicateResolutionAlgorithm.SPECIFIC_USER

#: What each argument of filter leaves of the four.
_FILTERS = {
    "languages": ({"languages": ["de"]}, [3]),
    "creation_time": ({"creation_time": _since(3)}, [3, 4]),
    "update_time": ({"update_time": _since(2)}, [2, 3, 4]),
    "publish_time": ({"publish_time": _since(4)}, [4]),
    "has_number": ({"has_number": False}, [4]),
    "chapter_number_range": ({"chapter_number_range": Interval(min=2.0, max=3.0)}, [3]),
    "chapter_numbers": ({"chapter_numbers": InclusionExclusionPair(include=[1.0, None])}, [1, 2, 4]),
    "remove_duplicates": ({"remove_duplicates": True}, [1, 3, 4]),
    "read": ({"read": True}, [1]),
    "volumes": ({"volumes": InclusionExclusionPair(exclude=[1])}, [3, 4]),
}


@reads("ChapterList.filter", each="argument")
@pytest.mark.parametrize("argument", _FILTERS)
def test_a_filter(client, argument):
    arguments, expected = _FILTERS[argument]
    found = _world(client).filter(**arguments)
    assert type(found) is ChapterList
    assert _numbers(found) == expected


@reads("ChapterList.filter", "groups", "users")
def test_the_filters_by_people(client):
    chapters = _world(client)
    groups = InclusionExclusionPair(include=[Group(client, id=uid(12))])
    users = InclusionExclusionPair(exclude=[User(client, id=uid(22))])
    assert _numbers(chapters.filter(groups=groups)) == [2, 4]
    assert _numbers(chapters.filter(users=users)) == [1, 3]
    assert _numbers(chapters.filter(groups=groups, users=users)) == []


@reads("ChapterList.filter", "remove_duplicates", "duplicate_strategy", "duplicate_strategy_groups")
@reads("ChapterList.filter", "remove_duplicates", "duplicate_strategy", "duplicate_strategy_users")
def test_the_filter_with_strategies(client):
    chapters = _world(client)
    group, user = Group(client, id=uid(12)), User(client, id=uid(22))
    by_group = chapters.filter(
        remove_duplicates=True, duplicate_strategy=[_GROUPS], duplicate_strategy_groups=[group]
    )
    assert _numbers(by_group) == [2, 3, 4]
    by_user = chapters.filter(
        remove_duplicates=True, duplicate_strategy=[_USERS], duplicate_strategy_users=[user]
    )
    assert _numbers(by_user) == [2, 3, 4]
    newest = [DuplicateResolutionAlgorithm.CREATION_DATE_DESC]
    assert _numbers(chapters.filter(remove_duplicates=True, duplicate_strategy=newest)) == [2, 3, 4]
    oldest = [DuplicateResolutionAlgorithm.CREATION_DATE_ASC]
    assert _numbers(chapters.filter(remove_duplicates=True, duplicate_strategy=oldest)) == [1, 3, 4]


@reads("ChapterList.filter", "views")
def test_the_filter_by_views(client):
    with pytest.raises(InvalidArgument, match="views"):
        _world(client).filter(views=Interval(min=1))


@leaves_out("ChapterList.filter")
def test_the_filter_without_conditions(client):
    chapters = _world(client)
    copy = chapters.filter()
    assert copy == chapters
    assert copy is not chapters
    assert copy.manga is chapters.manga


@reads("ChapterList", "manga", "entries")
@leaves_out("ChapterList")
def test_a_list_of_chapters(client):
    manga = made(Manga, client)
    chapter = made(Chapter, client)
    chapters = ChapterList(manga=manga, entries=[chapter])
    assert chapters == [chapter]
    assert chapters.manga is manga
    assert ChapterList(manga) == []


@reads("ChapterList.sort", "key", "reverse")
@leaves_out("ChapterList.sort")
def test_sort(client):
    chapters = _world(client)
    chapters.sort(key=lambda chapter: chapter.created_at, reverse=True)
    assert _numbers(chapters) == [4, 3, 2, 1]
    chapters.sort()
    assert [chapter.number for chapter in chapters] == ["1", "1", "2.5", None]


@reads("ChapterList.group_by_volumes")
@reads("ChapterList.group_by_numbers")
@reads("ChapterList.group_by_volume_and_chapters")
@reads("ChapterList.calculate_aggregate")
@reads("ChapterList.languages")
def test_groups_and_counts(client):
    chapters = _world(client)
    by_volume = chapters.group_by_volumes()
    assert {key: _numbers(group) for key, group in by_volume.items()} == {"1": [1, 2], "2": [3], None: [4]}
    by_number = chapters.group_by_numbers()
    assert {key: _numbers(group) for key, group in by_number.items()} == {"1": [1, 2], "2.5": [3], None: [4]}
    by_both = chapters.group_by_volume_and_chapters()
    assert {key: _numbers(group) for key, group in by_both.items()} == {
        ("1", "1"): [1, 2],
        ("2", "2.5"): [3],
        (None, None): [4],
    }
    assert all(type(group) is ChapterList for group in by_both.values())
    assert chapters.calculate_aggregate() == {"1": {"1": 2}, "2": {"2.5": 1}, None: {None: 1}}
    assert sorted(chapters.languages()) == ["de", "en"]


@reads("ChapterList.fetch_all")
async def test_fetch_all(client, transport):
    chapters = ChapterList(made(Manga, client), entries=[Chapter(client, id=uid(1))])
    transport.add(page([entity("chapter", 1)]))
    await chapters.fetch_all()
    assert chapters[0].number == "12.5"


@reads("ChapterList.get_read")
@reads("Chapter.get_read")
async def test_what_has_been_read(client, transport):
    client.session_token = "s3ss10n-t0k3n"
    manga = made(Manga, client)
    entries = [made(Chapter, client, number, rel("manga", 1)) for number in (1, 2)]
    transport.add(*[json_answer({"result": "ok", "data": [uid(2)]})] * 2)
    await ChapterList(manga, entries=entries).get_read()
    assert [chapter.read for chapter in entries] == [False, True]
    alone = made(Chapter, client, 1, rel("manga", 1))
    await alone.get_read()
    assert alone.read is False
    assert all(f"/manga/{uid(1)}/read" in request.url for request in transport.requests)


def test_read_is_not_known_before_it_was_asked_for(client):
    assert not hasattr(made(Chapter, client), "read")


@reads("Chapter.pages", "data_saver", "ssl_only")
@leaves_out("Chapter.pages")
async def test_pages(client, transport):
    answer = {"result": "ok", "baseUrl": "https://node.example/t"}
    node = json_answer({**answer, "chapter": {"hash": "h4sh", "data": ["1.png"], "dataSaver": ["1.jpg"]}})
    transport.add(node, node)
    assert await made(Chapter, client).pages() == ["https://node.example/t/data/h4sh/1.png"]
    smaller = await made(Chapter, client).pages(data_saver=True, ssl_only=True)
    assert smaller == ["https://node.example/t/data-saver/h4sh/1.jpg"]
    assert [values(request, "forcePort443") for request in transport.requests] == [[], ["true"]]
