from pathlib import Path

import pytest
from typer.testing import CliRunner

from asyncdex.cli import demo as demos
from asyncdex.cli import sandbox as sandboxes
from asyncdex.cli.app import app
from asyncdex.version import version


@pytest.fixture
def invoke():
    def invoke(*arguments):
        return CliRunner().invoke(app, list(arguments), prog_name="asyncdex")

    return invoke


def test_version(invoke):
    result = invoke("--version")
    assert (result.exit_code, result.stdout) == (0, f"asyncdex {version}\n")


def test_help_names_the_commands(invoke):
    for arguments in (["--help"], []):
        result = invoke(*arguments)
        assert "demo" in result.output
        assert "sandbox" in result.output


def test_an_unknown_option_is_a_usage_error(invoke):
    result = invoke("demo", "--nonsense")
    assert result.exit_code == 2
    assert "No such option" in result.output


@pytest.mark.parametrize(
    "arguments", [["--live", "--catalogue", "x"], ["--title", "\udcff"], ["--limit", "0"], ["--limit", "51"]]
)
def test_what_the_demo_cannot_do_is_a_usage_error(arguments, invoke, monkeypatch):
    monkeypatch.setattr(demos, "demo", None)
    assert invoke("demo", *arguments).exit_code == 2


def test_the_demo_gets_what_was_asked_for(invoke, monkeypatch, tmp_path):
    wishes = []

    async def remember(wish, screen):
        wishes.append(wish)

    monkeypatch.setattr(demos, "demo", remember)
    assert invoke("demo").exit_code == 0
    assert invoke("demo", "--title", "sea", "--to", str(tmp_path), "--limit", "3", "--live").exit_code == 0
    assert invoke("demo", "--title", "", "--catalogue", str(tmp_path), "--seed", "1").exit_code == 0
    assert (str(wishes[0].to), wishes[0].limit, wishes[0].live) == ("asyncdex-demo", 10, False)
    assert (wishes[1].title, wishes[1].to, wishes[1].limit, wishes[1].live) == ("sea", tmp_path, 3, True)
    assert (wishes[2].title, wishes[2].catalogue, wishes[2].seed) == (None, tmp_path, 1)


@pytest.mark.parametrize("limits", ["documented", "token_bucket", "fixed_window", "sliding_window", "off"])
def test_the_sandbox_gets_its_settings_and_ends_well_with_ctrl_c(limits, invoke, monkeypatch):
    given = []

    async def remember(settings, screen):
        given.append(settings)
        raise KeyboardInterrupt

    monkeypatch.setattr(sandboxes, "serve", remember)
    result = invoke("sandbox", "--port", "8123", "--manga", "3", "--chapters", "9", "--limits", limits)
    assert (result.exit_code, result.output) == (0, "")
    assert given == [sandboxes.Settings(port=8123, manga=3, chapters=9, limits=limits)]


def test_the_sandbox_gets_what_is_to_go_wrong(invoke, monkeypatch):
    given = []

    async def remember(settings, screen):
        given.append(settings)

    monkeypatch.setattr(sandboxes, "serve", remember)
    faults = ("GET /manga html 0.1", "GET * late")
    options = ["--fault", faults[0], "--fault", faults[1], "--guest-quota", "10", "--speed", "60", "--tls"]
    assert invoke("sandbox", *options, "--quiet", "--state", "mine.zip").exit_code == 0
    state = Path("mine.zip")
    assert given == [
        sandboxes.Settings(state=state, guest_quota=10, faults=faults, speed=60, tls=True, quiet=True)
    ]


def test_the_sandbox_refuses_numbers_out_of_range(invoke):
    wrong = (
        ["--port", "70000"], ["--manga", "0"], ["--limits", "some"], ["--guest-quota", "0"],
        ["--speed", "0"], ["--speed", "-1"], ["--speed", "nan"], ["--speed", "inf"],
    )  # fmt: skip
    for arguments in wrong:
        assert invoke("sandbox", *arguments).exit_code == 2


def test_a_failure_has_exit_code_one_and_one_line(invoke, tmp_path):
    result = invoke("sandbox", "--catalogue", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert result.output.startswith("asyncdex: catalogue: the folder")
    assert result.output.count("\n") == 1


def test_a_target_that_cannot_be_written_to_is_found_before_anything_else(invoke, tmp_path):
    (tmp_path / "file").touch()
    result = invoke("demo", "--to", str(tmp_path / "file" / "under"))
    assert result.exit_code == 1
    assert result.output.startswith("asyncdex: cannot write to ")
    assert result.output.count("\n") == 1
