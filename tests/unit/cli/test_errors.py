import errno
import os
import socket
from datetime import UTC, datetime, timedelta

import pytest
import typer

from asyncdex import (
    BadRequest,
    Banned,
    Captcha,
    ClientClosed,
    ConnectionFailed,
    InvalidArgument,
    NotFetched,
    PageFailed,
    Ratelimit,
    TooManyRequests,
    Unauthorized,
)
from asyncdex.cli.errors import Trouble, explain, explain_bind, plain, run

TEXTS = [
    (Trouble("no manga found"), "no manga found"),
    (Banned("GET", "/manga", status=403), "MangaDex has shut this network address out"),
    (Captcha("", "GET", "/manga", status=403), "MangaDex asks for a captcha"),
    (Unauthorized("POST", "/token", status=401, msg="Refused."), "The login failed. HTTP 401: Refused."),
    (
        TooManyRequests("GET", "/manga", status=429, msg="Slow."),
        "calls too many, even after waiting. HTTP 429",
    ),
    (
        BadRequest(
            "GET", "/manga", status=400, msg="No.", json={"errors": [{"title": "limit", "detail": "x"}]}
        ),
        "The server answered with an error. HTTP 400: No. limit: x",
    ),
    (Ratelimit("/manga", 5, datetime.now(UTC) + timedelta(seconds=5)), "Ratelimited for"),
    (ConnectionFailed("GET", "/manga", "refused"), "No answer to GET /manga: refused."),
    (PageFailed(3, "a.png", "it was damaged"), "Page 3 (a.png) could not be downloaded"),
    (InvalidArgument("title must be text"), "title must be text"),
    (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
    (PermissionError(errno.EACCES, "Permission denied", "/x"), "/x: Permission denied"),
    (PermissionError(errno.EACCES, "Permission denied", b"/y"), "/y: Permission denied"),
]


@pytest.mark.parametrize(("error", "text"), TEXTS, ids=lambda value: type(value).__name__)
def test_every_failure_is_one_line(error, text):
    line = explain(error)
    assert text in line
    assert line.isprintable()


@pytest.mark.parametrize(
    "error",
    [ClientClosed("closed"), NotFetched(object(), "title"), ValueError("x"), OSError("no number")],
    ids=lambda value: type(value).__name__,
)
def test_mistakes_of_the_command_itself_keep_their_traceback(error):
    assert explain(error) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines", "two lines"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("gpj\u202eexe", "gpj exe"),
        ("a  b", "a  b"),
        ("日本", "日本"),
        ("\udcff", ""),
    ],
)
def test_plain_leaves_nothing_that_steers_a_terminal(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            OSError(errno.EADDRINUSE, "in use"),
            "port 8080 on 127.0.0.1 is in use; choose another with --port",
        ),
        (OSError(errno.EACCES, "denied"), "port 8080 on 127.0.0.1 is not open to you"),
        (OSError(errno.EADDRNOTAVAIL, "no"), "127.0.0.1 is no address of this machine"),
        (OSError(errno.ENOBUFS, os.strerror(errno.ENOBUFS)), os.strerror(errno.ENOBUFS)),
        (OSError("odd"), "cannot listen on port 8080 of 127.0.0.1: odd"),
        (socket.gaierror(-2, "unknown"), "the host '127.0.0.1' is not known"),
    ],
)
def test_why_an_address_cannot_be_listened_on(error, line):
    assert line in explain_bind(error, "127.0.0.1", 8080)


async def raising(error):
    raise error


@pytest.mark.parametrize(
    ("error", "code"), [(Trouble("x"), 1), (Trouble("x", code=2), 2), (InvalidArgument("x"), 1)]
)
def test_a_failure_is_told_on_standard_error(error, code, capsys):
    with pytest.raises(typer.Exit) as caught:
        run(raising(error))
    assert caught.value.exit_code == code
    assert capsys.readouterr() == ("", "asyncdex: x\n")


@pytest.mark.parametrize(("given", "code"), [({}, 130), ({"interrupted": 0}, 0)])
def test_ctrl_c_is_quiet(given, code, capsys):
    with pytest.raises(typer.Exit) as caught:
        run(raising(KeyboardInterrupt()), **given)
    assert caught.value.exit_code == code
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("error", [ZeroDivisionError(), ClientClosed("closed")])
def test_the_unexpected_traces_back(error):
    with pytest.raises(type(error)):
        run(raising(error))
