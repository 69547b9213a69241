"""What a login at the API itself brings."""

from dataclasses import dataclass, field

__all__ = ["SessionTokens"]


@dataclass(frozen=True)
class SessionTokens:
    """The tokens of a session at the API itself, which are as good as a password."""

    #: The access token.
    session: str = field(repr=False)
    #: The refresh token; None where there is none.
    refresh: str | None = field(default=None, repr=False)
