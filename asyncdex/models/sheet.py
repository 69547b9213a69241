"""What a page of results is while its results are given out one by one.

Parts of a result that are decoded late point into the answer they came with, which is kept for as long as a
single object points there. Most results are looked at and let go within the loop that walks through them;
copying parts of those would be in vain. So objects keep pointing into their page until it has been given out,
and only what is still there is made independent of it then.
"""

from typing import TYPE_CHECKING, Any
from weakref import ref

if TYPE_CHECKING:
    from .sent import Sent

__all__ = ["Sheet"]


class Sheet:
    """The objects that may point into one page."""

    __slots__ = ("held",)

    def __init__(self) -> None:
        #: Them, none of which is kept for it.
        self.held: list[ref[Sent[Any]]] = []

    def hold(self, sent: "Sent[Any]") -> None:
        """Note an object that points into the page."""
        sent._sheet = self  # noqa: SLF001 - the two know of each other
        self.held.append(ref(sent))

    def settle(self) -> None:
        """Have all that are still there keep nothing else of the page."""
        held, self.held = self.held, []
        for reference in held:
            sent = reference()
            if sent is not None:
                sent.settle()
