"""Where the sandbox goes another way than MangaDex's OpenAPI file, and why.

Each entry changes the file's facts before anything is held to them. A test looks whether each one is needed.
"""

from typing import Any, NamedTuple

from tests.described.document import FACTS

__all__ = ["DEVIATIONS", "Deviation"]


class Deviation(NamedTuple):
    """One difference, and where it is."""

    why: str
    #: Places in the facts; ``*`` stands for each name, ``~`` for a slash in one.
    places: tuple[str, ...]
    #: What is there in addition, or instead of what has the same names.
    now: dict[str, Any]

    def parts(self):
        """Return one deviation for each place."""
        return [self._replace(places=(place,)) for place in self.places]

    def apply(self, facts):
        """Change the facts.

        Args:
            facts: The facts of the file.
        """
        for place in self.places:
            found = list(_at(facts, [step.replace("~", "/") for step in place.split("/")]))
            if not found:
                raise ValueError(f"the file has no {place}")
            for node in found:
                node.update(self.now)


def _at(node, steps):
    if not steps:
        yield node
        return
    step, *others = steps
    if isinstance(node, list):
        for one in node:
            if step in {"*", one.get("name")}:
                yield from _at(one, others)
        return
    for name in node if step == "*" else [step] if step in node else []:
        yield from _at(node[name], others)


ERROR = {"application/json": {"ref": "ErrorResponse"}}
INCLUDES = {
    "type": "array",
    "items": {
        "type": "string",
        "enum": ["manga", "scanlation_group", "user", "upload_session_file", "chapter"],
    },
}


def _status(status, why, *operations):
    return Deviation(why, tuple(f"operations/{id}/answers" for id in operations), {str(status): ERROR})


EVERY = "*"
ANSWER_200 = "answers/200/application~json"
BODY = "operations/{}/body/application~json"
AGGREGATE = f"operations/get-manga-aggregate/{ANSWER_200}/properties/volumes"
#: Operations whose body has something that is required.
FILLED = (
    *("begin-edit-session", "begin-upload-session", "commit-manga-draft", "commit-upload-session"),
    *("delete-uploaded-session-files", "edit-cover", "forums-thread-create", "post-auth-login"),
    *("post-auth-refresh", "post-author", "post-captcha-solve", "post-create-apiclient"),
    *("post-edit-apiclient", "post-group", "post-legacy-mapping", "post-list", "post-manga"),
    *("post-manga-chapter-readmarkers", "post-manga-id-status", "post-manga-relation", "post-report"),
    *("post-rating-manga-id", "post-settings", "put-author-id", "put-chapter-id", "put-group-id"),
    *("put-list-id", "put-manga-id", "put-upload-session-file", "upload-check-approval-required"),
    "upload-cover",
)
#: Operations that have a body with a version to be checked, or one in the query.
VERSIONED = (
    *("put-manga-id", "put-chapter-id", "edit-cover", "put-author-id", "put-group-id", "put-list-id"),
    *("post-edit-apiclient", "delete-apiclient", "commit-manga-draft", "begin-edit-session"),
)

