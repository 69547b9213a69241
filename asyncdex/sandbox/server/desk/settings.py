"""The settings of users, and the templates that say what settings can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.ids import new_id

if TYPE_CHECKING:
    from random import Random

_FIRST_TEMPLATE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "theme": {"type": "string", "enum": ["system", "light", "dark"]},
        "dataSaver": {"type": "boolean"},
        "listLimit": {"type": "integer", "minimum": 1, "maximum": 100},
        "chapterLanguages": {"type": "array", "items": {"type": "string"}},
        "reader": {"type": "object", "properties": {"direction": {"type": "string", "enum": ["ltr", "rtl"]}}},
    },
}


@dataclass(frozen=True, slots=True)
class UserSettings:
    """What a user has set.

    Attributes:
        values: The settings.
        updated: When they were changed last, as the user's program says.
        template: The version of the template they were checked with.
    """

    values: dict[str, Any]
    updated: str
    template: str


class Settings:
    """Keeps templates and settings.

    Attributes:
        templates: The templates by version, the newest last.
        of: The settings by user.

    Args:
        random: Decides the versions.
    """

    def __init__(self, random: Random) -> None:
        self.templates: dict[str, dict[str, Any]] = {}
        self.of: dict[str, UserSettings] = {}
        self._random = random
        self.add_template(_FIRST_TEMPLATE)

    @property
    def newest(self) -> tuple[str, dict[str, Any]]:
        """The version of the newest template, and the template."""
        return next(reversed(self.templates.items()))

    def add_template(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Make a template the newest.

        Args:
            schema: A schema without flaws.

        Returns:
            The template; its `$id` is its version.
        """
        version = new_id(self._random)
        self.templates[version] = {**schema, "$id": version}
        return self.templates[version]
