"""What the forms of the page order."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from asyncdex.sandbox.server.faults.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

_METHODS = ("*", "GET", "POST", "PUT", "DELETE")
_HOSTS = ("api", "auth", "uploads", "reports", "node")
_LOWEST_STATUS, _HIGHEST_STATUS = 200, 599
_PAGE = "<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service unavailable</h1></body></html>"


class Kind(NamedTuple):
    """A kind of fault that the form offers.

    Attributes:
        text: What it is called there.
        needs: Which further fields of the form it needs: `status`, `seconds`, or nothing.
        options: What else the fault is made with.
    """

    text: str
    needs: str = ""
    options: Mapping[str, Any] = {}


KINDS = {
    "status": Kind("an error", "status"),
    "late": Kind("the answer late", "seconds"),
    "dropped": Kind("the connection dropped", options={"drop": True}),
    "half": Kind("half of the answer", options={"truncate": True}),
    "stalled": Kind("half of the answer, then nothing", "seconds"),
    "damaged": Kind("wrong bytes", options={"corrupt": True}),
    "html": Kind("a page of HTML", "status", {"body": _PAGE, "content_type": "text/html"}),
    "empty": Kind("an empty body", options={"body": b"", "content_type": "application/json"}),
}
_FIELD_OF_SECONDS = {"late": "delay", "stalled": "stall"}


def fault_from(fields: Mapping[str, str]) -> Fault:
    """Return the fault that a form orders.

    Args:
        fields: The form: `kind`, `method`, `path`; `host`, `times`, `status`, `seconds` where they matter.

    Raises:
        ValueError: If a field is missing or wrong; the text says which, and what would be right.
    """
    name = _choice(fields, "kind", tuple(KINDS))
    kind = KINDS[name]
    options = dict(kind.options)
    if kind.needs == "status":
        options["status"] = _status(fields)
    elif kind.needs == "seconds":
        options[_FIELD_OF_SECONDS[name]] = seconds_from(fields)
    host = _choice(fields, "host", ("", *_HOSTS))
    return Fault(
        method=_choice(fields, "method", _METHODS),
        pattern=_path(fields),
        host=host or None,
        left=_times(fields),
        **options,
    )


def seconds_from(fields: Mapping[str, str]) -> float:
    """Return the seconds that a form names.

    Args:
        fields: The form.

    Raises:
        ValueError: If there are none, or no reasonable ones.
    """
    text = fields.get("seconds", "")
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise ValueError(f"seconds must be a number from 0 on, not {text!r}")
    return seconds


def kind_options() -> str:
    """Return the kinds of faults in HTML, for the form to choose from."""
    return "".join(
        f'<option value="{escape(name)}" data-needs="{escape(kind.needs)}">{escape(kind.text)}</option>'
        for name, kind in KINDS.items()
    )


def _choice(fields: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = fields.get(name, "")
    if value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(filter(None, allowed))}, not {value!r}")
    return value


def _path(fields: Mapping[str, str]) -> str:
    path = fields.get("path", "").strip()
    if not path.startswith(("/", "*")):
        raise ValueError(f"path must be a pattern such as /manga/*, not {path!r}")
    return path


def _status(fields: Mapping[str, str]) -> int:
    text = fields.get("status", "")
    if not text.isdecimal() or not _LOWEST_STATUS <= int(text) <= _HIGHEST_STATUS:
        raise ValueError(f"status must be a number from {_LOWEST_STATUS} to {_HIGHEST_STATUS}, not {text!r}")
    return int(text)


def _times(fields: Mapping[str, str]) -> int | None:
    text = fields.get("times", "")
    if not text:
        return None
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"times must be a number from 1 on, or empty for always, not {text!r}")
    return int(text)
