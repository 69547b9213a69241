from __future__ import annotations

import asyncio
import hashlib
import json

import aiohttp
import pytest

from tests.sandbox.uploading import UNKNOWN, add, begin, draft, error_of, form_of, page_files, picture

MEGABYTE = 1024 * 1024


@pytest.fixture
async def session(web, login):
    """An open session without files."""
    return (await begin(web, login)).body["data"]["id"]


async def kept(web, login):
    """The ids of the session's files."""
    related = (await web.get("/upload", **login)).body["data"]["relationships"]
    return [entry["id"] for entry in related if entry["type"] == "upload_session_file"]


async def test_files_are_described(web, login, session):
    image = picture(3, "JPEG")
    answer = await add(web, login, session, [image])
    assert (answer.status, answer.body["result"], answer.body["errors"]) == (200, "ok", [])
    (data,) = answer.body["data"]
    assert (data["type"], data["relationships"]) == ("upload_session_file", [])
    assert data["attributes"] == {
        "originalFileName": "p1.png",
        "fileHash": hashlib.sha256(image).hexdigest(),
        "fileSize": len(image),
        "mimeType": "image/jpeg",
        "source": "local",
        "version": 1,
    }
    shown = (await web.get("/upload", ("includes[]", "upload_session_file"), **login)).body["data"]
    assert shown["relationships"][-1] == {name: data[name] for name in ("id", "type", "attributes")}
    assert shown["attributes"]["version"] == 2


async def test_ten_files_in_a_request(web, login, session):
    assert error_of(await add(web, login, session, page_files(11))) == (400, "validation_exception")
    assert await kept(web, login) == []
    answer = await add(web, login, session, page_files(10))
    assert await kept(web, login) == [entry["id"] for entry in answer.body["data"]]
    assert len(await kept(web, login)) == 10


async def test_fields_of_the_same_name(web, login, session):
    # PHP keeps the last one only, unless the name says that there are many.
    assert len((await add(web, login, session, page_files(3), field="file")).body["data"]) == 1
    assert len((await add(web, login, session, page_files(3), field="file[]")).body["data"]) == 3


async def test_other_fields_are_passed_over(web, login, session):
    form = form_of(page_files(2))
    form.add_field("note", "not a file")
    answer = await web.request("POST", f"/upload/{session}", data=form, **login)
    assert len(answer.body["data"]) == 2


def truncated():
    return picture(1, size=(300, 300))[:-60]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a picture", "intact"),
        (b"", "intact"),
        (truncated(), "intact"),
        (picture(form="WEBP"), "intact"),
        (picture(form="BMP"), "intact"),
        (picture(size=(10_000, 1)), "each side"),
        (picture(size=(1, 10_000)), "each side"),
        (picture() + bytes(20 * MEGABYTE), "larger"),
    ],
    ids=["text", "nothing", "truncated", "webp", "bmp", "wide", "high", "large"],
)
async def test_bad_files_are_named_and_the_others_kept(web, login, session, content, said):
    good = page_files(2)
    answer = await add(web, login, session, [good[0], content, good[1]])
    assert (answer.status, answer.body["result"]) == (200, "error")
    names = [entry["attributes"]["originalFileName"] for entry in answer.body["data"]]
    assert names == ["p1.png", "p3.png"]
    (error,) = answer.body["errors"]
    assert error["status"] == 400
    assert "p2.png" in error["detail"]
    assert said in error["detail"]
    assert len(await kept(web, login)) == 2


async def test_just_small_enough(web, login, session):
    images = [picture(size=(9_999, 1)), picture() + bytes(20 * MEGABYTE - len(picture()))]
    assert len((await add(web, login, session, images)).body["data"]) == 2


async def test_150_megabytes_in_a_session(web, login, session):
    large = picture() + bytes(19 * MEGABYTE)
    answer = await add(web, login, session, [large] * 8)
    assert [len(answer.body[name]) for name in ("data", "errors")] == [7, 1]
    assert "what is left" in answer.body["errors"][0]["detail"]
    # There is room again once something is taken out.
    await web.request("DELETE", f"/upload/{session}/{answer.body['data'][0]['id']}", **login)
    again = await add(web, login, session, [large] * 2)
    assert [len(again.body[name]) for name in ("data", "errors")] == [1, 1]
    assert "what is left" in again.body["errors"][0]["detail"]


async def test_500_files_in_a_session(web, login, session):
    for _ in range(49):
        await add(web, login, session, page_files(10))
    await add(web, login, session, page_files(7))
    answer = await add(web, login, session, page_files(5))
    assert [len(answer.body[name]) for name in ("data", "errors")] == [3, 2]
    assert "500" in answer.body["errors"][0]["detail"]
    assert len(await kept(web, login)) == 500


async def test_bodies_that_are_no_forms(web, login, session):
    path = f"/upload/{session}"
    assert (await web.request("POST", path, json={}, **login)).status == 400
    assert (await web.request("POST", path, data={"file": "x"}, **login)).status == 400

    async def sent(kind, body):
        headers = {**login["headers"], "Content-Type": kind}
        return await web.request("POST", path, data=body, headers=headers)

    assert (await sent("multipart/form-data", b"no boundary")).status == 400
    assert (await sent("multipart/form-data; boundary=abc", b"no parts")).status == 400
    only_text = b'--abc\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--abc--\r\n'
    answer = await sent("multipart/form-data; boundary=abc", only_text)
    assert (answer.status, "at least one" in answer.details) == (400, True)
    quoted = await sent('multipart/form-data; boundary="abc"', only_text)
    assert (quoted.status, "quoted" in quoted.details) == (400, True)


