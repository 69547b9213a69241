"""Where the models stand that kinds of relation become."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Model

__all__ = ["HOMES", "Kinds"]

#: The modules that register the kinds, by MangaDex's names of these.
HOMES: dict[str, str] = {
    "api_client": "api_client",
    "artist": "author",
    "author": "author",
    "chapter": "chapter",
    "cover_art": "cover_art",
    "creator": "user",
    "custom_list": "custom_list",
    "leader": "user",
    "manga": "manga",
    "manga_recommendation": "related_manga",
    "manga_relation": "related_manga",
    "member": "user",
    "reason": "report",
    "report": "report",
    "report_reason": "report",
    "scanlation_group": "group",
    "tag": "tag",
    "upload_session": "upload_session",
    "upload_session_file": "upload_file",
    "user": "user",
}


class Kinds(dict[str, "type[Model[Any]]"]):
    """The models that stand for kinds, each imported when somebody meets the first of its kind."""

    def __missing__(self, kind: str) -> "type[Model[Any]]":
        import_module(f"{__package__}.{HOMES[kind]}")
        return super().__getitem__(kind)
