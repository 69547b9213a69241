"""What a model needs: a client, and the calls that objects of its kind come by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from asyncdex._api import Defaults, Endpoint
from asyncdex._http.requester import Requester
from asyncdex._wire import Wire
from asyncdex.clock import Clock
from asyncdex.pages import Delivery, Demand

__all__ = ["ClientLike", "Wiring"]


class ClientLike(Protocol):
    """What a model needs of a client."""

    @property
    def api(self) -> Requester:
        """What makes calls."""
        ...

    @property
    def clock(self) -> Clock:
        """What tells the time."""
        ...

    @property
    def uploads_url(self) -> str:
        """Where covers are, without a slash at its end."""
        ...

    @property
    def tag_cache(self) -> Any:
        """The tags that have been met, by id."""
        ...

    @property
    def defaults(self) -> Defaults:
        """What searches and feeds are narrowed by."""
        ...

    @property
    def node_demand(self) -> Demand:
        """How fast an image node has to be."""
        ...

    def tell_delivery(self, delivery: Delivery) -> None:
        """Take note of an attempt to get a page."""
        ...


@dataclass(frozen=True, slots=True)
class Wiring:
    """How objects of one kind come from MangaDex."""

    #: The shape of their attributes.
    struct: type[Wire]
    #: The call for one of them.
    get: Endpoint[Any]
    #: The call for many of them by their ids, where there is one.
    many: Endpoint[Any] | None = None
    #: The call for all there are, of a kind that is only given out as a whole.
    every: Endpoint[Any] | None = None
    #: The filters that have the list show those that it leaves out even when asked for their ids.
    hidden: Mapping[str, object] | None = None
    #: Whether there is a call for one of them; otherwise ``get`` is the call that lists them.
    alone: bool = True
    #: Whether no two objects are related to the same one, so that what comes along need not be remembered.
    unshared: bool = False

    @property
    def operation(self) -> str:
        """Method and path of the call for one of them, for errors."""
        return f"{self.get.method} {self.get.path}"
