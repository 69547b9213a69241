from __future__ import annotations

import pytest

from tests.sandbox.uploading import (
    UNKNOWN,
    add,
    begin,
    commit,
    draft,
    error_of,
    page_files,
    picture,
    some_manga,
)

EVERYTHING = [("includes[]", name) for name in ("manga", "scanlation_group", "user", "upload_session_file")]


async def test_no_session_is_404(web, login):
    answer = await web.get("/upload", **login)
    assert error_of(answer) == (404, "not_found_http_exception")
    assert answer.details == "No upload session found"


async def test_beginning_and_looking(web, login, clock):
    groups = list(web.box.catalogue.groups)[:2]
    manga = some_manga(web)
    answer = await begin(web, login, manga, groups)
    assert (answer.status, answer.body["result"], answer.body["response"]) == (200, "ok", "entity")
    data = answer.body["data"]
    assert data["type"] == "upload_session"
    flags = {name: data["attributes"][name] for name in ("isCommitted", "isProcessed", "isDeleted")}
    assert (set(flags.values()), data["attributes"]["version"]) == ({False}, 1)
    linked = [(entry["type"], entry["id"]) for entry in data["relationships"]]
    wanted = [("scanlation_group", group) for group in groups]
    assert linked == [("user", web.box.catalogue.me), ("manga", manga), *wanted]
    shown = await web.get("/upload", *EVERYTHING, **login)
    assert shown.body["data"]["id"] == data["id"]
    assert all("attributes" in entry for entry in shown.body["data"]["relationships"])


async def test_one_open_session_for_each_user(web, login):
    first = (await begin(web, login)).body["data"]["id"]
    assert error_of(await begin(web, login)) == (409, "conflict_http_exception")
    chapter = own_chapter(web)
    edit = await web.request("POST", f"/upload/begin/{chapter.id}", json=version_of(chapter), **login)
    assert error_of(edit) == (409, "conflict_http_exception")
    assert (await web.request("DELETE", f"/upload/{first.upper()}", **login)).body == {"result": "ok"}
    assert (await web.get("/upload", **login)).status == 404
    assert (await web.request("DELETE", f"/upload/{first}", **login)).status == 404
    assert (await begin(web, login)).status == 200


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"manga": None}, 400),
        ({"manga": "no id"}, 400),
        ({"groups": None}, 400),
        ({"groups": ["no id"]}, 400),
        ({"groups": [UNKNOWN] * 11}, 400),
        ({"manga": UNKNOWN}, 404),
        ({"groups": [UNKNOWN]}, 404),
        ({"padding": "x" * 4096}, 413),
    ],
)
async def test_what_cannot_begin(web, login, change, status):
    body = {"manga": some_manga(web), "groups": [], **change}
    body = {name: value for name, value in body.items() if value is not None}
    answer = await web.request("POST", "/upload/begin", json=body, **login)
    assert answer.status == status
    assert (await web.get("/upload", **login)).status == 404


def withdraw(catalogue, manga):
    """Make a draft of a manga that was published."""
    catalogue.drafts[manga] = catalogue.manga[manga]
    catalogue.manga.drop(manga)


async def test_nothing_is_uploaded_to_a_manga_that_is_not_published(web, login):
    manga = some_manga(web)
    withdraw(web.box.catalogue, manga)
    assert error_of(await begin(web, login, manga)) == (400, "validation_exception")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/upload"),
        ("POST", "/upload/begin"),
        ("POST", f"/upload/begin/{UNKNOWN}"),
        ("POST", "/upload/check-approval-required"),
        ("POST", f"/upload/{UNKNOWN}"),
        ("DELETE", f"/upload/{UNKNOWN}"),
        ("POST", f"/upload/{UNKNOWN}/commit"),
        ("DELETE", f"/upload/{UNKNOWN}/batch"),
        ("DELETE", f"/upload/{UNKNOWN}/{UNKNOWN}"),
    ],
)
async def test_guests_upload_nothing(web, login, method, path):
    assert error_of(await web.request(method, path)) == (401, "unauthorized_http_exception")
    if path.count(UNKNOWN) and "begin" not in path:
        assert (await web.request(method, path, **login)).status == 404


async def pages_of(web, chapter):
    """The names and contents of a chapter's pages, as a reader gets them."""
    place = (await web.get(f"/at-home/server/{chapter}")).body
    found = place["chapter"]
    base = f"{place['baseUrl']}/data/{found['hash']}"
    saver = f"{place['baseUrl']}/data-saver/{found['hash']}"
    for name in found["dataSaver"]:
        small = await web.get(f"{saver}/{name}")
        assert small.raw[:2] == b"\xff\xd8"
    return [(name, (await web.get(f"{base}/{name}")).raw) for name in found["data"]]


