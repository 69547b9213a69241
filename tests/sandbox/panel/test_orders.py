from __future__ import annotations

import pytest

from asyncdex.sandbox.server.faults.kinds import KINDS
from asyncdex.sandbox.server.panel.orders import choices, fault_from

FORM = {"kind": "status", "value": "503", "method": "GET", "path": " /manga/* ", "times": "2"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_ordered(kind):
    fault = fault_from({**FORM, "kind": kind, "value": ""})
    assert (fault.method, fault.pattern, fault.host, fault.left) == ("GET", "/manga/*", None, 2)
    assert (fault.kind, fault.probability) == (kind, 1)
    assert f'<option value="{kind}" data-value="' in choices()["kinds"]


def test_what_a_fault_does():
    assert fault_from(FORM).status == 503
    assert fault_from({**FORM, "kind": "late", "value": "2.5"}).delay == 2.5
    assert fault_from({**FORM, "kind": "html", "value": "502"}).status == 502
    assert fault_from({**FORM, "times": ""}).left is None
    assert fault_from({**FORM, "host": "node"}).host == "node"
    assert fault_from({**FORM, "chance": "25"}).probability == 0.25


def test_a_value_that_a_kind_has_no_use_for_is_passed_over():
    assert fault_from({**FORM, "kind": "dropped"}).drop


def test_values_are_called_what_they_are():
    kinds = choices()["kinds"]
    for name, label in [("status", "Status"), ("late", "Seconds"), ("slow", "Bytes/s"), ("half", "")]:
        assert f'<option value="{name}" data-value="{label}">{name} – ' in kinds


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("kind", "htlm", r"there is no fault 'htlm'; did you mean 'html'\?"),
        ("method", "FETCH", "method must be one of .*, not 'FETCH'"),
        ("path", "manga", r"path must be a pattern such as '/manga/\*', not 'manga'"),
        ("value", "99", "status must be from 200 to 599, not 99"),
        ("value", "x", "value must be a status such as 503, not 'x'"),
        ("times", "0", "times must be at least 1, not 0"),
        ("times", "-1", "times must be a number from 1 on, or empty for always, not '-1'"),
        ("host", "moon", "host must be one of .*, not 'moon'"),
        ("chance", "0", "chance must be a number of percent above 0, not '0'"),
        ("chance", "101", "chance must be"),
        ("chance", "often", "chance must be"),
    ],
)
def test_what_is_wrong_is_named(field, value, text):
    with pytest.raises(ValueError, match=text):
        fault_from({**FORM, field: value})


def test_a_value_that_is_wrong_is_named():
    with pytest.raises(ValueError, match="the fault 'late' takes a number, not 'soon'"):
        fault_from({**FORM, "kind": "late", "value": "soon"})


def test_a_form_without_fields():
    with pytest.raises(ValueError, match="there is no fault ''"):
        fault_from({})
