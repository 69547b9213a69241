"""A real server on the loopback, for what aioresponses cannot show."""

import asyncio
import gzip
from contextlib import asynccontextmanager

import pytest
from aiohttp import web


class Site:
    """A tiny site: every request is kept, and its path says what comes back."""

    def __init__(self):
        self.requests = []
        self.bodies = []
        self.url = ""
        self.body = b""
        self.reached = asyncio.Event()
        self.over = asyncio.Event()

    async def handle(self, request):
        self.requests.append(request)
        self.reached.set()
        self.bodies.append(await request.read())
        what = request.path.strip("/").partition("/")[0]
        return await getattr(self, f"do_{what}", self.do_ok)(request)

    async def do_ok(self, request):
        return web.json_response({"ok": True})

    async def do_error(self, request):
        return web.json_response({"errors": []}, status=404)

    async def do_redirect(self, request):
        raise web.HTTPFound("/ok")

    async def do_moved(self, request):
        return web.Response(status=302, headers={"Location": "/ok"}, body=bytes(1_000_000))

    async def do_large(self, request):
        return web.Response(body=bytes(1_000_000))

    async def do_pieces(self, request):
        response = web.StreamResponse()
        await response.prepare(request)
        for start in range(0, len(self.body), 50_000):
            await response.write(self.body[start : start + 50_000])
        return response

    async def do_packed(self, request):
        packed = gzip.compress(self.body, 1)
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    async def do_hang(self, request):
        await self.over.wait()

    async def do_reset(self, request):
        request.transport.abort()
        return web.Response()

    async def do_cut(self, request):
        response = web.StreamResponse(headers={"Content-Length": "100000"})
        await response.prepare(request)
        await response.write(b"x" * 1000)
        request.transport.close()
        return response

    async def do_stall(self, request):
        response = web.StreamResponse(headers={"Content-Length": "100000"})
        await response.prepare(request)
        await response.write(b"x" * 1000)
        await self.over.wait()

    async def do_page(self, request):
        return web.Response(body=bytes(range(256)) * 40, content_type="image/png")

    @asynccontextmanager
    async def up(self):
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self.handle)
        runner = web.AppRunner(app, shutdown_timeout=0, handle_signals=False)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield self
        self.over.set()
        await runner.cleanup()


@pytest.fixture
async def site():
    async with Site().up() as site:
        yield site
