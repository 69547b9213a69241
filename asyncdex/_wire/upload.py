"""What MangaDex says of an upload."""

from typing import Any, Generic, TypeVar

from .base import Entity, RelationshipData, Wire

__all__ = ["Approval", "Bare", "UploadAttributes", "UploadFileAttributes", "UploadedFiles"]

A = TypeVar("A")


class UploadAttributes(Wire, frozen=True):
    """The attributes of an upload session."""

    is_committed: bool | None = None
    is_processed: bool | None = None
    is_deleted: bool | None = None
    version: int | None = None
    created_at: str | None = None
    updated_at: str | None = None


class UploadFileAttributes(Wire, frozen=True):
    """The attributes of a file of an upload session."""

    original_file_name: str | None = None
    file_hash: str | None = None
    file_size: float | None = None
    mime_type: str | None = None
    source: str | None = None
    version: int | None = None


class UploadedFiles(Wire, frozen=True):
    """Which files were taken, and what was wrong with the others."""

    result: str = "ok"
    errors: tuple[Any, ...] | None = ()
    data: tuple[Entity[UploadFileAttributes], ...] | None = ()


class Bare(Wire, Generic[A], frozen=True):
    """The answer that carries one object, in an envelope or without one: both have been seen of uploads."""

    data: Entity[A] | None = None
    id: str | None = None
    type: str = ""
    attributes: A | None = None
    relationships: tuple[RelationshipData, ...] = ()

    @property
    def entity(self) -> Entity[A] | None:
        """The object, or None where there is none."""
        if self.data is not None or self.id is None or self.attributes is None:
            return self.data
        return Entity(self.id, self.type, self.attributes, self.relationships)


class Approval(Wire, frozen=True):
    """Whether what is uploaded has to be approved."""

    requires_approval: bool = False
