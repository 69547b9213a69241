"""A screen whose output can be read, and a small sandbox."""

import io

import pytest
from rich.console import Console

from asyncdex.cli.show import Screen
from asyncdex.sandbox import Sandbox


class ReadableScreen(Screen):
    def __init__(self, width=80, *, terminal=False):
        self.file = io.StringIO()
        super().__init__(
            Console(
                file=self.file, width=width, force_terminal=terminal, highlight=False, legacy_windows=False
            )
        )

    @property
    def text(self):
        return self.file.getvalue()

    @property
    def lines(self):
        return self.text.splitlines()


@pytest.fixture
def make_screen():
    return ReadableScreen


@pytest.fixture
def screen():
    return ReadableScreen()


@pytest.fixture
async def box():
    async with Sandbox(manga=8, chapters=80, limits="off") as box:
        yield box
