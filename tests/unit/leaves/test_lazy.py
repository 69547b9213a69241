from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import asyncdex
import asyncdex.sandbox
from asyncdex import _api, _http, _wire, client, exceptions, models, pages, ratelimit
from asyncdex._api import bodies, filters, table
from asyncdex.client import deprecated
from asyncdex.models import relations
from asyncdex.models.kinds import HOMES

PACKAGES = [
    asyncdex,
    asyncdex.sandbox,
    client,
    models,
    pages,
    _http,
    _api,
    bodies,
    filters,
    _wire,
    ratelimit,
    exceptions,
]


def started(program: str) -> str:
    """Return what a program of its own prints."""
    run = [sys.executable, "-c", program]
    return subprocess.run(run, capture_output=True, encoding="utf-8", check=True, timeout=60).stdout


def written(package) -> dict[str, set[str]]:
    """Return the names that type checkers see, by the module that has them."""
    root = ast.parse(Path(package.__file__).read_text(encoding="utf-8"))
    guarded = next(node for node in root.body if isinstance(node, ast.If))
    return {
        node.module.removeprefix(f"{package.__name__}."): {name.name for name in node.names}
        for node in guarded.body
        if node.module is not None
    }


def given(package) -> dict[str, set[str]]:
    """Return the names that are imported on demand, by the module that has them."""
    root = ast.parse(Path(package.__file__).read_text(encoding="utf-8"))
    call = root.body[-1].body[0].value
    modules = {
        ast.literal_eval(key): ast.literal_eval(value) for key, value in zip(*parts(call), strict=True)
    }
    return {module: set(names.split()) for module, names in modules.items() if names}


def parts(call):
    return call.args[1].keys, call.args[1].values


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_types_names_and_what_is_there_are_one(package):
    assert given(package) == written(package)
    everything = {name for names in written(package).values() for name in names}
    assert everything | ({"version", "DEFAULT_API_URL"} & set(package.__all__)) == set(package.__all__)
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))


def test_the_table_has_what_its_modules_make_public():
    modules = given(table)
    assert modules.pop("find") == {"find_row"}
    assert modules.pop("rows") == {"ROWS", "limited_paths"}
    assert set(modules) == set(written(table)) - {"find", "rows"}
    for name, rows in modules.items():
        module = importlib.import_module(f"asyncdex._api.table.{name}")
        assert rows == set(module.__all__)
        assert all(getattr(table, row) is getattr(module, row) for row in rows)


def test_a_plain_import_of_the_client_brings_the_client_and_no_more():
    report = "; import json, sys; print(json.dumps(sorted(sys.modules)))"
    needed = json.loads(started(f"import aiohttp, dataclasses, msgspec{report}"))
    loaded = json.loads(started(f"import asyncdex; asyncdex.MangadexClient{report}"))
    assert [name for name in set(loaded) - set(needed) if not name.startswith("asyncdex")] == []
    ours = {name for name in loaded if name.startswith("asyncdex")}
    rooms = {package.__name__ for package in PACKAGES} - {"asyncdex.sandbox", "asyncdex._api.filters"}
    leaves = {"asyncdex._lazy", "asyncdex.clock", "asyncdex.constants", "asyncdex.version", table.__name__}
    assert {name for name in ours if not name.startswith("asyncdex.client.")} == rooms | leaves
    # What it is made with waits until one is made.
    assert not {f"asyncdex.client.{name}" for name in ("files", "logins", "options")} & ours


def test_what_the_client_takes_and_returns_can_be_asked_for():
    methods = [
        getattr(value, "fget", getattr(value, "__func__", value))
        for kind in asyncdex.MangadexClient.__mro__
        for name, value in vars(kind).items()
        if kind.__module__.startswith("asyncdex") and not name.startswith("_")
    ]
    hints = {method.__qualname__: get_type_hints(method) for method in methods if callable(method)}
    assert hints["Catalogue.get_manga"]["return"] is asyncdex.Manga
    assert {asyncdex.Manga, asyncdex.Tag} < set(get_args(hints["Resolving.resolve"]["return"]))
    assert client.SessionTokens is deprecated.SessionTokens
    with pytest.raises(AttributeError, match="has no attribute 'SessionToken'"):
        _ = deprecated.SessionToken


def test_each_kind_of_relation_finds_its_model_by_itself():
    registered = {kind: model.__module__.rpartition(".")[2] for kind, model in relations._models.items()}
    assert registered.items() <= HOMES.items()
    program = (
        "from asyncdex.models.kinds import HOMES\n"
        "from asyncdex.models.relations import model_of\n"
        "print(*(kind for kind in HOMES if model_of(kind).__module__.endswith('.' + HOMES[kind])))"
    )
    assert started(program).split() == list(HOMES)


def test_importing_the_package_imports_nothing_else():
    loaded = json.loads(started("import asyncdex, json, sys; print(json.dumps(sorted(sys.modules)))"))
    ours = [name for name in loaded if name.startswith("asyncdex")]
    assert ours == ["asyncdex", "asyncdex._lazy", "asyncdex.version"]
    assert not {"aiohttp", "msgspec"} & set(loaded)


def test_a_star_brings_every_name_and_modules_can_be_asked_for():
    program = "from asyncdex import *; print(MangadexClient.__name__, version, Manga.__name__)"
    assert started(program).split() == ["MangadexClient", asyncdex.version, "Manga"]
    modules = "asyncdex.enum.TagMode, asyncdex.exceptions.Missing, asyncdex.constants.ratelimit_data"
    assert started(f"import asyncdex; print(len([{modules}]), asyncdex.version)").split() == [
        "3",
        asyncdex.version,
    ]


def test_a_wrong_name_is_an_ordinary_error():
    with pytest.raises(AttributeError, match="module 'asyncdex' has no attribute 'Mangadexclient'") as caught:
        _ = asyncdex.Mangadexclient
    assert (caught.value.name, caught.value.obj) == ("Mangadexclient", asyncdex)
    with pytest.raises(ImportError, match="cannot import name 'Mangadexclient' from 'asyncdex'"):
        from asyncdex import Mangadexclient  # noqa: F401, PLC0415
    assert not hasattr(asyncdex, "__wrapped__")


def test_a_sandbox_without_pillow_says_what_is_missing():
    program = (
        "import sys; sys.modules['PIL'] = None\n"
        "import asyncdex.sandbox.plugin\n"
        "try:\n    from asyncdex.sandbox import Sandbox\n"
        "except ImportError as error:\n    print(error)"
    )
    assert "asyncdex.sandbox needs Pillow" in started(program)
