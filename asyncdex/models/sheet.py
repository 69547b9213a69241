"""What a page of results is while its results are given out one by one.

Parts of a result that are decoded late point into the answer they came with, which is kept for as long as a
single object points there. Most results are looked at and let go within the loop that walks through them;
copying parts of those would be in vain. So objects keep pointing into their page until it has been given out,
and only what is still there is made independent of it then.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weakref import ref

    from .sent import Sent

__all__ = ["Sheet"]


class Sheet:
    """The objects that may point into one page; who makes them puts them there."""

    __slots__ = ("held",)

    def __init__(self) -> None:
        #: They, none of which is kept for it.
        self.held: list[ref[Sent[Any]]] = []

    def settle(self) -> None:
        """Have all that are still there keep nothing else of the page."""
        held, self.held = self.held, []
        for reference in held:
            sent = reference()
            if sent is not None:
                sent.settle()
