from __future__ import annotations

import sys

import aiohttp
import pytest

from tests.sandbox.conftest import Browser
from tests.sandbox.uploading import error_of


@pytest.fixture
async def web(make):
    box = await make(manga=2, chapters=10)
    box.box.require_captcha("GET", "/manga/*", answer="seven buses", site_key="the-key")
    return box


async def solve(web, answer, **options):
    return await web.request("POST", "/captcha/solve", json={"captchaChallenge": answer}, **options)


async def test_a_captcha_is_asked_for(web):
    answer = await web.get("/manga/tag")
    assert error_of(answer) == (403, "captcha_required_exception")
    assert answer.headers["X-Captcha-Sitekey"] == "the-key"
    assert answer.body["errors"][0]["context"] == {"siteKey": "the-key"}
    assert (await web.get("/manga")).status == 200
    assert (await web.request("POST", "/manga/tag")).status == 405


async def test_solving_it_first(web):
    assert (await solve(web, "seven buses")).body == {"result": "ok"}
    assert (await web.get("/manga/tag")).status == 200
    assert (await web.get("/manga/random")).status == 200


async def test_solving_it_with_the_call(web):
    for header, status in (("nine buses", 403), ("seven buses", 200)):
        answer = await web.get("/manga/tag", headers={"X-Captcha-Result": header})
        assert answer.status == status
    assert (await web.get("/manga/tag")).status == 200


@pytest.mark.parametrize("body", [{"captchaChallenge": ""}, {"captchaChallenge": 7}, {}])
async def test_answers_that_are_none(web, body):
    answer = await web.request("POST", "/captcha/solve", json=body)
    assert error_of(answer) == (400, "validation_exception")


async def test_a_wrong_answer(web, login):
    for options in ({}, login):
        answer = await solve(web, "nine buses", **options)
        assert error_of(answer) == (400, "captcha_wrong_exception")
        assert "errorCode" in answer.body["errors"][0]["context"]
    assert (await web.get("/manga/tag")).status == 403


async def test_captchas_do_not_stand_in_each_others_way(web):
    web.box.require_captcha("*", "/cover", answer="a bridge")
    await solve(web, "a bridge")
    assert [(await web.get(path)).status for path in ("/cover", "/manga/tag")] == [200, 403]
    # An order made anew is not solved by what solved the old one.
    web.box.require_captcha("GET", "/cover", answer="a bridge")
    assert (await web.get("/cover")).status == 403
    web.box.clear_captchas()
    assert [(await web.get(path)).status for path in ("/cover", "/manga/tag")] == [200, 200]


async def test_captchas_concern_the_api_alone(web):
    web.box.require_captcha("*", "*")
    assert (await web.token()).status == 200
    cover = next(iter(web.box.catalogue.covers.values()))
    path = f"/covers/{cover.linked('manga')[0]}/{cover.attributes['fileName']}"
    assert (await web.get(path)).status == 200
    assert (await web.get("/ping")).status == 403
    # Else nobody could ever solve it.
    assert (await solve(web, "solved")).status == 200
    assert (await web.get("/ping")).status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one loopback address")
async def test_a_solution_is_remembered_for_the_address_and_the_user(web, login):
    await solve(web, "seven buses", **login)
    connector = aiohttp.TCPConnector(local_addr=("127.0.0.2", 0))
    async with aiohttp.ClientSession(connector=connector) as session:
        elsewhere = Browser(web.box, session)
        assert (await elsewhere.get("/manga/tag")).status == 403
        assert (await elsewhere.get("/manga/tag", **login)).status == 200
    assert (await web.get("/manga/tag")).status == 200
