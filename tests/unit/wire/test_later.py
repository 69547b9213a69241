"""Parts of an answer that stay bytes until somebody reads them."""

import sys

import msgspec
import pytest

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
    attributes = manga(description={"en": "A light."}, altTitles=[{"ja": "灯"}], links={"al": "1"})
    assert isinstance(attributes.later_description, msgspec.Raw)
    assert attributes.description == {"en": "A light."}
    assert attributes.later_description is attributes.description
    assert attributes.alt_titles == ({"ja": "灯"},)
    assert attributes.links == {"al": "1"}
    assert attributes.tags is None
    assert MangaAttributes.description.shape == Localized


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("sent", [7, {"en": 7}, "text", [{"en": {}}]])
def test_a_part_of_another_shape_says_so_each_time_it_is_read(part, sent):
    if part in {"description", "links"} and isinstance(sent, list):
        sent = sent[0]  # an array stands for an empty map
    name = {"alt_titles": "altTitles"}.get(part, part)
    attributes = manga(**{name: sent})
    for _ in range(2):
        with pytest.raises(UNREADABLE):
            getattr(attributes, part)


def test_what_is_settled_keeps_nothing_else_of_its_answer():
    entity = {"id": "1", "type": "manga", "attributes": {"description": {"en": "x" * 999}, "tags": [tag(1)]}}
    body = msgspec.json.encode({"data": [entity] * 5})
    kept = msgspec.json.decode(body, type=Collection[Entity[MangaAttributes]]).data[3].attributes
    assert sys.getrefcount(body) == 2 + len(MangaAttributes.laters) - 2  # what was not sent is nowhere
    settle(kept, MangaAttributes.laters)
    assert sys.getrefcount(body) == 2
    assert kept.description == {"en": "x" * 999}
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
        assert msgspec.json.decode(text, type=MangaAttributes).tags == whole


def test_what_is_cut_in_the_wrong_place_is_left_to_be_decoded_as_a_whole():
    pieces = Pieces(TagEntity)
    assert pieces.of(b'[{"id":"1","x":[{"y":1},{"id":"2"}]}]') is None
    assert pieces.of(b"null") is None
    assert pieces.of(b'[{"id":"1"},{"id":"2"}]') == (TagEntity("1"), TagEntity("2"))


def test_pieces_are_forgotten_before_they_are_too_many():
    pieces = Pieces(TagEntity)
    for number in range(1200):
        pieces.of(f'[{{"id":"{number}"}}]'.encode())
    assert len(pieces._known) <= 500
    assert pieces.of(b'[{"id":"7"}]') == (TagEntity("7"),)


def test_equal_attributes_are_decoded_once():
    shared, text = Shared(), msgspec.Raw(b'{"name":"Wren"}')
    first = shared.decoded("1", text, AuthorAttributes)
    assert first == AuthorAttributes(name="Wren")
    assert shared.decoded("1", msgspec.Raw(bytes(text)), AuthorAttributes) is first
    assert shared.decoded("1", msgspec.Raw(b'{"name":"Jay"}'), AuthorAttributes).name == "Jay"
    assert shared.decoded("2", text, AuthorAttributes) is not first
    assert isinstance(shared.decoded("1", msgspec.Raw(b"{}"), MangaAttributes), MangaAttributes)
    for nothing in (b"null", b"[]"):
        assert shared.decoded("1", msgspec.Raw(nothing), AuthorAttributes) is None
    with pytest.raises(UNREADABLE):
        shared.decoded("1", msgspec.Raw(b"[1]"), AuthorAttributes)


def test_attributes_are_forgotten_before_they_are_too_many():
    shared = Shared()
    for number in range(1000):
        shared.decoded(str(number), msgspec.Raw(b"{}"), AuthorAttributes)
    assert len(shared._known) <= 256
