from __future__ import annotations

import hashlib
import io
import re

import pytest
from PIL import Image

from asyncdex.sandbox.server.images.pages import Pages, draw_chapter


@pytest.fixture
async def web(make):
    return await make(manga=20, chapters=400)


async def server(web, chapter=None):
    return (await web.get(f"/at-home/server/{chapter or web.box.sample_chapter_id}")).body


def page_url(body, *, quality="data", number=0):
    names = body["chapter"]["data" if quality == "data" else "dataSaver"]
    return f"{body['baseUrl']}/{quality}/{body['chapter']['hash']}/{names[number]}"


@pytest.mark.parametrize(
    ("quality", "form", "kind"), [("data", "PNG", "png"), ("data-saver", "JPEG", "jpeg")]
)
async def test_pages_are_images_named_by_their_content(web, quality, form, kind):
    body = await server(web)
    pages = web.box.catalogue.chapters[web.box.sample_chapter_id].attributes["pages"]
    assert len(body["chapter"]["data"]) == len(body["chapter"]["dataSaver"]) == pages
    for number in range(pages):
        url = page_url(body, quality=quality, number=number)
        answer = await web.get(url)
        assert answer.status == 200
        assert answer.headers["Content-Type"] == f"image/{kind}"
        assert int(answer.headers["Content-Length"]) == len(answer.raw)
        digest = hashlib.sha256(answer.raw).hexdigest()
        assert re.fullmatch(rf"{number + 1}-{digest}\.(png|jpg)", url.rpartition("/")[2])
        with Image.open(io.BytesIO(answer.raw)) as image:
            image.load()
            assert image.format == form
    assert web.box.stats.image_requests == pages
    assert web.box.stats.image_bytes > 0


async def test_the_hash_has_32_digits_and_the_flag_is_accepted(web):
    path = f"/at-home/server/{web.box.sample_chapter_id}"
    for value in ("true", "false"):
        body = (await web.get(path, ("forcePort443", value))).body
        assert re.fullmatch(r"[0-9a-f]{32}", body["chapter"]["hash"])


async def test_asking_again_gives_another_node(web):
    bases = [(await server(web))["baseUrl"] for _ in range(4)]
    origins = [base.rpartition("/")[0] for base in bases]
    assert len(set(bases)) == 4
    assert origins[0] == origins[2] != origins[1] == origins[3]
    assert set(origins) == set(web.box.node_urls)
    assert web.box.url not in origins


async def test_the_second_delivery_is_a_hit(web):
    url = page_url(await server(web))
    assert [(await web.get(url)).headers["X-Cache"] for _ in range(2)] == ["MISS", "HIT"]


async def test_base_urls_end_after_fifteen_minutes(web, clock):
    url = page_url(await server(web))
    clock.advance(15 * 60 - 1)
    assert (await web.get(url)).status == 200
    clock.advance(1)
    answer = await web.get(url)
    assert (answer.status, answer.body["errors"][0]["title"]) == (403, "access_denied_http_exception")
    assert (await web.get(page_url(await server(web)))).status == 200


async def test_base_urls_hold_for_one_chapter_on_one_node(web):
    catalogue = web.box.catalogue
    first, second = [record.id for record in catalogue.readable_chapters(web.box.sample_manga_id)][:2]
    one, two = await server(web, first), await server(web, second)
    assert (await web.get(page_url(two).replace(two["baseUrl"], one["baseUrl"]))).status == 403
    here, there = web.box.node_urls
    url = page_url(one)
    other = url.replace(here, there) if url.startswith(here) else url.replace(there, here)
    assert (await web.get(other)).status == 403


async def test_unknown_images_are_404(web):
    url = page_url(await server(web))
    assert (await web.get(url.replace(".png", ".gif"))).status == 404
    assert (await web.get(url.replace("/data/", "/raw/"))).status == 404


async def test_image_hosts_refuse_tokens(web):
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    cover = web.box.catalogue.covers[manga.linked("cover_art")[0]].attributes["fileName"]
    for url in (page_url(await server(web)), f"/covers/{manga.id}/{cover}"):
        answer = await web.get(url, headers={"Authorization": "Bearer x"})
        assert answer.status == 400
        assert "Authorization" in answer.details
    assert web.box.stats.images_with_token == 2
    assert web.box.stats.image_bytes == 0


def chapter_with(web, check):
    return next(record.id for record in web.box.catalogue.chapters.values() if check(record.attributes))


