import re

from asyncdex import PageProgress, Path, PathRatelimit, Ratelimits
from asyncdex.cli.show import Screen

COLUMNS = {"Title": {"ratio": 2}, "Authors": {"ratio": 1}, "On": {"width": 10}}
LONG = "A Title That Is Far Too Long For Any Column Of A Terminal Of Usual Width"


def test_a_line_is_never_broken_and_its_brackets_are_no_markup(screen):
    screen.line("[bold]" + "x" * 100)
    assert screen.lines == ["[bold]" + "x" * 100]


def test_a_paragraph_is_broken_at_the_width(screen):
    screen.paragraph("word " * 40)
    assert len(screen.lines) > 1
    assert max(map(len, screen.lines)) <= 80


def test_a_heading_has_no_escape_codes_in_a_pipe(screen, make_screen):
    screen.head("Heading")
    assert screen.text == "\nHeading\n"
    terminal = make_screen(terminal=True)
    terminal.head("Heading")
    assert "\x1b[1m" in terminal.text


def test_a_table_cuts_what_is_too_long_and_keeps_the_rest(make_screen):
    for width in (80, 120, 300):
        screen = make_screen(width)
        screen.table(COLUMNS, [[LONG, "[red]Somebody", "2025-12-31"], ["Short\x1b[2J", "-", "-"]])
        assert max(map(len, screen.lines)) <= min(width, 110)
        assert "2025-12-31" in screen.text
        assert "[red]" in screen.text
        assert "\x1b" not in screen.text
    assert "…" in screen.text or LONG in screen.text


def test_a_table_without_shares_is_as_wide_as_its_cells(make_screen):
    screen = make_screen(200)
    screen.table({"Rule": {}, "Used": {}}, [["*", "1"]])
    assert max(map(len, screen.lines)) < 20


def test_only_a_terminal_sees_a_bar(make_screen):
    for terminal in (False, True):
        screen = make_screen(terminal=terminal)
        with screen.pages() as arrived:
            for done in (1, 2):
                arrived(PageProgress(done, 2, done, 10, None))
        assert ("2/2" in screen.text) is terminal
    assert not screen.text.endswith("2/2")


async def test_limits_show_what_was_used_and_count_the_rest(screen):
    general = PathRatelimit(Path("*", re.compile(".*")), 5, 1)
    used = PathRatelimit(Path("/at-home/server/{chapterId}", re.compile("/at-home/.*"), "GET"), 40, 60)
    idle = PathRatelimit(Path("/ping", re.compile("/ping"), "GET"), 3, 0.5)
    limits = Ratelimits(general, used, idle)
    await limits.acquire("/at-home/server/1", "GET")
    screen.limits(limits)
    limits.close()
    assert re.search(r"all calls together +any +1 +5 in 1 s", screen.text)
    assert re.search(r"/at-home/server/\{chapterId\} +GET +1 +40 in 60 s", screen.text)
    assert "/ping" not in screen.text
    assert screen.lines[-1] == "Rules that were not needed: 1"


def test_limits_that_were_all_used_leave_no_rest(screen):
    screen.limits(Ratelimits(PathRatelimit(Path("*", re.compile(".*")), 5, 1)))
    assert "not needed" not in screen.text


def test_standard_output_is_the_usual_place(capsys):
    Screen().line("日本語 [x]")
    assert capsys.readouterr().out == "日本語 [x]\n"
