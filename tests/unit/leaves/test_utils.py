import copy
import pickle
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex import utils
from asyncdex.utils import (
    AttrDict,
    DefaultAttrDict,
    InclusionExclusionPair,
    Interval,
    parse_date,
    remove_prefix,
    return_date_string,
)


@pytest.mark.parametrize(
    ("prefix", "text", "rest"),
    [
        ("ab", "abc", "c"),
        ("ab", "xabc", "xabc"),
        ("", "abc", "abc"),
        ("abc", "abc", ""),
        ("ab", "ababc", "abc"),
    ],
)
def test_remove_prefix(prefix, text, rest):
    assert remove_prefix(prefix, text) == rest


def test_keys_are_attributes():
    titles = AttrDict({"en": "One", "pt-br": "Um", "ja_ro": "Ichi"})
    assert (titles.en, titles.pt_br, titles.ja_ro) == ("One", "Um", "Ichi")
    assert titles["pt-br"] == "Um"
    titles.en = "1"
    titles.pt_br = "2"
    titles.zh_hk = "3"
    assert titles == {"en": "1", "pt-br": "2", "ja_ro": "Ichi", "zh-hk": "3"}
    del titles.pt_br
    del titles.en
    assert list(titles) == ["ja_ro", "zh-hk"]


def test_a_missing_attribute_says_what_there_is():
    with pytest.raises(AttributeError, match="AttrDict has no key 'fr'; it has en, ja") as caught:
        _ = AttrDict(en="a", ja="b").fr
    assert caught.value.name == "fr"
    with pytest.raises(AttributeError, match="it has none"):
        _ = AttrDict().fr
    with pytest.raises(AttributeError, match="fr"):
        del AttrDict(en="a").fr
    assert getattr(AttrDict(), "fr", None) is None


def test_methods_go_before_keys():
    assert AttrDict(items="x").items() == dict(items="x").items()  # noqa: C408 - the same spelling


def test_first_is_what_was_put_in_first():
    assert AttrDict({"ja": "a", "en": "b"}).first() == "a"
    with pytest.raises(LookupError, match="empty"):
        AttrDict().first()


CLONES = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]  # noqa: S301 - our own bytes


@pytest.mark.parametrize("clone", CLONES)
def test_an_attr_dict_survives_copying(clone):
    original = AttrDict({"pt-br": ["Um"]})
    cloned = clone(original)
    assert type(cloned) is AttrDict
    assert cloned == original
    assert cloned.pt_br == ["Um"]
    cloned.en = []
    assert "en" not in original


@pytest.mark.parametrize("clone", [*CLONES, DefaultAttrDict.copy])
def test_a_default_attr_dict_survives_copying_with_its_default(clone):
    original = DefaultAttrDict({"en": ["One"]}, default=list)
    cloned = clone(original)
    assert type(cloned) is DefaultAttrDict
    assert cloned == original
    assert cloned.default is list
    assert cloned["ja"] == []
    assert "ja" not in original


def test_a_deep_copy_shares_nothing_and_a_shallow_one_its_values():
    original = DefaultAttrDict({"en": ["One"]}, default=list)
    assert copy.copy(original).en is original.en
    assert copy.deepcopy(original).en is not original.en


@pytest.mark.parametrize("content", [None, {}, {"en": ["a"]}, [("en", ["a"])]])
def test_a_default_attr_dict_makes_what_it_lacks(content):
    titles = DefaultAttrDict(content, default=list)
    titles.fr.append("b")
    titles["pt-br"].append("c")
    assert titles.fr == ["b"]
    assert titles.pt_br == ["c"]
    assert titles.get("de") is None
    assert len(titles) == len(content or ()) + 2
    assert not hasattr(titles, "__wrapped__"), "what Python looks for is no key"
    assert "__wrapped__" not in titles


def test_a_default_is_no_key():
    titles = DefaultAttrDict(default=str)
    assert titles.default is str
    assert titles == {}


@pytest.mark.parametrize(
    ("interval", "inside"),
    [
        (Interval(min=1, max=3), [1, 2, 3]),
        (Interval(min=1, max=3, inclusive=False), [2]),
        (Interval(min=2), [2, 3, 4]),
        (Interval(min=2, inclusive=False), [3, 4]),
        (Interval(max=2), [0, 1, 2]),
        (Interval(max=2, inclusive=False), [0, 1]),
        (Interval(), [0, 1, 2, 3, 4]),
        (Interval(inclusive=False), [0, 1, 2, 3, 4]),
        (Interval(3, 1), []),
        (Interval(0, 0), [0]),
    ],
)
def test_an_interval_holds_what_lies_between(interval, inside):
    assert [number for number in range(5) if number in interval] == inside


def test_an_interval_of_dates():
    may = Interval(datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC))
    assert datetime(2024, 5, 9, tzinfo=UTC) in may
    assert datetime(2024, 7, 1, tzinfo=UTC) not in may
    with pytest.raises(FrozenInstanceError):
        may.min = None


@pytest.mark.parametrize(
    ("pair", "wanted"),
    [
        (InclusionExclusionPair(), [1, 2, None]),
        (InclusionExclusionPair(include=[1]), [1]),
        (InclusionExclusionPair(exclude=[1]), [2, None]),
        (InclusionExclusionPair([1, 2], [2]), [1]),
        (InclusionExclusionPair([None], []), [None]),
    ],
)
def test_a_pair_lets_through_what_is_wanted(pair, wanted):
    assert [item for item in (1, 2, None) if pair.matches_include_exclude_pair(item)] == wanted


def test_pairs_share_no_lists():
    assert InclusionExclusionPair().include is not InclusionExclusionPair().include


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (datetime(2024, 5, 1, 12, 0, 0, 5), datetime(2024, 5, 1, 12, 0, 0, 5, tzinfo=UTC)),  # noqa: DTZ001 - naive
        (datetime(2024, 5, 1, 12, tzinfo=UTC), datetime(2024, 5, 1, 12, tzinfo=UTC)),
        (datetime(2024, 5, 1, 1, tzinfo=timezone(timedelta(hours=3))), datetime(2024, 4, 30, 22, tzinfo=UTC)),
        (date(2024, 5, 1), datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024-05-01T12:00:00+00:00", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("2024-05-01T12:00:00", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("2024-05-01T12:00:00Z", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("2024-05-01T12:00:00-02:30", datetime(2024, 5, 1, 14, 30, tzinfo=UTC)),
        ("20240501", datetime(2024, 5, 1, tzinfo=UTC)),
        ("May 1, 2024 2 PM", datetime(2024, 5, 1, 14, tzinfo=UTC)),
        ("2024-05", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
    ],
)
def test_whatever_names_an_instant_becomes_one_in_utc(value, moment):
    parsed = parse_date(value)
    assert parsed == moment
    assert parsed.tzinfo is UTC


@pytest.mark.parametrize("text", ["", "soon", "2024-13-01", "2024-02-30", "12:00", "May 1", "10"])
def test_a_text_that_names_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        parse_date(text)


@given(st.datetimes(timezones=st.just(UTC) | st.none()))
def test_a_date_string_is_read_back_to_the_second(moment):
    text = return_date_string(moment)
    assert len(text) == 19
    assert datetime.fromisoformat(text) == moment.replace(tzinfo=None, microsecond=0)


def test_what_was_left_out_says_so():
    assert repr(utils._sentinel) == "<left out>"
