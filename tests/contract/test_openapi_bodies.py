"""The bodies of the endpoint table against those MangaDex describes."""

from tests.contract.openapi import BY_ID, OPERATIONS, body, properties
from tests.contract.openapi_deviations import deviations
from tests.contract.openapi_pending import BODIES


def described(schema, place=""):
    """Return the names in a body; those of an object inside it behind the object's own, with a dot between.

    The entries of a body that is an array have the name ``[]``.
    """
    if schema.get("type") == "array":
        return {"[]"}
    names = set()
    for name, kind in properties(schema).items():
        names |= described(kind, f"{place}{name}.") if "properties" in kind else {f"{place}{name}"}
    return names


def sent(row):
    """Return the names that a row's body can carry."""
    return {field.name for field in (getattr(row, "fields", None) or {}).values()}


def pairs(names):
    """Return operations and names as one text each."""
    return {f"{id} {name}" for id, several in names.items() for name in several}


BODIED = {id: described(body(id)[1]) for id in OPERATIONS if body(id)[0] is not None}


def test_every_described_property_of_a_body_can_be_sent(tell):
    """And no other, since MangaDex refuses names that it does not know."""
    pending = pairs({id: names for id, names in BODIED.items() if id in BODIES})
    able, every = pairs({id: sent(row) for id, row in BY_ID.items()}), pairs(BODIED)
    assert able <= every
    assert every - able == deviations("body") | pending
    assert {id for id in BODIES if not BODIED.get(id)} == set()
    ready = [id for id, names in BODIED.items() if names and id not in BODIES]
    tell(
        f"bodies: {len(able)} of {len(every)} properties can be sent, "
        f"in {len(ready)} of {len(ready) + len(BODIES)} bodies that have any"
    )


def test_what_is_inside_an_object_of_a_body_counts_by_itself():
    draft = ("volume", "chapter", "title", "translatedLanguage", "externalUrl", "publishAt")
    inner = {f"chapterDraft.{name}" for name in draft}
    assert BODIED["commit-upload-session"] == {"pageOrder", "termsAccepted", *inner}
    assert BODIED["delete-uploaded-session-files"] == {"[]"}
    assert BODIED["follow-list-id"] == set()


def test_a_body_is_json_or_a_form():
    """The kinds of body that can be made, and where the file has the other one."""
    kinds = {id: body(id)[0] for id in BODIED}
    assert {id for id, kind in kinds.items() if kind == "multipart/form-data"} == {
        "upload-cover",
        "put-upload-session-file",
    }
    assert set(kinds.values()) == {"application/json", "multipart/form-data"}