async def test_a_chapter_is_made_of_the_pages_named_in_their_sequence(web, login, clock):
    manga, groups = some_manga(web), list(web.box.catalogue.groups)[:1]
    session = (await begin(web, login, manga, groups)).body["data"]["id"]
    images = [picture(number, form) for number, form in enumerate(("PNG", "JPEG", "GIF"))]
    files = (await add(web, login, session, images)).body["data"]
    order = [files[2]["id"], files[0]["id"].upper()]
    clock.advance(60)
    answer = await commit(web, login, session, order, title="By Hand", volume=None)
    data = answer.body["data"]
    assert (answer.status, answer.body["response"], data["type"]) == (200, "entity", "chapter")
    shown = {name: data["attributes"][name] for name in ("title", "volume", "chapter", "pages", "version")}
    assert shown == {"title": "By Hand", "volume": None, "chapter": "12.5", "pages": 2, "version": 1}
    assert data["attributes"]["createdAt"] == data["attributes"]["publishAt"]
    linked = [(entry["type"], entry["id"]) for entry in data["relationships"]]
    me = web.box.catalogue.me
    assert linked == [("scanlation_group", groups[0]), ("manga", manga), ("user", me)]
    pages = await pages_of(web, data["id"])
    assert [content for _, content in pages] == [images[2], images[0]]
    assert [name.rpartition(".")[2] for name, _ in pages] == ["gif", "png"]
    assert (await web.get("/upload", **login)).status == 404


async def test_a_new_chapter_is_listed(web, login):
    manga = some_manga(web)
    before = web.box.catalogue.manga[manga].attributes["availableTranslatedLanguages"]
    assert "eo" not in before
    session = (await begin(web, login, manga)).body["data"]["id"]
    file = (await add(web, login, session, page_files(1))).body["data"][0]["id"]
    new = (await commit(web, login, session, [file], translatedLanguage="eo")).body["data"]["id"]
    eo = ("translatedLanguage[]", "eo")
    assert (await web.get("/chapter", ("manga", manga), eo)).ids == [new]
    assert (await web.get(f"/manga/{manga}/feed", eo)).ids == [new]
    assert (await web.get(f"/chapter/{new}")).status == 200
    shown = (await web.get(f"/manga/{manga}")).body["data"]["attributes"]
    assert shown["availableTranslatedLanguages"] == [*before, "eo"]
    assert shown["latestUploadedChapter"] == new


async def test_every_chapter_has_a_hash_of_its_own(web, login):
    hashes = []
    for number in range(2):
        session = (await begin(web, login)).body["data"]["id"]
        file = (await add(web, login, session, [picture(number)])).body["data"][0]["id"]
        new = (await commit(web, login, session, [file])).body["data"]["id"]
        hashes.append((await web.get(f"/at-home/server/{new}")).body["chapter"]["hash"])
    assert len(set(hashes)) == 2


async def test_a_chapter_for_later(web, login):
    manga = some_manga(web)
    session = (await begin(web, login, manga)).body["data"]["id"]
    file = (await add(web, login, session, page_files(1))).body["data"][0]["id"]
    body = (await commit(web, login, session, [file], publishAt="2029-01-02T03:04:05")).body["data"]
    assert body["attributes"]["publishAt"] == "2029-01-02T03:04:05+00:00"
    assert body["id"] not in (await web.get("/chapter", ("manga", manga), ("limit", "100"))).ids
    assert (await web.get(f"/manga/{manga}")).body["data"]["attributes"]["latestUploadedChapter"] != body[
        "id"
    ]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"termsAccepted": False}, "termsAccepted"),
        ({"termsAccepted": None}, "termsAccepted"),
        ({"termsAccepted": "yes"}, "termsAccepted"),
        ({"pageOrder": []}, "pageOrder"),
        ({"pageOrder": [UNKNOWN]}, "pageOrder"),
        ({"pageOrder": ["no id"]}, "pageOrder"),
        ({"pageOrder": None}, "pageOrder"),
        ({"chapterDraft": None}, "chapterDraft"),
        ({"chapterDraft": {"chapter": "1", "title": None, "translatedLanguage": "en"}}, "volume"),
        ({"chapterDraft": draft(chapter="01")}, "chapter"),
        ({"chapterDraft": draft(chapter="123456.78")}, "chapter"),
        ({"chapterDraft": draft(title="x" * 256)}, "title"),
        ({"chapterDraft": draft(translatedLanguage="english")}, "translatedLanguage"),
        ({"chapterDraft": draft(translatedLanguage=None)}, "translatedLanguage"),
        ({"chapterDraft": draft(publishAt="2029-01-02")}, "publishAt"),
        ({"chapterDraft": draft(externalUrl="ftp://example.com")}, "externalUrl"),
    ],
)
async def test_what_cannot_be_committed(web, login, change, named):
    session = (await begin(web, login)).body["data"]["id"]
    files = (await add(web, login, session, page_files(1))).body["data"]
    body = {"chapterDraft": draft(), "pageOrder": [files[0]["id"]], "termsAccepted": True, **change}
    body = {name: value for name, value in body.items() if value is not None}
    answer = await web.request("POST", f"/upload/{session}/commit", json=body, **login)
    assert error_of(answer) == (400, "validation_exception")
    assert named in answer.details
    assert (await web.get("/upload", **login)).status == 200