async def test_files_arrive_in_a_stream(web, login, session):
    async def pieces():
        yield picture()
        for _ in range(4):
            yield bytes(MEGABYTE)

    with aiohttp.MultipartWriter("form-data", boundary="abc") as writer:
        part = writer.append(pieces())
        part.set_content_disposition("form-data", name="file1", filename="streamed.png")
    headers = {**login["headers"], "Content-Type": "multipart/form-data; boundary=abc"}
    answer = await web.request("POST", f"/upload/{session}", data=writer, headers=headers)
    assert answer.body["data"][0]["attributes"]["fileSize"] == len(picture()) + 4 * MEGABYTE


def slow_body(gate, tail):
    """A form whose last bytes wait for the gate."""

    async def pieces():
        yield b'--abc\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\n' + picture()
        await gate.wait()
        yield tail

    return pieces()


async def sent_slowly(web, login, session, meanwhile, padding=b""):
    """Upload a file, and do something else before its end arrives."""
    gate = asyncio.Event()
    headers = {**login["headers"], "Content-Type": "multipart/form-data; boundary=abc"}
    body = slow_body(gate, padding + b"\r\n--abc--\r\n")
    sending = web.request("POST", f"/upload/{session}", data=body, headers=headers)
    task = asyncio.create_task(sending)
    while not web.box.stats.requests:  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(0)
    await meanwhile()
    gate.set()
    return await task


async def test_a_token_may_expire_on_the_way(web, login, session, clock):
    web.box.stats.requests = 0

    async def meanwhile():
        clock.advance(1000)

    answer = await sent_slowly(web, login, session, meanwhile)
    assert (answer.status, len(answer.body["data"])) == (200, 1)


async def test_a_session_may_end_on_the_way(web, login, session):
    web.box.stats.requests = 0

    async def meanwhile():
        await web.request("DELETE", f"/upload/{session}", **login)

    answer = await sent_slowly(web, login, session, meanwhile)
    assert error_of(answer) == (404, "not_found_http_exception")


async def test_a_session_may_fill_up_on_the_way(web, login, session):
    web.box.stats.requests = 0
    padding = bytes(19 * MEGABYTE)

    async def meanwhile():
        await add(web, login, session, [picture() + padding] * 7)

    answer = await sent_slowly(web, login, session, meanwhile, padding)
    assert [len(answer.body[name]) for name in ("data", "errors")] == [0, 1]
    assert "at most" in answer.body["errors"][0]["detail"]


@pytest.mark.parametrize(("method", "path"), [("DELETE", "batch"), ("POST", "commit")])
async def test_a_session_may_end_before_what_is_said_of_it(web, login, session, method, path):
    file = (await add(web, login, session, [picture()])).body["data"][0]["id"]
    body = [file]
    if path == "commit":
        body = {"chapterDraft": draft(), "pageOrder": [file], "termsAccepted": True}
    gate = asyncio.Event()
    web.box.stats.requests = 0

    async def pieces():
        yield b" "
        await gate.wait()
        yield json.dumps(body).encode()

    headers = {**login["headers"], "Content-Type": "application/json"}
    sending = web.request(method, f"/upload/{session}/{path}", data=pieces(), headers=headers)
    task = asyncio.create_task(sending)
    while not web.box.stats.requests:  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(0)
    await web.request("DELETE", f"/upload/{session}", **login)
    gate.set()
    assert error_of(await task) == (404, "not_found_http_exception")


async def test_taking_files_out(web, login, session):
    await add(web, login, session, page_files(6))
    files = await kept(web, login)
    assert (await web.request("DELETE", f"/upload/{session}/{files[0].upper()}", **login)).status == 200
    assert await kept(web, login) == files[1:]
    assert web.box.catalogue.find("upload_session_file", files[0]) is None
    batch = f"/upload/{session}/batch"
    answer = await web.request("DELETE", batch, json=[files[1], files[3], files[3]], **login)
    assert answer.body == {"result": "ok"}
    assert await kept(web, login) == [files[2], files[4], files[5]]
    assert (await web.request("DELETE", f"/upload/{session}/{files[0]}", **login)).status == 404
    assert (await web.request("DELETE", batch, json=[files[2], files[0]], **login)).status == 404
    assert await kept(web, login) == [files[2], files[4], files[5]]
    await web.request("DELETE", f"/upload/{session}", **login)
    assert web.box.catalogue.find("upload_session_file", files[2]) is None


@pytest.mark.parametrize(
    ("body", "status"), [([], 400), ({}, 400), (["no id"], 400), (None, 400), ([UNKNOWN] * 600, 413)]
)
async def test_wrong_batches(web, login, session, body, status):
    answer = await web.request("DELETE", f"/upload/{session}/batch", json=body, **login)
    assert answer.status == status
