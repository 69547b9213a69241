"""Changing objects at MangaDex: what was edited goes back together with all that was not."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

import msgspec

from asyncdex._api import Endpoint
from asyncdex._api.fields import BodyField, Kept, Value
from asyncdex._api.maps import addresses, localized
from asyncdex._wire import LATER, as_map
from asyncdex.exceptions import AsyncDexException, BadRequest, Conflict, InvalidArgument, NotFetched

from .misspelt import refuse_misspelt
from .model import Model

if TYPE_CHECKING:
    from asyncdex._wire import Entity, One

    from .fields import Field

__all__ = ["Editable"]

A = TypeVar("A", bound=msgspec.Struct)
T = TypeVar("T")

_VERSION = re.compile(r"\bversion\b", re.IGNORECASE)
_POINTER = re.compile(r"/version\b")

_UNMERGED = "Its `current` is what the object is now: make the changes there and update that."


class Editable(Model[A], Generic[A]):
    """A model whose attributes can be changed here and then at MangaDex."""

    #: The call that changes one.
    _updating: ClassVar[Endpoint[Any]]
    #: Attributes by the arguments of that call, where the two are called differently.
    _renamed: ClassVar["Mapping[str, str]"] = {}
    #: Arguments of that call that are made of several attributes, or of another one in another form.
    _composed: ClassVar["Mapping[str, tuple[str, ...]]"] = {}

    async def _send_edits(self, more: "Mapping[str, object] | None" = None) -> None:
        """Send the object as it is now, against the version at which it was read.

        Args:
            more: Arguments of the call that changes it that go before the object's own attributes.
        """
        if not self.fetched:
            raise NotFetched(self, "version")
        refuse_misspelt(self)
        self._refuse_what_stays()
        await self._exchange(self._updating, {**self._edits(), **(more or {}), "version": self.version})

    async def _exchange(self, row: "Endpoint[One[Entity[A]]]", body: "Mapping[str, object]") -> None:
        """Make a call that is answered with the object, and take that; edits made meanwhile stay."""
        before = self._edits()
        answer = await self.guarded(row, body)
        late = self._changed_since(before)
        self._take(answer.data, row)
        self.__dict__.update(late)

    def _changed_since(self, before: "Mapping[str, object]") -> "dict[str, object]":
        """Return what is in the attributes that were changed since the edits were looked at."""
        try:
            now = self._edits()
        except AsyncDexException:
            now = {}  # what was put there since cannot be sent; what it was about cannot be told
        late = {argument for argument in {*before, *now} if now.get(argument) != before.get(argument)}
        names = {
            name
            for argument in late
            for name in self._composed.get(argument, (self._renamed.get(argument, argument),))
        }
        return {name: self.__dict__[name] for name in names if name in self.__dict__}

    def _unsent(self) -> "list[str]":
        """Return the names of attributes that were changed and not sent."""
        return [name for name in self._fields if self._changed(name)]

    async def guarded(
        self,
        row: Endpoint[T],
        body: "Mapping[str, object] | None" = None,
        *,
        filters: "Mapping[str, object] | None" = None,
    ) -> T:
        """Make a call that names the version at which the object was read; the library's own way to do so.

        Args:
            row: The operation.
            body: What its body says.
            filters: What its query says.

        Raises:
            Conflict: Somebody else changed the object since; ``current`` is what it is now.
        """
        try:
            return await self._ask(row, filters, body=body)
        except Conflict as error:
            await self._explain(error)
            raise
        except BadRequest as error:
            if not _is_about_the_version(error):
                raise
            conflict = _as_conflict(error)
            await self._explain(conflict)
            raise conflict from error

    def _edits(self) -> "dict[str, object]":
        """Return what the call that changes it is told, by argument name, without the version.

        All of it is told, since MangaDex does not say what becomes of what is left out.
        """
        skipped = {"version", *self._composed}
        names = {name: self._renamed.get(name, name) for name in self._updating.fields if name not in skipped}
        found = {argument: self._edited(name, argument) for argument, name in names.items()}
        return {argument: value for argument, value in found.items() if value is not None}

    def _refuse_what_stays(self) -> None:
        """Raise an error where something was changed that MangaDex lets nobody change.

        Raises:
            InvalidArgument: It was.
        """
        sent = {self._renamed.get(name, name) for name in self._updating.fields if name not in self._composed}
        sent |= {name for names in self._composed.values() for name in names}
        stays = [name for name in self._fields if name not in {"version", *sent} and self._changed(name)]
        if stays:
            takes = ", ".join(sorted(sent - {"version"}))
            text = f"{', '.join(stays)} of {self!r} cannot be changed at MangaDex; it takes {takes}"
            raise InvalidArgument(text)

    def _edited(self, name: str, argument: str) -> Kept | None:
        """Return an attribute as it goes back: as the server sent it, unless it was changed here.

        None is what need not be told: a field that takes no null, and had no value before.
        """
        own: Field[Any, Any] = getattr(type(self), name)
        if own.related or self._changed(name):
            return self._written(name, argument)
        field, sent = self._updating.fields[argument], self._sent(argument)
        if sent is None:
            return Kept(None) if field.nullable else None
        # An empty map comes as an empty array.
        return Kept({} if _is_map(field) and not sent else sent)

    def _written(self, name: str, argument: str) -> Kept | None:
        """Return an attribute as JSON has it; errors name the attribute."""
        field, value = self._updating.fields[argument], getattr(self, name)
        if value is not None:
            if isinstance(field, Value) and field.write is localized:
                return Kept(localized(name, value, as_map(self._sent(argument))))
            return Kept(field.json(name, value))
        if field.nullable:
            return Kept(None)
        if self._changed(name):
            raise InvalidArgument(f"{name} of {self!r} cannot be None")
        return None

    def _sent(self, argument: str) -> Any:
        """Return what the server sent for an argument."""
        source = _sources(self.wiring.struct).get(self._updating.fields[argument].name)
        return None if source is None else self._part(source)

    def _changed(self, name: str) -> bool:
        """Return whether an attribute is not what the server sent."""
        if name not in self.__dict__:
            return False
        field: Field[Any, Any] = getattr(type(self), name)
        value = self.__dict__[name]
        if not field.ready(self):
            # Nothing to compare with; the manga that a cover came along with was not put there by the caller.
            return not any(value is model for model in self._adopted)
        try:
            return bool(_plain(value) != _plain(field.anew(self)))
        except AsyncDexException:
            return True  # the server sent what cannot be read, and now there is something else

    def _take(self, entity: "Entity[A]", row: Endpoint[Any]) -> None:
        """Take what the server made of the edits; objects it is related to stay the ones they were."""
        known = {(model.kind, model.id): model for model in self._all_related()}
        self.load(self._mine(entity, row))
        self._related = tuple(known.values())

    def _all_related(self) -> "Iterator[Model[Any]]":
        """Return all objects it is related to, at last those that are in place."""
        for name in self._fields:
            field: Field[Any, Any] = getattr(type(self), name)
            if field.related and field.ready(self):
                with suppress(AsyncDexException):
                    getattr(self, name)
        yield from self._related
        for name in self._fields:
            if getattr(type(self), name).related:
                yield from _models_in(self.__dict__.get(name))

    async def _explain(self, conflict: Conflict) -> None:
        """Put the object as it is at the server into an error."""
        try:
            conflict.current = await self._current()
        except AsyncDexException as error:
            conflict.add_note(f"What the object is now could not be fetched: {error}")
        else:
            conflict.add_note(_UNMERGED)

    async def _current(self) -> Self:
        """Fetch the object as it is now into another one."""
        return await type(self).made(self.client, self.id).fetch()


def _plain(value: object) -> object:
    """Return a mapping without what looking at it has put there: no text, and no titles, for a language."""
    if not isinstance(value, Mapping):
        return value
    entries = cast("Mapping[object, object]", value)
    return {key: item for key, item in entries.items() if item is not None and item != []}


def _models_in(value: object) -> "Iterator[Model[Any]]":
    """Return the models in the value of a relation: one, a list, or lists by kind."""
    if isinstance(value, Model):
        yield cast("Any", value)
    elif isinstance(value, Mapping):
        for items in cast("Mapping[object, object]", value).values():
            yield from _models_in(items)
    elif isinstance(value, list | tuple):
        for item in cast("Iterable[object]", value):
            yield from _models_in(item)


def _is_map(field: BodyField) -> bool:
    return isinstance(field, Value) and field.write in {localized, addresses}


_by_struct: "dict[type[msgspec.Struct], dict[str, str]]" = {}


def _sources(struct: type[msgspec.Struct]) -> "dict[str, str]":
    """Return the fields of a wire struct by MangaDex's names."""
    if struct not in _by_struct:
        _by_struct[struct] = {
            field.encode_name: field.name.removeprefix(LATER) for field in msgspec.structs.fields(struct)
        }
    return _by_struct[struct]


def _is_about_the_version(error: BadRequest) -> bool:
    """Return whether a 400 says that the version is not the one of today."""
    told = (f"{item.get('title')} {item.get('detail')}" for item in error.errors)
    # A text that is not validated may be about versions of anything.
    return any(_VERSION.search(text) and (_POINTER.search(text) or "/" not in text) for text in told)


def _as_conflict(error: BadRequest) -> Conflict:
    told = cast("Mapping[str, Any] | None", error.json)
    return Conflict(
        error.method, error.path, error.response, json=told, status=error.status, headers=error.headers
    )
