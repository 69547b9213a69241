"""How many requests a second the sandbox answers, and what memory that takes.

First beside a bare aiohttp server that sends the same bytes, then with requests of many kinds, logins and
writes among them. Run with: python benchmarks/sandbox.py [requests, 20,000 unless said otherwise]
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import resource
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import aiohttp
from aiohttp import web

from asyncdex.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

INCLUDES = "includes[]=author&includes[]=artist&includes[]=cover_art&includes[]=tag"
CONNECTIONS = 16
ROUNDS = 10


def memory() -> float:
    """The most memory this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def serve_sandbox(pipe: Connection) -> None:
    async with Sandbox(limits="off") as box:
        pipe.send([get(f"/manga/{identifier}?{INCLUDES}") for identifier in box.catalogue.manga])
        pipe.send(await many_kinds(box))
        pipe.send(box.url)
        await answer_about_memory(pipe)


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: benchmark\r\n\r\n".encode()


def post(path: str, kind: str, body: str, token: str = "") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: benchmark\r\nContent-Type: {kind}\r\n"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


async def many_kinds(box: Sandbox) -> list[bytes]:
    """Requests of many kinds: reading, searching, logging in, following, rating and marking."""
    known = box.client_kwargs()
    names = ("username", "password", "client_id", "client_secret")
    fields = {"grant_type": "password", **{name: known[name] for name in names}}
    form = urlencode(fields)
    box.token_lifetime = 3600 * 24
    async with aiohttp.ClientSession() as session, session.post(box.auth_url, data=fields) as answer:
        token = (await answer.json())["access_token"]
    found = []
    for manga, chapter in zip(box.catalogue.manga, box.catalogue.chapters, strict=False):
        own = [record.id for record in box.catalogue.readable_chapters(manga)[:5]]
        found += [
            get(f"/manga?title=a&limit=10&{INCLUDES}"),
            get(f"/manga/{manga}/feed?limit=20&order[readableAt]=desc&includes[]=scanlation_group"),
            get(f"/manga/{manga}/aggregate"),
            get(f"/chapter/{chapter}"),
            get(f"/statistics/manga/{manga}"),
            post("/realms/mangadex/protocol/openid-connect/token", "application/x-www-form-urlencoded", form),
            post(f"/manga/{manga}/follow", "application/json", "{}", token),
            post(f"/rating/{manga}", "application/json", '{"rating": 7}', token),
            post(f"/manga/{manga}/read", "application/json", json.dumps({"chapterIdsRead": own}), token),
            *(get(f"/at-home/server/{known}") for known in own[:1]),
        ]
    return found


async def serve_bare(pipe: Connection, body: bytes) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    app = web.Application()
    app.router.add_get("/manga/{id}", handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    pipe.send(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await answer_about_memory(pipe)


async def answer_about_memory(pipe: Connection) -> None:
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, pipe.recv):
        pipe.send(memory())


def run_sandbox(pipe: Connection) -> None:
    asyncio.run(serve_sandbox(pipe))


def run_bare(pipe: Connection, body: bytes) -> None:
    asyncio.run(serve_bare(pipe, body))


async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    return await reader.readexactly(length)


async def load(url: str, requests: list[bytes], amount: int) -> float:
    """Send so many requests over a few connections, and return how many were answered a second."""
    parts = urlsplit(url)

    async def work(place: int) -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 20)
        for number in range(place, amount, CONNECTIONS):
            await one(reader, writer, requests[number % len(requests)])
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*map(work, range(CONNECTIONS)))
    return amount / (time.perf_counter() - began)


async def body_of(url: str, request: bytes) -> bytes:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 20)
    body = await one(reader, writer, request)
    writer.close()
    return body


def start(target: Callable[..., None], *arguments: object) -> Connection:
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    context.Process(target=target, args=(there, *arguments), daemon=True).start()
    return here


def main() -> None:
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    pipe = start(run_sandbox)
    requests, kinds, url = pipe.recv(), pipe.recv(), pipe.recv()
    body = asyncio.run(body_of(url, requests[0]))
    bare_pipe = start(run_bare, body)
    bare_url = bare_pipe.recv()
    print(f"GET /manga/{{id}} with includes, {len(body)} bytes, {amount} requests in all")
    for number in range(1, ROUNDS + 1):
        bare = asyncio.run(load(bare_url, requests, amount // ROUNDS))
        ours = asyncio.run(load(url, requests, amount // ROUNDS))
        ratio = f"sandbox {ours:.0f}/s, bare {bare:.0f}/s, ratio {ours / bare:.2f}"
        print(f"round {number}: {ratio}, {asked(pipe):.0f} MiB")
    print(f"requests of {len(kinds)} kinds, {amount} in all")
    for number in range(1, ROUNDS + 1):
        ours = asyncio.run(load(url, kinds, amount // ROUNDS))
        print(f"round {number}: sandbox {ours:.0f}/s, {asked(pipe):.0f} MiB")


def asked(pipe: Connection) -> float:
    pipe.send("memory")
    return pipe.recv()


if __name__ == "__main__":
    main()
