"""What nobody foresaw, and what is odd on purpose: an answer of MangaDex's shape, always."""

from __future__ import annotations

import io
import logging

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"


async def test_an_error_of_its_own_is_a_500_and_a_line_in_the_log(web, monkeypatch, caplog, described):
    def broken(*_arguments):
        raise KeyError("lost")

    monkeypatch.setattr("asyncdex.sandbox.server.handlers.manga.named", broken)
    with caplog.at_level(logging.ERROR):
        answer = await web.get(f"/manga/{web.box.sample_manga_id}")
    assert (answer.status, answer.body["result"]) == (500, "error")
    assert answer.body["errors"][0]["title"] == "internal_server_error"
    assert "lost" not in answer.raw.decode()
    (line,) = [record for record in caplog.records if record.name.startswith("asyncdex")]
    assert line.exc_info is not None
    assert f"GET /manga/{web.box.sample_manga_id}" in line.getMessage()
    assert described.complaints.pop().endswith("status 500 is not described")
    described.complaints.clear()


async def test_what_is_too_large_for_a_form_has_the_shape_too(web):
    form = io.BytesIO(b"grant_type=password&username=" + b"x" * 3_000_000)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await web.request("POST", web.box.auth_url, data=form, headers=headers)
    assert (answer.status, answer.body["result"]) == (413, "error")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_a_word_in_place_of_an_id_is_no_route(web, method):
    answer = await web.request(method, "/manga/nothing")
    assert (answer.status, answer.details) == (404, f"No route found for {method} /manga/nothing")


async def test_whole_numbers_may_have_a_point(web, send):
    path = f"/rating/{web.box.sample_manga_id}"
    assert (await send("POST", path, {"rating": 7.0})).status == 200
    assert web.box.catalogue.shelf.ratings[web.box.sample_manga_id].value == 7
    assert (await send("POST", path, {"rating": 7.5})).status == 400


@pytest.mark.parametrize(
    "address", ["https://twitter.com/é", "https://twitter.com/a b", "https://twitter.com/%zz"]
)
async def test_links_are_addresses(send, address):
    answer = await send("POST", "/author", {"name": "A", "twitter": address})
    assert (answer.status, "is no URL" in answer.details) == (400, True)


async def test_links_of_all_parts(send):
    link = "https://twitter.com/a%20b;c?d=e&f#g/h"
    answer = await send("POST", "/author", {"name": "A", "twitter": link})
    assert answer.body["data"]["attributes"]["twitter"] == link


async def test_numbers_of_any_length_are_only_wrong(web, send):
    digits = "9" * 5000
    assert (await web.get("/manga", ("offset", digits))).status == 400
    assert (await send("DELETE", f"/client/{UNKNOWN}?version={digits}")).status == 404
    client = (await send("POST", "/client", {"name": "my-bot", "profile": "personal"})).body["data"]["id"]
    assert (await send("DELETE", f"/client/{client}?version={digits}")).status == 409


async def test_other_scripts_digits_are_none(web):
    assert (await web.get("/manga", ("createdAtSince", "٢٠٢٤-٠١-٠١T٠٠:٠٠:٠٠"))).status == 400


async def test_a_form_with_a_header_of_no_sense(web, login):
    body = b'--b\r\nContent-Disposition: form-data; name="\xff\xfe\x05"\r\n\r\n1\r\n--b--\r\n'
    headers = {**login["headers"], "Content-Type": "multipart/form-data; boundary=b"}
    answer = await web.request("POST", f"/cover/{web.box.sample_manga_id}", data=body, headers=headers)
    assert (answer.status, answer.details) == (400, "Error validating body: it is not well-formed multipart")


async def test_several_filters_of_a_hundred_ids(web):
    names = ("ids[]", "authors[]", "artists[]", "includedTags[]", "excludedTags[]")
    query = [(name, UNKNOWN) for name in names for _ in range(100)]
    answer = await web.get("/manga", *query)
    assert (answer.status, answer.body["total"]) == (200, 0)
    assert (await web.get("/manga", ("title", "x" * 60_000))).body["total"] == 0
    answer = await web.get("/manga", ("nobody", "x" * 60_000))
    assert (answer.status, answer.body["result"]) == (400, "error")


@pytest.mark.parametrize(
    ("body", "charset"),
    [(b"grant_type=\xff\xfe", "utf-8"), (b"grant_type=password", "nonsense")],
    ids=["no UTF-8", "an unknown charset"],
)
async def test_forms_that_are_no_text(web, body, charset):
    headers = {"Content-Type": f"application/x-www-form-urlencoded; charset={charset}"}
    answer = await web.request("POST", web.box.auth_url, data=body, headers=headers)
    assert (answer.status, answer.body["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "[-1e999]"])
async def test_numbers_that_json_does_not_have(web, login, number):
    body = f'{{"settings": {{"mine": {number}}}, "updatedAt": "2026-03-14T13:19:37"}}'
    headers = {"Content-Type": "application/json", **login["headers"]}
    answer = await web.request("POST", "/settings", data=body, headers=headers)
    assert (answer.status, answer.details) == (400, "Error validating body: JSON is required")
