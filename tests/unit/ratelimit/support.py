"""What the tests of the limiter share: rules, answers, and calls that note when they left."""

import asyncio
import re

from asyncdex import Path, PathRatelimit
from asyncdex.ratelimit.window import SLACK

EVERYTHING = Path("*", re.compile(".*"))
AT_HOME = Path.of("/at-home/server/{chapterId}", "GET")
UUID = "0aea9f43-d4a9-4bf7-bebc-550a512f9b95"

#: How long a departure counts under the general pace.
PERIOD = 1 + SLACK


class Reply:
    """An answer as far as limits go: a status, and headers written as keywords."""

    def __init__(self, status=200, **headers):
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def general(amount=5, seconds=1):
    return PathRatelimit(EVERYTHING, amount, seconds)


def rule(template, method=None, amount=10, seconds=60):
    return PathRatelimit(Path.of(template, method), amount, seconds)


def instant(clock, seconds):
    """A UNIX instant so many seconds from now, as MangaDex sends it."""
    return str(int(clock.now().timestamp()) + seconds)


async def depart(limits, clock, log, name, url="/manga", method="GET", **kwargs):
    """Make a call and note when it left."""
    places = await limits.acquire(url, method, **kwargs)
    log.append((clock.monotonic(), name))
    return places


def start(awaitable):
    return asyncio.ensure_future(awaitable)


def busiest(times, window):
    """The largest number of departures in any window of so many seconds, wherever it starts."""
    return max((sum(start <= time < start + window for time in times) for start in times), default=0)
