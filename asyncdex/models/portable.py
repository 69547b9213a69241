"""Copying and pickling: what is known travels, the client stays.

A copy made in the same program keeps the client, without copying it. What was pickled comes back without one,
and takes another by :meth:`Portable.attach`.
"""

import copy
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from asyncdex.exceptions import InvalidArgument, NoClient

from .wiring import ClientLike

__all__ = ["Portable"]


class _Nobody:
    """Stands where the client would be, on an object that has none."""

    def __get__(self, obj: object | None, owner: type | None = None) -> Any:
        if obj is None:
            return self
        raise NoClient(obj)


class Portable:
    """An object that knows a client, and can be copied and pickled without it."""

    #: What is of use in this program only.
    _transient: ClassVar[frozenset[str]] = frozenset(
        {"client", "_at_home_kept", "_orders", "_servers", "_sheet"}
    )
    #: Whether a client of its own is kept in the object.
    keeps_client: ClassVar[bool] = True
    #: Whether its client has one such object for all that hold it.
    of_client: ClassVar[bool] = False

    if TYPE_CHECKING:
        client: ClientLike
    else:
        client = _Nobody()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name not in self._transient}

    def __copy__(self) -> Self:
        twin = type(self).__new__(type(self))
        twin.__dict__.update(self.__getstate__(), **self._client())
        return twin

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        twin = type(self).__new__(type(self))
        # Noted before anything else, since a cover knows its manga and the manga its cover.
        memo[id(self)] = twin
        for name, value in self.__getstate__().items():
            twin.__dict__[name] = copy.deepcopy(value, memo)
        twin.__dict__.update(self._client())
        return twin

    def _client(self) -> dict[str, ClientLike]:
        """Return the client by its name, or nothing."""
        return {name: value for name, value in self.__dict__.items() if name == "client"}

    def attach(self, client: ClientLike) -> Self:
        """Give a client to this object and to all that it holds.

        Args:
            client: The client to make calls with from now on.

        Returns:
            The object itself.

        Raises:
            InvalidArgument: It is no client.

        Example:
            >>> manga = pickle.loads(data).attach(client)
            >>> await manga.fetch()
        """
        if not hasattr(cast("object", client), "api"):
            raise InvalidArgument(f"client must be a client, not {client!r}")
        waiting: list[object] = [self]
        seen: set[int] = set()
        while waiting:
            item = waiting.pop()
            if id(item) in seen:
                continue
            seen.add(id(item))
            _part_from_others(item, client)
            waiting.extend(_parts(item))
            if isinstance(item, Portable) and item.keeps_client:
                item.__dict__["client"] = client
        return self


def _part_from_others(item: object, client: ClientLike) -> None:
    """Replace what another client has for all by copies, which can be given to this one."""
    if isinstance(item, list):
        held = cast("list[object]", item)
        for place, part in enumerate(held):
            if isinstance(part, Portable) and part.of_client and part.__dict__.get("client") is not client:
                held[place] = copy.copy(part)


def _parts(item: object) -> list[object]:
    """Return what an object holds that may hold a client."""
    held: list[object] = []
    if isinstance(item, Portable):
        held += item.__getstate__().values()
    if isinstance(item, dict):
        held += cast("dict[object, object]", item).values()
    elif isinstance(item, list | tuple):
        held += cast("list[object]", item)
    return held
