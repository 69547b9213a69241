"""What a client asks for where a call leaves it open."""

import pytest

from asyncdex import ContentRating, InvalidArgument
from asyncdex._api import ALL_RATINGS, Defaults
from asyncdex._api.table import AUTHOR_LIST, CHAPTER_LIST, MANGA_FEED, MANGA_LIST, MANGA_RANDOM
from tests.unit.models.builders import uid

FULL = Defaults().changed(
    languages=["en", "pt-br"],
    content_ratings="safe",
    blocked_groups=[uid(1)],
    blocked_uploaders=[uid(2)],
    excluded_tags=[uid(3), uid(4)],
)
SAFE = (ContentRating.SAFE,)


def test_what_the_api_shows_by_default_is_spelt_out():
    ratings = (ContentRating.SAFE, ContentRating.SUGGESTIVE, ContentRating.EROTICA)
    assert Defaults().content_ratings == ratings
    assert Defaults().merged(MANGA_LIST, {"title": "sea"}) == {"title": "sea", "rating": ratings}
    assert Defaults().merged(AUTHOR_LIST, {"name": "ann"}) == {"name": "ann"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            MANGA_LIST,
            {"rating": SAFE, "translated_languages": ("en", "pt-br"), "excluded_tags": [uid(3), uid(4)]},
        ),
        (MANGA_RANDOM, {"rating": SAFE, "excluded_tags": [uid(3), uid(4)]}),
        (
            CHAPTER_LIST,
            {
                "rating": SAFE,
                "language": ("en", "pt-br"),
                "excluded_groups": [uid(1)],
                "excluded_uploaders": [uid(2)],
            },
        ),
        (
            MANGA_FEED,
            {
                "rating": SAFE,
                "languages": ("en", "pt-br"),
                "excluded_groups": [uid(1)],
                "excluded_uploaders": [uid(2)],
            },
        ),
        (AUTHOR_LIST, {}),
    ],
)
def test_each_list_gets_the_defaults_it_knows(row, expected):
    assert FULL.merged(row, {}) == expected


def test_what_a_call_says_goes_before_the_defaults():
    said = {"rating": ["erotica"], "translated_languages": ["fr"], "excluded_tags": [uid(9)]}
    assert FULL.merged(MANGA_LIST, said) == said
    assert FULL.merged(CHAPTER_LIST, {"language": "fr"})["language"] == "fr"


def test_none_counts_as_left_out():
    said = {"rating": None, "translated_languages": None, "excluded_tags": None, "title": None}
    assert FULL.merged(MANGA_LIST, said) == FULL.merged(MANGA_LIST, {})


@pytest.mark.parametrize("given", [uid(8), [uid(8)], iter([uid(8)])])
def test_what_is_blocked_is_added_to_what_a_call_excludes(given):
    merged = FULL.merged(CHAPTER_LIST, {"excluded_groups": given})
    assert merged["excluded_groups"] == [uid(8), uid(1)]
    assert merged["excluded_uploaders"] == [uid(2)]


@pytest.mark.parametrize("wanted", [[uid(3).upper()], iter([uid(3)])])
def test_a_tag_that_is_asked_for_is_not_excluded(wanted):
    merged = FULL.merged(MANGA_LIST, {"included_tags": wanted})
    assert merged["excluded_tags"] == [uid(4)]
    assert [tag.lower() for tag in merged["included_tags"]] == [uid(3)]
    assert "excluded_tags" not in FULL.merged(MANGA_RANDOM, {"included_tags": [uid(3), uid(4)]})


@pytest.mark.parametrize("row", [MANGA_LIST, CHAPTER_LIST])
def test_what_is_asked_for_by_its_ids_is_not_narrowed(row):
    taken_down = {"include_unavailable": True} if row is CHAPTER_LIST else {}
    assert FULL.merged(row, {"ids": [uid(5)]}) == {"ids": [uid(5)], "rating": ALL_RATINGS, **taken_down}
    chosen = {"ids": [uid(5)], "rating": SAFE}
    assert FULL.merged(row, chosen) == {**taken_down, **chosen}


def test_authors_by_their_ids_have_no_rating():
    assert FULL.merged(AUTHOR_LIST, {"ids": [uid(5)]}) == {"ids": [uid(5)]}


def test_single_values_and_objects():
    thing = type("Thing", (), {"id": uid(7)})()
    changed = Defaults().changed(languages="en", blocked_groups=thing, excluded_tags=[thing, uid(7)])
    assert changed.languages == ("en",)
    assert changed.blocked_groups == (uid(7),)
    assert changed.excluded_tags == (uid(7),)
    assert changed.changed(languages=None).languages == ()


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"languages": ["english"]}, "languages"),
        ({"languages": [5]}, "languages"),
        ({"content_ratings": ["mild"]}, "content_ratings must be one of 'safe'"),
        ({"content_ratings": ["none"]}, "content_ratings"),
        ({"content_ratings": []}, "content_ratings is empty"),
        ({"blocked_groups": ["nobody"]}, "blocked_groups must be a UUID"),
        ({"blocked_uploaders": [None]}, "blocked_uploaders"),
        ({"excluded_tags": "gore"}, "excluded_tags"),
    ],
)
def test_what_cannot_be_right_is_named(values, named):
    with pytest.raises(InvalidArgument, match=named):
        Defaults().changed(**values)


def test_the_chapters_of_a_manga_that_is_named_come_whatever_its_rating():
    assert FULL.merged(CHAPTER_LIST, {"manga": uid(5)})["rating"] == ALL_RATINGS
    assert FULL.merged(CHAPTER_LIST, {"manga": uid(5), "rating": SAFE})["rating"] == SAFE
