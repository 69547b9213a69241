"""A running sandbox and a plain HTTP client, which knows nothing of the SDK."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from PIL import Image

from asyncdex.sandbox import ManualClock, Sandbox


@dataclass
class Answer:
    status: int
    headers: Any
    raw: bytes
    body: Any = field(default=None)

    @property
    def ids(self) -> list[str]:
        return [entry["id"] for entry in self.body["data"]]

    @property
    def details(self) -> str:
        return " | ".join(error["detail"] for error in self.body["errors"])


class Browser:
    """Just enough of an HTTP client to ask the sandbox."""

    def __init__(self, box: Sandbox, session: aiohttp.ClientSession) -> None:
        self.box = box
        self.session = session

    async def request(self, method: str, url: str, **options: Any) -> Answer:
        if url.startswith("/"):
            url = self.box.url + url
        async with self.session.request(method, url, **options) as response:
            raw = await response.read()
            body = json.loads(raw) if raw and response.content_type == "application/json" else None
            return Answer(response.status, response.headers, raw, body)

    async def get(self, url: str, *pairs: tuple[str, str], **options: Any) -> Answer:
        return await self.request("GET", url, params=list(pairs) or None, **options)

    async def token(self, **fields: str) -> Answer:
        known = self.box.client_kwargs()
        names = ("username", "password", "client_id", "client_secret")
        form = {"grant_type": "password", **{name: known[name] for name in names}, **fields}
        return await self.request("POST", known["auth_url"], data=form)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def make(clock):
    """Start sandboxes of any kind and stop them afterwards."""
    boxes: list[Sandbox] = []
    async with aiohttp.ClientSession() as session:

        async def start(**options: Any) -> Browser:
            box = Sandbox(**{"clock": clock, "limits": "off", "manga": 60, "chapters": 1500, **options})
            boxes.append(box)
            await box.start()
            return Browser(box, session)

        yield start
        for box in boxes:
            await box.stop()


@pytest.fixture
async def web(make):
    """A world of middling size without limits."""
    return await make()


@pytest.fixture
async def login(web):
    """What makes a request one of the account's own."""
    token = (await web.token()).body["access_token"]
    return {"headers": {"Authorization": f"Bearer {token}"}}


@pytest.fixture
async def send(web, login):
    """Ask as the account, with a JSON body if there is one."""

    async def ask(method: str, url: str, body: Any = None, **options: Any) -> Answer:
        return await web.request(method, url, json=body, **login, **options)

    return ask


@pytest.fixture
def picture():
    """Make the bytes of small pictures."""

    def make(form: str = "PNG", size: tuple[int, int] = (600, 800), colour: str = "teal") -> bytes:
        buffer = io.BytesIO()
        Image.new("RGB", size, colour).save(buffer, form)
        return buffer.getvalue()

    return make
