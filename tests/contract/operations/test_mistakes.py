"""Arguments that cannot be right: an error that names them, and nothing is sent."""

import inspect

import pytest

from asyncdex import InvalidArgument, InvalidID, Manga
from asyncdex._api.table import ROWS
from tests.contract.operations.calls import PNG
from tests.contract.operations.samples import ID, OTHER

#: What is wrong for an argument of a kind.
WRONG = {
    "id": [5, "not-a-uuid", "", b"x", [], {}, object(), f"{ID}0"],
    "ids": [5, ["not-a-uuid"], [5], [None], "not-a-uuid"],
    "old ids": [["1"], [0], [True], [None], "1", object()],
    "some ids": [5, ["not-a-uuid"], [], [None]],
    "text": [5, b"x", ["x"], {}, "\ud800"],
    "texts": [5, "text", ["text"], {"en": 5}, {5: "text"}, {"en us": "text"}],
    "many texts": [5, [5], ["text"], [{"en": 5}]],
    "links": [5, "text", {"al": 5}, {5: "x"}],
    "number": ["5", 1.5, True, -1, [], {}],
    "date": [5, "soon", "", [], {}],
    "choice": [5, "no-such-thing", "", [], True],
    "choices": [5, ["no-such-thing"], [], [5]],
    "flag": [5, "yes", "", []],
    "language": [5, "e", "english", "", []],
    "languages": [5, ["english"], [], [5]],
    "limit": [0, -1, "5", 1.5, True],
    "picture": [5, b"", b"text", "no-such-file.png", object()],
    "address": [5, "example.org", "ftp://example.org", []],
    "mapping": [5, "text", []],
    "volume": [5, "one", "12345.6789"],
}

MANGA = {"title": {"en": "A"}, "language": "ja", "status": "ongoing", "rating": "safe"}

#: Methods, good arguments, and the kinds of those that are to be wrong; of lists, reading the first result.
METHODS = {
    "get_mangas": (
        {},
        {
            "title": "text",
            "authors": "some ids",
            "artists": "some ids",
            "author_or_artist": "id",
            "year": "number",
            "included_tags": "some ids",
            "included_tag_mode": "choice",
            "status": "choices",
            "languages": "languages",
            "demographic": "choices",
            "ids": "some ids",
            "rating": "choices",
            "created_after": "date",
            "updated_after": "date",
            "group": "id",
            "has_available_chapters": "flag",
            "order": "mapping",
            "limit": "limit",
        },
    ),
    "get_chapters": (
        {},
        {
            "groups": "some ids",
            "uploader": "some ids",
            "manga": "id",
            "language": "languages",
            "published_after": "date",
            "include_external": "flag",
            "excluded_groups": "some ids",
            "external_url": "text",
            "limit": "limit",
        },
    ),
    "get_covers": ({}, {"mangas": "some ids", "locales": "languages", "uploaders": "some ids"}),
    "get_authors": ({}, {"name": "text", "ids": "some ids", "limit": "limit"}),
    "get_groups": ({}, {"name": "text", "focused_language": "language"}),
    "get_users": ({}, {"username": "text", "ids": "some ids", "order": "mapping", "limit": "limit"}),
    "get_drafts": ({}, {"state": "choice", "order": "mapping", "limit": "limit"}),
    "get_reports": ({}, {"category": "choice", "reason": "id", "thing": "id", "status": "choice"}),
    "get_api_clients": ({}, {"state": "choice", "name": "text", "limit": "limit"}),
    "random_manga": ({}, {"included_tags": "some ids", "rating": "choices"}),
    "get_manga": ({"id": ID}, {"id": "id"}),
    "get_api_client": ({"id": ID}, {"id": "id"}),
    "create_manga": (
        MANGA,
        {
            "title": "texts",
            "language": "language",
            "status": "choice",
            "rating": "choice",
            "alt_titles": "many texts",
            "descriptions": "texts",
            "authors": "ids",
            "artists": "ids",
            "links": "links",
            "official_links": "links",
            "last_volume": "text",
            "demographic": "choice",
            "year": "number",
            "chapter_numbers_reset": "flag",
            "tags": "ids",
            "primary_cover": "id",
        },
    ),
    "create_cover": (
        {"manga": ID, "file": PNG},
        {"manga": "id", "file": "picture", "volume": "volume", "locale": "language", "description": "text"},
    ),
    "create_author": (
        {"name": "A"},
        {"name": "text", "biographies": "texts", "twitter": "address", "website": "address"},
    ),
    "create_group": (
        {"name": "A"},
        {"name": "text", "members": "ids", "leader": "id", "inactive": "flag", "publish_delay": "volume"},
    ),
    "create_list": ({"name": "A"}, {"name": "text", "visibility": "choice", "mangas": "ids"}),
    "create_api_client": (
        {"name": "my-bot"},
        {"name": "text", "description": "text", "profile": "choice"},
    ),
    "get_report_reasons": ({"category": "manga"}, {"category": "choice"}),
    "report": (
        {"thing": ID, "reason": OTHER, "category": "manga"},
        {"thing": "id", "reason": "id", "details": "text", "category": "choice"},
    ),
    "create_thread": ({"thing": ID, "kind": "manga"}, {"thing": "id", "kind": "choice"}),
    "convert_legacy": ({"model": Manga, "ids": [1]}, {"model": "mapping", "ids": "old ids"}),
    "solve_captcha": ({"answer": "x"}, {"answer": "text"}),
    "get_settings_template_version": ({"version": ID}, {"version": "id"}),
    "create_settings_template": ({"template": {}}, {"template": "mapping"}),
    "upload": ({"manga": ID}, {"manga": "id", "groups": "ids", "existing": "choice"}),
    "upload_edit": ({"chapter": ID}, {"chapter": "id", "existing": "choice"}),
    "approval_required": ({"manga": ID, "language": "en"}, {"manga": "id", "language": "language"}),
    "manga.rate": ({"rating": 5}, {"rating": "number"}),
    "manga.set_reading_status": ({"status": "reading"}, {"status": "choice"}),
    "manga.set_read": ({"read": [ID]}, {"read": "ids", "unread": "ids", "update_history": "flag"}),
    "manga.add_to_list": ({"custom_list": ID}, {"custom_list": "id", "order": "number"}),
    "manga.remove_from_list": ({"custom_list": ID}, {"custom_list": "id", "order": "number"}),
    "manga.add_relation": (
        {"manga": ID, "relation": "sequel"},
        {"manga": "id", "relation": "choice"},
    ),
    "manga.remove_relation": ({"relation": ID}, {"relation": "id"}),
    "manga.get_recommendations": ({}, {"rating": "choices", "order": "mapping"}),
    "manga.aggregate": ({}, {"languages": "languages", "groups": "some ids", "include_unavailable": "flag"}),
    "list.add_manga": ({"manga": ID}, {"manga": "id", "order": "number"}),
    "list.remove_manga": ({"manga": ID}, {"manga": "id"}),
    "list.manga_chapters": ({}, {"languages": "languages", "rating": "choices", "limit": "limit"}),
    "group.set_people": ({"leader": ID}, {"leader": "id", "members": "ids"}),
    "user.reading_statuses": ({}, {"status": "choice"}),
    "user.follows_manga": ({"manga": ID}, {"manga": "id"}),
    "user.follows_group": ({"group": ID}, {"group": "id"}),
    "user.follows_user": ({"user": ID}, {"user": "id"}),
    "user.follows_list": ({"custom_list": ID}, {"custom_list": "id"}),
    "user.save_settings": ({"settings": {}}, {"settings": "mapping", "updated_at": "date"}),
    "user.manga_chapters": ({}, {"order": "mapping", "created_after": "date", "limit": "limit"}),
}

