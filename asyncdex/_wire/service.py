"""What MangaDex says of reports, threads, API clients, settings and old ids."""

from typing import Any

from .base import Localized, Wire

__all__ = [
    "ApiClientAttributes",
    "History",
    "HistoryItem",
    "LegacyAttributes",
    "RecommendationAttributes",
    "RelationAttributes",
    "ReportAttributes",
    "ReportReasonAttributes",
    "Secret",
    "SettingsAnswer",
    "Thread",
    "ThreadAnswer",
    "ThreadAttributes",
]


class ApiClientAttributes(Wire, frozen=True):
    """The attributes of an API client."""

    name: str | None = None
    description: str | None = None
    profile: str | None = None
    external_client_id: str | None = None
    is_active: bool | None = None
    state: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    version: int | None = None


class Secret(Wire, frozen=True):
    """The secret of an API client."""

    data: str

    def __repr__(self) -> str:
        return "Secret(...)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []  # Rich would show it otherwise


class ReportAttributes(Wire, frozen=True):
    """The attributes of a report."""

    details: str | None = None
    object_id: str | None = None
    status: str | None = None
    created_at: str | None = None


class ReportReasonAttributes(Wire, frozen=True):
    """The attributes of a reason to report something."""

    reason: Localized = None
    details_required: bool | None = None
    category: str | None = None
    version: int | None = None


class RelationAttributes(Wire, frozen=True):
    """What one manga is to another."""

    relation: str | None = None
    version: int | None = None


class RecommendationAttributes(Wire, frozen=True):
    """How well a manga goes with another."""

    score: float | None = None


class LegacyAttributes(Wire, frozen=True):
    """An id of old and the one of today."""

    type: str | None = None
    legacy_id: int | None = None
    new_id: str | None = None


class ThreadAttributes(Wire, frozen=True):
    """The attributes of a thread in the forum."""

    replies_count: int | None = None


class Thread(Wire, frozen=True):
    """A thread in the forum, whose id is a number."""

    id: int
    type: str = "thread"
    attributes: ThreadAttributes | None = None


class ThreadAnswer(Wire, frozen=True):
    """The answer that carries a thread."""

    data: Thread


class SettingsAnswer(Wire, frozen=True):
    """An account's settings."""

    settings: dict[str, Any] | list[Any] | None = None
    updated_at: str | None = None
    template: str | None = None


class HistoryItem(Wire, frozen=True):
    """A chapter and when it was read."""

    chapter_id: str | None = None
    read_date: str | None = None


class History(Wire, frozen=True):
    """What an account has read lately, under a name that says something else."""

    ratings: tuple[HistoryItem, ...] | None = ()
