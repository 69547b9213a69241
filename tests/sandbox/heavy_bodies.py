"""Sends a sandbox bodies of a hundred megabytes, and says what came back and how much memory it all took.

A program of its own, so that the memory is that of nothing else.
"""

import asyncio
import json
import re
import resource
import sys
from pathlib import Path

import aiohttp

from asyncdex.sandbox import Sandbox

PIECE = bytes(64 * 1024)
MEGABYTES = 100
BOUNDARY = "b"
PART = (
    b'--b\r\nContent-Disposition: form-data; name="%s"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
)


async def pieces(begin=b"", end=b""):
    """Give a body piece by piece, which nobody holds whole."""
    yield begin
    for _ in range(MEGABYTES * 1024 * 1024 // len(PIECE)):
        yield PIECE
    yield end


async def fields():
    """Give a form of many small fields."""
    field = b'--b\r\nContent-Disposition: form-data; name="%d"\r\n\r\n' + bytes(1024) + b"\r\n"
    for number in range(MEGABYTES * 1024):
        yield field % number
    yield b"--b--\r\n"


async def ask(session, method, url, body, kind, token=None):
    """Send a body, and return the status, or that the sandbox hung up."""
    headers = {"Content-Type": kind, **({"Authorization": f"Bearer {token}"} if token else {})}
    try:
        async with session.request(method, url, data=body, headers=headers) as answer:
            await answer.read()
            return answer.status
    except aiohttp.ClientConnectionError:
        return 0


async def statuses(box, session):
    """Send bodies to operations of every kind, and return the statuses by what was sent."""
    login = {name: box.legacy_kwargs()[name] for name in ("username", "password")}
    async with session.post(f"{box.url}/auth/login", json=login) as answer:
        token = (await answer.json())["token"]["session"]
    upload = {"manga": box.sample_manga_id, "groups": []}
    headers = {"Authorization": f"Bearer {token}"}
    async with session.post(f"{box.url}/upload/begin", json=upload, headers=headers) as answer:
        begun = f"{box.url}/upload/{(await answer.json())['data']['id']}"
    form, jason = f"multipart/form-data; boundary={BOUNDARY}", "application/json"
    cover = f"{box.url}/cover/{box.sample_manga_id}"
    file = pieces(PART % b"file", b"\r\n--b--\r\n")
    page = pieces(PART % b"file1", b"\r\n--b--\r\n")
    return {
        "JSON": await ask(session, "POST", f"{box.url}/manga", pieces(), jason, token),
        "settings": await ask(session, "POST", f"{box.url}/settings", pieces(), jason, token),
        "login": await ask(session, "POST", f"{box.url}/auth/login", pieces(), jason),
        "token": await ask(session, "POST", box.auth_url, pieces(), "application/x-www-form-urlencoded"),
        "guest": await ask(session, "POST", f"{box.url}/manga", pieces(), jason),
        "search": await ask(session, "GET", f"{box.url}/manga", pieces(), jason),
        "no route": await ask(session, "POST", f"{box.url}/nowhere", pieces(), jason),
        "cover": await ask(session, "POST", cover, file, form, token),
        "page": await ask(session, "POST", begun, page, form, token),
        "fields": await ask(session, "POST", cover, fields(), form, token),
        "report": await ask(session, "POST", f"{box.url}/network/report", pieces(), jason),
    }


def peak():
    """Return the most memory that this program has had, in bytes."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # What the other call tells on Linux begins with the most that the program had which started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


async def main():
    """Do it, and print what came of it."""
    async with Sandbox(manga=20, chapters=200, limits="off") as box, aiohttp.ClientSession() as session:
        async with session.get(f"{box.url}/manga") as answer:
            await answer.read()
        before = peak()
        found = await statuses(box, session)
        async with session.get(f"{box.url}/ping") as answer:
            alive = await answer.text()
        print(json.dumps({"statuses": found, "grown": peak() - before, "alive": alive}))


if __name__ == "__main__":
    asyncio.run(main())
