from __future__ import annotations

import pytest

from asyncdex.sandbox.server.panel.units import size, span
from asyncdex.sandbox.server.panel.views import Bar, Row, Section, at, plain, table


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (20_600, "21 kB"), (3_456_789, "3.5 MB")]
)
def test_sizes(number, text):
    assert size(number) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0.0 s"),
        (0.24, "0.2 s"),
        (9.96, "10.0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (899.8, "15 min"),
        (903, "15 min 3 s"),
        (3 * 3600 + 59, "3 h"),
        (30 * 86_400 - 61, "29 d 23 h"),
    ],
)
def test_spans(seconds, text):
    assert span(seconds) == text


def test_texts_of_strangers_are_shown_as_what_they_are():
    assert plain("/a\r\nb\x1b[2J\u202e") == "/a\ufffd\ufffdb\ufffd[2J\ufffd"
    assert len(plain("/" * 5000)) == 240
    assert plain("/" * 5000).endswith("/…")


def test_addresses_are_named_where_they_are_not_the_usual_one():
    assert at("general", "127.0.0.1") == "general"
    assert at("anonymous", "192.0.2.7") == "anonymous at 192.0.2.7"


def test_a_table_escapes_everything():
    rows = [Row("limited", ("<b>&\"'", Bar(1.5, 5, '1 of "5"')))]
    assert table(Section(rows, "")) == (
        '<tr class="limited"><td>&lt;b&gt;&amp;&quot;&#x27;</td>'
        '<td><progress value="1.5" max="5" aria-label="1 of &quot;5&quot;">'
        "1 of &quot;5&quot;</progress></td></tr>"
    )