async def test_more_that_cannot_be_committed(web, login):
    session = (await begin(web, login)).body["data"]["id"]
    files = [entry["id"] for entry in (await add(web, login, session, page_files(1))).body["data"]]
    assert (await commit(web, login, session, files * 2)).status == 400
    assert error_of(await commit(web, login, session, files, externalUrl="https://example.com"))[0] == 403
    assert error_of(await commit(web, login, session, files, padding="x" * 40_000))[0] == 413
    assert (await commit(web, login, UNKNOWN, files)).status == 404


def own_chapter(web):
    """A chapter of the account's own that can be read, and may be changed."""
    catalogue = web.box.catalogue
    return next(
        catalogue.change(record)
        for manga in catalogue.manga
        for record in catalogue.readable_chapters(manga)
        if catalogue.me in record.linked("user") and record.attributes["externalUrl"] is None
    )


def version_of(chapter):
    return {"version": chapter.attributes["version"]}


async def test_editing_a_chapter(web, login, clock):
    chapter = own_chapter(web)
    before, was = await pages_of(web, chapter.id), chapter.attributes["version"]
    path = f"/upload/begin/{chapter.id}"
    includes = [("includes[]", "upload_session_file"), ("includes[]", "chapter")]
    answer = await web.request("POST", path, params=includes, json=version_of(chapter), **login)
    related = answer.body["data"]["relationships"]
    files = [entry for entry in related if entry["type"] == "upload_session_file"]
    assert [entry["attributes"]["originalFileName"] for entry in files] == [name for name, _ in before]
    assert {entry["attributes"]["source"] for entry in files} == {"remote"}
    assert [entry["id"] for entry in related if entry["type"] == "chapter"] == [chapter.id]
    session, page = answer.body["data"]["id"], picture(77)
    new = (await add(web, login, session, [page])).body["data"][0]["id"]
    clock.advance(60)
    was_hash = (await web.get(f"/at-home/server/{chapter.id}")).body["chapter"]["hash"]
    edited = await commit(web, login, session, [files[1]["id"], new, files[0]["id"]], title="Mended")
    assert (await web.get(f"/at-home/server/{chapter.id}")).body["chapter"]["hash"] != was_hash
    attributes = edited.body["data"]["attributes"]
    assert (edited.body["data"]["id"], attributes["version"]) == (chapter.id, was + 1)
    assert (attributes["title"], attributes["pages"]) == ("Mended", 3)
    assert attributes["updatedAt"] > attributes["createdAt"]
    assert (await web.get(f"/chapter/{chapter.id}")).body["data"]["attributes"] == attributes
    after = [content for _, content in await pages_of(web, chapter.id)]
    assert after == [before[1][1], page, before[0][1]]


async def test_the_uploader_needs_no_group(web, login):
    chapter = own_chapter(web)
    chapter.relink("scanlation_group", [])
    answer = await web.request("POST", f"/upload/begin/{chapter.id}", json=version_of(chapter), **login)
    assert answer.status == 200


async def test_a_link_stays_and_cannot_be_changed(web, login):
    chapter = own_chapter(web)
    chapter.attributes["externalUrl"] = "https://example.com/here"
    data = (await web.request("POST", f"/upload/begin/{chapter.id}", json=version_of(chapter), **login)).body
    session, related = data["data"]["id"], data["data"]["relationships"]
    files = [entry["id"] for entry in related if entry["type"] == "upload_session_file"]
    assert (await commit(web, login, session, files, externalUrl="https://example.com/there")).status == 403
    answer = await commit(web, login, session, files, externalUrl="https://example.com/here", volume="")
    attributes = answer.body["data"]["attributes"]
    assert (attributes["externalUrl"], attributes["volume"]) == ("https://example.com/here", None)


