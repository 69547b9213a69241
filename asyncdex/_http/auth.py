"""Logging in and staying so: what the rest of the client uses of it."""

from .credentials import Credentials, Grant, Provider, TokenService
from .legacy import LegacyLogin
from .oauth import PersonalClient
from .tokens import Tokens

__all__ = [
    "Credentials",
    "Grant",
    "LegacyLogin",
    "PersonalClient",
    "Provider",
    "TokenService",
    "Tokens",
]
