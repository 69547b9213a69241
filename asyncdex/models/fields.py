"""Attributes of a model that are worked out from its wire struct when somebody first looks.

Until the model is fetched, reading one raises :class:`NotFetched`; afterwards the value is kept in the
instance, where it can be changed like any other attribute.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, overload

from asyncdex.exceptions import NotFetched

__all__ = ["Field", "Known", "attribute", "relation", "text"]

_ATTRIBUTES, _RELATIONSHIPS = "_attributes", "_related_to"

M = TypeVar("M")
V = TypeVar("V")

#: How a field is read, as code. Nothing goes by way of the object's dictionary, which would come into being
#: and take time. Why a value is not there is asked afterwards: a page has thousands, and nearly all are.
_CODE = """
def read(self, obj, owner=None):
    if obj is None:
        return self
    try:
        value = {worked_out}
    except AttributeError:
        self.refuse_unfetched(obj)
        raise
    obj.{name} = value
    return value
"""


class Field(Generic[M, V]):
    """A value that is worked out once.

    Args:
        read: Works the value out, from the instance attribute that must be there.
        needs: Which one that is; loading a struct sets it.
    """

    #: What works it out, in code that calls the object ``obj``.
    _worked_out = "work_out(obj)"

    def __init__(self, read: Callable[[M], V], needs: str) -> None:
        self._read = read
        self._needs = needs
        self.name = ""
        self.__doc__ = read.__doc__

    @property
    def related(self) -> bool:
        """Whether it is worked out from relationships."""
        return self._needs == _RELATIONSHIPS

    def ready(self, obj: object) -> bool:
        """Return whether what it is worked out from is there."""
        return self._needs in obj.__dict__

    def anew(self, obj: M) -> V:
        """Return the value as it is worked out, whatever was put in its place."""
        return self._read(obj)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, obj: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, obj: Any, owner: type | None = None) -> V: ...

    def __get__(self, obj: Any, owner: type | None = None) -> Any:
        if obj is None:
            return self
        self._have_code()
        return self.value(obj)

    def value(self, obj: Any) -> V:
        """Return the value, which the object has from now on.

        Raises:
            NotFetched: What it is worked out from is not there.
        """
        try:
            value = self._read(obj)
        except AttributeError:
            self.refuse_unfetched(obj)
            raise
        setattr(obj, self.name, value)
        return value

    def refuse_unfetched(self, obj: object) -> None:
        """Say that what the value is worked out from is not there, if that is so.

        Raises:
            NotFetched: It is so.
        """
        if self._needs not in obj.__dict__:
            raise NotFetched(obj, self.name) from None

    def _have_code(self) -> None:
        """Have the field be read by code of its own from now on, unless its kind has a way of its own.

        Python finds names that stand in code faster than those that getattr and setattr are given: a text is
        read in two thirds of the time. The code is made when a field is first read: most never are.
        """
        plain: Any = Field
        own: Any = type(self)
        if own.__get__ is not plain.__get__ or not self.name.isidentifier():
            return
        known: dict[str, Any] = {"work_out": self._read}
        exec(_CODE.format(worked_out=self._worked_out, name=self.name), known)  # noqa: S102 - a name, no more
        self.__class__ = cast("type[Self]", type(own.__name__, (own,), {"__get__": known["read"]}))

    if TYPE_CHECKING:
        # There is none: the instance's own dictionary takes the value. Checkers need to be told that.
        def __set__(self, obj: object, value: V) -> None: ...


class Known(Generic[V]):
    """A value that comes by a call of its own, and stays when the model is fetched.

    Args:
        remedy: What fills it, for the error.
        doc: What it is.
    """

    def __init__(self, remedy: str, doc: str) -> None:
        self._remedy = remedy
        self.name = ""
        self.__doc__ = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, obj: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, obj: Any, owner: type | None = None) -> V: ...

    def __get__(self, obj: Any, owner: type | None = None) -> Any:
        if obj is None:
            return self
        raise NotFetched(obj, self.name, self._remedy)

    if TYPE_CHECKING:
        # As above.
        def __set__(self, obj: object, value: V) -> None: ...


def attribute(read: Callable[[M], V]) -> Field[M, V]:
    """Declare a value worked out from the attributes MangaDex sent."""
    return Field(read, _ATTRIBUTES)


def relation(read: Callable[[M], V]) -> Field[M, V]:
    """Declare a value worked out from the relationships MangaDex sent."""
    return Field(read, _RELATIONSHIPS)


def text(source: str, doc: str) -> "Field[Any, str | None]":
    """Declare a text that is passed on as MangaDex sent it.

    Args:
        source: Its name in the wire struct.
        doc: What it is.
    """
    field: Field[Any, str | None] = attribute(attrgetter(f"{_ATTRIBUTES}.{source}"))
    field.__doc__ = doc
    field._worked_out = f"obj.{_ATTRIBUTES}.{source}"  # noqa: SLF001 - without a call between
    return field
