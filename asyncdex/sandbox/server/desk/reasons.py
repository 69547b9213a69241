"""Why something can be reported: an invented choice for each kind of thing."""

from __future__ import annotations

from functools import cache
from random import Random

from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record

CATEGORIES = ("manga", "chapter", "scanlation_group", "user", "author")

# With a star where it has to be said in words what is meant.
_REASONS = {
    "manga": (
        "Not an honest entry", "Entered twice*", "Something in it is wrong*", "It has no cover",
        "Volumes are without a number", "Somebody spoilt it", "Another reason*",
    ),
    "chapter": (
        "The pages do not load", "Pages are missing*", "A page of something else*",
        "A page stands there twice*",
        "The pages are in the wrong sequence*", "It belongs to another manga*", "Another group made it*",
        "Its number is wrong*", "Its volume is wrong*", "Its title is wrong*", "Marks over the pages",
        "A page of thanks in the middle", "It gets around a lock", "An official release, or untranslated",
        "Released before its day", "Uploaded twice*", "Against the rules for names", "Insulting*",
        "Another reason*",
    ),
    "scanlation_group": (
        "Not an honest entry", "Entered twice*", "Something in it is wrong*", "It does nothing any more",
        "It belongs to me*", "Another reason*",
    ),
    "user": ("It advertises", "Its profile insults", "Another reason*"),
    "author": ("Not an honest entry", "Entered twice*", "Something in it is wrong*", "Another reason*"),
}  # fmt: skip


@cache
def make_reasons() -> dict[str, Record]:
    """Return all reasons by their ids, which are the same in every sandbox."""
    rng = Random("reasons for reports")
    found: dict[str, Record] = {}
    for category, texts in _REASONS.items():
        for text in texts:
            attributes = {
                "reason": {"en": text.removesuffix("*")},
                "detailsRequired": text.endswith("*"),
                "category": category,
                "version": 1,
            }
            record = Record("report_reason", new_id(rng), attributes)
            found[record.id] = record
    return found
