"""What token services answer: OAuth's spelling is snake case, and so is that of the API's own old logins."""

from typing import Annotated

import msgspec

from .discreet import Discreet

__all__ = ["LegacyAnswer", "LegacyTokens", "TokenAnswer", "TokenError"]

_Token = Annotated[str, msgspec.Meta(min_length=1)]


class TokenAnswer(Discreet, frozen=True):
    """A new access token, and usually a refresh token."""

    _hidden = frozenset({"access_token", "refresh_token"})

    access_token: _Token
    refresh_token: str | None = None
    expires_in: float | None = None
    refresh_expires_in: float | None = None

    def __repr__(self) -> str:
        return f"<TokenAnswer for {self.expires_in} seconds>"  # the tokens stay out of logs and tracebacks


class TokenError(msgspec.Struct, frozen=True):
    """Why there is no token."""

    error: str = ""
    error_description: str | None = None


class LegacyTokens(Discreet, frozen=True):
    """The two tokens of a session at the API itself."""

    _hidden = frozenset({"session", "refresh"})

    session: _Token
    refresh: str | None = None

    def __repr__(self) -> str:
        return "<LegacyTokens>"  # as above


class LegacyAnswer(Discreet, frozen=True):
    """What the API's own login, refresh and logout answer."""

    _hidden = frozenset({"token"})

    result: str = "ok"
    token: LegacyTokens | None = None
    message: str | None = None

    def __repr__(self) -> str:
        return f"<LegacyAnswer {'with' if self.token else 'without'} tokens>"
