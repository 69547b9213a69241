import pytest

from asyncdex import Chapter, NotFetched
from tests.unit.models.builders import entity, made, page, rel, uid, values


def test_every_attribute(client):
    chapter = made(
        Chapter,
        client,
        1,
        rel("manga", 2, {"title": {"en": "Sea"}}),
        rel("user", 3, {"username": "pier"}),
        rel("scanlation_group", 4, {"name": "Harbour Scans"}),
        rel("scanlation_group", 5),
        externalUrl="https://elsewhere.example/1",
        isUnavailable=True,
    )
    assert chapter.volume == "2"
    assert chapter.number == "12.5"
    assert chapter.title == "Ashore"
    assert chapter.language == "en"
    assert chapter.page_count == 2
    assert chapter.external_url == "https://elsewhere.example/1"
    assert chapter.unavailable is True
    assert chapter.publish_time.isoformat() == "2020-05-07T00:00:00+00:00"
    assert chapter.readable_time.isoformat() == "2020-05-08T00:00:00+00:00"
    assert chapter.version == 4
    assert chapter.manga.best_title() == "Sea"
    assert chapter.user.username == "pier"
    assert [group.fetched for group in chapter.groups] == [True, False]


def test_the_uploader_as_an_attribute(client):
    chapter = made(Chapter, client, uploader=uid(3))
    assert (chapter.user.id, chapter.user.fetched, chapter.user.client) == (uid(3), False, client)
    both = made(Chapter, client, 1, rel("user", 4, {"username": "pier"}), uploader=uid(3))
    assert both.user.username == "pier"


def test_without_relations(client):
    chapter = made(Chapter, client)
    assert chapter.manga is None
    assert chapter.user is None
    assert chapter.groups == []


def test_when_it_can_be_read_is_when_it_was_published_where_nothing_else_is_said(client):
    chapter = made(Chapter, client, readableAt=None)
    assert chapter.readable_time == chapter.publish_time
    assert made(Chapter, client, isUnavailable=None).unavailable is False


@pytest.mark.parametrize(
    ("volume", "number", "title", "name"),
    [
        ("2", "12.5", "Ashore", "Volume 2 Chapter 12.5: Ashore"),
        ("2", "12.5", None, "Volume 2 Chapter 12.5"),
        ("2", None, None, "Volume 2"),
        ("2", None, "Ashore", "Volume 2: Ashore"),
        (None, "3", "", "Chapter 3"),
        (None, "3", "Ashore", "Chapter 3: Ashore"),
        (None, None, "Ashore", "Ashore"),
        (None, None, None, "Oneshot"),
        ("", "", "", "Oneshot"),
    ],
)
def test_name(client, volume, number, title, name):
    assert made(Chapter, client, volume=volume, chapter=number, title=title).name == name


@pytest.mark.parametrize(
    ("number", "value"), [("12.5", 12.5), ("3", 3.0), (None, 0.0), ("", 0.0), ("3a", 0.0)]
)
def test_sorting_number(client, number, value):
    assert made(Chapter, client, chapter=number).sorting_number == value


def test_names_need_a_fetch(client):
    chapter = client.get_chapter(uid(1))
    for name in ("name", "sorting_number"):
        with pytest.raises(NotFetched):
            getattr(chapter, name)
        assert not hasattr(chapter, name)


async def test_load_groups_asks_once_for_those_that_did_not_come_along(client, transport):
    groups = [rel("scanlation_group", n) for n in (2, 4)]
    chapter = made(Chapter, client, 1, rel("scanlation_group", 3, {"name": "Known"}), *groups)
    transport.add(page([entity("scanlation_group", 4), entity("scanlation_group", 2)]))
    await chapter.load_groups()
    await chapter.load_groups()
    [request] = transport.requests
    assert values(request, "ids[]") == [uid(2), uid(4)]
    assert [group.name for group in chapter.groups] == ["Known", "Harbour Scans", "Harbour Scans"]
    with pytest.raises(NotFetched):
        await client.get_chapter(uid(1)).load_groups()
