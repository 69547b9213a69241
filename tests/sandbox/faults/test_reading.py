from __future__ import annotations

import pytest

from asyncdex.sandbox.server.faults.reading import read_fault


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("GET /manga/* 503", {"method": "GET", "pattern": "/manga/*", "status": 503, "left": None}),
        ("get /manga/* html 0.1", {"method": "GET", "status": 503, "probability": 0.1}),
        ("* * late=5 0.25 times=3", {"method": "*", "delay": 5, "probability": 0.25, "left": 3}),
        ("GET */data/* damaged host=node", {"corrupt": True, "host": "node"}),
        ("POST /upload/* revoked skip=4 times=1", {"revoke": True, "skip": 4, "left": 1}),
        ("  GET   '/a b'   dropped 1 ", {"pattern": "/a b", "drop": True, "probability": 1}),
        ("GET /it's dropped", {"pattern": "/it's", "drop": True}),
    ],
)
def test_lines(line, expected):
    fault = read_fault(line)
    assert {name: getattr(fault, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "a fault is a method, a path and a kind, such as 'GET /manga/\\* html 0.1', not ''"),
        ("GET /manga", "a fault is a method, a path and a kind"),
        ("GET /manga htlm", "there is no fault 'htlm'; did you mean 'html'"),
        ("GET /manga html often", "'often' says nothing about a fault; a number up to 1"),
        ("GET /manga html 0", "in the fault 'GET /manga html 0': probability must be above 0"),
        ("GET /manga html nan", "probability must be above 0"),
        ("GET /manga html times=0", "times must be at least 1, not 0"),
        ("GET /manga html times=x", "times= of a fault takes a whole number, not 'x'"),
        ("GET /manga html skip=", "skip= of a fault takes a whole number, not ''"),
        ("GET /manga html host=cdn", "host must be one of 'api', .*, not 'cdn'"),
        ("GET /manga html speed=1", "'speed=1' says nothing about a fault"),
        ("FETCH /manga html", "method must be one of"),
        ("GET manga html", "path_pattern must be a pattern such as '/manga/\\*', not 'manga'"),
    ],
)
def test_lines_that_are_none(line, complaint):
    with pytest.raises(ValueError, match=complaint):
        read_fault(line)
