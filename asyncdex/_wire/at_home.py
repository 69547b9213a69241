"""Where the pages of a chapter are served from."""

from .base import Wire

__all__ = ["AtHome", "AtHomeChapter"]


class AtHomeChapter(Wire):
    """The names of a chapter's pages, in reading order."""

    hash: str = ""
    data: list[str] = []
    data_saver: list[str] = []


class AtHome(Wire):
    """One image node, good for one chapter and about fifteen minutes."""

    base_url: str
    chapter: AtHomeChapter = AtHomeChapter()
