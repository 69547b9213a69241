"""Which calls a rule is about."""

import re
from dataclasses import dataclass

__all__ = ["EVERYTHING", "Path"]

#: The name of the path that stands for every call.
EVERYTHING = "*"

_PLACEHOLDER = re.compile(r"\{[^{}/]+\}")


@dataclass(frozen=True, slots=True)
class Path:
    """The calls that one rule covers.

    Args:
        name: The path as MangaDex documents it, such as ``/manga/{id}``; ``*`` for the general pace.
        path_regex: A pattern that the whole path must match, without a query string.
        method: The HTTP method, or None for all methods.

    Example:
        >>> Path("/manga/{id}", re.compile(r"/manga/[^/]+"), "GET").matches("/manga/1?x=2", "get")
        True
    """

    name: str
    path_regex: re.Pattern[str]
    method: str | None = None

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
        if self.method is not None and self.method.upper() != method.upper():
            return False
        return self.path_regex.fullmatch(url.partition("?")[0]) is not None

    @property
    def specificity(self) -> tuple[int, bool]:
        """How narrow the path is: its literal characters, then whether it names a method."""
        return len(_PLACEHOLDER.sub("", self.name)), self.method is not None
