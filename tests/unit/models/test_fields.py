"""Values that are worked out when somebody first looks, by code of their own from then on."""

import sys

import pytest

from asyncdex import Chapter, Manga, NotFetched
from asyncdex.models.fields import Field, attribute, relation, text
from tests.unit.models.builders import entity, page, uid


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
    assert Bird.size is before["size"]
    assert (Bird.size.__doc__, Bird.name.__doc__) == ("How large it is.", "What it is called.")
    assert Bird.size.anew(one) == 1


@pytest.mark.parametrize(("kind", "model"), [("chapter", Chapter), ("manga", Manga)])
async def test_the_values_of_many_take_no_more_room_than_those_of_one(client, transport, kind, model):
    transport.add(page([entity(kind, number) for number in range(1, 101)]))
    call = client.get_chapters(limit=100) if model is Chapter else client.get_mangas(limit=100)
    found = await call.as_list()
    names = (
        ["created_at", "version", "title", "language"] if model is Chapter else ["status", "year", "titles"]
    )
    for one in found:
        for name in names:
            getattr(one, name)
    # Without room for them, each has a dictionary of its own, of twice the size.
    few = sys.getsizeof(vars(client.get_chapter(uid(1)) if model is Chapter else client.get_manga(uid(1))))
    assert {sys.getsizeof(vars(one)) for one in found} == {few}
