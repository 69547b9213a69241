"""The bodies of the endpoint table against those MangaDex describes."""

from tests.contract.openapi import BY_ID, OPERATIONS, body, properties
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


BODIED = {id: described(body(id)[1]) for id in OPERATIONS if body(id)[0] is not None}


def test_every_described_property_of_a_body_can_be_sent(tell):
    """And no other, since MangaDex refuses names that it does not know."""
    named = {id: names for id, names in BODIED.items() if names}
    ready = {id: names for id, names in named.items() if id not in BODIES}
    assert {id: sent(BY_ID[id]) for id in ready} == ready
    assert {id for id in BODIES if sent(BY_ID[id])} == set(), "no longer pending"
    assert set(named) >= BODIES
    count = sum(map(len, ready.values()))
    tell(
        f"bodies: {count} of {sum(map(len, named.values()))} properties can be sent, "
        f"in {len(ready)} of {len(named)} bodies that have any"
    )


def test_what_has_no_body_sends_none():
    assert {id for id, row in BY_ID.items() if sent(row)} <= set(BODIED)


def test_a_body_is_json_or_a_form():
    """The kinds of body that can be made, and where the file has the other one."""
    kinds = {id: body(id)[0] for id in BODIED}
    assert {id for id, kind in kinds.items() if kind == "multipart/form-data"} == {
        "upload-cover",
        "put-upload-session-file",
    }
    assert set(kinds.values()) == {"application/json", "multipart/form-data"}
