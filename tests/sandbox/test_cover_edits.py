from __future__ import annotations

import io
import uuid

import aiohttp
import pytest
from PIL import Image

ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]
MEGABYTE = 1024 * 1024


@pytest.fixture
def manga(web):
    return web.box.catalogue.change(web.box.catalogue.manga[web.box.sample_manga_id])


@pytest.fixture
async def upload(web, login, manga):
    """Send a form with a picture."""

    async def ask(content, target=None, **fields):
        form = aiohttp.FormData()
        if content is not None:
            form.add_field("file", io.BytesIO(content), filename="mine.png")
        for name, value in fields.items():
            form.add_field(name, value, content_type="text/plain")
        return await web.request("POST", f"/cover/{target or manga.id}", data=form(), **login)

    return ask


@pytest.mark.parametrize(
    ("form", "ending", "kind"), [("PNG", "png", "png"), ("JPEG", "jpg", "jpeg"), ("GIF", "gif", "gif")]
)
async def test_an_uploaded_cover_is_served(web, upload, picture, manga, form, ending, kind):
    content = picture(form)
    answer = await upload(content, volume="99", locale="pt-br", description="Mine")
    assert (answer.status, answer.body["response"]) == (200, "entity")
    data = answer.body["data"]
    name = data["attributes"].pop("fileName")
    assert name.endswith(f".{ending}")
    assert uuid.UUID(name.removesuffix(f".{ending}")).version == uuid.UUID(data["id"]).version == 4
    now = "2026-05-28T20:26:40+00:00"
    said = {"description": "Mine", "volume": "99", "locale": "pt-br"}
    assert data["attributes"] == {**said, "createdAt": now, "updatedAt": now, "version": 1}
    me = web.box.catalogue.me
    assert data["relationships"] == [{"id": manga.id, "type": "manga"}, {"id": me, "type": "user"}]
    whole = await web.get(f"/covers/{manga.id}/{name}")
    assert (whole.raw, whole.headers["Content-Type"]) == (content, f"image/{kind}")
    for width in (512, 256):
        small = await web.get(f"/covers/{manga.id}/{name}.{width}.jpg")
        with Image.open(io.BytesIO(small.raw)) as image:
            assert (image.format, image.size) == ("JPEG", (width, round(width * 4 / 3)))
            assert abs(image.getpixel((9, 9))[0] - 0) < 30
            assert abs(image.getpixel((9, 9))[1] - 128) < 30


async def test_the_newest_volume_stands_for_the_manga(web, upload, picture, manga):
    before = manga.linked("cover_art")
    old = (await upload(picture(), volume="0.5")).body["data"]["id"]
    assert manga.linked("cover_art") == before
    new = (await upload(picture(), volume="100")).body["data"]["id"]
    assert (await web.get(f"/cover/{manga.id}")).body["data"]["id"] == new
    # Volumes are numbers, although they are written as texts.
    await upload(picture(), volume="99")
    assert manga.linked("cover_art") == [new]
    listed = await web.get("/cover", ("manga[]", manga.id), ("order[createdAt]", "desc"), ("limit", "100"))
    assert {old, new, *before} <= set(listed.ids)
    data = (await web.get("/manga", ("ids[]", manga.id), ("includes[]", "cover_art"), *ALL)).body["data"]
    shown = [entry for entry in data[0]["relationships"] if entry["type"] == "cover_art"]
    assert [(entry["id"], entry["attributes"]["volume"]) for entry in shown] == [(new, "100")]


async def test_a_cover_needs_no_more_than_a_picture(upload, picture):
    for fields in ({}, {"volume": ""}):
        attributes = (await upload(picture(), **fields)).body["data"]["attributes"]
        assert (attributes["volume"], attributes["locale"], attributes["description"]) == (None, None, "")


async def test_large_pictures_are_taken_and_too_large_ones_are_not(upload, picture):
    content = picture("JPEG")
    assert (await upload(content + b"\0" * (20 * MEGABYTE - len(content)))).status == 200
    answer = await upload(content + b"\0" * (20 * MEGABYTE - len(content) + 1))
    assert (answer.status, answer.body["result"]) == (413, "error")


