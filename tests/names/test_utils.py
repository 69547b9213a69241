"""The helpers that AsyncDex made public."""

from datetime import UTC, datetime

from asyncdex import Manga, utils
from asyncdex.utils import AttrDict, DefaultAttrDict, InclusionExclusionPair, Interval
from tests.names.calls import leaves_out, reads
from tests.unit.models.builders import entity, rel, uid


@reads("remove_prefix", "prefix", "string")
def test_remove_prefix():
    assert utils.remove_prefix(prefix="sea", string="seaside") == "side"
    assert utils.remove_prefix("a", "seaside") == "seaside"


@reads("return_date_string", "datetime_obj")
def test_return_date_string():
    assert (
        utils.return_date_string(datetime_obj=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC))
        == "2020-01-02T03:04:05"
    )


@reads("AttrDict.first")
@reads("DefaultAttrDict", "mapping_or_iterable", "default")
@leaves_out("DefaultAttrDict", "mapping_or_iterable")
def test_dictionaries():
    assert AttrDict(a=1, b=2).first() == 1
    assert DefaultAttrDict(mapping_or_iterable={"a": [1]}, default=list).a == [1]
    assert DefaultAttrDict(default=list).b == []


@reads("Interval.__contains__", "item")
@reads("InclusionExclusionPair.matches_include_exclude_pair", "item")
def test_conditions():
    assert Interval(min=1, max=2).__contains__(item=2)
    pair = InclusionExclusionPair(include=[1], exclude=[2])
    assert pair.matches_include_exclude_pair(item=1)
    assert not pair.matches_include_exclude_pair(item=2)
    assert not pair.matches_include_exclude_pair(item=3)


class _Thing:
    pass


@reads("copy_key_to_attribute", "source_dict", "key", "obj", "attribute_name", "default", "transformation")
def test_copy_key_to_attribute_under_another_name():
    thing = _Thing()
    given = {"source_dict": {"year": "2011"}, "obj": thing, "transformation": int}
    utils.copy_key_to_attribute(key="year", attribute_name="since", default=0, **given)
    assert vars(thing) == {"since": 2011}
    utils.copy_key_to_attribute(key="end", attribute_name="until", default=0, **given)
    assert vars(thing) == {"since": 2011, "until": 0}


@leaves_out("copy_key_to_attribute")
def test_copy_key_to_attribute_without_more():
    thing = _Thing()
    utils.copy_key_to_attribute({"year": "2011"}, "year", thing)
    utils.copy_key_to_attribute({"year": "2011"}, "end", thing)
    assert vars(thing) == {"year": "2011"}


@reads("parse_relationships", "data", "obj")
def test_parse_relationships(client):
    manga = Manga(client, id=uid(1))
    utils.parse_relationships(data=entity("manga", 1, rel("author", 2), rel("author", 3)), obj=manga)
    assert [author.id for author in manga.authors] == [uid(2), uid(3)]
