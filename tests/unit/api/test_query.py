from enum import Enum
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex._api import encode_filters, encode_params, fill, query_string
from asyncdex._api.table import MANGA_LIST
from asyncdex.enum import ContentRating, TagMode
from asyncdex.exceptions import InvalidArgument

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("params", "pairs"),
    [
        ({}, []),
        ({"title": "a b"}, [("title", "a b")]),
        ({"limit": 5, "share": 0.5}, [("limit", "5"), ("share", "0.5")]),
        ({"yes": True, "no": False}, [("yes", "true"), ("no", "false")]),
        ({"title": None, "ids": [None, "1", None]}, [("ids[]", "1")]),
        ({"ids": ["1", 2, True]}, [("ids[]", "1"), ("ids[]", "2"), ("ids[]", "true")]),
        ({"ids[]": ("1",)}, [("ids[]", "1")]),
        ({"ids": iter(["1", "2"])}, [("ids[]", "1"), ("ids[]", "2")]),
        ({"ids": []}, []),
        ({"order": {"title": "asc", "year": None}}, [("order[title]", "asc")]),
        ({"mode": TagMode.OR, "rating": [ContentRating.SAFE]}, [("mode", "OR"), ("rating[]", "safe")]),
        ({"rating": ContentRating.read("mild")}, [("rating", "mild")]),
        ({"empty": ""}, [("empty", "")]),
    ],
)
def test_free_parameters(params, pairs):
    assert encode_params(params) == pairs


def test_an_enum_goes_out_as_its_value_and_plain_text():
    ((_, value),) = encode_params({"a": ContentRating.SAFE})
    assert type(value) is str
    assert not isinstance(value, Enum)


@given(st.lists(st.tuples(TEXT, TEXT)))
def test_a_query_string_says_what_went_in(pairs):
    text = query_string(pairs)
    assert parse_qsl(text, keep_blank_values=True) == pairs
    assert text.isascii()
    assert not set(text) & set(" +#?/[]\"<>{}|\\^`'")


def test_a_query_string_leaves_only_what_every_server_leaves():
    assert query_string([("a[]", "-._~ &=#+%/?ä")]) == "a%5B%5D=-._~%20%26%3D%23%2B%25%2F%3F%C3%A4"
    assert query_string([]) == ""


@pytest.mark.parametrize(
    ("template", "ids", "path"),
    [
        ("/manga", (), "/manga"),
        ("/manga/{id}", ("1",), "/manga/1"),
        ("/a/{x}/b/{y}", ("1", "2"), "/a/1/b/2"),
        ("/manga/{id}", ("a/b?c#d%e f",), "/manga/a%2Fb%3Fc%23d%25e%20f"),
        ("/manga/{id}", ("{id}",), "/manga/%7Bid%7D"),
        ("/manga/{id}", ("é",), "/manga/%C3%A9"),
    ],
)
def test_ids_are_filled_in_encoded(template, ids, path):
    assert fill(template, ids) == path


def test_half_a_character_is_refused_where_it_is_given():
    with pytest.raises(InvalidArgument, match="title holds half a character"):
        encode_filters(MANGA_LIST, {"title": "sea \udcff"})
    with pytest.raises(InvalidArgument, match="half a character"):
        encode_params({"title": "\udcff"})
