from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex.exceptions import InvalidArgument
from asyncdex.pages import format_name, format_path

FIELDS = {
    "manga": "Berserk",
    "chapter_num": "12",
    "separator": " - ",
    "title": "Night",
    "volume": None,
    "n": 7,
}


@pytest.mark.parametrize(
    ("folder_format", "path"),
    [
        ("{manga}/{chapter_num}{separator}{title}", "Berserk/12 - Night"),
        ("/srv/manga/{manga}", "/srv/manga/Berserk"),
        ("../{manga}", "../Berserk"),
        (".hidden/{manga}", ".hidden/Berserk"),
        ("here", "here"),
        ("", "."),
        ("{{{manga}}}/{{x}}", "{Berserk}/{x}"),
        ("v{volume}/{n:03}", "v/007"),
        ("{volume}/{title}", "_/Night"),
        ("{title!r:>9}", "'Night'"),
        ("Ch: {n}", "Ch_ 7"),
    ],
)
def test_examples(folder_format, path):
    assert format_path(folder_format, FIELDS) == Path(path)


@given(st.text(st.characters(), max_size=300), st.text(st.sampled_from("./\\ :~C"), max_size=9))
def test_no_value_makes_a_folder_or_escapes(title, other):
    path = format_path("/srv/{title}/{other}/x{title}{other}", {"title": title, "other": other})
    assert path.parts[:2] == ("/", "srv")
    assert len(path.parts) == 5
    assert ".." not in path.parts
    assert all(len(part.encode()) <= 150 for part in path.parts)


def test_values_side_by_side_cannot_add_up_to_an_escape():
    assert format_path("{a}{a}/{a}", {"a": "."}) == Path("_/_")


@pytest.mark.parametrize("value", ["C:", "C:\\Windows", "/etc", "\\\\host\\share"])
def test_a_value_cannot_make_the_path_absolute(value):
    path = format_path("{manga}/x", {"manga": value}, windows=True)
    assert len(path.parts) == 2
    assert not set(path.parts[0]) & set(":/\\")


def test_on_windows_a_backslash_separates_too():
    assert format_path("D:\\manga\\{manga}", FIELDS, windows=True) == Path("D:/manga/Berserk")
    assert format_path("a\\{manga}", FIELDS, windows=False) == Path("a_Berserk")


def test_an_unknown_field_is_named_with_the_nearest_and_all_known_ones():
    with pytest.raises(InvalidArgument) as caught:
        format_path("{mangga}/x", {"manga": "", "title": ""})
    hint = "did you mean 'manga'? Known fields: manga, title"
    assert str(caught.value) == f"the format '{{mangga}}/x' has the unknown field 'mangga'; {hint}"


@pytest.mark.parametrize("folder_format", ["{}", "{0}", "{manga.__class__}", "{manga[0]}", "{qqqqqq}"])
def test_only_plain_field_names_are_known(folder_format):
    with pytest.raises(
        InvalidArgument, match=r"has the unknown field '[^']*'\. Known fields|did you mean 'manga'"
    ):
        format_path(folder_format, FIELDS)


@pytest.mark.parametrize("text", ["{", "}", "{manga", "{manga!x}", "{manga:d}", "{list:>3}", "{manga:/^9}"])
def test_a_broken_format_is_refused(text):
    with pytest.raises(InvalidArgument, match="is broken"):
        format_path(text, FIELDS | {"list": []})


def test_a_long_title_is_cut_and_the_number_after_it_stays():
    fields = {"manga": "é" * 300, "num": "12", "long": "y" * 200}
    assert format_path("{manga} {num}", fields).name == "é" * 73 + " 12"
    assert format_path("{long}{manga} {num}", fields).name.endswith(" 12")
    assert format_path("{num}" + "x" * 200, fields).name == "x" * 150


def test_a_decomposed_title_is_measured_as_it_is_written():
    assert format_path("{manga}", {"manga": "e\u0301" * 75}).name == "é" * 75


def test_a_file_name_gets_its_extension_within_the_limit():
    assert format_name("{n:02}", FIELDS, ".jpg") == "07.jpg"
    long = format_name("{manga}-{n}", {"manga": "m" * 300, "n": 7}, ".jpg")
    assert long == "m" * 144 + "-7.jpg"
    assert format_name("{a}", {"a": "CON"}, ".png") == "_CON.png"


@pytest.mark.parametrize("file_format", ["a/{n}", "a\\{n}", "/{n}"])
def test_a_file_format_names_no_folder(file_format):
    with pytest.raises(InvalidArgument, match="without a folder"):
        format_name(file_format, FIELDS)
