"""Which calls a rule is about."""

import re
from dataclasses import dataclass

from .checks import instance

__all__ = ["EVERYTHING", "Path", "generalise"]

#: The name of the path that stands for every call.
EVERYTHING = "*"

_PLACEHOLDER = re.compile(r"\{[^{}/]+\}")

#: A segment that says which thing is meant, not what is done with it: a UUID, or a number.
_ID = re.compile(r"(?<=/)(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9]+)(?![^/])")


def generalise(path: str) -> str:
    """Return the template a path was most likely made from.

    Args:
        path: A path without a query string, or a template.

    Returns:
        The path with ``{id}`` in place of every segment that is a UUID or a number.
    """
    return _ID.sub("{id}", path)


@dataclass(frozen=True, slots=True)
class Path:
    """The calls that one rule covers.

    Args:
        name: The path as MangaDex documents it, such as ``/manga/{id}``; ``*`` for the general pace.
        path_regex: A pattern that the whole path must match, without a query string.
        method: The HTTP method in any case, or None for all methods.

    Raises:
        InvalidArgument: The pattern is not a compiled one.

    Example:
        >>> Path("/manga/{id}", re.compile(r"/manga/[^/]+"), "GET").matches("/manga/1?x=2", "get")
        True
    """

    name: str
    path_regex: re.Pattern[str]
    method: str | None = None

    def __post_init__(self) -> None:
        instance("path_regex", self.path_regex, re.Pattern)
        if self.method is not None:
            object.__setattr__(self, "method", self.method.upper())

    @classmethod
    def of(cls, template: str, method: str | None = None) -> "Path":
        """Return the path for a template.

        Args:
            template: A path in which ``{name}`` stands for one segment; it becomes the name.
            method: The HTTP method, or None for all methods.

        Returns:
            A path whose pattern matches what the template stands for.
        """
        literals = (re.escape(part) for part in _PLACEHOLDER.split(template))
        return cls(template, re.compile("[^/]+".join(literals)), method)

    def matches(self, url: str, method: str) -> bool:
        """Return whether a call falls under this path.

        Args:
            url: The path of the call, starting with a slash; a query string is ignored.
            method: The HTTP method in any case.

        Returns:
            Whether both the path and the method match.
        """
        if self.method is not None and self.method != method.upper():
            return False
        return self.path_regex.fullmatch(url.partition("?")[0]) is not None

    @property
    def specificity(self) -> tuple[int, bool]:
        """How narrow the path is: its literal characters, then whether it names a method."""
        return len(_PLACEHOLDER.sub("", self.name)), self.method is not None

    @property
    def templated(self) -> bool:
        """Whether it matches a path or not without looking at the ids in it."""
        return self.path_regex == self.of(self.name).path_regex and generalise(self.name) == self.name
