"""The page as it is loaded: complete at once, for those whose browser runs no scripts as well."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.clocks import ManualClock
from asyncdex.sandbox.server.panel.log import newest
from asyncdex.sandbox.server.panel.orders import choices
from asyncdex.sandbox.server.panel.sections import View
from asyncdex.sandbox.server.panel.views import Section, table
from asyncdex.sandbox.server.running import RunningClock

if TYPE_CHECKING:
    from asyncdex.sandbox.server.state import State


@cache
def asset(name: str) -> bytes:
    """Return one of the page's files.

    Args:
        name: The file's name.
    """
    return files("asyncdex.sandbox.server.panel").joinpath(name).read_bytes()


def page(state: State, url: str, *, locked: bool) -> str:
    """Return the page.

    Args:
        state: The parts of the sandbox.
        url: The API's origin, as the browser sees it.
        locked: Whether it has no switches, because it is opened from elsewhere.
    """
    texts = {
        "url": escape(url),
        "access": "locked" if locked else "open",
        "notice": "" if locked else " hidden",
        "manual": "" if isinstance(state.clock, ManualClock) else " hidden",
        "running": "" if isinstance(state.clock, RunningClock) else " hidden",
        "speed": f"{state.clock.speed:g}" if isinstance(state.clock, RunningClock) else "1",
        **choices(),
        "log": table(Section(newest(state.stats), "")),
    }
    for name, part in View(state).parts().items():
        if isinstance(part, Section):
            texts[name] = table(part)
            texts[f"{name}_none"] = escape(part.none)
        else:
            texts.update({place: escape(text) for place, text in part.items()})
    return Template(asset("page.html").decode()).substitute(texts)
