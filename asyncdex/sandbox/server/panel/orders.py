"""What the forms of the page order."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.faults.fault import HOSTS, METHODS, Fault
from asyncdex.sandbox.server.faults.kinds import KINDS, options_of

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The kind that is a status, which is given as the value.
_STATUS = "status"
#: What the value is called that goes with a kind, by the option it sets.
_LABELS = {"status": "Status", "slow": "Bytes/s", "drift": "News", "shift": "Items"}
_PERCENT = 100


def fault_from(fields: Mapping[str, str]) -> Fault:
    """Return the fault that a form orders.

    Args:
        fields: The form: `kind`, `method`, `path`; `value`, `host`, `times`, `chance` if filled in.

    Raises:
        ValueError: If a field is missing or wrong; the text says which, and what would be right.
    """
    options = options_of(_kind(fields.get("kind", ""), fields.get("value", "").strip()))
    return Fault(
        fields.get("method", ""),
        _path(fields.get("path", "").strip()),
        host=fields.get("host") or None,
        left=_times(fields.get("times", "")),
        probability=_chance(fields.get("chance", "")),
        **options,
    )


def number_from(fields: Mapping[str, str], name: str) -> float:
    """Return a number that a form names.

    Args:
        fields: The form.
        name: The field.

    Raises:
        ValueError: If there is none, or it is below 0.
    """
    text = fields.get(name, "")
    number = _number(text)
    if not 0 <= number < math.inf:
        raise ValueError(f"{name} must be a number from 0 on, not {text!r}")
    return number


def choices() -> dict[str, str]:
    """Return in HTML what the form has to choose from: `kinds`, `methods` and `hosts`."""
    kinds = [_choice(_STATUS, "an answer with this status", "Status")]
    kinds += [_choice(name, kind.says, _label(kind.value)) for name, kind in KINDS.items()]
    return {
        "kinds": "".join(kinds),
        "methods": "".join(f"<option>{escape(method)}</option>" for method in METHODS),
        "hosts": "".join(f"<option>{escape(host)}</option>" for host in HOSTS),
    }


def _choice(name: str, says: str, label: str) -> str:
    return f'<option value="{escape(name)}" data-value="{label}">{escape(f"{name} – {says}")}</option>'


def _label(option: str) -> str:
    return _LABELS.get(option, "Seconds") if option else ""


def _kind(name: str, value: str) -> str:
    if name == _STATUS:
        if not value.isdecimal():
            raise ValueError(f"value must be a status such as 503, not {value!r}")
        return value
    return f"{name}={value}" if value and name in KINDS and KINDS[name].value else name


def _path(text: str) -> str:
    if not text.startswith(("/", "*")):
        raise ValueError(f"path must be a pattern such as '/manga/*', not {text!r}")
    return text


def _times(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise ValueError(f"times must be a number from 1 on, or empty for always, not {text!r}")
    return int(text)


def _chance(text: str) -> float:
    chance = _number(text or "100")
    if not 0 < chance <= _PERCENT:
        raise ValueError(f"chance must be a number of percent above 0, not {text!r}")
    return chance / _PERCENT


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
