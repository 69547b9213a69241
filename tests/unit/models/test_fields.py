"""Values that are worked out when somebody first looks, by code of their own from then on."""

import sys

import pytest

from asyncdex import Chapter, NotFetched, Pager
from asyncdex.models.fields import Field, attribute, relation, text
from tests.unit.models.builders import entity, page, rel


class Bird:
    """What a field needs to be in."""

    looked = 0

    name = text("name", "What it is called.")

    @attribute
    def size(self):
        """How large it is."""
        self.looked += 1
        return self._attributes["size"]

    @attribute
    def song(self):
        return self._attributes.nothing_of_that_name

    @relation
    def flock(self):
        return self._related_to


class Sent(dict):
    name = "Wren"


def bird(**known):
    found = Bird()
    found.__dict__.update(known)
    return found


@pytest.mark.parametrize("name", ["name", "size", "song", "flock"])
def test_what_is_not_there_says_so_each_time(name):
    for one in (bird(), bird()):
        with pytest.raises(NotFetched, match=name) as caught:
            getattr(one, name)
        assert (caught.value.obj, caught.value.name) == (one, name)


def test_a_value_is_worked_out_once_for_each():
    first, second = bird(_attributes=Sent(size=1)), bird(_attributes=Sent(size=2))
    assert [(one.size, one.size, one.looked) for one in (first, second)] == [(1, 1, 1), (2, 2, 1)]
    assert first.name == second.name == "Wren"
    assert bird(_related_to=(1,)).flock == (1,)


def test_a_value_that_was_put_there_stays():
    for _ in range(2):
        one = bird(_attributes=Sent(size=1))
        one.size, one.name = 7, None
        assert (one.size, one.name, one.looked) == (7, None, 0)
        del one.size
        assert one.size == 1


def test_a_mistake_in_working_it_out_is_told_as_what_it_is():
    for _ in range(2):
        with pytest.raises(AttributeError, match="nothing_of_that_name") as caught:
            _ = bird(_attributes=Sent()).song
        assert not isinstance(caught.value, NotFetched)


def test_a_field_stays_the_one_it_was():
    before = {name: vars(Bird)[name] for name in ("name", "size")}
    for _ in range(2):
        one = bird(_attributes=Sent(size=1))
        assert (one.name, one.size) == ("Wren", 1)
    assert {name: vars(Bird)[name] for name in before} == before
    assert isinstance(Bird.size, Field)
    assert type(Bird.size) is not Field  # but of a kind of its own, with code for it
    assert Bird.size is before["size"]
    assert (Bird.size.__doc__, Bird.name.__doc__) == ("How large it is.", "What it is called.")
    assert Bird.size.anew(one) == 1


def test_a_mistake_is_made_once_for_each_look():
    one = bird(_attributes=Sent())
    for looked in (1, 2, 3):
        with pytest.raises(KeyError):
            _ = one.size
        assert one.looked == looked


def test_a_field_that_was_put_into_a_class_later_has_no_name_to_be_kept_under():
    class Late(Bird):
        pass

    Late.twice = attribute(lambda late: late._attributes["size"] * 2)
    one = bird(_attributes=Sent(size=4))
    one.__class__ = Late
    assert (one.twice, one.twice) == (8, 8)


def test_a_kind_of_field_with_a_way_of_its_own_keeps_it():
    class Counted(Field):
        looked = 0

        def __get__(self, obj, owner=None):
            self.looked += 1
            return super().__get__(obj, owner)

    class Counting(Bird):
        size = Counted(lambda bird: bird._attributes["size"], "_attributes")

    sizes = []
    for number in range(3):
        one = Counting()
        one._attributes = Sent(size=number)
        sizes.append(one.size)
    assert sizes == [0, 1, 2]
    assert vars(Counting)["size"].looked == 3


@pytest.mark.parametrize(
    "read", [["created_at", "version", "title"], ["language", "groups", "page_count", "user"]]
)
async def test_what_a_loop_reads_has_its_place_in_all_that_come(client, transport, read):
    class Own(Chapter):
        """Nobody else has read anything of its objects."""

    relation = rel("scanlation_group", 500, {"name": "Lanterns"})
    transport.add(page([entity("chapter", number, relation) for number in range(1, 101)]))
    found = []
    async for chapter in Pager("/chapter", Own, client):
        for name in read:
            getattr(chapter, name)
        found.append(chapter)
    # Those that lack a place would have a dictionary like any other. The first has places to spare.
    assert all(sys.getsizeof(vars(one)) < sys.getsizeof({**vars(one)}) for one in found[1:])
