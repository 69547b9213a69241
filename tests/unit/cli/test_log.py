import threading

import pytest

from asyncdex.cli.log import RequestLog, line_of
from asyncdex.sandbox import Seen


def seen(**fields):
    usual = {
        "host": "api", "method": "GET", "path": "/ping", "status": 200, "number": 1, "at": 1_780_000_000.0,
        "took": 0.00123, "address": "127.0.0.1", "query": "", "size": 4, "bucket": "general",
        "who": "anonymous", "why": "",
    }  # fmt: skip
    return Seen(**{**usual, **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "200    1.2 ms      4 B  GET /ping"),
        ({"query": "a=b"}, "200    1.2 ms      4 B  GET /ping?a=b"),
        ({"who": "somebody"}, "200    1.2 ms      4 B  GET /ping  somebody"),
        ({"host": "node", "size": 34_567}, "200    1.2 ms  34.6 kB  node: GET /ping"),
        ({"size": 2_345_678, "took": 12.34}, "200    12.3 s   2.3 MB  GET /ping"),
        ({"status": 429, "why": "limit general"}, "429    1.2 ms      4 B  GET /ping  [limit general]"),
        ({"why": "fault: bare"}, "200    1.2 ms      4 B  GET /ping  [fault: bare]"),
        (
            {"status": 0, "size": 0, "why": "fault: dropped"},
            "---    1.2 ms      0 B  GET /ping  [fault: dropped]",
        ),
        ({"path": "/\x1b[31m\nred"}, "200    1.2 ms      4 B  GET / [31m red"),
    ],
)
def test_lines(fields, expected):
    time, _, rest = line_of(seen(**fields)).plain.partition("  ")
    assert len(time.split(":")) == 3
    assert rest == expected


def test_the_address_leaves_room_for_the_reason():
    line = line_of(seen(path="/" + "x" * 300, status=429, why="limit general"), 80).plain
    assert len(line) == 80
    assert line.endswith("x…  [limit general]")
    assert len(line_of(seen(path="/" + "x" * 300)).plain) == 200
    assert "/xxxxxxxxxxxxxxxxxx…" in line_of(seen(path="/" + "x" * 300), 10).plain


def test_requests_are_shown_in_their_sequence(screen):
    log = RequestLog(screen)
    log.start()
    for number in range(50):
        log.show(seen(path=f"/{number}"))
    log.stop()
    assert [line.rpartition(" ")[2] for line in screen.lines] == [f"/{number}" for number in range(50)]


def test_colours_are_for_terminals_alone(make_screen, screen):
    coloured = make_screen(terminal=True)
    for shown in (screen, coloured):
        log = RequestLog(shown)
        log.start()
        log.show(seen(status=404))
        log.stop()
    assert "\x1b[" in coloured.text
    assert "\x1b" not in screen.text


class SlowScreen:
    """Is read by nobody until it is let go."""

    width = None

    def __init__(self):
        self.read = threading.Event()
        self.lines = []

    def aside(self, text):
        assert self.read.wait(10)
        self.lines.append(text.plain)


def test_a_reader_that_is_slow_keeps_nobody_waiting():
    screen = SlowScreen()
    log = RequestLog(screen)
    log.start()
    for number in range(3000):
        log.show(seen(path=f"/{number}"))
    screen.read.set()
    log.stop()
    left_out = [line for line in screen.lines if "left out" in line]
    assert left_out
    assert 1000 <= len(screen.lines) <= 1005
    assert (
        sum(int(line.strip("(").split()[0]) for line in left_out) + len(screen.lines) - len(left_out) <= 3000
    )


def test_a_reader_that_never_reads_does_not_keep_it_from_ending(monkeypatch):
    monkeypatch.setattr("asyncdex.cli.log._GOODBYE", 0.01)
    screen = SlowScreen()
    log = RequestLog(screen)
    log.start()
    for number in range(3000):
        log.show(seen(path=f"/{number}"))
    log.stop()
    assert screen.lines == []
    screen.read.set()


def test_a_reader_that_has_gone_ends_the_log(screen, monkeypatch):
    def gone(text):
        raise BrokenPipeError

    monkeypatch.setattr(screen, "aside", gone)
    log = RequestLog(screen)
    log.start()
    log.show(seen())
    log.stop()
    assert not log._thread.is_alive()


def test_a_line_goes_to_the_file_itself(tmp_path, make_screen):
    screen = make_screen()
    with (tmp_path / "out").open("w", encoding="ascii", errors="replace") as file:
        screen._console.file = file
        screen.aside(line_of(seen(path="/é")))
    assert (tmp_path / "out").read_text(encoding="ascii").endswith("GET /?\n")
