"""Answers that are not what they should be, and all that can be read of what was made of them."""

import copy

from asyncdex import InvalidResponse, Missing, NotFetched
from asyncdex.models.fields import Field

__all__ = ["INSTEAD", "mutations", "touch"]

#: What may stand in place of anything.
INSTEAD = (
    None,
    [],
    {},
    "",
    "odd",
    5,
    -1,
    1.5,
    True,
    [[]],
    [None],
    {"en": None},
    {"en": 5},
    "\ud83d\ude00" * 3,
)


def mutations(data, path="", instead=INSTEAD):
    """Yield objects in each of which one value is gone or another one, and where it was."""
    if isinstance(data, dict):
        for key, value in data.items():
            rest = {name: other for name, other in data.items() if name != key}
            yield f"{path}.{key} left out", rest
            yield f"{path}.{key} beside something new", {**data, f"{key}New": {"a": [1]}}
            for where, mutated in mutations(value, f"{path}.{key}", instead):
                yield where, {**data, key: mutated}
    if isinstance(data, list):
        for place, value in enumerate(data):
            yield f"{path}[{place}] left out", [*data[:place], *data[place + 1 :]]
            yield f"{path}[{place}] twice", [*data, copy.deepcopy(value)]
            for where, mutated in mutations(value, f"{path}[{place}]", instead):
                yield where, [*data[:place], mutated, *data[place + 1 :]]
    for other in instead:
        if other != data or type(other) is not type(data):
            yield f"{path} = {other!r}", other


def touch(model):
    """Read all that a model has, and return the errors."""
    names = [
        name
        for base in type(model).__mro__
        for name, value in vars(base).items()
        if isinstance(value, Field | property) and not name.startswith("_")
    ]
    errors = []
    for name in dict.fromkeys(names):
        try:
            getattr(model, name)
        except NotFetched as error:
            # What takes a call of its own.
            if error.name not in {"hash", "page_names", "data_saver_page_names"}:
                raise
        except (Missing, InvalidResponse) as error:
            errors.append(error)
    for shown in (repr(model), model.to_dict(), model == model, hash(model)):  # noqa: PLR0124 - itself
        assert shown is not None
    return errors
