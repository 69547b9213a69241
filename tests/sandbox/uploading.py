"""Pictures, and the steps of an upload, for the tests of it."""

from __future__ import annotations

import io

import aiohttp
from PIL import Image

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def picture(number=0, form="PNG", size=(12, 18)):
    """A small picture of a colour of its own."""
    buffer = io.BytesIO()
    mode = "P" if form == "GIF" else "RGB"
    Image.new(mode, size, number % 256 if mode == "P" else (number % 256, 40, 90)).save(buffer, form)
    return buffer.getvalue()


def page_files(amount):
    return [picture(number) for number in range(amount)]


def some_manga(web):
    return web.box.sample_manga_id


def draft(**change):
    return {"volume": "2", "chapter": "12.5", "title": None, "translatedLanguage": "en", **change}


def error_of(answer):
    return answer.status, answer.body["errors"][0]["title"]


async def begin(web, login, manga=None, groups=()):
    body = {"manga": manga or some_manga(web), "groups": list(groups)}
    return await web.request("POST", "/upload/begin", json=body, **login)


def form_of(contents, field="file{}"):
    form = aiohttp.FormData()
    for number, content in enumerate(contents, 1):
        form.add_field(field.format(number), io.BytesIO(content), filename=f"p{number}.png")
    return form


async def add(web, login, session, contents, **options):
    form = form_of(contents, **options)
    return await web.request("POST", f"/upload/{session}", data=form, **login)


async def commit(web, login, session, order, **change):
    body = {"chapterDraft": draft(**change), "pageOrder": order, "termsAccepted": True}
    return await web.request("POST", f"/upload/{session}/commit", json=body, **login)
