"""Where the table goes another way than MangaDex's OpenAPI file, and why.

The tests compare what they find with this list, so an entry that no longer deviates makes one of them fail.
"""

from typing import NamedTuple

__all__ = ["DEVIATIONS", "KINDS", "deviations"]


class Deviation(NamedTuple):
    """One way in which the table is different on purpose."""

    #: What is compared: one of :data:`KINDS`.
    kind: str
    #: Operations and what of them, or places in answers.
    what: tuple[str, ...]
    why: str


#: What is compared, and what it is about.
KINDS = {
    "version": "a version in a body that changes nothing which has one",
    "narrower": "a property of a body that takes fewer values",
    "wider": "a property of a body that takes more values",
    "parameter": "a query parameter that is never sent",
    "value": "a query parameter whose values are checked less narrowly",
    "page": "a size of pages that is refused",
    "expansion": "an operation that asks for nothing along with it",
    "undescribed": "an operation that asks for something along with it that the file does not have",
    "answer": "a place in answers that no structure has",
}

DEVIATIONS = [
    Deviation(
        "version",
        ("post-manga", "post-list", "post-create-apiclient"),
        "What is being made has no version yet, so there is none that could be out of date.",
    ),
    Deviation(
        "parameter",
        ("get-chapter uploader", "get-chapter chapter"),
        "The same can be asked with the name in brackets, which takes one as well as several.",
    ),
    Deviation(
        "value",
        ("get-cover locales[]",),
        "Codes of languages go by one pattern in every filter, the wider one that all others have.",
    ),
    Deviation(
        "narrower",
        ("post-settings updatedAt", "put-group-id publishDelay"),
        "The file gives no form here, and the one it gives elsewhere for the same is kept to.",
    ),
    Deviation(
        "narrower",
        ("post-group twitter",),
        "A host that only begins like the right one is another host.",
    ),
    Deviation(
        "narrower",
        (
            *("post-author name", "put-author-id name", "post-group name", "put-group-id name"),
            *("post-list name", "put-list-id name"),
        ),
        "A name of no letter is none; whoever gives it has most likely lost the right one.",
    ),
    Deviation(
        "page",
        ("limit 0",),
        "A page of nothing tells only how many there are; who asks for none has most likely miscounted.",
    ),
    Deviation(
        "expansion",
        ("get-author", "get-author-id"),
        "All works would come with each author of a list. They are a list of their own, with filters and "
        "pages.",
    ),
    Deviation(
        "undescribed",
        ("get-upload-session", "begin-edit-session"),
        "The files of an upload come along when they are asked for, as has been seen; without them nobody "
        "could go on with one.",
    ),
    Deviation(
        "answer",
        ("result", "response"),
        "They say that it worked and whether one or several came: the status and the data say so already.",
    ),
    Deviation(
        "answer",
        ("data.attributes.tags[].relationships",),
        "What stands inside another object never has relations of its own; the list is always empty.",
    ),
    Deviation(
        "answer",
        ("volumes.*: anything",),
        "A map or an array at each of two depths, empty or not: read by hand where the volumes are made.",
    ),
    Deviation(
        "answer",
        ("data.*: anything",),
        "One operation has two shapes, by what was asked: whoever asked knows which, and reads it by hand.",
    ),
    Deviation(
        "answer",
        ("statistics.*: anything",),
        "Of many, each is looked at when somebody asks for it, so that a bad one does not spoil the others.",
    ),
    Deviation(
        "answer",
        ("errors[]: anything",),
        "Errors are kept as they came, since they have been seen to hold more than is described.",
    ),
]


def deviations(kind):
    """Return what deviates in one way."""
    return {what for one in DEVIATIONS if one.kind == kind for what in one.what}
