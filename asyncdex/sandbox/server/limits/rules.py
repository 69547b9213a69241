"""The documented table of limits for single endpoints."""

from __future__ import annotations

from typing import NamedTuple

#: The name of the budget for the API as a whole.
GENERAL = "general"


class Rule(NamedTuple):
    """A limit of its own for an endpoint.

    Attributes:
        method: The HTTP method.
        path: The path template, such as `/manga/{id}`.
        amount: Requests allowed in a window.
        seconds: The window's length.
        bucket: The name of the budget; endpoints that share one share the budget.
    """

    method: str
    path: str
    amount: int
    seconds: float
    bucket: str


RULES = (
    Rule("GET", "/at-home/server/{id}", 40, 60, "at-home"),
    Rule("GET", "/manga/random", 60, 60, "random"),
    Rule("POST", "/auth/login", 30, 3600, "login"),
    Rule("POST", "/auth/refresh", 60, 3600, "refresh"),
    Rule("POST", "/manga", 10, 3600, "manga-create"),
    Rule("PUT", "/manga/{id}", 10, 3600, "manga-edit"),
    Rule("DELETE", "/manga/{id}", 10, 600, "manga-delete"),
    Rule("POST", "/manga/draft/{id}/commit", 10, 3600, "draft-commit"),
    Rule("PUT", "/chapter/{id}", 10, 60, "chapter-edit"),
    Rule("DELETE", "/chapter/{id}", 10, 60, "chapter-delete"),
    Rule("POST", "/cover/{id}", 100, 600, "cover-upload"),
    Rule("PUT", "/cover/{id}", 100, 600, "cover-edit"),
    Rule("DELETE", "/cover/{id}", 10, 600, "cover-delete"),
    Rule("POST", "/author", 10, 3600, "author-create"),
    Rule("PUT", "/author/{id}", 10, 60, "author-edit"),
    Rule("DELETE", "/author/{id}", 10, 600, "author-delete"),
    Rule("POST", "/group", 10, 3600, "group-create"),
    Rule("PUT", "/group/{id}", 10, 60, "group-edit"),
    Rule("DELETE", "/group/{id}", 10, 600, "group-delete"),
    Rule("POST", "/captcha/solve", 10, 600, "captcha"),
    Rule("POST", "/forums/thread", 10, 60, "thread"),
    Rule("POST", "/report", 10, 60, "report"),
    Rule("GET", "/report", 10, 60, "reports"),
    Rule("GET", "/upload", 30, 60, "upload"),
    Rule("POST", "/upload/begin", 20, 60, "upload-begin"),
    Rule("POST", "/upload/begin/{id}", 20, 60, "upload-begin"),
    Rule("POST", "/upload/{session}", 250, 60, "upload-files"),
    Rule("DELETE", "/upload/{session}/{file}", 250, 60, "upload-files"),
    Rule("DELETE", "/upload/{session}/batch", 250, 60, "upload-files"),
    Rule("POST", "/upload/{session}/commit", 10, 60, "upload-commit"),
    Rule("DELETE", "/upload/{session}", 30, 60, "upload-abandon"),
)
#: The documented limits by method and path template.
DOCUMENTED = {(rule.method, rule.path): rule for rule in RULES}
