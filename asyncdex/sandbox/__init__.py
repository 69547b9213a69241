"""A MangaDex on your own machine: a small server on loopback, for trying things out and for tests.

Example:
    >>> from asyncdex.sandbox import Sandbox
    >>> async with Sandbox() as box:
    ...     print(box.url)
"""

from importlib.util import find_spec

if find_spec("PIL") is None:
    raise ImportError('asyncdex.sandbox needs Pillow: from the checkout, run pip install ".[sandbox]"')

from asyncdex.sandbox.box import Sandbox
from asyncdex.sandbox.server.catalogue.records import Record, Relationship
from asyncdex.sandbox.server.catalogue.store import Catalogue
from asyncdex.sandbox.server.clocks import Clock, ManualClock, SystemClock
from asyncdex.sandbox.server.limits.choice import Limits
from asyncdex.sandbox.server.limits.ladder import Ladder
from asyncdex.sandbox.server.limits.limiter import Bucket, Outcast
from asyncdex.sandbox.server.limits.rules import RULES, Rule
from asyncdex.sandbox.server.running import RunningClock
from asyncdex.sandbox.server.saving.archive import StateFileError
from asyncdex.sandbox.server.stats import Seen, Stats

__all__ = [
    "RULES",
    "Bucket",
    "Catalogue",
    "Clock",
    "Ladder",
    "Limits",
    "ManualClock",
    "Outcast",
    "Record",
    "Relationship",
    "Rule",
    "RunningClock",
    "Sandbox",
    "Seen",
    "StateFileError",
    "Stats",
    "SystemClock",
]
