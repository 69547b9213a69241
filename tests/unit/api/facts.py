"""What MangaDex documents of limits, which its OpenAPI file is silent about, written down a second time."""

from typing import NamedTuple

#: Calls, and in how many minutes; lines with several operations are limits that these share.
_LIMITS = """
40 in 1    GET /at-home/server/{chapterId}
60 in 1    GET /manga/random
30 in 60   POST /auth/login
60 in 60   POST /auth/refresh
10 in 10   POST /captcha/solve
10 in 60   POST /author
10 in 1    PUT /author/{id}
10 in 10   DELETE /author/{id}
100 in 10  POST /cover/{mangaOrCoverId}
100 in 10  PUT /cover/{mangaOrCoverId}
10 in 10   DELETE /cover/{mangaOrCoverId}
300 in 10  POST /chapter/{id}/read
10 in 1    PUT /chapter/{id}
10 in 1    DELETE /chapter/{id}
10 in 1    POST /forums/thread
10 in 60   POST /manga
10 in 60   PUT /manga/{id}
10 in 10   DELETE /manga/{id}
10 in 60   POST /manga/draft/{id}/commit
10 in 1    POST /report
10 in 1    GET /report
10 in 60   POST /group
10 in 1    PUT /group/{id}
10 in 10   DELETE /group/{id}
30 in 1    GET /upload
20 in 1    POST /upload/begin, POST /upload/begin/{chapterId}
250 in 1   POST /upload/{uploadSessionId}, DELETE /upload/{uploadSessionId}/{uploadSessionFileId}, \
DELETE /upload/{uploadSessionId}/batch
10 in 1    POST /upload/{uploadSessionId}/commit
30 in 1    DELETE /upload/{uploadSessionId}
"""


class DocumentedLimit(NamedTuple):
    amount: int
    seconds: int
    #: Methods and paths.
    calls: tuple[tuple[str, str], ...]


def _limit(line):
    amount, _, minutes, calls = line.split(maxsplit=3)
    pairs = (call.split() for call in calls.split(","))
    return DocumentedLimit(int(amount), int(minutes) * 60, tuple((method, path) for method, path in pairs))


LIMITS = [_limit(line) for line in _LIMITS.strip().splitlines()]
