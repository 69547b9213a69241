"""An account's settings, as programs keep them at MangaDex."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asyncdex._api import Endpoint
from asyncdex._wire import SettingsAnswer
from asyncdex.exceptions import InvalidResponse

from .instants import instant_in

__all__ = ["Settings", "settings_in"]


@dataclass(frozen=True)
class Settings:
    """An account's settings."""

    #: What they say, in the shape that the template asks for.
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    #: When they were last changed, in UTC; None where MangaDex does not say.
    updated_at: datetime | None = None
    #: The id of the template that they follow; None where MangaDex does not say.
    template: str | None = None


def settings_in(row: Endpoint[SettingsAnswer], answer: SettingsAnswer) -> Settings:
    """Return the settings in an answer.

    Args:
        row: The operation that gave the answer.
        answer: The answer.

    Raises:
        InvalidResponse: There are none, or their date is none.
    """
    if answer.settings is None:
        # Taken for empty ones, they would be what is saved next.
        raise InvalidResponse(row.method, row.path, msg="The answer to {method} {path} has no settings.")
    content = answer.settings if isinstance(answer.settings, dict) else {}
    return Settings(content, instant_in(row, answer.updated_at, "updatedAt"), answer.template)