DEVIATIONS: list[Deviation] = [
    _status(400, "An unknown query parameter or an empty User-Agent is refused everywhere.", EVERY),
    _status(401, "A token that is expired or unknown is refused even where none is needed.", EVERY),
    _status(403, "A captcha can be asked for anywhere, and who is banned may do nothing.", EVERY),
    _status(429, "The limit of five requests a second holds everywhere.", EVERY),
    _status(
        404,
        "What the path names may not be there, here as with all operations whose path has an id.",
        *("abandon-upload-session", "begin-edit-session", "commit-upload-session", "delete-cover"),
        *("delete-uploaded-session-file", "delete-uploaded-session-files", "delete-user-id", "edit-cover"),
        *("get-manga-aggregate", "get-manga-chapter-readmarkers", "get-manga-id-feed", "get-user-id"),
        *("get-manga-recommendation", "get-manga-relation", "get-statistics-chapter-uuid"),
        *("get-statistics-group-uuid", "get-statistics-manga-uuid", "get-user-id-list"),
        *("post-manga-chapter-readmarkers", "post-manga-relation", "post-user-delete-code"),
        *("put-upload-session-file", "upload-cover"),
    ),
    _status(
        404,
        "What the body names may not be there: a manga, an author, a tag, a group.",
        *("begin-upload-session", "post-manga"),
    ),
    _status(404, "No manga may fit the filters.", "get-manga-random"),
    _status(
        404,
        "A server without logins of the old kind has no such operations.",
        *("post-auth-login", "post-auth-logout", "post-auth-refresh"),
    ),
    _status(
        404,
        "Follows that are not there have been seen with the shape of errors, not with a result alone.",
        *("get-user-follows-manga-id", "get-user-follows-group-id"),
        *("get-user-follows-user-id", "get-user-follows-list-id"),
    ),
    _status(
        404,
        "All errors that have been seen have the one shape; this one is taken to have it too.",
        "upload-check-approval-required",
    ),
    _status(409, "A version that is out of date; no status is described for it.", *VERSIONED),
    _status(
        409, "There is one upload session to an account; no status is described.", "begin-upload-session"
    ),
    _status(
        409,
        "The chapter may have been changed since its upload session began; no status is described.",
        "commit-upload-session",
    ),
    _status(
        413,
        "A body that is too large; no status is described for it.",
        *(id for id, one in FACTS["operations"].items() if "body" in one and id != "put-upload-session-file"),
    ),
    Deviation(
        "Chapters without a language have been seen.",
        ("schemas/ChapterAttributes/properties/translatedLanguage",),
        {"nullable": True},
    ),
    Deviation(
        "All entities that have been seen have relationships.",
        (
            "schemas/UploadSession/properties",
            "schemas/UploadSessionFile/properties",
            f"operations/get-report-reasons-by-category/{ANSWER_200}/properties/data/items/properties",
        ),
        {"relationships": {"type": "array", "items": {"ref": "Relationship"}}},
    ),
    Deviation(
        "An empty map is written as a list here too.",
        (
            f"operations/get-statistics-manga/{ANSWER_200}/properties/statistics",
            f"operations/get-statistics-chapters/{ANSWER_200}/properties/statistics",
            f"operations/get-statistics-groups/{ANSWER_200}/properties/statistics",
            "schemas/MangaAttributes/properties/officialLinks",
        ),
        {"x-empty-map-as-array": True},
    ),
    Deviation(
        "PHP cannot tell an empty list from an empty object, so that either is nothing.",
        tuple(
            BODY.format(id)
            for id in (
                *("post-regenerate-apiclient-secret", "follow-list-id", "unfollow-list-id"),
                "post-settings-template",
            )
        ),
        {"x-empty-map-as-array": True},
    ),
    Deviation(
        "A map whose keys count up from nought has been seen as a list.",
        (
            AGGREGATE,
            f"{AGGREGATE}/additionalProperties/properties/chapters",
            f"operations/get-settings/{ANSWER_200}/properties/settings",
            f"operations/post-settings/{ANSWER_200}/properties/settings",
        ),
        {"listed": True},
    ),
    Deviation(
        "The context of an error about a captcha is said to be an object with the site's key.",
        ("schemas/Error/properties/context",),
        {"type": "object"},
    ),
    Deviation(
        "What can be ordered by is what is listed; anything else has been seen to be refused.",
        ("operations/*/parameters/order",),
        {"closed": True},
    ),
    Deviation(
        "A body is needed where something in it is.",
        tuple(f"operations/{id}" for id in FILLED),
        {"bodyRequired": True},
    ),
    *(
        Deviation(f"Without it, {id} says nothing that could be done.", (place,), {"required": [*names]})
        for id, place, *names in (
            ("forums-thread-create", BODY.format("forums-thread-create"), "type", "id"),
            ("post-legacy-mapping", "schemas/MappingIdBody", "type", "ids"),
            ("commit-manga-draft", BODY.format("commit-manga-draft"), "version"),
            ("post-rating-manga-id", BODY.format("post-rating-manga-id"), "rating"),
            ("post-settings", BODY.format("post-settings"), "settings", "updatedAt"),
            ("post-report", BODY.format("post-report"), "category", "reason", "objectId"),
            (
                "upload-check-approval-required",
                BODY.format("upload-check-approval-required"),
                "manga",
                "locale",
            ),
        )
    ),
    Deviation(
        "The form of the time at which settings were changed is described elsewhere alone.",
        (f"{BODY.format('post-settings')}/properties/updatedAt",),
        {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"},
    ),
    Deviation(
        "How long a group delays has a looser form in what it is made and changed with.",
        ("schemas/ScanlationGroupAttributes/properties/publishDelay",),
        {"pattern": ""},
    ),
    Deviation(
        "The parts of an upload session come along when they are asked for, as has been seen.",
        ("operations/get-upload-session", "operations/begin-edit-session"),
        {"more": [{"name": "includes[]", "in": "query", "schema": INCLUDES}]},
    ),
]
