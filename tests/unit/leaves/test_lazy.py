from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import asyncdex
import asyncdex.sandbox


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


@pytest.mark.parametrize("package", [asyncdex, asyncdex.sandbox])
def test_types_names_and_what_is_there_are_one(package):
    assert given(package) == written(package)
    everything = {name for names in written(package).values() for name in names}
    assert everything | ({"version"} & set(package.__all__)) == set(package.__all__)
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))


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
