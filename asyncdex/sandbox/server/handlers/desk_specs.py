"""What the operations on uploads, reports and API clients accept in their query strings."""

from __future__ import annotations

from asyncdex.sandbox.server.query import Paging, Param, QuerySpec, choice, matching, text, uuid

_CREATOR = frozenset({"creator"})

UPLOAD = QuerySpec(
    includes=frozenset({"manga", "scanlation_group", "user", "upload_session_file", "chapter"})
)
REPORTS = QuerySpec(
    params={
        "category": Param(choice("manga", "chapter", "scanlation_group", "user", "author")),
        "reasonId": Param(uuid),
        "objectId": Param(uuid),
        "status": Param(choice("waiting", "accepted", "refused", "autoresolved")),
    },
    orders=frozenset({"createdAt"}),
    includes=frozenset({"user", "reason"}),
    paging=Paging(default=10, lowest=1, highest=100),
)
CLIENTS = QuerySpec(
    params={"state": Param(choice("requested", "approved", "rejected", "autoapproved")), "name": Param(text)},
    orders=frozenset({"name", "createdAt", "updatedAt"}),
    includes=_CREATOR,
    paging=Paging(default=10, lowest=0, highest=100),
)
CLIENT_ONE = QuerySpec(includes=_CREATOR)
CLIENT_DELETE = QuerySpec(params={"version": Param(matching(r"[0-9]+", "an integer"))})
