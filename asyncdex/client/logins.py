"""What a client knows of its login when it is made."""

from asyncdex._http.auth import Credentials, LegacyLogin, PersonalClient, Provider, Tokens
from asyncdex.clock import Clock
from asyncdex.exceptions import InvalidArgument

__all__ = ["tokens_of"]

_GIVER = "a text or an async function that returns one"


def tokens_of(
    credentials: Credentials,
    given: str | Provider | None,
    personal: PersonalClient,
    legacy: LegacyLogin,
    clock: Clock,
    *,
    anonymous: bool,
) -> Tokens:
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
        credentials, given = Credentials(), None
    if given is not None and not isinstance(given, str) and not callable(given):
        raise InvalidArgument(f"session_token must be {_GIVER}, not {type(given).__name__}")
    provider = None if isinstance(given, str) else given
    tokens = Tokens(credentials, personal, legacy, clock, provider=provider)
    if isinstance(given, str):
        tokens.set(given)
    return tokens
