"""The client: the public face of everything."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy
from asyncdex.constants import DEFAULT_API_URL

if TYPE_CHECKING:
    from .core import MangadexClient
    from .files import in_ini, in_json, in_variables
    from .logins import tokens_of
    from .options import base_url, check_kind, check_pairs, check_session_kwargs, timeout_of, user_agent_of
    from .session_tokens import SessionTokens

__all__ = [
    "DEFAULT_API_URL",
    "MangadexClient",
    "SessionTokens",
    "base_url",
    "check_kind",
    "check_pairs",
    "check_session_kwargs",
    "in_ini",
    "in_json",
    "in_variables",
    "timeout_of",
    "tokens_of",
    "user_agent_of",
]

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "core": "MangadexClient",
            "files": "in_ini in_json in_variables",
            "logins": "tokens_of",
            "options": "base_url check_kind check_pairs check_session_kwargs timeout_of user_agent_of",
            "session_tokens": "SessionTokens",
        },
    )
