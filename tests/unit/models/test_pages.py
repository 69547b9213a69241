"""The pages of a chapter: whether there are any, where they are, and the files they become."""

import hashlib
import pickle
from contextlib import asynccontextmanager

import pytest
from multidict import CIMultiDict

from asyncdex import (
    Chapter,
    ChapterUnreadable,
    InvalidArgument,
    InvalidID,
    InvalidResponse,
    NotFetched,
    NotFound,
    PageProgress,
)
from tests.support import api_error, json_answer
from tests.unit.models.builders import entity, fake_client, made, one, page, rel, uid, values

BODIES = [b"the first page", b"the second page"]
NAMES = [f"{n}-{hashlib.sha256(body).hexdigest()}.png" for n, body in enumerate(BODIES, 1)]
SAVER = [f"s{n}-{hashlib.sha256(body).hexdigest()}.jpg" for n, body in enumerate(BODIES, 1)]


def at_home(base="https://node.example/token"):
    chapter = {"hash": "h4sh", "data": NAMES, "dataSaver": SAVER}
    return json_answer({"result": "ok", "baseUrl": base, "chapter": chapter})


class FakeDownload:
    status = 200

    def __init__(self, body):
        self.body = body
        self.headers = CIMultiDict({"Content-Length": str(len(body))})

    async def chunks(self, size):
        yield self.body


@pytest.fixture
def transport(transport):
    """A network with image nodes that have every page."""
    transport.streamed = []

    @asynccontextmanager
    async def stream(url):
        transport.streamed.append(url)
        name = url.rpartition("/")[2]
        yield FakeDownload(BODIES[[*NAMES, *SAVER].index(name) % 2])

    transport.stream = stream
    return transport


@pytest.fixture
def chapter(client):
    manga = rel("manga", 2, {"title": {"en": "Sea: the story"}})
    return made(Chapter, client, 1, manga, rel("scanlation_group", 3, {"name": "HS"}))


async def test_where_the_pages_are(chapter, transport):
    transport.add(at_home())
    assert await chapter.pages() == [f"https://node.example/token/data/h4sh/{name}" for name in NAMES]
    [request] = transport.requests
    assert request.url == f"https://api.mangadex.org/at-home/server/{uid(1)}"


async def test_what_is_known_only_after_asking_for_the_pages(chapter, transport):
    for name in ("hash", "page_names", "data_saver_page_names"):
        assert not hasattr(chapter, name)
        with pytest.raises(NotFetched, match=r"await its pages\(\) first"):
            getattr(chapter, name)
    transport.add(at_home())
    await chapter.pages()
    assert chapter.hash == "h4sh"
    assert chapter.page_names == NAMES
    assert chapter.data_saver_page_names == SAVER


async def test_smaller_pages(chapter, transport):
    transport.add(at_home())
    assert await chapter.pages(data_saver=True) == [
        f"https://node.example/token/data-saver/h4sh/{name}" for name in SAVER
    ]


async def test_only_nodes_on_the_usual_port(chapter, transport):
    transport.add(at_home())
    await chapter.pages(ssl_only=True)
    assert values(transport.requests[0], "forcePort443") == ["true"]


async def test_a_node_is_asked_for_once_in_fourteen_minutes(chapter, transport, clock):
    transport.add(at_home(), at_home("https://other.example"))
    first = await chapter.pages()
    await clock.advance(14 * 60 - 1)
    assert await chapter.pages() == first
    assert await chapter.download_chapter(as_bytes_list=True) == BODIES
    assert len(transport.requests) == 1
    await clock.advance(1)
    assert (await chapter.pages())[0].startswith("https://other.example/data/h4sh/")
    assert len(transport.requests) == 2


async def test_an_answer_does_not_grow_younger_by_serving_the_other_quality(chapter, transport, clock):
    transport.add(at_home(), at_home("https://other.example"))
    await chapter.pages()
    await clock.advance(13 * 60)
    assert (await chapter.pages(data_saver=True))[0].startswith("https://node.example/")
    await clock.advance(60)
    assert (await chapter.pages(data_saver=True))[0].startswith("https://other.example/")
    assert len(transport.requests) == 2


async def test_a_chapter_is_fetched_first(client, transport):
    transport.add(one(entity("chapter", 1)), at_home())
    assert len(await client.get_chapter(uid(1)).pages()) == 2
    assert [path.partition("/")[0] for path in transport.paths] == ["chapter", "at-home"]


async def test_a_chapter_that_is_not_there(client, transport):
    transport.add(api_error(404))
    with pytest.raises(InvalidID):
        await client.get_chapter(uid(1)).pages()


