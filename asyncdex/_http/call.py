"""One call of the API as it was asked for, and how long its caller is ready to wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from asyncdex._api import Auth
from asyncdex._wire.discreet import Discreet
from asyncdex.exceptions import InvalidArgument
from asyncdex.ratelimit.window import SLACK

from .forms import Form

__all__ = ["GENERAL_GRACE", "Call", "Patience"]

#: Where limits are to raise, the general pace is still waited for up to its own second: otherwise every walk
#: over a list would end at its sixth page.
GENERAL_GRACE = 1.0 + SLACK


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a caller waits for the limits before they raise."""

    #: Seconds; None for any.
    max_wait: float | None = None
    #: Seconds for the general pace alone, where that is more.
    grace: float = 0.0

    @classmethod
    def of(cls, *, sleep: bool, max_wait: float | None) -> "Patience":
        """Return what a client's two settings come to.

        Args:
            sleep: Whether limits are waited for.
            max_wait: The longest wait in seconds, which goes before the other where it is given.
        """
        if max_wait is not None:
            return cls(max_wait)
        return cls() if sleep else cls(0.0, GENERAL_GRACE)

    @staticmethod
    def check(max_ratelimit_wait: object) -> float | None:
        """Return a number of seconds that can be waited for, or None.

        Raises:
            InvalidArgument: It is none.
        """
        if max_ratelimit_wait is None:
            return None
        if (
            isinstance(max_ratelimit_wait, int | float)
            and not isinstance(max_ratelimit_wait, bool)
            and max_ratelimit_wait >= 0
        ):
            return float(max_ratelimit_wait)
        text = "max_ratelimit_wait must be a number of seconds from 0, or None for no bound"
        raise InvalidArgument(f"{text}, not {max_ratelimit_wait!r}")


class Call(Discreet, frozen=True):
    """One call of the API, ready to be sent as often as need be."""

    # Its body may hold a password, and its options a header with a token.
    _hidden = frozenset({"body", "captcha", "options"})

    method: str
    #: The path below the API's base, without a query string.
    path: str
    #: The path as MangaDex documents it.
    template: str
    #: The path whose limits count, where a changed route makes it another than the one called.
    limited_as: str | None = None
    query: str = ""
    body: bytes | None = None
    #: The body of a call that sends files.
    form: Form | None = None
    auth: Auth = Auth.OPTIONAL
    with_auth: bool = True
    retries: int = 3
    idempotent: bool = True
    read: bool = True
    #: Whether sending it again sends the same: a stream is empty after the first time.
    repeatable: bool = True
    #: How long its caller waits for the limits; None leaves it to the client.
    patience: Patience | None = None
    #: The answer to a captcha that stands in the way.
    captcha: str | None = None
    #: Whether its path holds a secret, so that it is told of by the path that MangaDex documents.
    discreet: bool = False
    options: Mapping[str, Any] = msgspec.field(default_factory=dict[str, Any])

    @property
    def told(self) -> str:
        """The path as logs and errors tell it."""
        return self.template if self.discreet else self.path
