import importlib
import os
import subprocess
import sys

import pytest

from asyncdex import cli
from asyncdex.version import version

HINT = 'The asyncdex command needs its extra: run  pip install ".[cli,sandbox]"  in the checkout.\n'


def forget_commands(monkeypatch):
    """Let the modules of the command be imported anew."""
    for name in ("app", "demo", "download", "errors", "sandbox", "show"):
        monkeypatch.delitem(sys.modules, f"asyncdex.cli.{name}", raising=False)


@pytest.mark.parametrize("package", ["typer", "rich", "rich.console"])
def test_without_its_extra_the_command_says_what_to_install(package, monkeypatch, capsys):
    forget_commands(monkeypatch)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 2
    assert capsys.readouterr() == ("", HINT)


def test_another_missing_module_is_not_blamed_on_the_extra(monkeypatch):
    forget_commands(monkeypatch)
    monkeypatch.setitem(sys.modules, "asyncdex.version", None)
    with pytest.raises(ModuleNotFoundError, match=r"asyncdex\.version"):
        cli.main()


def test_importing_the_package_does_not_need_the_extra():
    code = "import sys, asyncdex.cli; print(sorted({'typer', 'rich', 'PIL'} & set(sys.modules)))"
    path = [entry for entry in sys.path if entry]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_python_dash_m_is_the_command():
    run = [sys.executable, "-m", "asyncdex", "--version"]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(run, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == f"asyncdex {version}\n"


def test_importing_dunder_main_runs_nothing(monkeypatch):
    monkeypatch.delitem(sys.modules, "asyncdex.__main__", raising=False)
    importlib.import_module("asyncdex.__main__")
