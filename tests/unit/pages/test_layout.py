from pathlib import Path

import pytest

from asyncdex.exceptions import InvalidArgument
from asyncdex.pages import Page
from asyncdex.pages.layout import check_format, page_paths


def names(file_format, *page_names):
    pages = [Page(number, name) for number, name in enumerate(page_names, 1)]
    paths = page_paths(Path("c"), file_format, pages)
    assert all(path.parent == Path("c") for path in paths.values())
    return [paths[page].name for page in pages]


@pytest.mark.parametrize(("count", "first"), [(1, "1.jpg"), (9, "1.jpg"), (10, "01.jpg"), (100, "001.jpg")])
def test_numbers_are_as_wide_as_the_last_one(count, first):
    found = names("{num}", *["x.jpg"] * count)
    assert found[0] == first
    assert found == sorted(found)
    assert len({len(name) for name in found}) == 1


def test_a_format_may_pad_by_itself():
    assert names("p{num:04}_{num:d}", "x.jpg") == ["p0001_1.jpg"]


def test_the_servers_name_can_be_used():
    assert names("{num}-{name}", "a-1.png", "b.c.gif", "d") == ["1-a-1.png", "2-b.c.gif", "3-d.bin"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("x.JPG", "1.JPG"),
        ("x.webp", "1.webp"),
        ("x", "1.bin"),
        ("jpg", "1.bin"),
        ("x.", "1.bin"),
        ("x.P/../H P", "1.hp"),
        ("x.abcdefghijkl", "1.abcdefgh"),
    ],
)
def test_extensions_come_from_the_server_and_are_made_harmless(name, file):
    assert names("{num}", name) == [file]


@pytest.mark.parametrize(
    "name", ["../../x.jpg", "..\\x.jpg", "/etc/passwd", "C:\\x.png", "..", "con.png", "", "."]
)
def test_hostile_names_stay_in_the_folder(name):
    (found,) = names("{name}", name)
    assert not set(found) & set("/\\:")
    assert not found.startswith(".")


@pytest.mark.parametrize("pages", [["x.jpg", "X.jpg"], ["a/b.jpg", "y.jpg", "a_b.jpg"]])
def test_two_pages_may_not_get_one_name(pages):
    with pytest.raises(InvalidArgument, match=rf"pages 1 and {len(pages)} the same name; {{num}}"):
        names("{name}", *pages)


@pytest.mark.parametrize("file_format", ["{nmu}", "{", "a/{num}", "{num:q}"])
def test_a_format_can_be_checked_before_there_are_pages(file_format):
    check_format("{num}-{name}")
    with pytest.raises(InvalidArgument):
        check_format(file_format)