async def test_what_is_no_picture_is_refused(web, upload, picture, manga):
    known = len(web.box.catalogue.covers)
    wide = picture(size=(10_000, 2))
    for content in (b"", b"no picture", picture("WEBP"), picture("BMP"), picture()[:-80], wide):
        answer = await upload(content)
        assert (answer.status, "/file" in answer.details) == (400, True)
    answer = await upload(None, volume="1")
    assert (answer.status, "/file" in answer.details) == (400, True)
    assert (await upload(picture(size=(9_999, 2)))).status == 200
    assert len(web.box.catalogue.covers) == known + 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("volume", "01"),
        ("volume", "1234567890"),
        ("locale", "EN"),
        ("locale", ""),
        ("description", "x" * 513),
    ],
)
async def test_wrong_fields_are_400(upload, picture, name, value):
    answer = await upload(picture(), **{name: value})
    assert (answer.status, f"/{name}" in answer.details) == (400, True)


async def test_what_is_no_form_is_refused(web, send, login, upload, picture, manga):
    assert (await send("POST", f"/cover/{manga.id}", {"volume": "1"})).status == 400
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        headers = {**login["headers"], "Content-Type": kind}
        answer = await web.request("POST", f"/cover/{manga.id}", data=b"nothing", headers=headers)
        assert (answer.status, answer.body["result"]) == (400, "error")
    answer = await upload(picture(), target="00000000-0000-4000-8000-000000000000")
    assert answer.status == 404
    cover = manga.linked("cover_art")[0]
    assert (await upload(picture(), target=cover)).status == 404


async def test_an_edit_is_seen_by_all(web, send, manga):
    catalogue = web.box.catalogue
    manga = next(m for m in catalogue.manga.values() if len(catalogue.covers_of(m.id)) > 1)
    manga = catalogue.change(manga)
    other = next(c for c in catalogue.covers_of(manga.id) if c.id not in manga.linked("cover_art"))
    other = catalogue.change(other)
    body = {"volume": "88b", "description": None, "locale": None, "version": other.attributes["version"]}
    data = (await send("PUT", f"/cover/{other.id}", body)).body["data"]
    assert data["attributes"].items() >= {"volume": "88b", "description": None, "locale": None}.items()
    assert (await web.get(f"/cover/{manga.id}")).body["data"]["id"] == other.id
    body = {"volume": None, "version": other.attributes["version"]}
    assert (await send("PUT", f"/cover/{other.id}", body)).body["data"]["attributes"]["volume"] is None
    assert other.id not in manga.linked("cover_art")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("volume", ""),
        ("volume", 1),
        ("volume", "1-2"),
        ("description", "x" * 513),
        ("locale", "Japanese"),
        ("locale", 1),
    ],
)
async def test_wrong_edits_are_400(send, manga, name, value):
    cover = manga.linked("cover_art")[0]
    answer = await send("PUT", f"/cover/{cover}", {"volume": "1", "version": 1, name: value})
    assert (answer.status, f"/{name}" in answer.details) == (400, True)
    assert "/volume" in (await send("PUT", f"/cover/{cover}", {"version": 1})).details


async def test_another_cover_takes_the_place_of_a_deleted_one(web, send, upload, picture, manga):
    catalogue = web.box.catalogue
    name = (await upload(picture(), volume="100")).body["data"]["attributes"]["fileName"]
    while covers := catalogue.covers_of(manga.id):
        (shown,) = manga.linked("cover_art")
        assert shown in {cover.id for cover in covers}
        assert (await send("DELETE", f"/cover/{shown}")).status == 200
    assert manga.linked("cover_art") == []
    assert (await web.get(f"/cover/{manga.id}")).status == 404
    assert (await web.get(f"/covers/{manga.id}/{name}")).status == 404


async def test_a_manga_that_goes_while_its_cover_is_looked_at(web, upload, picture, manga, monkeypatch):
    def gone(_content):
        web.box.catalogue.remove([web.box.catalogue.manga[manga.id]])
        return "png"

    monkeypatch.setattr("asyncdex.sandbox.server.handlers.cover.ending_of", gone)
    before = len(web.box.catalogue.covers)
    answer = await upload(picture())
    assert (answer.status, len(web.box.catalogue.covers)) == (404, before)


@pytest.mark.parametrize("whole", [False, True], ids=["the cover", "its manga"])
async def test_a_deleted_cover_leaves_no_picture(web, send, upload, picture, manga, whole):
    cover = (await upload(picture())).body["data"]
    assert list(web.box._state.covers.uploaded) == [cover["attributes"]["fileName"]]
    await send("DELETE", f"/manga/{manga.id}" if whole else f"/cover/{cover['id']}")
    assert not web.box._state.covers.uploaded
