"""What the operations on uploads, reports and API clients accept in their query strings."""

from __future__ import annotations

from asyncdex.sandbox.server.query import Paging, Param, QuerySpec, choice, matching, text, uuid

UPLOAD = QuerySpec(
    includes=frozenset({"manga", "scanlation_group", "user", "upload_session_file", "chapter"})
)
