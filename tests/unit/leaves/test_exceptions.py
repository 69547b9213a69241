import pickle
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from asyncdex import exceptions as module
from asyncdex.exceptions import (
    AsyncDexException,
    BadRequest,
    Banned,
    Captcha,
    ChapterUnreadable,
    ClientClosed,
    Conflict,
    ConnectionFailed,
    FilesRefused,
    Forbidden,
    HTTPException,
    InvalidArgument,
    InvalidCaptcha,
    InvalidID,
    InvalidResponse,
    Missing,
    NoClient,
    NotFetched,
    NotFound,
    NotOffered,
    OffsetLimit,
    PageFailed,
    PermissionMismatch,
    Ratelimit,
    RequestTimeout,
    TooManyRequests,
    Unauthorized,
    UploadClosed,
    UploadOpen,
    base,
)
from asyncdex.models import RefusedFile, UploadFile, UploadSession

NOW = datetime(2026, 1, 1, tzinfo=UTC)
UPLOAD = UploadSession.made(None, "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11")
FILE = UploadFile.made(None, "7d9f1f2e-3c5b-4a6d-8e9f-0a1b2c3d4e5f")
HTTP = [
    HTTPException,
    BadRequest,
    Unauthorized,
    Forbidden,
    Banned,
    NotFound,
    Conflict,
    TooManyRequests,
    InvalidResponse,
]


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    class Frozen(datetime):
        @classmethod
        def now(cls, tz=None):
            return NOW.astimezone(tz)

    monkeypatch.setattr(base, "datetime", Frozen)


class FakeResponse:
    status = 418
    headers = CIMultiDictProxy(CIMultiDict({"X-Request-ID": "r-1"}))
    url = URL("https://api.example/x?token=1")

    def __reduce__(self):
        raise TypeError("a live response cannot travel")


@pytest.mark.parametrize(
    ("exception", "text"),
    [
        (HTTPException("GET", "/test"), "HTTP Error on GET for /test."),
        (Unauthorized("GET", "/test", None), "HTTP Error on GET for /test."),
        (
            HTTPException("GET", "https://mangadex.example/x", status=414),
            "HTTP 414: HTTP Error on GET for https://mangadex.example/x.",
        ),
        (HTTPException("GET", "/test", msg="{path} is {method} {other} {0}"), "/test is GET {other} {0}"),
        (ConnectionFailed("GET", "/test", "refused"), "No answer to GET /test: refused."),
        (RequestTimeout("GET", "/test", "it took too long"), "No answer to GET /test: it took too long."),
        (Missing("title"), "The answer lacks the attribute 'title'."),
        (Missing("title", "Manga"), "The answer lacks the attribute 'title' of Manga."),
        (InvalidID("1", dict), "There is no dict with the id '1'."),
        (InvalidID("1", dict, "No {model}: {id}"), "No dict: 1"),
        (NotFetched(5, "title"), "5 has no 'title' yet: await its fetch() first."),
        (NotFetched(5, "title", "call load()"), "5 has no 'title' yet: call load()."),
        (
            ChapterUnreadable("1", "empty", "it has no pages."),
            "Chapter 1 cannot be read here: it has no pages.",
        ),
        (PageFailed(3, "3.png", "HTTP 404"), "Page 3 (3.png) could not be downloaded: HTTP 404."),
        (OffsetLimit("too far"), "too far"),
        (InvalidArgument("wrong"), "wrong"),
        (ClientClosed("closed"), "closed"),
    ],
)
def test_what_an_exception_says(exception, text):
    assert str(exception) == text
    assert type(exception).__name__ in repr(exception)


@pytest.mark.parametrize(("seconds", "told"), [(99.999, "99.999"), (0.0004, "0.000"), (-5, "0.000")])
def test_an_error_of_a_limit_tells_the_seconds_left(seconds, told):
    error = Ratelimit("/test", 5, NOW + timedelta(seconds=seconds))
    assert str(error) == f"Ratelimited for {told} seconds on /test."


