"""Errors of token services may be quoted: whatever secrets they repeat has been taken out."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex._http.messages import Answer
from asyncdex._http.token_calls import discreet
from tests.support import json_answer

SECRET = 'p"a\\ss&wörd'


def shown(data, *secrets):
    return json.loads(discreet(json_answer(data, 400), secrets).body)


@pytest.mark.parametrize(
    ("said", "shown_of_it"),
    [
        ({"error": f"{SECRET} is wrong, {SECRET}!"}, {"error": "*** is wrong, ***!"}),
        ({"errors": [{"detail": SECRET, "status": 401}]}, {"errors": [{"detail": "***", "status": 401}]}),
        (
            {"access_token": "somebody's", "x": {"refresh": 5}},
            {"access_token": "***", "x": {"refresh": "***"}},
        ),
        (
            {"token": {"session": "a"}, "message": None, "ok": False},
            {"token": "***", "message": None, "ok": False},
        ),
        ({"error": "plain", "n": 1.5}, {"error": "plain", "n": 1.5}),
        ({"a": {"b": [{"c": [[[SECRET]]]}]}}, {"a": {"b": [{"c": [[["***"]]]}]}}),
        ({"a": {"b": [{"c": {"d": {"e": "deep"}}}]}}, {"a": {"b": [{"c": {"d": {"e": "deep"}}}]}}),
    ],
)
def test_what_is_left_of_an_error(said, shown_of_it):
    assert shown(said, None, "", SECRET) == shown_of_it


def test_what_is_nested_without_end_is_cut_off():
    nested = SECRET
    for _ in range(900):
        nested = [nested]
    body = discreet(json_answer({"error": nested}, 400), [SECRET]).body
    assert body.count(b"[") < 10
    assert b"***" in body


@pytest.mark.parametrize(
    "body", [b"", b"<html>secret</html>", b'["secret"]', b"\xff", b'"secret"', b"[" * 9999]
)
def test_what_is_no_object_is_dropped(body):
    answer = discreet(Answer(500, {"X": "1"}, body), ["secret"])
    assert answer == Answer(500, {"X": "1"}, b"")


_texts = st.text(string.printable, max_size=20)
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | _texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["error", "detail", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["error", "errors", "message"]), _values), _texts, _texts)
def test_no_secret_is_left_in_any_value(data, before, after):
    secret = "0123456789-geheim"
    data["echo"] = [before + secret + after]
    assert secret not in json.dumps(shown(data, secret))
    assert shown({**data, "echo": "x"}, secret) == shown({**data, "echo": "x"})
