from __future__ import annotations

import ast
import sys
from pathlib import Path

import asyncdex.sandbox

ROOT = Path(asyncdex.sandbox.__file__).parent
ALLOWED = {"asyncdex.sandbox.server", "aiohttp", "PIL", "trustme"}


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def allowed(module):
    return module.partition(".")[0] in sys.stdlib_module_names or any(
        module == name or module.startswith(f"{name}.") for name in ALLOWED
    )


def test_the_server_shares_no_code_with_the_client():
    for file in (ROOT / "server").rglob("*.py"):
        assert [module for module in imported(file) if not allowed(module)] == [], file


def test_the_sandbox_knows_nothing_of_the_client_either():
    """All but what joins the two, and what stands on that."""
    joined = {"__init__.py", "fixtures.py", "glue.py", "plugin.py"}
    for file in (file for file in ROOT.glob("*.py") if file.name not in joined):
        outside = [name for name in imported(file) if name.startswith("asyncdex") and "sandbox" not in name]
        assert outside == [], file
