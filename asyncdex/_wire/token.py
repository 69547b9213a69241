"""What the token service answers; its field names are OAuth's, in snake case."""

import msgspec

__all__ = ["TokenAnswer", "TokenError"]


class TokenAnswer(msgspec.Struct, frozen=True):
    """A new access token, and usually a refresh token."""

    access_token: str
    refresh_token: str | None = None
    expires_in: float | None = None
    refresh_expires_in: float | None = None

    def __repr__(self) -> str:
        return f"<TokenAnswer for {self.expires_in} seconds>"  # the tokens stay out of logs and tracebacks


class TokenError(msgspec.Struct, frozen=True):
    """Why there is no token."""

    error: str = ""
    error_description: str | None = None
