import json

import msgspec
import pytest
from multidict import CIMultiDict

from asyncdex._api.table import MANGA_LIST
from asyncdex._http.errors import decode, error_body, judge
from asyncdex._http.messages import Answer
from asyncdex.exceptions import (
    BadRequest,
    Banned,
    Captcha,
    Conflict,
    Forbidden,
    HTTPException,
    InvalidCaptcha,
    InvalidResponse,
    NotFound,
    PermissionMismatch,
    TooManyRequests,
    Unauthorized,
)
from tests.support import api_error, json_answer

JSON, HTML, TEXT = "application/json", "text/html", "text/plain"
ERROR = b'{"result": "error", "errors": []}'
PAGE = b"<html><title>Oops</title></html>"
CAPTCHA = b'{"result": "error", "errors": [{"title": "captcha_required_exception"}]}'


def answer(status, kind, body, **headers):
    fields = CIMultiDict({"Content-Type": kind})
    fields.update({name.replace("_", "-"): value for name, value in headers.items()})
    return Answer(status, fields, body)


@pytest.mark.parametrize(
    ("status", "content_type", "body", "expected"),
    [
        (200, JSON, b"{}", None),
        (200, HTML, PAGE, None),
        (201, JSON, b"{}", None),
        (204, JSON, b"", None),
        (299, JSON, b"", None),
        (301, HTML, PAGE, HTTPException),
        (302, HTML, b"", HTTPException),
        (400, JSON, ERROR, BadRequest),
        (400, HTML, PAGE, TooManyRequests),
        (400, TEXT, b"slow down", TooManyRequests),
        (400, JSON, ERROR[:-3], TooManyRequests),
        (400, HTML, ERROR, BadRequest),
        (401, JSON, ERROR, Unauthorized),
        (401, HTML, PAGE, Unauthorized),
        (403, JSON, ERROR, Forbidden),
        (403, JSON, CAPTCHA, Captcha),
        (403, HTML, PAGE, Banned),
        (403, TEXT, b"", Banned),
        (403, JSON, b"[]", Forbidden),
        (404, JSON, ERROR, NotFound),
        (404, HTML, PAGE, NotFound),
        (409, JSON, ERROR, Conflict),
        (412, JSON, ERROR, HTTPException),
        (414, HTML, PAGE, HTTPException),
        (429, JSON, ERROR, TooManyRequests),
        (429, HTML, PAGE, TooManyRequests),
        (500, JSON, ERROR, HTTPException),
        (502, HTML, PAGE, HTTPException),
        (503, TEXT, b"", HTTPException),
        (504, HTML, b"\xff\xfe", HTTPException),
        (599, TEXT, b"?", HTTPException),
    ],
)
def test_what_an_answer_means(status, content_type, body, expected):
    error = judge("GET", "/x", answer(status, content_type, body))
    assert (None if error is None else type(error)) is expected
    if error is not None:
        assert (error.method, error.path, error.status) == ("GET", "/x", status)
        assert str(error).startswith(f"HTTP {status}: HTTP Error on GET for /x.")


def test_a_captcha_is_known_by_its_header_and_gives_its_key():
    error = judge("POST", "/x", answer(403, JSON, ERROR, X_Captcha_Sitekey="key-1"))
    assert isinstance(error, Captcha)
    assert error.site_key == "key-1"


@pytest.mark.parametrize(
    ("context", "key"),
    [({"siteKey": "key-2"}, "key-2"), ({"siteKey": 5}, ""), ({}, ""), ("text", ""), (None, "")],
)
def test_a_captchas_key_may_stand_in_the_context(context, key):
    error = judge("POST", "/x", api_error(403, "captcha_required_exception", context=context))
    assert isinstance(error, Captcha)
    assert error.site_key == key


@pytest.mark.parametrize(
    ("context", "shown"),
    [
        (None, ""),
        ("", ""),
        ("a parameter", " (a parameter)"),
        ({"field": "title"}, " ({'field': 'title'})"),
        ([1], " ([1])"),
    ],
)
def test_what_mangadex_says_stands_in_the_text(context, shown):
    error = judge("GET", "/x", api_error(404, "not_found_http_exception", "No such thing", context))
    text = "HTTP 404: HTTP Error on GET for /x. not_found_http_exception: No such thing"
    assert str(error) == text + shown
    assert repr(error) == f"NotFound({text + shown!r})"
    assert error.errors[0].title == "not_found_http_exception"
    assert error.excerpt == ""
    assert not hasattr(error, "__notes__")


