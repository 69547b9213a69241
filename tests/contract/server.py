"""A real server on the loopback, for promises about what aiohttp does."""

import asyncio
import json
import socket
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from asyncdex import MangadexClient

__all__ = ["Seen", "Server"]


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    #: The path with its query as it was sent, percent-encoding and all.
    target: str
    headers: Any
    body: bytes
    #: The port it came from, the same for all requests of one connection.
    port: int


class Server:
    """Answers every request with what it was told to for the path, or with a small JSON object.

    Its address is known before it runs.
    """

    def __init__(self):
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.seen = []
        self.answers = {}
        self._runner = None

    @property
    def urls(self):
        """What points a client here."""
        return {"api_url": self.url, "auth_url": f"{self.url}/token"}

    def client(self, **options):
        """Return a client of this server."""
        return MangadexClient(**self.urls, **options)

    def tell(self, path, payload=None, status=200, *, headers=None, body=None):
        """Say what a path answers from now on."""
        content = json.dumps({"result": "ok"} if payload is None else payload).encode()
        self.answers[path] = status, headers or {}, content if body is None else body

    async def __aenter__(self):
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0, handle_signals=False)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()
        return self

    async def __aexit__(self, *_):
        await self._runner.cleanup()
        await asyncio.sleep(0)

    async def _handle(self, request):
        peer = request.transport.get_extra_info("peername")
        body = await request.read()
        self.seen.append(Seen(request.method, request.path, request.raw_path, request.headers, body, peer[1]))
        status, headers, content = self.answers.get(request.path, (200, {}, b'{"result": "ok"}'))
        return web.Response(
            body=content, status=status, headers={"Content-Type": "application/json", **headers}
        )
