"""What objects lack: a value, an existence, pages."""

from datetime import datetime

from .base import AsyncDexException

__all__ = [
    "ChapterUnreadable",
    "InvalidID",
    "Missing",
    "NoClient",
    "NotFetched",
    "OffsetLimit",
    "PageFailed",
]


class Missing(AsyncDexException):
    """MangaDex left out something that a model cannot do without.

    Args:
        attribute: The name of what is missing.
        model: The kind of object it is missing from.
        operation: The call whose answers have it, as method and path.
    """

    def __init__(self, attribute: str, model: str | None = None, operation: str | None = None) -> None:
        answer = f"The answer to {operation}" if operation else "The answer"
        where = f" of {model}" if model else ""
        super().__init__(f"{answer} lacks the attribute {attribute!r}{where}.")
        self.attribute = attribute
        self.model = model
        self.operation = operation

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.attribute, self.model, self.operation)


class InvalidID(AsyncDexException):
    """There is nothing of that kind with that id.

    Args:
        id: The id.
        model: The class of what was looked for.
        msg: The text, where another than the usual one is right.
    """

    def __init__(self, id: str, model: type, msg: str = "There is no {model} with the id {id!r}.") -> None:
        super().__init__(msg.format(id=id, model=model.__name__))
        self.id = id
        self.model = model

    def __reduce__(self) -> tuple[object, ...]:
        text = str(self.args[0]).replace("{", "{{").replace("}", "}}")
        return type(self), (self.id, self.model, text)


class NotFetched(AsyncDexException, AttributeError):
    """An attribute was read before the object had been fetched.

    Args:
        obj: The object.
        attribute: The attribute that was read.
        remedy: The call that fills it.
    """

    def __init__(self, obj: object, attribute: str, remedy: str = "await its fetch() first") -> None:
        super().__init__(f"{obj!r} has no {attribute!r} yet: {remedy}.", name=attribute, obj=obj)
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.obj, self.name, self.remedy)


class NoClient(AsyncDexException, AttributeError):
    """An object that was unpickled has no client, and something was to be sent.

    Args:
        obj: The object.
    """

    def __init__(self, obj: object) -> None:
        super().__init__(f"{obj!r} has no client: give it one by attach(client).", name="client", obj=obj)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.obj,)


class OffsetLimit(AsyncDexException):
    """MangaDex lists no more than its first 10,000 results; narrow the filters to see the rest."""


class ChapterUnreadable(AsyncDexException):
    """A chapter has no pages here, and why.

    Args:
        chapter: The chapter's id.
        reason: ``external``, ``unavailable``, ``future`` or ``empty``.
        detail: A sentence that explains it.
        url: Where an external chapter is read.
        readable_at: From when on a future chapter can be read.
    """

    def __init__(
        self,
        chapter: str,
        reason: str,
        detail: str,
        url: str | None = None,
        readable_at: datetime | None = None,
    ) -> None:
        super().__init__(f"Chapter {chapter} cannot be read here: {detail}")
        self.chapter = chapter
        self.reason = reason
        self.detail = detail
        self.url = url
        self.readable_at = readable_at

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.chapter, self.reason, self.detail, self.url, self.readable_at)


class PageFailed(AsyncDexException):
    """A page could not be had from any image node.

    Args:
        number: The page's number, from 1.
        name: The page's file name at MangaDex.
        reason: What the last node did.
    """

    def __init__(self, number: int, name: str, reason: str) -> None:
        super().__init__(f"Page {number} ({name}) could not be downloaded: {reason}.")
        self.number = number
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.number, self.name, self.reason)
