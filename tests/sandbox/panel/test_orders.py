from __future__ import annotations

import pytest

from asyncdex.sandbox.server.panel.orders import KINDS, fault_from, kind_options

FORM = {"kind": "status", "method": "GET", "path": "/manga/*", "status": "503", "seconds": "2", "times": "2"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_ordered(kind):
    fault = fault_from({**FORM, "kind": kind})
    assert (fault.method, fault.pattern, fault.host, fault.left) == ("GET", "/manga/*", None, 2)
    assert f'value="{kind}"' in kind_options()


def test_what_a_fault_does():
    assert fault_from(FORM).status == 503
    assert fault_from({**FORM, "kind": "late"}).delay == 2
    assert fault_from({**FORM, "kind": "stalled"}).stall == 2
    assert fault_from({**FORM, "kind": "empty"}).body == b""
    assert fault_from({**FORM, "times": ""}).left is None
    assert fault_from({**FORM, "host": "node"}).host == "node"


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("kind", "meteor", r"kind must be one of status, late, .*, not 'meteor'"),
        ("method", "FETCH", r"method must be one of \*, GET, POST, PUT, DELETE, not 'FETCH'"),
        ("path", "manga", r"path must be a pattern such as /manga/\*, not 'manga'"),
        ("status", "99", "status must be a number from 200 to 599, not '99'"),
        ("status", "x", "status must be a number from 200 to 599, not 'x'"),
        ("times", "0", "times must be a number from 1 on, or empty for always, not '0'"),
        ("times", "-1", "times must be"),
        ("host", "moon", "host must be one of api, auth, uploads, reports, node, not 'moon'"),
    ],
)
def test_what_is_wrong_is_named(field, value, text):
    with pytest.raises(ValueError, match=text):
        fault_from({**FORM, field: value})


@pytest.mark.parametrize("seconds", ["", "soon", "-1", "nan", "inf"])
def test_seconds_that_are_none(seconds):
    with pytest.raises(ValueError, match=f"seconds must be a number from 0 on, not '{seconds}'"):
        fault_from({**FORM, "kind": "late", "seconds": seconds})


def test_a_form_without_fields():
    with pytest.raises(ValueError, match="kind must be one of"):
        fault_from({})
