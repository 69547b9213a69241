"""Parts of an answer that stay bytes until somebody reads them."""

import sys

import msgspec
import pytest
from msgspec import Raw
from msgspec.structs import asdict

from asyncdex._wire import LATER, UNREADABLE, Collection, Entity, Localized, MangaAttributes, Shared, settle
from asyncdex._wire.author import AuthorAttributes
from asyncdex._wire.pieces import Pieces
from asyncdex._wire.tag import TagEntity

PARTS = [name.removeprefix(LATER) for name in MangaAttributes.laters]


def tag(number, name="Sea", **more):
    attributes = {"name": {"en": name}, "description": {}, "group": "theme", "version": 1}
    return {"id": f"tag-{number}", "type": "tag", "attributes": attributes, "relationships": [], **more}


def manga(**attributes):
    return msgspec.json.decode(msgspec.json.encode(attributes), type=MangaAttributes)


def test_a_part_is_decoded_when_it_is_read_and_lets_its_bytes_go():
    attributes = manga(altTitles=[{"ja": "灯"}], links={"al": "1"})
    assert isinstance(attributes.later_links, msgspec.Raw)
    assert attributes.links == {"al": "1"}
    assert attributes.later_links is attributes.links
    assert attributes.alt_titles == ({"ja": "灯"},)
    assert attributes.tags is None
    assert MangaAttributes.links.shape == Localized


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("sent", [7, {"en": 7}, "text", [{"en": {}}]])
def test_a_part_of_another_shape_says_so_each_time_it_is_read(part, sent):
    if part == "links" and isinstance(sent, list):
        sent = sent[0]  # an array stands for an empty map
    name = {"alt_titles": "altTitles"}.get(part, part)
    attributes = manga(**{name: sent})
    for _ in range(2):
        with pytest.raises(UNREADABLE):
            getattr(attributes, part)


def test_what_is_settled_keeps_nothing_else_of_its_answer():
    entity = {"id": "1", "type": "manga", "attributes": {"links": {"al": "x" * 999}, "tags": [tag(1)]}}
    body = msgspec.json.encode({"data": [entity] * 5})
    kept = msgspec.json.decode(body, type=Collection[Entity[MangaAttributes]]).data[3].attributes
    assert sys.getrefcount(body) == 2 + len(("links", "tags"))
    settle(kept, MangaAttributes.laters)
    assert sys.getrefcount(body) == 2
    assert kept.links == {"al": "x" * 999}
    assert kept.tags[0].id == "tag-1"


def test_equal_tags_are_one_object():
    first, second = manga(tags=[tag(1), tag(2)]), manga(tags=[tag(2), tag(1)])
    assert first.tags[0] is second.tags[1]
    assert first.tags[1] is second.tags[0]
    assert manga(tags=[tag(1, "Ocean")]).tags[0] is not first.tags[0]


@pytest.mark.parametrize(
    "tags",
    [
        [],
        [tag(1)],
        [tag(1), tag(2), tag(1)],
        [tag(1, "["), tag(2, "]},"), tag(3, "]}]")],
        [tag(1, relationships=[{"id": "a"}, {"id": "b"}]), tag(2)],
        [tag(1, '"},{"id":"'), tag(2, "},{")],
        [{"type": "tag", "id": "1"}, tag(2), {"type": "tag", "id": "3"}],
        [tag(1, news=[{"id": 1}, {"id": [{"id": 2}, {"id": 3}]}])],
    ],
)
@pytest.mark.parametrize("space", ["", " "])
def test_lists_are_what_they_are_however_they_are_written(tags, space):
    text = msgspec.json.encode({"tags": tags}).replace(b"},{", f"}}{space},{space}{{".encode())
    whole = msgspec.json.decode(text, type=dict[str, tuple[TagEntity, ...]])["tags"]
    for _ in range(2):
        tags = msgspec.json.decode(text, type=MangaAttributes).tags
        assert list(map(asdict, tags)) == list(map(asdict, whole))


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        '[{"id":"1"},{"id":"2"}]',
        '[{"id":"1","x":[{"y":1},{"id":"2"}]}]',
        '[{"id":"1","a":[],"b":[]}]',
        '[{"id":"1"},{"id":"2","r":[]}]',
        '[{"id":"1","r":[]} ,{"id":"2","r":[]}]',
        ' [{"id":"1","r":[]}]',
        '[{"id":"1","r":[or {"id":"2","r":[]}]',
        '[{"id":"1","r":[]},{"type":"2","r":[]}]',
    ],
)
def test_what_cannot_be_cut_is_left_to_be_decoded_as_a_whole(text):
    pieces = Pieces(TagEntity)
    for _ in range(2):
        assert pieces.of(text.encode()) is None


def test_an_object_is_the_same_wherever_it_stands_in_a_list():
    pieces = Pieces(TagEntity)
    [first] = pieces.of(b'[{"id":"1","r":[]}]')
    second, third = pieces.of(b'[{"id":"2","r":[]},{"id":"1","r":[]}]')
    assert (first.id, second.id) == ("1", "2")
    assert third is first
    assert pieces.of(b'[{"id":"2","r":[]}]')[0] is second


def test_pieces_are_forgotten_before_they_are_too_many():
    pieces = Pieces(TagEntity)
    for number in range(1200):
        pieces.of(f'[{{"id":"{number}","r":[]}}]'.encode())
    assert len(pieces._known) <= 500
    assert pieces.of(b'[{"id":"7","r":[]}]')[0].id == "7"


def test_equal_attributes_are_decoded_once():
    shared, text = Shared(), Raw(b'{"name":"Wren"}')
    first = shared.decoded("1", text, AuthorAttributes)
    assert first == AuthorAttributes(name="Wren")
    assert shared.decoded("1", Raw(bytes(text)), AuthorAttributes) is first
    assert shared.decoded("1", Raw(b'{"name":"Jay"}'), AuthorAttributes).name == "Jay"
    assert shared.decoded("2", text, AuthorAttributes) is not first
    assert isinstance(shared.decoded("1", Raw(b"{}"), MangaAttributes), MangaAttributes)
    for nothing in (Raw(b"null"), Raw(b"[]")):
        assert shared.decoded("1", nothing, AuthorAttributes) is None
    with pytest.raises(UNREADABLE):
        shared.decoded("1", Raw(b"[1]"), AuthorAttributes)


def test_what_is_remembered_keeps_nothing_of_the_answer():
    shared, body = Shared(), bytes(bytearray(b'[{"name":"Wren"}]'))
    alone = sys.getrefcount(body)
    [text] = msgspec.json.decode(body, type=list[Raw])
    first = shared.decoded("1", text, AuthorAttributes)
    assert sys.getrefcount(body) > alone
    del text
    assert sys.getrefcount(body) == alone
    assert shared.decoded("1", Raw(b'{"name":"Wren"}'), AuthorAttributes) is first


def test_what_is_not_expected_again_is_not_remembered():
    shared = Shared()
    assert shared.decoded("1", Raw(b"{}"), AuthorAttributes, once=True) == AuthorAttributes()
    assert not shared._known


def test_attributes_are_forgotten_before_they_are_too_many():
    shared = Shared()
    for number in range(1000):
        shared.decoded(str(number), Raw(b"{}"), AuthorAttributes)
    assert len(shared._known) <= 256
