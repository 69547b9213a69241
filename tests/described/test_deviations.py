"""Each deviation from the file is one that the sandbox makes, and none is named for nothing."""

from dataclasses import replace

import pytest

from asyncdex.sandbox import Sandbox
from tests.described.deviations import DEVIATIONS, Deviation
from tests.described.document import facts
from tests.described.driving import DRAFT, OPERATIONS, REQUESTS, SETTINGS, Asked, World, own_file
from tests.described.judging import Judge
from tests.sandbox.conftest import Browser

UNKNOWN = "00000000-0000-4000-8000-000000000000"
LONG = "x" * 1_100_000


def wrong_ways(good):
    """Yield the ways in which a good request can go wrong."""
    if good.inside:
        yield replace(good, inside=dict.fromkeys(good.inside, UNKNOWN))
    yield replace(good, query=(*good.query, ("nobodyKnows", "1")))
    if lost := tuple((name, UNKNOWN) for name, _ in good.query if name != "includes[]"):
        yield replace(good, query=lost)
    yield replace(good, query=(("version", "99"),))
    yield replace(good, query=(("order[nobody]", "asc"),))
    if good.body or good.form is not None:
        yield replace(good, body=None, form=None)
    if isinstance(good.body, dict):
        yield replace(good, body={})
        yield replace(good, body=[])
        yield replace(good, body={**good.body, "name": LONG})
        yield replace(good, body={**good.body, "version": 99})
        for name in {"manga", "groups", "authors"} & good.body.keys():
            lost = [UNKNOWN] if isinstance(good.body[name], list) else UNKNOWN
            yield replace(good, body={**good.body, name: lost})
    if isinstance(good.body, list):
        yield replace(good, body=[*good.body, LONG])
    if good.form is not None:
        yield replace(good, form={**good.form, "description": LONG[:70_000]})


async def drive(world, id):
    """Ask for an operation as it is meant to be asked, and in the ways that go wrong."""
    good, box = await REQUESTS[id](world), world.web.box
    for asked in wrong_ways(good):
        await world.send(asked)
    await world.send(good, {"Authorization": "Bearer nobody"})
    box.require_captcha("*", "*")
    await world.send(good)
    box.clear_captchas()
    box.legacy_login = False
    await world.send(good)
    box.legacy_login = True
    for _ in range(2):
        await world.send(good)


async def drive_others(world):
    """Ask for what needs more than one request."""
    every_tag = tuple(("includedTags[]", tag) for tag in world.web.box.catalogue.tags)
    await world.send(Asked("get-manga-random", query=every_tag))
    await world.ask("post-settings", body={**SETTINGS, "settings": {}})
    await world.ask("get-settings")
    await world.ask("post-settings", body={**SETTINGS, "settings": {"0": None}})
    await world.ask("get-settings")
    await world.send(Asked("post-settings", body={**SETTINGS, "updatedAt": "now"}))
    counted = world.web.box.add_manga("From nought")
    world.web.box.publish_chapter(counted, "0", volume="0")
    await world.ask("get-manga-aggregate", {"id": counted.id})
    session, file = await own_file(world)
    body = {"chapterDraft": DRAFT, "pageOrder": [file], "termsAccepted": True}
    made = await world.made("commit-upload-session", {"uploadSessionId": session}, body=body)
    world.chapter, number = made
    session, _ = await world.made(
        "begin-edit-session", {"chapterId": world.chapter}, body={"version": number}
    )
    data = (await world.ask("get-upload-session", query=(("includes[]", "upload_session_file"),)))["data"]
    files = [one["id"] for one in data["relationships"] if one["type"] == "upload_session_file"]
    await world.ask("put-chapter-id", {"id": world.chapter}, body={"title": "B", "version": number})
    answer = await world.send(
        Asked("commit-upload-session", {"uploadSessionId": session}, body={**body, "pageOrder": files})
    )
    assert answer.status == 409


def needed(part, exchanges):
    """Return whether there is an exchange that is wrong without a part of the deviations."""
    left = [one for deviation in DEVIATIONS for one in deviation.parts() if one != part]
    judge = Judge(left)
    kind, name, *_ = part.places[0].split("/")
    concerned = exchanges if kind == "schemas" or name == "*" else exchanges.get(name, [])
    if isinstance(concerned, dict):
        concerned = [exchange for some in concerned.values() for exchange in some]
    return any(judge.complaints(exchange) or _refused(judge, exchange) for exchange in concerned)


def _refused(judge, exchange):
    """Return whether a request was refused that is as described."""
    return exchange.status == 400 and judge.wrong_request(exchange) == []


@pytest.mark.timeout(300)
async def test_each_deviation_is_made(world, described, tell):
    web = world.web
    for id in REQUESTS:
        web.box.reset()
        await drive(World(web, (await web.token()).body["access_token"]), id)
    web.box.reset()
    await drive_others(World(web, (await web.token()).body["access_token"]))
    async with Sandbox(manga=1, chapters=0) as box:
        for _ in range(9):
            await Browser(box, web.session).get("/ping")
    exchanges = {}
    for exchange in described.exchanges:
        operation, _ = described.judge.operation(exchange.method, exchange.path)
        exchanges.setdefault(operation["operationId"], []).append(exchange)
    assert set(exchanges) == set(OPERATIONS)
    parts = [part for deviation in DEVIATIONS for part in deviation.parts()]
    assert [(*part.places, *part.now) for part in parts if not needed(part, exchanges)] == []
    tell(f"deviations from the OpenAPI file: {len(DEVIATIONS)} reasons, {len(parts)} places, each needed")


def test_a_deviation_from_what_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="operations/get-nothing/answers"):
        facts([Deviation("It is gone.", ("operations/get-nothing/answers",), {})])


def test_each_deviation_has_a_reason():
    assert all(one.why.endswith(".") and one.places for one in DEVIATIONS)
    assert len({one.why for one in DEVIATIONS}) == len(DEVIATIONS)
