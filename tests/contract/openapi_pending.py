"""What the table does not have yet of MangaDex's OpenAPI file; what comes has to leave these lists."""

__all__ = ["ANSWERS", "BODIES", "EXPANSIONS", "PARAMETERS", "UNCHECKED"]

#: Query parameters that no filter sends: operations, and names.
PARAMETERS = {
    f"{id} {name}"
    for id, names in {
        "delete-apiclient": "version",
        "delete-manga-id-list-listId": "order",
        "get-list-apiclients": "name order state",
        "get-manga-drafts": "order state",
        "get-manga-recommendation": "contentRating[] order",
        "get-manga-status": "status",
        "get-rating": "manga[]",
        "get-reports": "category objectId order reasonId status",
        "get-statistics-chapters": "chapter[]",
        "get-statistics-groups": "group[]",
        "get-statistics-manga": "manga[]",
        "get-user": "ids[] order username",
        "post-manga-chapter-readmarkers": "updateHistory",
        "post-manga-id-list-listId": "order",
    }.items()
    for name in names.split()
}

#: Query parameters whose pattern no filter checks, by name.
UNCHECKED = {"externalUrl", "excludeExternalUrl"}

#: Operations that could be expanded and are not.
EXPANSIONS = {
    *(
        "get-manga-recommendation",
        "get-manga-relation",
        "get-apiclient",
        "get-list-apiclients",
        "get-reports",
    ),
}

#: Operations whose row says nothing of their body.
BODIES = {
    *("begin-edit-session", "begin-upload-session", "commit-manga-draft", "commit-upload-session"),
    *("delete-uploaded-session-files", "edit-cover", "forums-thread-create", "post-auth-login"),
    *("post-auth-refresh", "post-author", "post-captcha-solve", "post-create-apiclient"),
    *("post-edit-apiclient", "post-group", "post-legacy-mapping", "post-list", "post-manga"),
    *(
        "post-manga-chapter-readmarkers",
        "post-manga-id-status",
        "post-manga-relation",
        "post-rating-manga-id",
    ),
    *("post-report", "post-settings", "put-author-id", "put-chapter-id", "put-group-id", "put-list-id"),
    *("put-manga-id", "put-upload-session-file", "upload-check-approval-required", "upload-cover"),
}

#: Operations whose answer no structure describes.
ANSWERS = {
    *("begin-edit-session", "begin-upload-session", "forums-thread-create", "get-apiclient"),
    *("get-apiclient-secret", "get-list-apiclients", "get-manga-recommendation", "get-manga-relation"),
    *("get-rating", "get-reading-history", "get-report-reasons-by-category", "get-reports", "get-settings"),
    *("get-statistics-chapter-uuid", "get-statistics-chapters", "get-statistics-group-uuid"),
    *("get-statistics-groups", "get-statistics-manga", "get-statistics-manga-uuid", "get-upload-session"),
    *("post-auth-login", "post-auth-refresh", "post-create-apiclient", "post-edit-apiclient"),
    *("post-legacy-mapping", "post-list", "post-manga-relation", "post-regenerate-apiclient-secret"),
    *("post-settings", "put-list-id", "put-upload-session-file", "upload-check-approval-required"),
}
