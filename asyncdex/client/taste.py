"""What a client asks for unless told otherwise, as attributes that can be read and set."""

from __future__ import annotations

from collections.abc import Sequence

import asyncdex
from asyncdex import _api

__all__ = ["Taste"]


class Taste:
    """The part of the client that says what searches, random manga and feeds show."""

    defaults: _api.Defaults

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of chapters, and those a manga searched for must be readable in; empty for any."""
        return self.defaults.languages

    @languages.setter
    def languages(self, languages: str | Sequence[str] | None) -> None:
        self.defaults = self.defaults.changed(languages=languages)

    @property
    def content_ratings(self) -> tuple[asyncdex.ContentRating, ...]:
        """The content ratings shown; ``client.content_ratings = "safe"`` suits public channels."""
        return self.defaults.content_ratings

    @content_ratings.setter
    def content_ratings(
        self, ratings: asyncdex.ContentRating | str | Sequence[asyncdex.ContentRating | str]
    ) -> None:
        self.defaults = self.defaults.changed(content_ratings=ratings)

    @property
    def blocked_groups(self) -> tuple[str, ...]:
        """The ids of groups whose chapters are never listed."""
        return self.defaults.blocked_groups

    @blocked_groups.setter
    def blocked_groups(self, groups: Sequence[_api.Identified] | None) -> None:
        self.defaults = self.defaults.changed(blocked_groups=groups)

    @property
    def blocked_uploaders(self) -> tuple[str, ...]:
        """The ids of users whose chapters are never listed."""
        return self.defaults.blocked_uploaders

    @blocked_uploaders.setter
    def blocked_uploaders(self, uploaders: Sequence[_api.Identified] | None) -> None:
        self.defaults = self.defaults.changed(blocked_uploaders=uploaders)

    @property
    def excluded_tags(self) -> tuple[str, ...]:
        """The ids of tags that no manga found may have, unless a search says otherwise."""
        return self.defaults.excluded_tags

    @excluded_tags.setter
    def excluded_tags(self, tags: Sequence[_api.Identified] | None) -> None:
        self.defaults = self.defaults.changed(excluded_tags=tags)
