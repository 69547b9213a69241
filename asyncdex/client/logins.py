"""What a client knows of its login when it is made."""

from __future__ import annotations

from asyncdex import _http, exceptions
from asyncdex.clock import Clock

__all__ = ["tokens_of"]

_GIVER = "a text or an async function that returns one"


def tokens_of(
    credentials: _http.Credentials,
    given: str | _http.Provider | None,
    personal: _http.PersonalClient,
    legacy: _http.LegacyLogin,
    clock: Clock,
    *,
    anonymous: bool,
) -> _http.Tokens:
    """Return where a client's tokens come from.

    Args:
        credentials: What it logs in with.
        given: An access token, or what returns one whenever one is needed.
        personal: Logs in through a personal API client.
        legacy: Logs in at the API itself.
        clock: What tells when tokens run out.
        anonymous: Whether all of that is dropped.

    Raises:
        InvalidArgument: The token is neither a text nor an async function.
    """
    if anonymous:
        credentials, given = _http.Credentials(), None
    if given is not None and not isinstance(given, str) and not callable(given):
        raise exceptions.InvalidArgument(f"session_token must be {_GIVER}, not {type(given).__name__}")
    provider = None if isinstance(given, str) else given
    tokens = _http.Tokens(credentials, personal, legacy, clock, provider=provider)
    if isinstance(given, str):
        tokens.set(given)
    return tokens
