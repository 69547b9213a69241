"""What token services answer: OAuth's spelling is snake case, and so is that of the API's own old logins."""

from typing import Annotated

import msgspec

__all__ = ["LegacyAnswer", "LegacyTokens", "TokenAnswer", "TokenError"]

_Token = Annotated[str, msgspec.Meta(min_length=1)]


class TokenAnswer(msgspec.Struct, frozen=True):
    """A new access token, and usually a refresh token."""

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


class LegacyTokens(msgspec.Struct, frozen=True):
    """The two tokens of a session at the API itself."""

    session: _Token
    refresh: str | None = None

    def __repr__(self) -> str:
        return "<LegacyTokens>"  # as above


class LegacyAnswer(msgspec.Struct, frozen=True):
    """What the API's own login, refresh and logout answer."""

    result: str = "ok"
    token: LegacyTokens | None = None
    message: str | None = None

    def __repr__(self) -> str:
        return f"<LegacyAnswer {'with' if self.token else 'without'} tokens>"