async def test_external_and_empty_chapters_have_empty_lists(web):
    for check in (
        lambda a: a["externalUrl"] and not a["pages"] and a["publishAt"] < "2026",
        lambda a: a["externalUrl"] and not a["pages"] and a["publishAt"] > "2030" and not a["isUnavailable"],
        lambda a: not a["externalUrl"] and not a["pages"],
    ):
        body = await server(web, chapter_with(web, check))
        assert body["chapter"] == {"hash": "", "data": [], "dataSaver": []}


async def test_external_chapters_may_have_pages_all_the_same(web):
    body = await server(web, chapter_with(web, lambda a: a["externalUrl"] and a["pages"]))
    assert body["chapter"]["data"]


async def test_unavailable_and_future_chapters_are_404(web):
    for check in (lambda a: a["isUnavailable"], lambda a: a["publishAt"] > "2030" and a["pages"]):
        assert (await web.get(f"/at-home/server/{chapter_with(web, check)}")).status == 404


@pytest.mark.parametrize("suffix", ["jpg", "png"])
async def test_covers_and_thumbnails(web, suffix):
    cover = next(r for r in web.box.catalogue.covers.values() if r.attributes["fileName"].endswith(suffix))
    path = f"/covers/{cover.linked('manga')[0]}/{cover.attributes['fileName']}"
    for ending, width, kind in (("", 720, suffix), (".512.jpg", 512, "jpg"), (".256.jpg", 256, "jpg")):
        answer = await web.get(path + ending)
        assert answer.status == 200
        assert answer.headers["Content-Type"] == {"jpg": "image/jpeg", "png": "image/png"}[kind]
        with Image.open(io.BytesIO(answer.raw)) as image:
            assert image.width == width
    assert (await web.get(path + ".128.jpg")).status == 404
    assert (await web.get(f"/covers/{web.box.catalogue.me}/x.jpg")).status == 404


async def test_a_cover_of_an_untitled_manga(web):
    manga = web.box.catalogue.change(web.box.catalogue.manga[web.box.sample_manga_id])
    manga.attributes["title"] = []
    cover = web.box.catalogue.covers[manga.linked("cover_art")[0]].attributes["fileName"]
    assert (await web.get(f"/covers/{manga.id}/{cover}")).status == 200


def test_drawing_is_deterministic():
    assert draw_chapter("a", 3) == draw_chapter("a", 3)
    assert set(draw_chapter("a", 1).data).isdisjoint(draw_chapter("b", 1).data)


async def test_only_the_chapters_used_last_are_kept():
    pages = Pages()
    first = await pages.of("chapter", 1)
    assert await pages.of("chapter", 1) is first
    for number in range(64):
        await pages.of(str(number), 0)
    assert await pages.of("chapter", 1) is not first


async def test_long_strips_are_long_and_jpegs(web):
    box = web.box
    manga = box.add_manga("The Kettle at Sea", tags=["Long Strip"])
    chapter = box.publish_chapter(manga, pages=3)
    for identifier, format_, shape in ((chapter.id, "JPEG", 2), (box.sample_chapter_id, "PNG", 1)):
        server = (await web.get(f"/at-home/server/{identifier}")).body
        path = f"{server['baseUrl']}/data/{server['chapter']['hash']}/"
        for name in server["chapter"]["data"]:
            raw = (await web.get(path + name)).raw
            assert hashlib.sha256(raw).hexdigest() in name
            with Image.open(io.BytesIO(raw)) as image:
                assert (image.format, image.height // image.width >= shape) == (format_, True)
    saver = server["chapter"]["dataSaver"]
    assert all(name.endswith(".jpg") for name in saver)


async def test_names_are_told_without_drawing_again(monkeypatch):
    pages = Pages()
    names = await pages.names_of("chapter", 2)
    drawn = await pages.of("chapter", 2)
    assert (names.hash, names.data, names.saver) == (drawn.hash, list(drawn.data), list(drawn.saver))
    for number in range(70):
        await pages.of(str(number), 0)
    monkeypatch.setattr("asyncdex.sandbox.server.images.pages.draw_chapter", None)
    assert await pages.names_of("chapter", 2) == names
    monkeypatch.undo()
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    await pages.upload("chapter", [("png", buffer.getvalue())])
    assert len((await pages.names_of("chapter", 1)).data) == 1
    pages.reset()
    assert await pages.names_of("chapter", 2) == names
    monkeypatch.setattr("asyncdex.sandbox.server.images.pages._KEPT_NAMES", 1)
    await pages.names_of("another", 0)
    assert list(pages._names) == ["another"]
