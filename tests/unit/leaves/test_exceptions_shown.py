"""That every exception can be shown, whatever an answer holds and whether or not there is a response."""

import json
import pickle
import traceback
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from asyncdex import exceptions
from asyncdex._http.errors import judge
from asyncdex._http.messages import Answer
from asyncdex.exceptions import AsyncDexException, Captcha, HTTPException, InvalidCaptcha, PermissionMismatch

#: How each kind of answer's exception is made from a response and what else there is to say.
MAKERS = {
    Captcha: lambda response, more: Captcha("key-1", "GET", "/test", response, **more),
    PermissionMismatch: lambda response, more: PermissionMismatch(
        "manga.edit", "GET", "/test", response, **more
    ),
    InvalidCaptcha: lambda response, more: InvalidCaptcha(response, **more),
}
KINDS = [
    kind
    for name in exceptions.__all__
    if issubclass(kind := getattr(exceptions, name), HTTPException) and name != "HTTPException"
]

STATUSES = st.sampled_from([0, 400, 401, 403, 404, 409, 412, 418, 429, 500, 503, 999])
HEADERS = CIMultiDictProxy(CIMultiDict({"X-Request-ID": "r-1"}))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
#: Errors as they should be, but for what their fields hold.
ERRORS = st.lists(
    st.dictionaries(st.sampled_from(["id", "status", "title", "detail", "context"]), VALUES) | VALUES,
    max_size=3,
)
BODIES = st.dictionaries(st.text(max_size=8), VALUES) | st.fixed_dictionaries(
    {"errors": ERRORS | VALUES}, optional={"result": VALUES, "message": VALUES, "error": VALUES}
)


def made(kind, response, **more):
    make = MAKERS.get(kind)
    return make(response, more) if make else kind("GET", "/test", response, **more)


def response_of(status):
    return SimpleNamespace(status=status, headers=HEADERS, url=URL("https://api.example/test"))


def check_shown(error):
    """Show an exception in every way there is."""
    assert type(error).__name__ in repr(error)
    assert str(error) in repr(error) or repr(str(error)) in repr(error)
    assert type(error).__qualname__ in "".join(traceback.format_exception(error))
    assert f"{error}" == str(error)
    if isinstance(error, HTTPException):
        assert all(isinstance(one, dict) for one in error.errors)
        assert error.request_id in {None, "r-1"}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (None, ""),
        ({}, ""),
        ({"errors": None}, ""),
        ({"errors": []}, ""),
        ({"errors": {}}, ""),
        ({"errors": {"title": "a"}}, ""),
        ({"errors": "a"}, ""),
        ({"errors": [None, 1, "a", ["b"], [], True]}, ""),
        ({"errors": [[{"title": "a"}]]}, ""),
        ({"errors": [{}]}, " error"),
        ({"errors": [{"title": None, "detail": None, "context": None}]}, " error"),
        ({"errors": [{"title": ["a"], "detail": {"b": 1}}]}, " ['a']: {'b': 1}"),
        ({"errors": [1, {"title": "a", "detail": "b", "context": {"c": [None]}}]}, " a: b ({'c': [None]})"),
        ({"errors": [{"title": "a"}, {"title": "b", "detail": "c"}]}, " a; b: c"),
        ({"errors": [{"title": "{path}", "detail": "%s {0}"}]}, " {path}: %s {0}"),
        ({"error": "invalid_grant"}, ""),
        ({"result": {"errors": [{"title": "a"}]}}, ""),
    ],
)
@pytest.mark.parametrize("with_response", [True, False])
def test_a_body_of_an_odd_shape(body, told, with_response):
    response = response_of(404) if with_response else None
    error = HTTPException("GET", "/test", response, json=body, status=404)
    check_shown(error)
    assert str(error) == f"HTTP 404: HTTP Error on GET for /test.{told}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("response", [None, response_of(404)], ids=["no response", "a response"])
@pytest.mark.parametrize("body", [None, {"errors": None}, {"errors": [None, {"title": {}}]}])
def test_every_kind_with_and_without_a_response(kind, response, body):
    check_shown(made(kind, response, json=body))
    check_shown(made(kind, response, json=body, body=b"\xff\x00<html>", status=500, msg="{path} {x}"))


@given(
    kind=st.sampled_from([HTTPException, *KINDS]),
    status=STATUSES,
    body=st.none() | BODIES,
    answered=st.booleans(),
    raw=st.binary(max_size=20),
)
@example(kind=HTTPException, status=0, body={"errors": [{"title": float("nan")}]}, answered=False, raw=b"")
def test_whatever_there_is_can_be_shown(kind, status, body, answered, raw):
    error = made(kind, response_of(status) if answered else None, json=body, status=status, body=raw)
    check_shown(error)
    restored = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    check_shown(restored)
    assert (str(restored), repr(restored)) == (str(error), repr(error))


@given(
    status=STATUSES,
    body=st.binary(max_size=30) | BODIES.map(lambda body: json.dumps(body).encode()),
    path=st.sampled_from(["/manga", "/captcha/solve", "https://other.example/x"]),
)
def test_whatever_is_answered_becomes_an_error_that_can_be_shown(status, body, path):
    error = judge("POST", path, Answer(status, HEADERS, body))
    assert isinstance(error, HTTPException)
    assert error.status == status
    check_shown(error)


def test_what_is_no_answer_can_be_shown():
    others = [
        exceptions.InvalidArgument(),
        exceptions.ClientClosed(),
        exceptions.OffsetLimit(),
        AsyncDexException(),
        exceptions.ConnectionFailed("", "", ""),
        exceptions.RequestTimeout("GET", "{path}", "%s"),
        exceptions.Missing("", None),
        exceptions.InvalidID("{id}", dict),
        exceptions.NotFetched(None, ""),
        exceptions.ChapterUnreadable("", "", ""),
        exceptions.PageFailed(0, "", ""),
    ]
    for error in others:
        check_shown(error)