@pytest.mark.parametrize(
    ("errors", "text"),
    [
        ([{"title": "a", "detail": "b"}, {"title": "c", "detail": None}], " a: b; c"),
        ([{"detail": "b"}], " error: b"),
        ([{}], " error"),
        ([5, None, "x", []], ""),
        ({"title": "a"}, ""),
        ("text", ""),
        (None, ""),
    ],
)
def test_errors_of_any_shape_are_borne(errors, text):
    error = judge("GET", "/x", json_answer({"errors": errors}, 404))
    assert str(error) == f"HTTP 404: HTTP Error on GET for /x.{text}"


def test_the_request_id_is_kept():
    assert judge("GET", "/x", api_error(404, x_request_id="abc")).request_id == "abc"
    assert judge("GET", "/x", api_error(404)).request_id is None


def test_a_strange_body_is_quoted_in_part():
    error = judge("GET", "/x", answer(502, HTML, b"<html>" + b"x" * 1000))
    assert error.excerpt == "<html>" + "x" * 194
    assert error.__notes__ == [f"The body starts with: {error.excerpt!r}"]
    assert error.json is None


def test_bytes_that_are_no_text_are_quoted_all_the_same():
    assert judge("GET", "/x", answer(502, HTML, b"\xff\xfeok")).excerpt == "\ufffd\ufffdok"


NESTED = b'{"x":' * 100_000


@pytest.mark.parametrize("body", [b"", b"[]", b"5", b"{", PAGE, b"\xff\xfe", b'{"a": "\xff"}', NESTED])
def test_a_body_that_is_no_object_is_none(body):
    assert error_body(Answer(400, body=body)) is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (PAGE, "not JSON"),
        (b"", "not JSON"),
        (b'{"data": [', "not JSON"),
        (b'{"data": [{"id": "\xff"}]}', "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (NESTED, "not JSON"),
        (b"[]", "of an unexpected shape: Expected `object`, got `array`"),
        (b"null", "of an unexpected shape"),
        (b"{}", "of an unexpected shape: .*`data`"),
        (b'{"data": {}}', r"of an unexpected shape: .*\$\.data"),
        (b'{"data": [{"type": "manga"}]}', r"of an unexpected shape: .*\$\.data\[0\]"),
        (
            b'{"data": [{"id": "1", "type": "manga", "attributes": {"year": "x"}}]}',
            r"of an unexpected shape: .*int.*\$\.data\[0\]\.attributes\.year",
        ),
    ],
)
def test_a_good_answer_of_the_wrong_kind_names_the_call_and_the_place(body, said):
    with pytest.raises(InvalidResponse, match=rf"The answer to GET /manga is {said}") as caught:
        decode(MANGA_LIST.decoder, "GET", "/manga", Answer(200, CIMultiDict({"X-Request-ID": "r"}), body))
    assert caught.value.status == 200
    assert caught.value.excerpt == body[:200].decode("utf-8", "replace")
    assert caught.value.request_id == "r"


def test_a_good_answer_is_decoded():
    decoder = msgspec.json.Decoder(dict[str, int])
    assert decode(decoder, "GET", "/x", Answer(200, body=json.dumps({"a": 1}).encode())) == {"a": 1}


def test_an_answer_that_must_not_be_quoted_is_not():
    with pytest.raises(InvalidResponse) as caught:
        decode(msgspec.json.Decoder(int), "GET", "/x", Answer(200, body=b"secret"), quote=False)
    assert caught.value.excerpt == ""
    assert not hasattr(caught.value, "__notes__")


@pytest.mark.parametrize(
    ("status", "kind"), [(400, BadRequest), (401, Unauthorized), (403, Forbidden), (404, NotFound)]
)
def test_an_answer_to_head_has_no_body_to_tell_by(status, kind):
    assert type(judge("HEAD", "/x", Answer(status))) is kind


@pytest.mark.parametrize(
    ("detail", "permission"),
    [
        ("You need the permission manga.edit to do that.", "manga.edit"),
        ("Missing permissions: scanlation_group.create_any", "scanlation_group.create_any"),
        ("You may not do this", None),
        ("See docs.mangadex.org", None),
        (None, None),
    ],
)
def test_a_permission_that_an_answer_names(detail, permission):
    error = judge("PUT", "/x", api_error(403, "access_denied_http_exception", detail))
    assert type(error) is (Forbidden if permission is None else PermissionMismatch)
    assert getattr(error, "permission", None) == permission
    assert "access_denied" in str(error)


def test_a_captcha_that_was_not_solved():
    error = judge("POST", "/captcha/solve", api_error(400, "captcha_wrong"))
    assert type(error) is InvalidCaptcha
    assert error.status == 400
    assert "captcha_wrong" in str(error)
    disguised = judge("POST", "/captcha/solve", answer(400, HTML, PAGE))
    assert type(disguised) is TooManyRequests
