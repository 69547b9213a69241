"""That every name of AsyncDex 1.1 is there, takes what it took, and is called by a test.

The comparison with AsyncDex's own list runs where ``ASYNCDEX_NAMES`` names its file; the project does not
carry it.
"""

import importlib
import inspect
import os
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import asyncdex
from tests.contract.lines import NOTHING
from tests.names.calls import Recorder, claims_of, optional, owner_of, parameters_of, reads
from tests.names.given import read_names
from tests.names.listing import CALLABLES, MODULES, VALUES
from tests.names.test_values import EXPECTED

FILE = os.environ.get("ASYNCDEX_NAMES")
FOLDER = Path(__file__).parent

#: What may no longer be left out, since MangaDex cannot do without: type checkers find it.
_ASKED_FOR = {("MangadexClient.create_manga", name) for name in ("language", "status", "rating")}


@pytest.mark.skipif(FILE is None, reason="ASYNCDEX_NAMES names no file with AsyncDex's names")
def test_the_listing_is_asyncdex_s(tell):
    given = read_names(Path(FILE).read_text("utf-8"))
    signatures = given.callables
    own = {name: one for name, one in signatures.items() if not name.startswith("MangadexClient")}
    client = {name for name in [*CALLABLES, *VALUES] if name.startswith("MangadexClient.")}
    stated = {name: one for name, one in CALLABLES.items() if name not in client}
    assert stated == own
    assert {name: CALLABLES[name] for name in client & set(CALLABLES)} == {
        name: signatures[name] for name in client & set(CALLABLES)
    }
    assert {name for name in VALUES if name not in client} == {
        name for name in given.values if not name.startswith("MangadexClient")
    }
    assert given.modules == MODULES
    counted = sum(len(parameters_of(name)) for name in CALLABLES)
    tell(f"AsyncDex 1.1: {len(CALLABLES)} callables, {counted} parameters and {len(VALUES)} values")


@pytest.mark.parametrize("name", MODULES)
def test_every_name_is_where_it_was(name):
    assert getattr(importlib.import_module(MODULES[name]), name) is not None


def _taken(name):
    """Return the parameters that a name takes now, with those of typed keywords."""
    owner, member = owner_of(name)
    function = getattr(owner, member)
    parameters = dict(inspect.signature(function).parameters)
    for one in list(parameters.values()):
        if one.kind is inspect.Parameter.VAR_KEYWORD:
            [filters] = get_args(get_type_hints(function, localns=vars(asyncdex))[one.name])
            parameters |= {
                key: one.replace(name=key, kind=inspect.Parameter.KEYWORD_ONLY, default=None)
                for key in filters.__annotations__ | get_type_hints(filters)
            }
    return parameters


@pytest.mark.parametrize("name", CALLABLES)
def test_a_callable_takes_what_it_took(name):
    taken = _taken(name)
    owner, member = owner_of(name)
    real = inspect.iscoroutinefunction(inspect.unwrap(getattr(owner, member)))
    assert real is CALLABLES[name].asynchronous
    for one in CALLABLES[name].parameters:
        assert one.name in taken, f"{name} has no {one.name}"
        if one.kind is not inspect.Parameter.KEYWORD_ONLY:
            assert taken[one.name].kind is one.kind
        # What a default means when it is another now is shown by the test that leaves the argument out.
        if one.default is not NOTHING and (name, one.name) not in _ASKED_FOR:
            assert taken[one.name].default is not NOTHING


def test_every_name_is_called_with_each_argument_and_without(request, tell):
    own = [item for item in request.session.items if item.path.parent == FOLDER]
    option = request.config.option
    files = {item.path for item in own}
    if option.keyword or option.markexpr or files != set(FOLDER.glob("test_*.py")):
        pytest.skip("only a part of the tests was collected")
    claims = [claim for item in own for claim in claims_of(item)]
    called = {name for name, _, _ in claims}
    assert sorted(set(CALLABLES) - called) == []
    assert sorted(called - set(CALLABLES)) == []
    passed = {(name, one) for name, given, _ in claims for one in given}
    left = {(name, one) for name, _, given in claims for one in given}
    left |= _ASKED_FOR
    every = {(name, one) for name in CALLABLES for one in parameters_of(name)}
    assert sorted(every - passed) == []
    assert sorted({(name, one) for name in CALLABLES for one in optional(name)} - left) == []
    tell(
        f"AsyncDex 1.1: {len(passed)} arguments passed and {len(left)} left out by {len(own)} tests of names"
    )


def test_every_value_is_looked_at():
    assert set(EXPECTED) == set(VALUES)


# The watch


async def test_the_watch_tells_a_call_that_was_not_made(monkeypatch, client):
    recorder = Recorder(monkeypatch)
    recorder.watch("MangadexClient.get_authors")
    assert not recorder.shows("MangadexClient.get_authors", frozenset(), frozenset())
    client.get_authors(name="Wren")
    assert recorder.shows("MangadexClient.get_authors", {"name"}, {"limit"})
    assert not recorder.shows("MangadexClient.get_authors", {"limit"}, frozenset())
    assert not recorder.shows("MangadexClient.get_authors", frozenset(), {"name"})


@reads("MangadexClient.get_author", each="which")
@pytest.mark.parametrize("which", ["id"])
def test_the_watch_takes_a_parametrised_claim(which, client, request):
    assert list(claims_of(request.node)) == [("MangadexClient.get_author", {"id"}, frozenset())]
    assert isinstance(client.get_author(**{which: "00000000-0000-4000-8000-000000000001"}), asyncdex.Author)
