"""What schemathesis is told of the sandbox: who it is, and what there is to ask for."""

import json
import os
import re
from pathlib import Path

import requests
import schemathesis

WORLD = json.loads(Path(os.environ["ASYNCDEX_FUZZED_WORLD"]).read_text(encoding="utf-8"))


def log_in():
    """Return a new access token."""
    # Without a client, for clients are deleted, and their secrets renewed.
    login = WORLD["login"]
    body = json.dumps({name: login[name] for name in ("username", "password")}).encode()
    headers = {"Content-Type": "application/json"}
    return requests.post(f"{login['api_url']}/auth/login", body, headers=headers, timeout=60).json()["token"][
        "session"
    ]


@schemathesis.auth()
class Login:
    """The account of the sandbox."""

    def get(self, _case, _context):
        return log_in()

    def set(self, case, token, _context):
        # Logging out ends the token that is sent with it, which all others go on with.
        token = log_in() if case.path == "/auth/logout" else token
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}


#: Where a parameter or a field names something of a kind.
KINDS = {
    "manga": "manga",
    "mangaId": "manga",
    "targetManga": "manga",
    "chapterId": "chapters",
    "groups": "groups",
    "authors": "authors",
    "artists": "authors",
    "tags": "tags",
}
#: What an id is of by the first part of the path.
FIRST = {
    "manga": "manga",
    "list": "lists",
    "chapter": "chapters",
    "author": "authors",
    "group": "groups",
    "cover": "covers",
    "user": "users",
    "rating": "manga",
    "at-home": "chapters",
}
PAGE_END = 10_000
LARGEST = 2**63 - 1
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _known(kind, identifier):
    """Return the id of something that is there, for half of the ids that could be of something."""
    ids = WORLD["ids"][kind]
    number = sum(map(ord, identifier))
    return ids[number % len(ids)] if number % 2 and UUID.fullmatch(identifier) else identifier


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Ask for what is there as often as for what is not."""
    if path_parameters is None:
        return path_parameters
    path = context.operation.path
    steps = path.split("/")
    for name, value in path_parameters.items():
        kind = KINDS.get(name) or (
            FIRST.get(steps[1]) if path.startswith(f"/{steps[1]}/{{{name}}}") else None
        )
        kind = "lists" if name == "listId" else kind
        if kind is not None and isinstance(value, str):
            path_parameters[name] = _known(kind, value)
    return path_parameters


@schemathesis.hook
def map_query(_context, query):
    """Keep pages below the end of what can be paged through, and numbers within what a machine counts to."""
    if not isinstance(query, dict):
        return query
    offset, limit = query.get("offset"), query.get("limit", 10)
    if type(offset) is int and type(limit) is int and offset + max(limit, 100) > PAGE_END:
        query["offset"] = PAGE_END - 500
    if type(query.get("order")) is int:
        query["order"] = min(query["order"], LARGEST)
    return query


@schemathesis.hook
def map_body(_context, body):
    """Name what is there in bodies as often as what is not."""
    if not isinstance(body, dict):
        return body
    for name, value in body.items():
        kind = KINDS.get(name)
        if kind is not None and isinstance(value, str):
            body[name] = _known(kind, value)
        elif kind is not None and isinstance(value, list):
            body[name] = [_known(kind, one) if isinstance(one, str) else one for one in value]
    return body
