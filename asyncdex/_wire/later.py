"""Parts of an answer that stay bytes until somebody reads them: most of a page is never looked at.

Decoding a page only finds where such a part begins and ends. What is found points into the page, which would
have to stay for as long as a single object of it is kept; so whoever keeps one calls :func:`settle`, and the
parts are copied. Once read, a part is what was decoded, and its bytes are let go.
"""

from collections.abc import Iterable
from typing import Any, Generic, Self, TypeVar, overload

import msgspec
from msgspec.structs import force_setattr

__all__ = ["LATER", "NULL", "UNREADABLE", "Later", "settle"]

T = TypeVar("T")

#: What the fields that hold such parts begin with; what they are read by has the rest of the name.
LATER = "later_"

#: What decoding a part can come to; the last is for one that is nested without end.
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

#: A part that is not there.
NULL = msgspec.Raw(b"null")


class Later(Generic[T]):
    """What a part of a struct says, decoded when it is first read.

    The struct has a field of the same name behind ``later_``, which holds the bytes.

    Args:
        shape: What the part decodes into.

    Raises:
        msgspec.DecodeError: The part is not what it should be; this and others, see :data:`UNREADABLE`.
    """

    def __init__(self, shape: Any) -> None:
        #: What the part decodes into.
        self.shape = shape
        self._decoder: msgspec.json.Decoder[T] | None = None
        self._field = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._field = LATER + name

    @overload
    def __get__(self, obj: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, obj: msgspec.Struct, owner: type | None = None) -> T: ...

    def __get__(self, obj: msgspec.Struct | None, owner: type | None = None) -> Any:
        if obj is None:
            return self
        value = getattr(obj, self._field)
        if type(value) is msgspec.Raw:
            value = self._decode(value)
            # The struct says what it said before, so that being frozen is kept in spirit.
            force_setattr(obj, self._field, value)
        return value

    def _decode(self, part: msgspec.Raw) -> T:
        if self._decoder is None:
            # Made on first use: there are many, and an import is to be quick.
            self._decoder = msgspec.json.Decoder(self.shape)
        return self._decoder.decode(part)


def settle(struct: msgspec.Struct, fields: Iterable[str]) -> None:
    """Copy parts that have not been read, so that nothing else of the answer is kept for them.

    Args:
        struct: What they belong to.
        fields: The names of the fields that hold them.
    """
    for field in fields:
        part = getattr(struct, field)
        if type(part) is msgspec.Raw and part is not NULL:
            force_setattr(struct, field, part.copy())
