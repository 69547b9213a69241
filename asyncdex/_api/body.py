"""The bodies of calls: JSON, or the fields of a form."""

from collections.abc import Mapping
from typing import Any

import msgspec

from asyncdex.exceptions import InvalidArgument

from .endpoint import Endpoint
from .fields import Kept, Whole, object_of

__all__ = ["encode_body", "form_fields"]


def encode_body(row: Endpoint[Any], values: Mapping[str, object]) -> bytes:
    """Return the body of a call.

    Args:
        row: The operation.
        values: What it says, by argument name.

    Returns:
        JSON as UTF-8, without needless spaces.

    Raises:
        TypeError: The body has no such argument.
        InvalidArgument: A value cannot be right, one that has to be there is not, or all together is larger
            than MangaDex takes.
    """
    if row.body is None:
        raise TypeError(f"{row.method} {row.path} takes no body")
    whole = next(((name, field) for name, field in row.fields.items() if isinstance(field, Whole)), None)
    body: Any
    if whole is None:
        body = object_of(row.body, values)
    else:
        name, field = whole
        unknown = sorted(values.keys() - {name})
        if unknown:
            raise TypeError(f"there is no argument {unknown[0]!r}; there is {name}")
        value = values.get(name)
        body = value.value if isinstance(value, Kept) else field.json(name, value)
    encoded = msgspec.json.encode(body)
    if row.body_size is not None and len(encoded) > row.body_size:
        text = f"{row.method} {row.path} takes at most {row.body_size} bytes in all; this has {len(encoded)}"
        raise InvalidArgument(text)
    return encoded


def form_fields(row: Endpoint[Any], values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the fields of a form beside its files.

    Args:
        row: The operation.
        values: What it says, by argument name; what is None is left out, since a form has no null.

    Raises:
        TypeError: The form has no such argument.
        InvalidArgument: A value cannot be right.
    """
    given = {name: value for name, value in values.items() if value is not None}
    unknown = sorted(given.keys() - row.fields.keys())
    if unknown:
        raise TypeError(f"{row.method} {row.path} has no field {unknown[0]!r}")
    fields = ((row.fields[name], name, value) for name, value in given.items())
    return [(field.name, str(field.json(name, value))) for field, name, value in fields]
