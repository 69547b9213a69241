"""Looking at every request to a sandbox of the tests, and at every answer of it."""

import pytest
from aiohttp import web

from asyncdex.sandbox.server import app
from asyncdex.sandbox.server.marks import marks_here
from asyncdex.sandbox.server.middleware import shape_errors
from tests.described.deviations import DEVIATIONS
from tests.described.judging import Exchange, Judge

__all__ = ["WITNESS", "Witness", "described"]

#: What the file does not describe: the token service, the covers, the page for people, delivery reports.
ELSEWHERE = ("/realms/", "/covers/", "/_sandbox", "/network/")
#: What the API has no part in: the shield in front of it bans, or does not answer.
SHIELD = frozenset({"limit banned", "limit silent"})


class Witness:
    """Stands in the sandboxes between the faults that were ordered and all else."""

    def __init__(self):
        self.judge = Judge(DEVIATIONS)
        self.complaints = []
        self.exchanges = []
        self.numbers = _none()

    @web.middleware
    async def watch(self, request, handler):
        """Write down a request and its answer.

        Args:
            request: The request.
            handler: What answers it.
        """
        answer = await handler(request)
        described = not request.path.startswith(ELSEWHERE) and marks_here().why not in SHIELD
        if described and isinstance(answer, web.Response):
            self._look(request, answer)
        return answer

    def _look(self, request, answer):
        exchange = Exchange(
            method=request.method,
            path=request.rel_url.raw_path,
            query=request.rel_url.raw_query_string,
            kind=request.content_type,
            # As the handler has read it; forms of files are held to their media type alone.
            body=marks_here().body if request.body_exists else b"",
            status=answer.status,
            answer_kind=answer.content_type,
            answer=bytes(answer.body or b""),
        )
        self.numbers["requests"] += 1
        self.numbers["bodies"] += bool(exchange.body)
        self.exchanges.append(exchange)
        self.complaints += self.judge.complaints(exchange)

    def begin(self):
        """Forget what was seen so far."""
        self.complaints, self.exchanges, self.numbers = [], [], _none()


def _none():
    return {"requests": 0, "bodies": 0}


WITNESS = Witness()
_place = app.MIDDLEWARES.index(shape_errors)
app.MIDDLEWARES = (*app.MIDDLEWARES[:_place], WITNESS.watch, *app.MIDDLEWARES[_place:])


@pytest.fixture(autouse=True)
def described(request):
    """Fail a test in which a sandbox did what MangaDex does not."""
    WITNESS.begin()
    # What is counted while the test runs goes into its report.
    request.node.user_properties.append(("counted", ("held to the OpenAPI file", WITNESS.numbers)))
    yield WITNESS
    complaints = WITNESS.complaints
    if complaints and request.node.get_closest_marker("beyond_the_file") is None:
        pytest.fail("\n".join(dict.fromkeys(complaints)), pytrace=False)