async def test_what_cannot_be_edited(web, login):
    catalogue, mine = web.box.catalogue, own_chapter(web)
    older = {"version": mine.attributes["version"] + 1}
    path = f"/upload/begin/{mine.id}"
    assert error_of(await web.request("POST", path, json=older, **login)) == (
        409,
        "version_conflict_exception",
    )
    assert error_of(await web.request("POST", path, json={}, **login))[0] == 400
    assert (await web.request("POST", path, json={"version": 0}, **login)).status == 400
    padded = {**version_of(mine), "padding": "x" * 1024}
    assert (await web.request("POST", path, json=padded, **login)).status == 413
    unknown = f"/upload/begin/{UNKNOWN}"
    assert (await web.request("POST", unknown, json={"version": 1}, **login)).status == 404
    mine.relationships = [entry for entry in mine.relationships if entry.type == "manga"]
    assert error_of(await web.request("POST", path, json=version_of(mine), **login))[0] == 401
    group = next(record for record in catalogue.groups.values() if catalogue.me in record.linked("member"))
    mine.link("scanlation_group", group.id)
    withdraw(catalogue, mine.linked("manga")[0])
    assert error_of(await web.request("POST", path, json=version_of(mine), **login))[0] == 400


async def test_a_chapter_that_changed_during_an_edit(web, login):
    chapter = own_chapter(web)
    path = f"/upload/begin/{chapter.id}"
    data = (await web.request("POST", path, json=version_of(chapter), **login)).body["data"]
    files = [entry["id"] for entry in data["relationships"] if entry["type"] == "upload_session_file"]
    chapter.attributes["version"] += 1
    answer = await commit(web, login, data["id"], files)
    assert error_of(answer) == (409, "version_conflict_exception")
    assert (await web.get("/upload", **login)).status == 200


async def test_what_is_deleted_during_an_upload(web, login):
    chapter = own_chapter(web)
    begun = await web.request("POST", f"/upload/begin/{chapter.id}", json=version_of(chapter), **login)
    related = begun.body["data"]["relationships"]
    files = [entry["id"] for entry in related if entry["type"] == "upload_session_file"]
    assert (await web.request("DELETE", f"/chapter/{chapter.id}", **login)).status == 200
    assert error_of(await commit(web, login, begun.body["data"]["id"], files))[0] == 404
    await web.request("DELETE", f"/upload/{begun.body['data']['id']}", **login)
    manga = chapter.linked("manga")[0]
    session = (await begin(web, login, manga)).body["data"]["id"]
    files = [entry["id"] for entry in (await add(web, login, session, page_files(1))).body["data"]]
    web.box.catalogue.manga.drop(manga)
    assert error_of(await commit(web, login, session, files))[0] == 404


async def test_whether_a_first_upload_is_checked(web, login):
    manga = some_manga(web)

    async def required(**change):
        body = {"manga": manga, "locale": "eo", **change}
        return await web.request("POST", "/upload/check-approval-required", json=body, **login)

    assert (await required()).body == {"result": "ok", "requiresApproval": True}
    others = {user for user in web.box.catalogue.users if user != web.box.catalogue.me}
    for chapter in web.box.catalogue.chapters_of(manga):
        web.box.catalogue.change(chapter).relink("user", [min(others)])
    assert (await required(locale="en")).body["requiresApproval"] is True
    session = (await begin(web, login, manga)).body["data"]["id"]
    file = (await add(web, login, session, page_files(1))).body["data"][0]["id"]
    await commit(web, login, session, [file], translatedLanguage="eo")
    assert (await required()).body == {"result": "ok", "requiresApproval": False}
    assert (await required(locale="vi")).body["requiresApproval"] is True
    assert (await required(manga=UNKNOWN)).status == 404
    assert (await required(locale="english")).status == 400


@pytest.mark.parametrize("whole", [False, True], ids=["the chapter", "its manga"])
async def test_a_deleted_chapter_leaves_no_pages(web, login, send, whole):
    session = (await begin(web, login)).body["data"]["id"]
    (file,) = (entry["id"] for entry in (await add(web, login, session, page_files(1))).body["data"])
    chapter = (await commit(web, login, session, [file])).body["data"]["id"]
    assert list(web.box._state.pages.uploaded) == [chapter]
    await send("DELETE", f"/manga/{some_manga(web)}" if whole else f"/chapter/{chapter}")
    assert not web.box._state.pages.uploaded


async def test_a_recorded_chapter_without_a_version_is_at_its_first(web, login):
    catalogue = web.box.catalogue
    chapter = catalogue.change(catalogue.chapters[web.box.sample_chapter_id])
    del chapter.attributes["version"]
    chapter.relink("user", [catalogue.me])
    begun = await web.request("POST", f"/upload/begin/{chapter.id}", json={"version": 1}, **login)
    assert begun.status == 200
