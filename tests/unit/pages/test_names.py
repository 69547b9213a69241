import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asyncdex.exceptions import InvalidArgument
from asyncdex.pages import safe_name
from asyncdex.pages.names import cut

DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
DEVICES |= {port + digit for port in ("COM", "LPT") for digit in "0123456789¹²³"}

NASTY = "CON nul COM1 lpt³ aux CONIN$ . .. / \\ : é 日本 🙂 ~ - x K .jpg"

# Plain text finds few of the rare characters that matter here, so these are offered more often.
nasty = st.lists(
    st.sampled_from(
        [
            *NASTY.split(),
            *[" ", "\n", "\x00", "\x7f", "\u00a0", "\u0301", "e\u0301", "\u202e", "\u2028", "\ud800"],
        ]
    )
).map("".join)
texts = st.one_of(st.text(st.characters(), max_size=300), nasty)


@given(texts, st.integers(1, 200), st.booleans())
@example("CONx", 3, False)
@example("CON x.jpg", 7, True)
@example("a" * 149 + " b", 150, False)
@example("a\u202e\u0301", 150, False)
def test_any_text_becomes_one_safe_component(text, limit, keep):
    name = safe_name(text, max_bytes=limit, keep_extension=keep)
    assert 1 <= len(name.encode("utf-8")) <= limit
    assert not set(name) & set('<>:"/\\|?*\ud800\u202e\u2028')
    assert all(unicodedata.category(char) not in {"Cc", "Cs"} for char in name)
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert name == name.strip()
    assert name.partition(".")[0].rstrip().upper() not in DEVICES
    assert unicodedata.is_normalized("NFC", name)
    assert safe_name(name, max_bytes=limit, keep_extension=keep) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chainsaw Man", "Chainsaw Man"),
        ("Re:Zero / Part 2", "Re_Zero _ Part 2"),
        ("../../etc/passwd", "_._.._etc_passwd"),
        ("", "_"),
        (".", "_"),
        ("..", "_"),
        (" . . ", "_"),
        (".hack", "_hack"),
        ("Wait... ", "Wait"),
        ("two\r\nlines", "two lines"),
        ("bell\x07", "bell_"),
        ("e\u0301", "é"),
        ("a\u202e\u0301", "á"),
        ("CON", "_CON"),
        ("con.tar.gz", "_con.tar.gz"),
        ("nul .txt", "_nul .txt"),
        ("COM¹", "_COM¹"),
        ("CONIN$", "_CONIN$"),
        ("Conan", "Conan"),
        ("COM10", "COM10"),
        ("日本語", "日本語"),
        ("half \ud83d", "half _"),
    ],
)
def test_examples(text, name):
    assert safe_name(text) == name


def test_a_long_name_is_cut_between_characters():
    assert safe_name("é" * 200) == "é" * 75
    assert safe_name("日" * 200, max_bytes=10) == "日" * 3


def test_the_extension_is_kept_only_when_asked():
    assert safe_name("a" * 200 + ".jpg") == "a" * 150
    assert safe_name("a" * 200 + ".jpg", keep_extension=True) == "a" * 146 + ".jpg"
    assert safe_name("a" * 200 + "." + "j" * 20, keep_extension=True) == "a" * 150


def test_an_extension_that_leaves_no_room_is_given_up():
    assert safe_name("page.jpeg", max_bytes=5, keep_extension=True) == "page"
    assert safe_name("日.jpg", max_bytes=5, keep_extension=True) == "_.jpg"


def test_cutting_may_not_uncover_a_device():
    assert safe_name("CONTROL", max_bytes=3) == "_CO"


def test_no_room_at_all_is_refused():
    with pytest.raises(InvalidArgument, match="at least 1, not 0"):
        safe_name("x", max_bytes=0)


@given(st.text(), st.integers(0, 50))
def test_cut_returns_the_longest_start_that_fits(text, limit):
    start = cut(text, limit)
    assert text.startswith(start)
    assert len(start.encode()) <= limit
    assert start == text or len(text[: len(start) + 1].encode()) > limit
