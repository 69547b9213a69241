"""A network that answers what a test tells it to, and fails the test when nothing was told."""

import json
from collections import deque
from contextlib import asynccontextmanager

from multidict import CIMultiDict

from asyncdex._http.messages import Answer

from .secrets import note

#: What an answer calls the secrets in it.
_SECRET_FIELDS = {"access_token", "refresh_token", "id_token", "session", "refresh"}


def json_answer(data, status=200, **headers):
    fields = CIMultiDict({"Content-Type": "application/json"})
    fields.update({name.replace("_", "-"): value for name, value in headers.items()})
    _note_secrets(data)
    return Answer(status, fields, json.dumps(data).encode())


def _note_secrets(data):
    """Have the tokens looked for that an answer gives out."""
    if isinstance(data, dict):
        note(*(value for name, value in data.items() if name in _SECRET_FIELDS))
        for value in data.values():
            _note_secrets(value)


def api_error(status, title="some_exception", detail="Something is wrong", context=None, **headers):
    error = {"id": "1", "status": status, "title": title, "detail": detail, "context": context}
    return json_answer({"result": "error", "errors": [error]}, status, **headers)


class FakeTransport:
    """Gives out scripted answers in order and keeps every request.

    A step is an answer, an exception to raise, or a function of the request that returns either, and may be a
    coroutine function.
    """

    tells_departure = False

    def __init__(self, *steps):
        self.steps = deque(steps)
        self.requests = []
        self.downloads = {}

    def add(self, *steps):
        self.steps.extend(steps)

    @property
    def paths(self):
        return [request.url.split("//", 1)[-1].partition("/")[2] for request in self.requests]

    async def send(self, request):
        self.requests.append(request)
        assert self.steps, f"an unexpected request: {request.method} {request.url}"
        step = self.steps.popleft()
        if callable(step):
            step = step(request)
            if hasattr(step, "__await__"):
                step = await step
        if isinstance(step, BaseException):
            raise step
        return step

    @asynccontextmanager
    async def stream(self, url):
        raise AssertionError(f"an unexpected download: {url}")
        yield
