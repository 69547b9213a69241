"""What can be uploaded, and what is wrong with the rest."""

import io
from pathlib import Path

import pytest

from asyncdex import InvalidArgument
from asyncdex.models import upload_sources
from asyncdex.models.pictures import sides_of
from asyncdex.models.upload_sources import source_of
from tests.unit.models.uploads import GIF, JPEG, PNG


async def pieces(data, size=10):
    for start in range(0, len(data), size):
        yield data[start : start + size]


class Slow:
    """A file that is read by a coroutine, as those of other libraries are."""

    def __init__(self, data, name=None):
        self._file = io.BytesIO(data)
        if name is not None:
            self.name = name

    async def read(self, size):
        return self._file.read(size)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page 1.png"
    path.write_bytes(PNG)
    return path


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda page: page, "page 1.png"),
        (str, "page 1.png"),
        (lambda _: PNG, "7.png"),
        (lambda _: bytearray(PNG), "7.png"),
        (lambda _: memoryview(PNG), "7.png"),
        (lambda _: ("a/b.png", PNG), "b.png"),
        (lambda _: io.BytesIO(PNG), "7.png"),
        (lambda _: ("c.png", io.BytesIO(PNG)), "c.png"),
        (lambda _: pieces(PNG), "7.png"),
        (lambda _: ("d.png", pieces(PNG)), "d.png"),
        (lambda _: Slow(PNG, "somewhere/e.png"), "e.png"),
        (lambda _: Slow(PNG), "7.png"),
        (lambda _: GIF, "7.gif"),
        (lambda _: JPEG, "7.jpeg"),
    ],
)
async def test_what_is_uploaded_comes_from_anywhere(page, tmp_path, make, name):
    part = await source_of(make(page), 7).part("file1", tmp_path)
    content = part.content if isinstance(part.content, bytes) else part.content.read_bytes()
    assert content in {PNG, GIF, JPEG}
    assert (part.key, part.name) == ("file1", name)
    assert (
        part.media_type
        == {"png": "image/png", "gif": "image/gif", "jpeg": "image/jpeg"}[name[-4:].lstrip(".")]
    )
    assert part.size == len(content)


async def test_a_file_that_is_open_has_its_own_name(page, tmp_path):
    with page.open("rb") as file:
        part = await source_of(file, 1).part("file1", tmp_path)
    assert part.name == "page 1.png"
    assert part.content.read_bytes() == PNG


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (5, "file 3 must be a path"),
        (None, "file 3 must be a path"),
        (["a"], "file 3 must be a path"),
        (("a", "b", "c"), "file 3 must be a name and its content"),
        ((5, PNG), "file 3 must be a name and its content"),
        (("a", None), "file 3 must be a path"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_place(wrong, text):
    with pytest.raises(InvalidArgument, match=text):
        source_of(wrong, 3)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "is no JPEG, PNG or GIF picture"),
        (b"RIFF....WEBPVP8 ", "is no JPEG, PNG or GIF picture"),
        (PNG[:16] + (10_000).to_bytes(4, "big") + PNG[20:], "has 10000 x 40 pixels"),
        (GIF[:8] + (10_000).to_bytes(2, "little") + GIF[10:], "has 30 x 10000 pixels"),
        (JPEG[:13] + (20_000).to_bytes(2, "big") + JPEG[15:], "has 30 x 20000 pixels"),
    ],
)
async def test_what_mangadex_does_not_take_is_refused(tmp_path, content, text):
    for wrong in (content, pieces(content)):
        with pytest.raises(InvalidArgument, match=f"^file 1 {text}"):
            await source_of(wrong, 1).part("file1", tmp_path)
    with pytest.raises(InvalidArgument, match=f"^'x.png' {text}"):
        source_of(("x.png", content), 1).check(content)


async def test_what_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(upload_sources, "MOST_BYTES", len(PNG) - 1)
    with pytest.raises(InvalidArgument, match=f"has {len(PNG)} bytes"):
        source_of(PNG, 1).check(PNG)
    read = []

    async def endless():
        while True:
            read.append(10)
            yield PNG[:10]

    with pytest.raises(InvalidArgument, match="'x' has more than"):
        await source_of(("x", endless()), 1).part("file1", tmp_path)
    # It stops where it is clear, and does not read on.
    assert sum(read) <= len(PNG) + 10


async def test_a_stream_of_text_is_refused(tmp_path):
    with pytest.raises(InvalidArgument, match="gives str, not bytes"):
        await source_of(io.StringIO("text"), 1).part("file1", tmp_path)


def test_a_file_that_is_not_there(tmp_path):
    path = tmp_path / "nothing.png"
    with pytest.raises(InvalidArgument, match=r"'nothing.png' cannot be read: No such file"):
        source_of(path, 1).check(path)


@pytest.mark.parametrize(
    ("data", "sides"),
    [
        (PNG, (30, 40)),
        (GIF, (30, 40)),
        (JPEG, (30, 40)),
        (b"\xff\xd8\xff\xe0\x00\x04ab", None),
        (b"\xff\xd8ab", None),
        (PNG[:20], None),
        (b"", None),
    ],
)
def test_how_large_a_picture_is(data, sides):
    assert sides_of(io.BytesIO(data)) == sides


def test_sizes_that_are_known():
    assert source_of(PNG, 1).size == len(PNG)
    assert source_of(Path(__file__), 1).size == Path(__file__).stat().st_size
    assert source_of(io.BytesIO(PNG), 1).size == 0
