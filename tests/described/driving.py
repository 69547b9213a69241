"""A good request for each operation, with all that has to be there before it."""

import io
import json
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from PIL import Image

from tests.described.document import FACTS

__all__ = ["REQUESTS", "Asked", "World"]

OPERATIONS = FACTS["operations"]
#: How to make a request, by the operation's id.
REQUESTS = {}
LEAST = {"title": {"en": "A"}, "originalLanguage": "ja", "status": "ongoing", "contentRating": "safe"}
DRAFT = {"volume": "1", "chapter": "2.5", "title": None, "translatedLanguage": "en"}


@dataclass(frozen=True)
class Asked:
    """A request."""

    id: str
    inside: dict[str, str] = field(default_factory=dict)
    query: tuple[tuple[str, str], ...] = ()
    body: Any = None
    #: The texts of a form with a picture.
    form: dict[str, str] | None = None


class World:
    """A sandbox with an account that is logged in, and the ids of what is in it."""

    def __init__(self, web, token):
        self.web = web
        self.headers = {"Authorization": f"Bearer {token}"}
        catalogue = web.box.catalogue
        self.me = catalogue.me
        self.manga = web.box.sample_manga_id
        self.other_manga = next(one for one in catalogue.manga if one != self.manga)
        self.chapter = web.box.sample_chapter_id
        self.author = next(iter(catalogue.authors))
        self.group = next(iter(catalogue.groups))
        self.cover = catalogue.covers_of(self.manga)[0].id
        self.user = next(one for one in catalogue.users if one != self.me)

    async def send(self, asked, headers=None):
        """Send a request, as the account unless it is told otherwise, and return the answer."""
        operation = OPERATIONS[asked.id]
        headers = dict(self.headers if headers is None else headers)
        options = {"params": list(asked.query), "headers": headers}
        if asked.form is not None:
            options["data"] = form = aiohttp.FormData()
            form.add_field("file", picture(), filename="a.png")
            for name, value in asked.form.items():
                form.add_field(name, value)
        elif asked.body is not None:
            options["data"] = io.BytesIO(json.dumps(asked.body).encode())
            headers["Content-Type"] = "application/json"
        return await self.web.request(
            operation["method"], operation["path"].format(**asked.inside), **options
        )

    async def ask(self, id, inside=None, **more):
        """Send a request that has to come before another, and return what its body says."""
        answer = await self.send(Asked(id, inside or {}, **more))
        assert answer.status in {200, 201}, answer.body
        return answer.body

    async def made(self, id, inside=None, **more):
        """Make something, and return its id and its version."""
        data = (await self.ask(id, inside, **more))["data"]
        return data["id"], data["attributes"]["version"]


