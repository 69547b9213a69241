"""Objects point into the page they came on while it is given out, and keep nothing of it afterwards."""

import copy
import gc
import pickle
import sys

import pytest

from asyncdex import Manga, Pager
from asyncdex._http.messages import Answer
from tests.unit.models.builders import entity, one, page, rel, uid

LINKS, OTHERS = {"al": "1"}, [{"ja": "灯台"}]


def listed(*numbers):
    cover = {"fileName": "a.jpg", "volume": "2", "version": 1}
    author = {"name": "Wren"}
    return [
        entity(
            "manga", n, rel("cover_art", n, cover), rel("author", 9, author), links=LINKS, altTitles=OTHERS
        )
        for n in numbers
    ]


class Body:
    """The body of an answer."""

    def __init__(self, content):
        self.content = content
        self._alone = sys.getrefcount(self.content)

    @property
    def held(self):
        """Whether anything keeps it."""
        gc.collect()
        return sys.getrefcount(self.content) > self._alone


@pytest.fixture
def body(transport):
    """A page of four manga, of five in all, that is answered first."""
    body = Body(bytes(bytearray(page(listed(1, 2, 3, 4), 5).body)))
    transport.add(Answer(200, {}, body.content))
    return body


def whole(manga):
    return (
        manga.titles.ja == ["灯台"]
        and manga.links.anilist_id == "1"
        and manga.authors[0].name == "Wren"
        and manga.descriptions.de == "Ein Wärter und ein Licht."
    )


async def test_what_is_kept_of_a_page_keeps_nothing_else_of_it(client, transport, body):
    kept = [manga async for manga in client.get_mangas(limit=4)]
    transport.requests.clear()
    assert not body.held
    assert all(whole(manga) for manga in kept)


async def test_the_page_goes_when_all_of_it_was_given_out(client, transport, body):
    pager = client.get_mangas(limit=4)
    kept = [manga async for manga in pager]
    transport.requests.clear()
    assert not body.held
    assert all(whole(manga) for manga in kept)
    assert pager.returned == 4


async def test_the_page_goes_when_the_next_one_comes(client, transport, body):
    kept = []
    transport.add(page(listed(4, 5), 5, 3))
    pager = client.get_mangas(read_ahead=0)
    async for manga in pager:
        kept.append(manga)
        if len(kept) == 4:
            assert body.held
        if len(kept) == 5:
            break
    del manga
    transport.requests.clear()
    assert not body.held
    assert all(whole(manga) for manga in kept)
    await pager.aclose()


async def test_a_loop_that_is_left_leaves_no_page_behind(client, transport, body):
    async for manga in client.get_mangas(limit=4):
        kept = manga
        break
    transport.requests.clear()
    assert not body.held
    assert whole(kept)


async def test_what_nobody_took_out_of_a_loop_is_not_copied_for_them(client, transport, body):
    copied = []

    class Counted(Manga):
        def settle(self):
            copied.append(self.id)
            super().settle()

    pager = Pager("/manga", Counted, client, limit_size=4, read_ahead=0)
    kept = [await anext(pager), await anext(pager)]
    assert copied == []
    del pager
    assert copied == [uid(1), uid(2)]
    assert whole(kept[1])
    assert not body.held


async def test_closing_a_pager_lets_the_page_go(client, transport, body):
    pager = client.get_mangas(limit=4)
    kept = [await anext(pager) for _ in range(4)]
    transport.requests.clear()
    assert body.held
    await pager.aclose()
    assert not body.held
    assert all(whole(manga) for manga in kept)


def pickled(model):
    return pickle.loads(pickle.dumps(model))  # noqa: S301 - made a moment ago


def transferred(model):
    other = type(model)(model.client, id=model.id)
    model.transfer(other)
    return other


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, pickled, transferred])
async def test_a_twin_keeps_nothing_of_the_page_either(client, transport, body, twin):
    twins = []
    async for manga in client.get_mangas(limit=4):
        twins.append(twin(manga))
    del manga
    transport.requests.clear()
    assert not body.held
    assert [it.id for it in twins] == [uid(n) for n in (1, 2, 3, 4)]
    assert all(whole(it) for it in twins)


async def test_a_cover_without_its_manga_keeps_nothing_of_the_page_and_knows_all_of_the_manga(
    client, transport, body
):
    covers = [manga.cover async for manga in client.get_mangas(limit=4)]
    transport.requests.clear()
    assert not body.held
    assert [(await cover.url()).split("/")[-2] for cover in covers] == [uid(n) for n in (1, 2, 3, 4)]
    assert all(whole(cover.manga) for cover in covers)


async def test_the_manga_of_a_cover_is_asked_for_while_the_page_is_given_out(client, transport, body):
    found = []
    async for manga in client.get_mangas(limit=4):
        cover = manga.cover
        del manga
        found.append(cover.manga)
    del cover
    transport.requests.clear()
    assert not body.held
    assert all(whole(manga) for manga in found)


async def test_what_is_fetched_in_the_loop_is_what_was_fetched(client, transport, body):
    transport.add(one(entity("manga", 1, links={"al": "2"})))
    async for manga in client.get_mangas(limit=4):
        await manga.fetch()
        break
    transport.requests.clear()
    assert not body.held
    assert manga.links.anilist_id == "2"


async def test_what_is_loaded_in_the_loop_with_all_results_is_whole_after_an_error(client, transport, body):
    transport.add(RuntimeError("gone"), page(listed(4, 5), 5, 3))
    pager = client.get_mangas(read_ahead=0)
    with pytest.raises(RuntimeError):
        await pager.as_list()
    assert pager.returned == 0
    found = await pager.as_list()
    assert [manga.id for manga in found] == [uid(n) for n in range(1, 6)]
    assert all(whole(manga) for manga in found)