@pytest.mark.parametrize(
    ("kind", "bases"),
    [
        *((kind, (HTTPException, aiohttp.ClientResponseError, aiohttp.ClientError)) for kind in HTTP),
        (Captcha, (Forbidden,)),
        (ConnectionFailed, (aiohttp.ClientConnectionError, aiohttp.ClientError)),
        (RequestTimeout, (ConnectionFailed, TimeoutError, OSError)),
        (InvalidArgument, (ValueError,)),
        (ClientClosed, (RuntimeError,)),
        (NotFetched, (AttributeError,)),
        *((getattr(module, name), (AsyncDexException,)) for name in module.__all__),
    ],
)
def test_what_an_exception_is(kind, bases):
    assert issubclass(kind, bases)
    assert all(issubclass(kind, base) for base in bases)


@pytest.mark.parametrize("kind", [Forbidden, Unauthorized, NotFound, ConnectionFailed])
def test_a_ban_is_nothing_else(kind):
    assert not issubclass(Banned, kind)


FULL = {
    "json": {"result": "error", "errors": [{"title": "a", "detail": "b", "context": {"x": 1}}]},
    "status": 404,
    "headers": {"X-Request-ID": "r-1", "X-Captcha-Sitekey": "key"},
}
SAMPLES = [
    AsyncDexException("a", 1),
    InvalidArgument("wrong"),
    ClientClosed("closed"),
    Ratelimit("/test", 5, NOW + timedelta(seconds=5)),
    ConnectionFailed("GET", "/x", "refused"),
    RequestTimeout("GET", "/x", "slow"),
    *(kind("GET", "/x", None, **FULL) for kind in HTTP),
    *(kind("GET", "/x", None, status=500, body=b"<html>\xff") for kind in HTTP),
    HTTPException("GET", "/x", FakeResponse(), msg="{path}: {method}"),
    HTTPException("GET", "http://["),
    Captcha("key", "GET", "/x", None, **FULL),
    PermissionMismatch("manga.edit", "GET", "/x", FakeResponse()),
    InvalidCaptcha(FakeResponse(), json=FULL["json"]),
    Missing("title", "Manga"),
    InvalidID("1", dict),
    InvalidID("{id} {0} }{", dict, "No {model}: {id}"),
    NotFetched("manga", "title", "call load()"),
    NoClient("manga"),
    OffsetLimit("too far"),
    ChapterUnreadable("1", "empty", "it has no pages"),
    PageFailed(3, "3.png", "HTTP 404"),
    NotOffered("a thing", "It is done elsewhere."),
    UploadClosed("it is over"),
    UploadOpen(UPLOAD),
    FilesRefused([RefusedFile("2.png", "too dark")], [FILE]),
]


def test_every_exception_has_a_sample():
    assert {type(sample).__name__ for sample in SAMPLES} == set(module.__all__)


