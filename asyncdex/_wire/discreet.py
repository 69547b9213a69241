"""Structs that keep a part of themselves out of logs and tracebacks."""

from typing import Any, ClassVar

import msgspec

__all__ = ["Discreet"]


class Discreet(msgspec.Struct, frozen=True):
    """Values of which some are not shown: neither by ``repr`` nor by Rich, which structs tell everything."""

    _hidden: ClassVar[frozenset[str]] = frozenset()

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [(name, getattr(self, name)) for name in self.__struct_fields__ if name not in self._hidden]

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"