def picture():
    """Return the bytes of a small picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 60), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def _plain(id, /, **inside):
    """Say that an operation needs no more than what is in the world, by the names it has there."""

    async def request(world):
        return Asked(id, {name: getattr(world, what) for name, what in inside.items()})

    assert id not in REQUESTS
    REQUESTS[id] = request


def asks(id):
    """Keep what makes the request of an operation."""

    def keep(function):
        async def request(world):
            given = await function(world)
            return Asked(id, **given)

        assert id not in REQUESTS
        REQUESTS[id] = request
        return function

    return keep


for _id in (
    *("get-auth-check", "post-auth-logout", "get-author", "get-chapter", "get-list-apiclients", "get-cover"),
    *("get-search-group", "get-search-manga", "get-manga-drafts", "get-manga-random", "get-manga-status"),
    *("get-manga-tag", "get-ping", "get-reports", "get-settings-template", "get-user", "get-reading-history"),
    *("get-user-follows-group", "get-user-follows-list", "get-user-follows-manga", "get-user-list"),
    *("get-user-follows-manga-feed", "get-user-follows-user", "get-user-me"),
):
    _plain(_id)
for _id in (
    *("get-manga-id", "get-manga-aggregate", "get-manga-id-feed", "get-manga-chapter-readmarkers"),
    *("get-manga-recommendation", "get-manga-id-status", "delete-manga-id", "post-manga-id-follow"),
    *("delete-manga-id-follow",),
):
    _plain(_id, id="manga")
_plain("get-at-home-server-chapterId", chapterId="chapter")
_plain("get-author-id", id="author")
_plain("delete-author-id", id="author")
_plain("get-chapter-id", id="chapter")
_plain("delete-chapter-id", id="chapter")
_plain("get-cover-id", mangaOrCoverId="cover")
_plain("delete-cover", mangaOrCoverId="cover")
_plain("get-group-id", id="group")
_plain("delete-group-id", id="group")
_plain("post-group-id-follow", id="group")
_plain("delete-group-id-follow", id="group")
_plain("get-manga-relation", mangaId="manga")
_plain("delete-rating-manga-id", mangaId="manga")
_plain("get-statistics-chapter-uuid", uuid="chapter")
_plain("get-statistics-group-uuid", uuid="group")
_plain("get-statistics-manga-uuid", uuid="manga")
_plain("delete-user-id", id="me")
_plain("get-user-id", id="user")
_plain("get-user-id-list", id="user")


def _of_own(id, maker, /, **inside):
    """Say that an operation is about something the account has made before."""

    async def request(world):
        (name,) = inside
        return Asked(id, {name: (await maker(world))[0]})

    assert id not in REQUESTS
    REQUESTS[id] = request


async def own_list(world):
    """Make a custom list."""
    return await world.made(
        "post-list", body={"name": "Mine", "visibility": "public", "manga": [world.manga]}
    )


async def own_client(world):
    """Make an API client, which may be used at once."""
    world.web.box.approve_clients = True
    return await world.made("post-create-apiclient", body={"name": "my-bot", "profile": "personal"})


async def own_draft(world):
    """Make a draft."""
    return await world.made("post-manga", body=LEAST)


async def own_session(world):
    """Begin an upload."""
    return await world.made("begin-upload-session", body={"manga": world.manga, "groups": [world.group]})


async def own_file(world):
    """Begin an upload and send a file, and return the ids of both."""
    session, _ = await own_session(world)
    answer = await world.ask("put-upload-session-file", {"uploadSessionId": session}, form={})
    return session, answer["data"][0]["id"]


for _id in ("get-list-id", "get-list-id-feed", "delete-list-id"):
    _of_own(_id, own_list, id=0)
for _id in ("get-apiclient", "get-apiclient-secret", "delete-apiclient"):
    _of_own(_id, own_client, id=0)
_of_own("get-manga-id-draft", own_draft, id=0)
_of_own("abandon-upload-session", own_session, uploadSessionId=0)


@asks("post-auth-login")
async def _(world):
    known = world.web.box.legacy_kwargs()
    return {"body": {name: known[name] for name in ("username", "password")}}


@asks("post-auth-refresh")
async def _(world):
    login = await REQUESTS["post-auth-login"](world)
    return {"body": {"token": (await world.ask("post-auth-login", body=login.body))["token"]["refresh"]}}


@asks("post-author")
async def _(_world):
    return {"body": {"name": "Someone", "biography": {"en": "Draws."}, "twitter": "https://twitter.com/x"}}


@asks("put-author-id")
async def _(world):
    return {"inside": {"id": world.author}, "body": {"name": "Someone", "version": version(world, "author")}}


def version(world, kind):
    """Return the version of one of the things in the world."""
    record = world.web.box.catalogue.find(kind.replace("group", "scanlation_group"), getattr(world, kind))
    return record.attributes["version"]


@asks("post-captcha-solve")
async def _(world):
    world.web.box.require_captcha("DELETE", "/nothing", answer="right")
    return {"body": {"captchaChallenge": "right"}}


@asks("put-chapter-id")
async def _(world):
    body = {"title": "A", "volume": None, "chapter": "12.5", "groups": [world.group]}
    return {"inside": {"id": world.chapter}, "body": {**body, "version": version(world, "chapter")}}


@asks("post-create-apiclient")
async def _(_world):
    return {"body": {"name": "my-bot", "description": "Reads.", "profile": "personal"}}


@asks("post-edit-apiclient")
async def _(world):
    id, number = await own_client(world)
    return {"inside": {"id": id}, "body": {"description": "Writes.", "version": number}}


@asks("post-regenerate-apiclient-secret")
async def _(world):
    return {"inside": {"id": (await own_client(world))[0]}, "body": {}}


@asks("upload-cover")
async def _(world):
    form = {"volume": "1", "description": "A", "locale": "ja"}
    return {"inside": {"mangaOrCoverId": world.manga}, "form": form}


@asks("edit-cover")
async def _(world):
    id, number = await world.made("upload-cover", {"mangaOrCoverId": world.manga}, form={"volume": "1"})
    body = {"volume": "2", "description": "A", "locale": "ja", "version": number}
    return {"inside": {"mangaOrCoverId": id}, "body": body}


@asks("forums-thread-create")
async def _(world):
    return {"body": {"type": "manga", "id": world.manga}}


@asks("post-group")
async def _(_world):
    return {"body": {"name": "A", "website": "https://example.org", "inactive": False, "publishDelay": "P1D"}}


@asks("put-group-id")
async def _(world):
    body = {"name": "A", "leader": world.user, "members": [world.user], "focusedLanguages": ["en"]}
    return {"inside": {"id": world.group}, "body": {**body, "version": version(world, "group")}}


@asks("post-legacy-mapping")
async def _(_world):
    return {"body": {"type": "manga", "ids": [1, 2, 3]}}


@asks("post-list")
async def _(world):
    return {"body": {"name": "Mine", "visibility": "private", "manga": [world.manga]}}


@asks("put-list-id")
async def _(world):
    id, number = await own_list(world)
    return {"inside": {"id": id}, "body": {"name": "Yours", "manga": [], "version": number}}


@asks("follow-list-id")
async def _(world):
    return {"inside": {"id": (await own_list(world))[0]}, "body": {}}


@asks("unfollow-list-id")
async def _(world):
    id, _ = await own_list(world)
    await world.ask("follow-list-id", {"id": id}, body={})
    return {"inside": {"id": id}, "body": {}}


@asks("post-manga-id-list-listId")
async def _(world):
    return {"inside": {"id": world.other_manga, "listId": (await own_list(world))[0]}}


@asks("delete-manga-id-list-listId")
async def _(world):
    return {"inside": {"id": world.manga, "listId": (await own_list(world))[0]}}


@asks("post-manga")
async def _(world):
    return {"body": {**LEAST, "authors": [world.author], "year": 1999, "officialLinks": {}, "version": 1}}


@asks("put-manga-id")
async def _(world):
    body = {**LEAST, "artists": [world.author], "authors": [world.author]}
    return {"inside": {"id": world.manga}, "body": {**body, "version": version(world, "manga")}}


@asks("commit-manga-draft")
async def _(world):
    id, number = await own_draft(world)
    await world.ask("upload-cover", {"mangaOrCoverId": id}, form={"locale": "ja"})
    return {"inside": {"id": id}, "body": {"version": number}}


@asks("get-manga-chapter-readmarkers-2")
async def _(world):
    await world.ask("post-manga-chapter-readmarkers", {"id": world.manga}, body=await _read(world))
    return {"query": (("ids[]", world.manga), ("grouped", "true"))}


async def _read(world):
    chapter = world.web.box.catalogue.chapters_of(world.manga)[0].id
    return {"chapterIdsRead": [chapter], "chapterIdsUnread": []}


@asks("post-manga-chapter-readmarkers")
async def _(world):
    return {"inside": {"id": world.manga}, "body": await _read(world), "query": (("updateHistory", "true"),)}


@asks("post-manga-id-status")
async def _(world):
    return {"inside": {"id": world.manga}, "body": {"status": "reading"}}


@asks("post-manga-relation")
async def _(world):
    body = {"targetManga": world.other_manga, "relation": "monochrome"}
    return {"inside": {"mangaId": world.manga}, "body": body}


@asks("delete-manga-relation-id")
async def _(world):
    relate = await REQUESTS["post-manga-relation"](world)
    id, _ = await world.made("post-manga-relation", relate.inside, body=relate.body)
    return {"inside": {"mangaId": world.manga, "id": id}}


@asks("get-rating")
async def _(world):
    await world.ask("post-rating-manga-id", {"mangaId": world.manga}, body={"rating": 9})
    return {"query": (("manga[]", world.manga),)}


@asks("post-rating-manga-id")
async def _(world):
    return {"inside": {"mangaId": world.manga}, "body": {"rating": 9}}


@asks("get-report-reasons-by-category")
async def _(_world):
    return {"inside": {"category": "manga"}}


@asks("post-report")
async def _(world):
    reasons = (await world.ask("get-report-reasons-by-category", {"category": "manga"}))["data"]
    body = {"category": "manga", "reason": reasons[0]["id"], "objectId": world.manga}
    return {"body": {**body, "details": "It is upside down."}}


SETTINGS = {"settings": {"theme": "dark"}, "updatedAt": "2026-01-02T03:04:05"}


@asks("post-settings")
async def _(_world):
    return {"body": SETTINGS}


@asks("get-settings")
async def _(world):
    await world.ask("post-settings", body=SETTINGS)
    return {}


@asks("post-settings-template")
async def _(world):
    catalogue = world.web.box.catalogue
    me = catalogue.users[world.me]
    me.attributes["roles"] = [*me.attributes["roles"], "ROLE_ADMIN"]
    return {"body": {"type": "object", "properties": {"theme": {"type": "string"}}}}


@asks("get-settings-template-version")
async def _(world):
    saved = await world.ask("post-settings", body=SETTINGS)
    return {"inside": {"version": saved["template"]}}


@asks("get-statistics-manga")
async def _(world):
    return {"query": (("manga[]", world.manga),)}


@asks("get-statistics-chapters")
async def _(world):
    return {"query": (("chapter[]", world.chapter),)}


@asks("get-statistics-groups")
async def _(world):
    return {"query": (("group[]", world.group),)}


@asks("get-upload-session")
async def _(world):
    await own_file(world)
    return {"query": (("includes[]", "upload_session_file"),)}


@asks("begin-upload-session")
async def _(world):
    return {"body": {"manga": world.manga, "groups": [world.group]}}


@asks("begin-edit-session")
async def _(world):
    session, file = await own_file(world)
    body = {"chapterDraft": DRAFT, "pageOrder": [file], "termsAccepted": True}
    id, number = await world.made("commit-upload-session", {"uploadSessionId": session}, body=body)
    query = (("includes[]", "upload_session_file"),)
    return {"inside": {"chapterId": id}, "query": query, "body": {"version": number}}


@asks("upload-check-approval-required")
async def _(world):
    return {"body": {"manga": world.manga, "locale": "en"}}


@asks("put-upload-session-file")
async def _(world):
    return {"inside": {"uploadSessionId": (await own_session(world))[0]}, "form": {}}


@asks("delete-uploaded-session-files")
async def _(world):
    session, file = await own_file(world)
    return {"inside": {"uploadSessionId": session}, "body": [file]}


@asks("delete-uploaded-session-file")
async def _(world):
    session, file = await own_file(world)
    return {"inside": {"uploadSessionId": session, "uploadSessionFileId": file}}


@asks("commit-upload-session")
async def _(world):
    session, file = await own_file(world)
    body = {"chapterDraft": DRAFT, "pageOrder": [file], "termsAccepted": True}
    return {"inside": {"uploadSessionId": session}, "body": body}


@asks("post-user-delete-code")
async def _(world):
    await world.ask("delete-user-id", {"id": world.me})
    return {"inside": {"code": world.web.box.farewell_codes[-1]}}


def _followed(kind):
    follow = {"manga": "post-manga-id-follow", "group": "post-group-id-follow"}.get(kind)

    @asks(f"get-user-follows-{kind}-id")
    async def _(world):
        if kind == "list":
            id, _ = await own_list(world)
            await world.ask("follow-list-id", {"id": id}, body={})
        elif kind == "user":
            id = world.web.box.catalogue.shelf.follows["user"][0]
        else:
            id = getattr(world, kind)
            await world.ask(follow, {"id": id})
        return {"inside": {"id": id}}


for _kind in ("manga", "group", "user", "list"):
    _followed(_kind)
