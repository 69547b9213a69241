"""The names of the contract: that they are there, and what they take and hold."""

import inspect
import pkgutil
from types import UnionType
from typing import get_args, get_origin

import pytest

from asyncdex import HTTPException, MangadexClient, Ratelimit, Ratelimits, Unauthorized, constants
from tests.contract.deviations import DEVIATIONS
from tests.contract.lines import NOTHING, Callable, Parameter, read_callable
from tests.contract.promises import promise
from tests.contract.signatures import ATTRIBUTES, CALLABLES
from tests.contract.support import ACCOUNT, rule
from tests.support import secret

DEVIATING = {heading for heading, number in DEVIATIONS if number == 0}


@promise("AsyncDex API", 1)
@pytest.mark.parametrize("name", [*CALLABLES, *ATTRIBUTES])
def test_every_name_can_be_reached(name, samples):
    """Classes, functions and constants are where AsyncDex had them, with their methods and attributes."""
    owner, _, member = name.rpartition(".")
    if owner in samples:
        assert hasattr(samples[owner], member)
    else:
        assert pkgutil.resolve_name(f"asyncdex.{name}") is not None


# Callables


def taken(thing):
    """Return what a callable takes."""
    parameters = inspect.signature(thing).parameters.values()
    read = tuple(Parameter(one.name, one.kind, one.default) for one in parameters if one.name != "self")
    return Callable(read, inspect.iscoroutinefunction(thing))


def accepts(real, promised):
    """Return whether all that was promised is taken, and what else is taken may be left out and is named."""
    added = [one for one in real.parameters if one not in promised.parameters]
    kept = tuple(one for one in real.parameters if one in promised.parameters)
    harmless = all(one.kind is inspect.Parameter.KEYWORD_ONLY and one.default is not NOTHING for one in added)
    return kept == promised.parameters and harmless and real.asynchronous is promised.asynchronous


@pytest.mark.parametrize("name", CALLABLES)
def test_a_callable_takes_what_was_promised(name):
    real = taken(pkgutil.resolve_name(f"asyncdex.{name}"))
    assert accepts(real, CALLABLES[name]) is (name not in DEVIATING), real


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("async (a, b=1, *c, d=2, **e)", True),
        ("async (a, b=1, *c, d=2, more=None, **e)", True),
        ("(a, b=1, *c, d=2, **e)", False),
        ("async (b, a=1, *c, d=2, **e)", False),
        ("async (a, b=2, *c, d=2, **e)", False),
        ("async (a, b=1, *c, d, **e)", False),
        ("async (a, b=1, *c, d=2)", False),
        ("async (a, b=1, d=2, *c, **e)", False),
        ("async (a, b=1, *c, d=2, more, **e)", False),
        ("async (a, b=1, more=None, *c, d=2, **e)", False),
    ],
)
def test_the_comparison_tells_signatures_apart(text, accepted):
    promised = read_callable("async (a, b=1, *c, d=2, **e)")
    assert accepts(read_callable(text), promised) is accepted


def test_what_a_method_takes():
    class Thing:
        async def call(self, a, b=1, *c, d=2, **e): ...

    assert taken(Thing.call) == read_callable("async (a, b=1, *c, d=2, **e)")


# Attributes


@pytest.fixture
async def samples(server):
    """Return an object of each class, by the name of the class."""
    server.tell("/gone", status=404)
    one = rule(5, 60)
    async with server.client(**ACCOUNT, refresh_token="r3fr3sh-0") as client:
        with pytest.raises(HTTPException) as caught:
            await client.request("GET", "/gone", with_auth=False)
        yield {
            "MangadexClient": client,
            "exceptions.Ratelimit": Ratelimit("/ping", 5, one.ratelimit_expires),
            "exceptions.HTTPException": caught.value,
            "exceptions.Unauthorized": Unauthorized("GET", "/gone", caught.value.response),
            "constants": constants,
            "ratelimit.Path": one.path,
            "ratelimit.PathRatelimit": one,
            "ratelimit.Ratelimits": Ratelimits(one),
        }


def is_of(value, kind):
    """Return whether a value is of a type, looking into lists, dictionaries and alternatives."""
    inner = get_args(kind)
    if get_origin(kind) is UnionType:
        return any(is_of(value, one) for one in inner)
    if get_origin(kind) is list:
        return isinstance(value, list) and all(is_of(one, inner[0]) for one in value)
    if get_origin(kind) is dict:
        return isinstance(value, dict) and all(
            is_of(key, inner[0]) and is_of(one, inner[1]) for key, one in value.items()
        )
    return kind is NOTHING or isinstance(value, kind)


@pytest.mark.parametrize("name", ATTRIBUTES)
async def test_an_attribute_is_of_its_type(name, samples):
    owner, _, member = name.rpartition(".")
    holder = samples.get(owner) or pkgutil.resolve_name(f"asyncdex.{owner}")
    value = getattr(holder, member)
    assert is_of(value, ATTRIBUTES[name].type)
    if ATTRIBUTES[name].default is not NOTHING:
        assert (value == ATTRIBUTES[name].default) is (name not in DEVIATING)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (1, str, False),
        (None, str | None, True),
        (1, str | None, False),
        (["a"], list[str], True),
        ([1], list[str], False),
        ("a", list[str], False),
        ({"a": "b"}, dict[str, str], True),
        ({"a": 1}, dict[str, str], False),
        ({1: "a"}, dict[str, str], False),
        ([], dict[str, str], False),
        (1, NOTHING, True),
    ],
)
def test_the_comparison_tells_types_apart(value, kind, expected):
    assert is_of(value, kind) is expected


def test_a_session_token_is_a_text_or_none():
    client = MangadexClient(session_token=secret("acc3ss-given"))
    assert client.session_token == "acc3ss-given"
    client.session_token = None
    assert client.session_token is None
