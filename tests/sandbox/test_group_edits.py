from __future__ import annotations

import uuid

import pytest

NOW = "2026-05-28T20:26:40+00:00"
UNKNOWN = "00000000-0000-4000-8000-000000000000"
SAID = {
    "name": "Tea Kettle Scans",
    "website": "https://example.net",
    "ircServer": "irc.example.net",
    "ircChannel": "kettle",
    "discord": "kettle",
    "contactEmail": "kettle@example.net",
    "description": "We *boil*.",
    "twitter": "https://twitter.com/kettle",
    "mangaUpdates": "https://www.mangaupdates.com/group/abc/kettle",
    "inactive": True,
    "publishDelay": "P4DT12H",
}
ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]


@pytest.fixture
def group(web):
    return web.box.catalogue.change(next(iter(web.box.catalogue.groups.values())))


async def test_a_new_group_is_led_by_whoever_made_it(web, send):
    answer = await send("POST", "/group", {"name": "Tea Kettle Scans"})
    assert (answer.status, answer.body["response"]) == (200, "entity")
    data = answer.body["data"]
    assert uuid.UUID(data["id"]).version == 4
    assert data["type"] == "scanlation_group"
    assert data["attributes"] == {
        **dict.fromkeys(SAID),
        "name": "Tea Kettle Scans",
        "altNames": [],
        "locked": False,
        "focusedLanguages": [],
        "official": False,
        "verified": False,
        "inactive": False,
        "exLicensed": False,
        "createdAt": NOW,
        "updatedAt": NOW,
        "version": 1,
    }
    me = web.box.catalogue.me
    assert data["relationships"] == [{"id": me, "type": "leader"}, {"id": me, "type": "member"}]
    mine = (await send("GET", "/user/me")).body["data"]["relationships"]
    assert {"id": data["id"], "type": "scanlation_group"} in mine
    assert (await web.get("/group", ("name", "tea kettle"))).ids == [data["id"]]


async def test_everything_can_be_said_of_a_group(send, group):
    assert (await send("POST", "/group", SAID)).body["data"]["attributes"].items() >= SAID.items()
    more = {"focusedLanguages": ["en", "pt-br"], "locked": True, "twitter": "https://example.org/kettle"}
    body = {**SAID, **more, "version": group.attributes["version"]}
    attributes = (await send("PUT", f"/group/{group.id}", body)).body["data"]["attributes"]
    assert attributes.items() >= {**SAID, **more}.items()


async def test_people_come_and_go(web, send, group):
    catalogue = web.box.catalogue
    old = set(group.linked("member"))
    new = [user for user in catalogue.users if user not in old][:2]
    body = {"leader": new[0].upper(), "members": new, "version": group.attributes["version"]}
    data = (await send("PUT", f"/group/{group.id}", body)).body["data"]
    assert not {"leader", "members"} & set(data["attributes"])
    assert [(entry["type"], entry["id"]) for entry in data["relationships"]] == [
        ("leader", new[0]),
        ("member", new[0]),
        ("member", new[1]),
    ]
    for user, is_there in ((new[0], True), (new[1], True), (next(iter(old)), False)):
        entries = (await web.get(f"/user/{user}")).body["data"]["relationships"]
        assert ({"id": group.id, "type": "scanlation_group"} in entries) is is_there
    for wrong in ({"leader": UNKNOWN}, {"members": [UNKNOWN]}):
        answer = await send("PUT", f"/group/{group.id}", {**wrong, "version": group.attributes["version"]})
        assert (answer.status, UNKNOWN in answer.details) == (404, True)


async def test_chapters_outlive_their_group(web, send, group):
    path, asked = "/chapter", [("groups[]", group.id), *ALL]
    chapters = (await web.get(path, *asked)).ids
    assert chapters
    await send("DELETE", f"/group/{group.id}")
    assert (await web.get(path, *asked)).ids == []
    data = (await web.get(f"/chapter/{chapters[0]}", ("includes[]", "scanlation_group"))).body["data"]
    assert group.id not in {entry["id"] for entry in data["relationships"]}


WRONG = [
    ("name", None),
    ("website", 1),
    ("twitter", "twitter.com/kettle"),
    ("mangaUpdates", "https://example.org"),
    ("mangaUpdates", "https://www.mangaupdates.com/group/" + "x" * 128),
    ("inactive", "no"),
]


@pytest.mark.parametrize(
    ("name", "value"), [*WRONG, ("twitter", "https://example.org/kettle"), ("publishDelay", "4 days")]
)
async def test_wrong_new_groups_are_400(send, name, value):
    answer = await send("POST", "/group", {"name": "Kettle", name: value})
    assert (answer.status, f"/{name}" in answer.details) == (400, True)
    assert "/name" in (await send("POST", "/group", {})).details


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *WRONG,
        ("leader", "x"),
        ("leader", None),
        ("members", [None]),
        ("focusedLanguages", ["english"]),
        ("locked", 1),
        ("publishDelay", None),
    ],
)
async def test_wrong_edits_are_400(send, group, name, value):
    body = {"version": group.attributes["version"], name: value}
    answer = await send("PUT", f"/group/{group.id}", body)
    assert (answer.status, f"/{name}" in answer.details) == (400, True)