@pytest.mark.parametrize(
    ("changes", "reason", "text"),
    [
        ({"externalUrl": "https://e.example/1", "pages": 0}, "external", "https://e.example/1"),
        ({"isUnavailable": True}, "unavailable", "taken down"),
        ({"readableAt": "2026-01-01T00:00:01+00:00"}, "future", "2026-01-01 00:00 UTC"),
        ({"readableAt": None, "publishAt": "2037-12-31T15:59:00+00:00"}, "future", "2037-12-31 15:59"),
        ({"pages": 0}, "empty", "no pages"),
    ],
)
@pytest.mark.parametrize("way", ["pages", "download"])
async def test_a_chapter_without_pages_is_refused_before_a_node_is_asked(
    client, transport, tmp_path, changes, reason, text, way
):
    chapter = made(Chapter, client, **changes)
    call = chapter.pages() if way == "pages" else chapter.download_chapter(folder_format=f"{tmp_path}/x")
    with pytest.raises(ChapterUnreadable, match=text) as caught:
        await call
    assert caught.value.reason == reason
    assert caught.value.chapter == uid(1)
    assert transport.requests == []
    assert list(tmp_path.iterdir()) == []


async def test_a_chapter_with_a_link_and_pages_can_be_read(client, transport):
    transport.add(at_home())
    assert len(await made(Chapter, client, externalUrl="https://e.example/1").pages()) == 2


async def test_a_chapter_can_be_read_from_its_instant_on(client, transport):
    transport.add(at_home())
    assert len(await made(Chapter, client, readableAt="2026-01-01T00:00:00+00:00").pages()) == 2


async def test_a_node_without_pages(chapter, transport):
    transport.add(json_answer({"baseUrl": "https://n.example", "chapter": {"hash": "", "data": []}}))
    with pytest.raises(ChapterUnreadable) as caught:
        await chapter.pages()
    assert caught.value.reason == "empty"


async def test_an_answer_without_a_node(chapter, transport):
    transport.add(json_answer({"result": "ok"}))
    with pytest.raises(InvalidResponse, match="at-home"):
        await chapter.pages()


async def test_pages_in_memory(chapter, transport):
    transport.add(at_home())
    news = []
    assert await chapter.download_chapter(as_bytes_list=True, progress=news.append) == BODIES
    assert sorted(item.number for item in news) == [1, 2]
    assert all(isinstance(item, PageProgress) and item.path is None for item in news)


async def test_pages_as_files(chapter, transport, tmp_path):
    transport.add(at_home())
    files = await chapter.download_chapter(
        folder_format=f"{tmp_path}/{{manga}}/{{chapter_num}}{{separator}}{{title}}"
    )
    folder = tmp_path / "Sea_ the story" / "12.5 - Ashore"
    assert files == [folder / "1.png", folder / "2.png"]
    assert [file.read_bytes() for file in files] == BODIES
    assert sorted(folder.iterdir()) == files
    assert len(transport.requests) == 1


async def test_smaller_pages_as_files_called_as_mangadex_calls_them(chapter, transport, tmp_path):
    transport.add(at_home())
    files = await chapter.download_chapter(
        folder_format=str(tmp_path), file_format="{num:03d}-{name}", use_data_saver=True, ssl_only=True
    )
    assert [file.name for file in files] == [f"001-{SAVER[0]}", f"002-{SAVER[1]}"]
    assert values(transport.requests[0], "forcePort443") == ["true"]


async def test_files_that_exist_may_be_left_alone(chapter, transport, tmp_path):
    transport.add(at_home())
    (tmp_path / "1.png").write_bytes(b"mine")
    files = await chapter.download_chapter(folder_format=str(tmp_path), overwrite=False)
    assert [file.read_bytes() for file in files] == [b"mine", BODIES[1]]
    await chapter.download_chapter(folder_format=str(tmp_path))
    assert files[0].read_bytes() == BODIES[0]


FORMAT = (
    "{manga}/{manga_id}/{chapter}/{chapter_id}/{chapter_num}/{volume}/{title}/{separator}/{language}/{groups}"
)


async def fields_of(chapter, transport, tmp_path):
    transport.add(at_home())
    [file, _] = await chapter.download_chapter(folder_format=f"{tmp_path}/{FORMAT}")
    return list(file.relative_to(tmp_path).parts[:-1])


