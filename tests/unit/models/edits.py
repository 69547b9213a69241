"""What tests of edits share: a client that is logged in, and what it sent."""

import json

from tests.support import api_error
from tests.unit.models.builders import FULL, entity, fake_client, one

__all__ = ["echo", "logged_in", "sent", "stale", "version_told"]


def logged_in(transport, clock):
    client = fake_client(transport, clock)
    client.session_token = "access-0"
    return client


def sent(transport, index=-1):
    """Return the body of a request."""
    return json.loads(transport.requests[index].body)


def echo(kind, number, *relationships, **changes):
    """Return a step that answers with the object one version later, with some changes."""
    return one(entity(kind, number, *relationships, version=FULL[kind]["version"] + 1, **changes))


def stale(status=409):
    """Return how MangaDex refuses an old version; nobody knows for certain which way it is."""
    title = "conflict_exception" if status == 409 else "validation_exception"
    return api_error(status, title, "The version is not the latest")


def version_told(transport):
    return sent(transport)["version"]
