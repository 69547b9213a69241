"""One call to the API: five small parts and the loop that composes them."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from .auth import Credentials, LegacyLogin, PersonalClient, Provider, Tokens
    from .call import Call, Patience
    from .captcha import Solver, solver_of
    from .errors import decode, judge
    from .forms import FilePart
    from .messages import Answer, Request
    from .requester import Requester
    from .retry import wait_before_retry
    from .session import SessionHolder
    from .transport import AiohttpTransport

__all__ = [
    "AiohttpTransport",
    "Answer",
    "Call",
    "Credentials",
    "FilePart",
    "LegacyLogin",
    "Patience",
    "PersonalClient",
    "Provider",
    "Request",
    "Requester",
    "SessionHolder",
    "Solver",
    "Tokens",
    "decode",
    "judge",
    "solver_of",
    "wait_before_retry",
]

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "auth": "Credentials LegacyLogin PersonalClient Provider Tokens",
            "call": "Call Patience",
            "captcha": "Solver solver_of",
            "errors": "decode judge",
            "forms": "FilePart",
            "messages": "Answer Request",
            "requester": "Requester",
            "retry": "wait_before_retry",
            "session": "SessionHolder",
            "transport": "AiohttpTransport",
        },
    )
