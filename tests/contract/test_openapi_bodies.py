"""The bodies of the endpoint table against those MangaDex describes."""

from tests.contract.openapi import BY_ID, OPERATIONS, body, properties
from tests.contract.openapi_deviations import deviations


def described(schema, place=""):
    """Return the names in a body; those of an object inside it behind the object's own, with a dot between.

    A body that has no names, such as an array, has an empty one; so has an object of which nothing is said.
    """
    if "properties" not in schema:
        return {""}
    names = set()
    for name, kind in properties(schema).items():
        names |= described(kind, f"{place}{name}.") if "properties" in kind else {f"{place}{name}"}
    return names


def sent(fields, place=""):
    """Return the names that the fields of a body can carry, in the form of :func:`described`."""
    names = set()
    for field in fields.values():
        inner = getattr(field, "fields", None)
        names |= {f"{place}{field.name}"} if inner is None else sent(inner, f"{place}{field.name}.")
    return names


def pairs(names):
    """Return operations and names as one text each."""
    return {f"{id} {name}" for id, several in names.items() for name in several}


BODIED = {id: described(body(id)[1]) for id in OPERATIONS if body(id)[0] is not None}


def test_every_described_property_of_a_body_can_be_sent(tell):
    """And no other, since MangaDex refuses names that it does not know."""
    # A body without fields is an object with nothing in it.
    rows = {id: sent(row.fields) or {""} for id, row in BY_ID.items() if row.body is not None}
    able, every = pairs(rows), pairs(BODIED)
    new = {f"{id} version" for id in deviations("version")}
    assert able <= every
    assert every - able == new
    whole = sum(names == {""} for names in BODIED.values())
    tell(
        f"bodies: {len(able) - whole} of {len(every) - whole} properties can be sent, in "
        f"{len(BODIED) - whole} bodies; {len(new)} deviate; {whole} bodies have none"
    )


def test_what_is_inside_an_object_of_a_body_counts_by_itself():
    draft = ("volume", "chapter", "title", "translatedLanguage", "externalUrl", "publishAt")
    inner = {f"chapterDraft.{name}" for name in draft}
    assert BODIED["commit-upload-session"] == {"pageOrder", "termsAccepted", *inner}
    assert BODIED["delete-uploaded-session-files"] == {""}
