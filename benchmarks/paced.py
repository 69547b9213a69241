"""A server that keeps MangaDex's pace: who asks too fast is told so, and counted.

``GET /refusals`` says how many were refused so far, and is not counted itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections import deque

from benchmarks.stub import Bodies, Stub

__all__ = ["Paced"]

#: So many requests in any one second.
_PACE = 5


class Paced(Bodies):
    """The answers, and who was refused one."""

    def __init__(self) -> None:
        super().__init__(1)
        self._seen: deque[float] = deque()
        self.refusals = 0

    def refused(self) -> bool:
        """Count a request that comes now; say whether it is one too many."""
        now = time.monotonic()
        while self._seen and self._seen[0] <= now - 1:
            self._seen.popleft()
        if len(self._seen) >= _PACE:
            self.refusals += 1
            return True
        self._seen.append(now)
        return False


class _Connection(Stub):
    """One connection of somebody whose pace is watched."""

    bodies: Paced

    def reply(self, target: bytes) -> tuple[bytes, bytes]:
        """Return the status line and the body for a request's target."""
        if target == b"/refusals":
            return b"200 OK", str(self.bodies.refusals).encode()
        if self.bodies.refused():
            error = {"id": "", "status": 429, "title": "Too many requests", "detail": None}
            # The second one is what Hondana goes by, which also fails without an id.
            told = f"Retry-After: 1\r\nX-RateLimit-Retry-After: {int(time.time()) + 1}\r\nX-Request-ID: 1"
            body = json.dumps({"result": "error", "errors": [error]}).encode()
            return b"429 Too Many Requests\r\n" + told.encode(), body
        return super().reply(target)


async def _serve() -> None:
    bodies = Paced()
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(bodies), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    asyncio.run(_serve())