async def test_every_field_of_a_folder(client, transport, tmp_path):
    groups = [rel("scanlation_group", 3, {"name": "HS"}), rel("scanlation_group", 4, {"name": "Pier"})]
    chapter = made(Chapter, client, 1, rel("manga", 2, {"title": {"en": "Sea"}}), *groups)
    assert await fields_of(chapter, transport, tmp_path) == [
        "Sea",
        uid(2),
        "Volume 2 Chapter 12.5_ Ashore",
        uid(1),
        "12.5",
        "2",
        "Ashore",
        "-",
        "en",
        "HS, Pier",
    ]


async def test_fields_of_a_chapter_of_which_little_is_known(client, transport, tmp_path):
    changes = dict.fromkeys(("title", "volume", "chapter", "translatedLanguage"))
    chapter = made(Chapter, client, **changes)
    assert await fields_of(chapter, transport, tmp_path) == [
        "No Manga",
        "_",
        "Oneshot",
        uid(1),
        "_",
        "_",
        "Oneshot",
        "_",
        "_",
        "No Group",
    ]


async def test_the_manga_and_the_groups_are_fetched_for_the_folder(client, transport, tmp_path):
    chapter = made(Chapter, client, 1, rel("manga", 2), rel("scanlation_group", 3))
    transport.add(one(entity("manga", 2)), page([entity("scanlation_group", 3)]))
    fields = await fields_of(chapter, transport, tmp_path)
    assert fields[0] == "The Lantern Keeper"
    assert fields[-1] == "Harbour Scans"


async def test_a_manga_and_a_group_that_are_gone_are_called_by_their_ids(client, transport, tmp_path):
    chapter = made(Chapter, client, 1, rel("manga", 2), rel("scanlation_group", 3))
    transport.add(api_error(404), page([]))
    fields = await fields_of(chapter, transport, tmp_path)
    assert fields[0] == uid(2)
    assert fields[-1] == uid(3)


async def test_names_that_are_missing_are_ids(client, transport, tmp_path):
    chapter = made(Chapter, client, 1, rel("manga", 2, {}), rel("scanlation_group", 3, {}))
    fields = await fields_of(chapter, transport, tmp_path)
    assert fields[0] == uid(2)
    assert fields[-1] == uid(3)


@pytest.mark.parametrize(
    ("formats", "text"),
    [
        ({"folder_format": "{mango}"}, "did you mean 'manga'"),
        ({"folder_format": "{manga"}, "broken"),
        ({"folder_format": "{volume:d}"}, "broken"),
        ({"file_format": "{number}"}, "did you mean 'num'"),
        ({"file_format": "a/{num}"}, "without a folder"),
    ],
)
@pytest.mark.parametrize("fetched", [True, False])
async def test_a_format_with_a_mistake_is_refused_before_anything_is_sent(
    client, transport, formats, text, fetched
):
    chapter = made(Chapter, client) if fetched else client.get_chapter(uid(1))
    with pytest.raises(InvalidArgument, match=text):
        await chapter.download_chapter(**formats)
    assert transport.requests == []


async def test_the_pages_carry_no_token(transport, clock, tmp_path):
    client = fake_client(transport, clock, anonymous=False)
    client.session_token = "token-of-the-api"
    transport.add(at_home())
    await made(Chapter, client).download_chapter(folder_format=str(tmp_path))
    assert transport.requests[0].headers["Authorization"] == "Bearer token-of-the-api"
    assert len(transport.streamed) == 2
    assert not any("token-of-the-api" in url for url in transport.streamed)


async def test_a_chapter_that_has_gone_from_the_nodes_is_unavailable(chapter, transport):
    transport.add(api_error(404))
    with pytest.raises(ChapterUnreadable, match="no pages of it any more") as caught:
        await chapter.pages()
    assert caught.value.reason == "unavailable"
    assert isinstance(caught.value.__cause__, NotFound)


async def test_no_address_of_a_node_is_pickled_or_shown(client, transport):
    chapter = made(Chapter, client)
    names = {"hash": "h4sh", "data": ["1.png"], "dataSaver": ["1.jpg"]}
    transport.add(json_answer({"result": "ok", "baseUrl": "https://node.example/s3cr3t", "chapter": names}))
    await chapter.pages()
    data = pickle.dumps(chapter)
    assert b"s3cr3t" not in data
    twin = pickle.loads(data)  # noqa: S301 - our own bytes
    assert (twin.hash, twin.page_names, twin.data_saver_page_names) == ("h4sh", ["1.png"], ["1.jpg"])
    shown = [repr(value) for value in chapter.__dict__.values()]
    shown += [repr(server._node) for server in chapter.__dict__["_servers"].values()]
    assert not any("s3cr3t" in text for text in [*shown, str(chapter.to_dict())])
