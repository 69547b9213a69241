"""Where secrets come from: what the client is given, gets and sends, and what the sandbox issues."""

from functools import wraps

from asyncdex import MangadexClient
from asyncdex._http.access import Access
from asyncdex._http.credentials import Credentials, Grant
from asyncdex._http.transport import AiohttpTransport
from asyncdex.sandbox.server import tokens
from asyncdex.sandbox.server.tokens import Account

from .secrets import note
from .transport import FakeTransport

__all__ = ["listen"]

_ARGUMENTS = ("password", "refresh_token", "client_secret", "session_token")


def listen():
    """Note every secret from now on, wherever it appears first."""
    _after(MangadexClient, "__init__", lambda _, kwargs: [kwargs.get(name) for name in _ARGUMENTS])
    _after(Access, "__init__", lambda args, _: [args[0].token])
    _after(Grant, "__init__", lambda args, _: [args[0].access_token, args[0].refresh_token])
    _after(Account, "__init__", lambda args, _: [args[0].password, args[0].client_secret])
    # Making a request, a structure, goes by no method that could be listened to.
    for transport in (AiohttpTransport, FakeTransport):
        _after(transport, "send", lambda args, _: [_bearer(args[1].headers)])
    _listen_to_logins()
    _listen_to_credentials()
    _listen_to_sandbox()


def _after(owner, name, secrets):
    """Note what a function of its arguments says are secrets, once a method was called."""
    method = getattr(owner, name)

    @wraps(method)
    def listening(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        finally:
            note(*secrets(args, kwargs))

    setattr(owner, name, listening)


def _bearer(headers):
    return (headers.get("Authorization") or "").removeprefix("Bearer ")


def _listen_to_logins():
    login = MangadexClient.login

    @wraps(login)
    async def log_in(self, username=None, password=None, **kwargs):
        note(password, kwargs.get("client_secret"))
        await login(self, username, password, **kwargs)

    MangadexClient.login = log_in


def _listen_to_credentials():
    def assign(self, name, value):
        object.__setattr__(self, name, value)
        if name in _ARGUMENTS:
            note(value)

    Credentials.__setattr__ = assign


def _listen_to_sandbox():
    issue = tokens.write_token

    @wraps(issue)
    def issue_and_note(*args, **kwargs):
        token = issue(*args, **kwargs)
        note(token)
        return token

    tokens.write_token = issue_and_note
