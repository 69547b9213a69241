import copy
import pickle

import pytest

from asyncdex import enum as module
from asyncdex.enum import (
    ContentRating,
    Demographic,
    DuplicateResolutionAlgorithm,
    FollowStatus,
    MangaStatus,
    OpenEnum,
    OrderDirection,
    Relationship,
    TagMode,
    Visibility,
)

OPEN = [
    kind
    for name in module.__all__
    if (kind := getattr(module, name)) is not OpenEnum and issubclass(kind, OpenEnum)
]
MEMBERS = [member for kind in OPEN for member in kind]
every_set = pytest.mark.parametrize("kind", OPEN)


@pytest.mark.parametrize("member", MEMBERS)
def test_a_known_value_is_read_as_its_member(member):
    assert type(member).read(member.value) is member
    assert type(member)(member.value) is member
    assert member.known
    assert str(member) == member == member.value


@every_set
def test_an_unknown_value_is_kept(kind):
    unknown = kind.read("mild")
    assert isinstance(unknown, kind)
    assert not unknown.known
    assert unknown == "mild"
    assert (unknown.value, unknown.name, str(unknown)) == ("mild", "UNKNOWN", "mild")
    assert unknown not in list(kind)
    assert f"{unknown!r}" == f"<{kind.__name__}.UNKNOWN: 'mild'>"


@every_set
def test_calling_the_class_refuses_an_unknown_value_even_after_it_was_read(kind):
    kind.read("mild")
    with pytest.raises(ValueError, match="'mild' is not a valid"):
        kind("mild")


def test_unknown_values_are_equal_by_their_text():
    first, again, other = (ContentRating.read(text) for text in ("mild", "mild", "wild"))
    assert first == again
    assert hash(first) == hash(again) == hash("mild")
    assert first != other
    assert {first: 1}["mild"] == 1


@pytest.mark.parametrize("value", ["safe", "mild", ""])
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_member_survives_pickling(value, protocol):
    member = ContentRating.read(value)
    restored = pickle.loads(pickle.dumps(member, protocol))  # noqa: S301 - our own bytes
    assert type(restored) is ContentRating
    assert restored == member
    assert restored.known is member.known
    assert (restored is member) is member.known


@pytest.mark.parametrize("value", ["safe", "mild"])
@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy])
def test_a_member_survives_copying(value, clone):
    member = ContentRating.read(value)
    (cloned,) = clone([member])
    assert cloned == member
    assert cloned.known is member.known


def test_other_names_are_the_same_members():
    assert Demographic.SHONEN is Demographic.SHOUNEN
    assert MangaStatus.ABANDONED is MangaStatus.CANCELLED
    assert Demographic["SHONEN"].value == "shounen"
    assert MangaStatus["ABANDONED"].value == "cancelled"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Demographic, "shounen shoujo josei seinen none"),
        (MangaStatus, "ongoing completed hiatus cancelled"),
        (FollowStatus, "reading on_hold plan_to_read dropped re_reading completed"),
        (ContentRating, "safe suggestive erotica pornographic none"),
        (Visibility, "public private"),
        (
            Relationship,
            "manga chapter author artist scanlation_group tag user custom_list cover_art",
        ),
        (OrderDirection, "asc desc"),
        (TagMode, "AND OR"),
    ],
)
def test_the_values_are_those_of_mangadex(kind, values):
    assert [member.value for member in kind] == values.split()


def test_the_ways_to_pick_a_duplicate_are_all_there():
    assert [member.name for member in DuplicateResolutionAlgorithm] == [
        "PREVIOUS_GROUP",
        "SPECIFIC_GROUP",
        "SPECIFIC_USER",
        "CREATION_DATE_ASC",
        "CREATION_DATE_DESC",
        "VIEWS_ASC",
        "VIEWS_DESC",
    ]
