"""What the table does not check yet of MangaDex's OpenAPI file; what comes has to leave these lists."""

__all__ = ["UNCHECKED", "WIDER"]

#: Query parameters whose pattern no filter checks, by name.
UNCHECKED = {"externalUrl", "excludeExternalUrl"}

#: Operations and properties of bodies that take values which the file rules out.
WIDER = {
    *("post-auth-refresh token", "post-author twitter", "put-author-id twitter", "post-group twitter"),
}