CASES = [
    pytest.param(name, argument, value, id=f"{name}-{argument}-{place}")
    for name, (_, kinds) in METHODS.items()
    for argument, kind in kinds.items()
    for place, value in enumerate(WRONG[kind])
]


def found(client, name):
    owner, _, method = name.rpartition(".")
    owners = {
        "": lambda: client,
        "manga": lambda: client.get_manga(ID),
        "list": lambda: client.get_list(ID),
        "user": lambda: client.user,
        "group": lambda: _known_group(client),
    }
    return getattr(owners[owner](), method)


async def made(method, arguments):
    """Call a method; of a list, read the first result."""
    result = method(**arguments)
    if inspect.isawaitable(result):
        await result
    elif hasattr(result, "__anext__"):
        await anext(result)


def _known_group(client):
    group = client.get_group(ID)
    group.parse({"id": ID, "type": "scanlation_group", "attributes": {"version": 1}})
    return group


@pytest.mark.parametrize(("name", "argument", "value"), CASES)
async def test_an_argument_that_cannot_be_right(client, transport, name, argument, value):
    good, _ = METHODS[name]
    with pytest.raises((InvalidArgument, InvalidID)) as caught:
        await made(found(client, name), {**good, argument: value})
    assert transport.requests == []
    told = str(caught.value)
    assert argument in told or (isinstance(caught.value, InvalidID) and "is no id" in told), told


@pytest.mark.parametrize("name", METHODS)
def test_a_mistake_is_documented(client, name):
    text = inspect.getdoc(found(client, name))
    see = "; see :meth:" in text
    assert see or "InvalidArgument:" in text or "InvalidID:" in text, name


def test_how_many_there_are(tell):
    assert len(ROWS) == 113
    arguments = sum(len(kinds) for _, kinds in METHODS.values())
    tell(f"mistakes: {len(CASES)} in {arguments} arguments of {len(METHODS)} methods, none of them sent")
