"""The titles of a manga in one language."""

__all__ = ["TitleList"]


class TitleList(list[str]):
    """All titles in one language, the primary one first."""

    @property
    def primary(self) -> str | None:
        """The first title, or None where there is none."""
        return self[0] if self else None

    def parts(self) -> tuple[str | None, list[str]]:
        """Return the primary title and the others."""
        return self.primary, self[1:]
