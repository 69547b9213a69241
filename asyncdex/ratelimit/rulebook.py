"""The rules of a registry by their paths, and which of them cover a call."""

import re
from collections.abc import Iterator
from re import Pattern

from .path import EVERYTHING, Path, generalise
from .places import Cover
from .rule import PathRatelimit

__all__ = ["Rulebook"]

#: Of how many kinds of calls the rules are remembered, beside one for each rule: more than the API has, so
#: that only paths made up by the caller are looked up again.
_MOST_FOUND = 1000

#: More calls than anybody makes in a second.
_NO_PACE = 1_000_000

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z]+")


class Rulebook:
    """The rules, kept by their paths."""

    def __init__(self) -> None:
        self._rules: dict[Path, PathRatelimit] = {}
        #: The rules that may tell one id from another, so that their calls cannot be remembered by template.
        self._picky: dict[Path, PathRatelimit] = {}
        self._found: dict[tuple[str, str], Cover] = {}
        #: The rule that covers every call, or None where there is none.
        self.general: PathRatelimit | None = None
        self._stand_in: PathRatelimit | None = None

    def __iter__(self) -> Iterator[PathRatelimit]:
        return iter(list(self._rules.values()))

    def __len__(self) -> int:
        return len(self._rules)

    def get(self, path: Path) -> PathRatelimit | None:
        """Return the rule of a path, or None."""
        return self._rules.get(path)

    def add(self, rule: PathRatelimit) -> None:
        """Add a rule in place of one with an equal path. There is one general rule at most."""
        path = rule.path
        if _covers_everything(path):
            if self.general is not None:
                self.remove(self.general.path)
            self.general = rule
        elif not path.templated:
            self._picky[path] = rule
        self._rules[path] = rule
        self._found.clear()

    def remove(self, path: Path) -> None:
        """Remove the rule of a path, if there is one."""
        rule = self._rules.pop(path, None)
        self._picky.pop(path, None)
        if rule is self.general:
            self.general = None
        self._found.clear()

    def rename(self) -> None:
        """Keep the rules by the paths that they have now; a new path displaces an old one."""
        rules = sorted(self._rules.items(), key=lambda item: item[0] != item[1].path)
        self._rules, self._picky, self.general = {}, {}, None
        for _, rule in rules:
            self.add(rule)

    def everything(self) -> PathRatelimit:
        """Return the general rule, or one that asks for no pace but can pause every call as well."""
        if self.general is not None:
            return self.general
        if self._stand_in is None:
            anything = Path(EVERYTHING, re.compile(".*", re.DOTALL))
            self._stand_in = PathRatelimit(anything, _NO_PACE, 1)
            self._found.clear()
        return self._stand_in

    def by_pattern(self) -> dict[Pattern[str], PathRatelimit]:
        """Return the rules by patterns that are all different.

        Where a rule has the pattern of one before it, a comment is added that names its method.
        """
        patterns: dict[Pattern[str], PathRatelimit] = {}
        for path, rule in self._rules.items():
            pattern, number = path.path_regex, 1
            while pattern in patterns:
                remark = f"{_NOT_IN_A_NAME.sub(' ', path.method or 'any method')} {number}"
                pattern = re.compile(f"{path.path_regex.pattern}(?#{remark})", path.path_regex.flags)
                number += 1
            patterns[pattern] = rule
        return patterns

    def cover(self, url: str, method: str) -> Cover:
        """Return what covers a call.

        Args:
            url: The path of the call; a query string is ignored.
            method: The HTTP method.

        Returns:
            The general rule and the most specific other one.
        """
        path, verb = url.partition("?")[0], method.upper()
        for known in self._picky:
            if known.method in (verb, None) and known.matches(path, method):
                return self._search(path, method)
        key = method, generalise(path)
        cover = self._found.get(key)
        if cover is None:
            if len(self._found) >= _MOST_FOUND + len(self._rules):
                self._found.clear()
            cover = self._found[key] = self._search(path, method)
        return cover

    def _search(self, path: str, method: str) -> Cover:
        general = self.general
        matching = [rule for rule in self if rule is not general and rule.path.matches(path, method)]
        narrow = max(matching, key=lambda rule: rule.path.specificity, default=None)
        return Cover(general or self._stand_in, narrow)


def _covers_everything(path: Path) -> bool:
    return path.name == EVERYTHING and path.method is None