@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
@pytest.mark.parametrize("exception", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_an_exception_survives_pickling(exception, protocol):
    restored = pickle.loads(pickle.dumps(exception, protocol))  # noqa: S301 - our own bytes
    assert type(restored) is type(exception)
    assert (str(restored), repr(restored)) == (str(exception), repr(exception))
    ours = {
        name: value for name, value in vars(exception).items() if name not in {"response", "request_info"}
    }
    theirs = {
        name: value for name, value in vars(restored).items() if name not in {"response", "request_info"}
    }
    assert theirs == ours
    if isinstance(exception, HTTPException):
        assert restored.response is None
        assert restored.errors == exception.errors
        assert restored.request_id == exception.request_id
        assert restored.request_info == exception.request_info
        assert restored.args == exception.args


def test_an_error_without_a_response():
    error = Unauthorized("GET", "/test", None)
    assert error.response is None
    assert error.json is None
    assert error.status == 0
    assert error.errors == []
    assert error.request_id is None
    assert error.headers == {}
    assert error.request_info.url == URL("/test")
    assert error.request_info.method == "GET"


def test_an_error_with_a_response_takes_status_and_headers_from_it():
    response = FakeResponse()
    error = HTTPException("GET", "/x", response, status=1, headers={"a": "b"})
    assert error.response is response
    assert error.status == 418
    assert error.request_id == "r-1"
    assert error.request_info.real_url == response.url


def test_the_request_headers_are_left_out():
    error = HTTPException("GET", "/x", FakeResponse())
    assert error.request_info.headers == {}
    assert error.args == (error.request_info, ())
    assert error.history == ()


def test_later_changes_of_what_was_passed_in_do_not_show():
    json, headers = {"errors": []}, {"X-Request-ID": "r"}
    error = HTTPException("GET", "/x", json=json, headers=headers)
    json["errors"] = 5
    headers.clear()
    assert error.json == {"errors": []}
    assert error.request_id == "r"


@pytest.mark.parametrize("path", ["", "http://[", "//a:b", "http://h:99999/", "the token service", "\x00"])
@pytest.mark.parametrize(
    "json", [None, {}, {"errors": 5}, {"errors": [{"title": {}, "detail": [1], "context": b""}]}]
)
@pytest.mark.parametrize("kind", HTTP)
def test_no_error_fails_to_be_shown(kind, path, json):
    error = kind("GET", path, None, json=json, body=b"\xff\x00")
    assert path in str(error)
    assert str(error) in error.__str__()
    assert kind.__name__ in repr(error)


def test_a_quoted_body_is_short_and_absent_beside_json():
    assert len(HTTPException("GET", "/x", body=b"x" * 1000).excerpt) == 200
    assert HTTPException("GET", "/x", json={}, body=b"{}").excerpt == ""


def _copied(error):
    return pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes


def test_a_captcha_carries_its_key():
    error = Captcha("key-1", "POST", "/x", None)
    assert error.site_key == "key-1"
    assert str(error) == "HTTP Error on POST for /x. A captcha has to be solved first."
    assert _copied(error).site_key == "key-1"


def test_an_invalid_captcha_knows_where_it_was_handed_in():
    error = InvalidCaptcha(None, json={"errors": [{"title": "wrong"}]})
    assert (error.method, error.path) == ("POST", "/captcha/solve")
    assert str(error) == "The captcha was not solved. wrong"
    assert isinstance(error, BadRequest)


def test_a_permission_that_lacks_is_named():
    error = PermissionMismatch("manga.edit", "PUT", "/manga/1", None)
    assert error.permission == "manga.edit"
    assert str(error) == "HTTP Error on PUT for /manga/1. It needs the permission 'manga.edit'."
    assert isinstance(error, Forbidden)
    assert _copied(error).permission == "manga.edit"


def test_without_headers_there_is_no_request_id():
    error = HTTPException("GET", "/x", None)
    error.headers = None
    assert error.request_id is None


def test_a_connection_that_failed_knows_whether_the_request_went_out():
    assert ConnectionFailed("GET", "/x", "reset").may_have_arrived
    error = ConnectionFailed("GET", "/x", "refused", may_have_arrived=False)
    assert not _copied(error).may_have_arrived


def test_the_seconds_of_a_limit_are_cut_off():
    error = Ratelimit("/test", 5, NOW + timedelta(seconds=100, microseconds=-1))
    assert str(error) == "Ratelimited for 99.999 seconds on /test."


def test_an_error_of_a_limit_takes_a_naive_time_as_utc():
    error = Ratelimit("/x", 5, datetime(2026, 1, 1, 0, 0, 30))  # noqa: DTZ001 - that naive means UTC is the point
    assert error.ratelimit_expires == NOW + timedelta(seconds=30)
    assert str(error) == "Ratelimited for 30.000 seconds on /x."
    assert (error.path, error.ratelimit_amount) == ("/x", 5)


def test_what_was_not_fetched_names_the_object_and_the_attribute():
    error = NotFetched("manga", "title")
    assert (error.obj, error.name) == ("manga", "title")
