"""Where the pages of a chapter are served from."""

from .base import Wire

__all__ = ["AtHome", "AtHomeChapter"]


class AtHomeChapter(Wire, frozen=True):
    """The names of a chapter's pages, in reading order."""

    hash: str = ""
    data: tuple[str, ...] = ()
    data_saver: tuple[str, ...] = ()


class AtHome(Wire, frozen=True):
    """One image node, good for one chapter and about fifteen minutes."""

    base_url: str
    chapter: AtHomeChapter = AtHomeChapter()

    def __repr__(self) -> str:
        return f"<AtHome with {len(self.chapter.data)} pages>"  # the address holds a token
