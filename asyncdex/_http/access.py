"""An access token, where it came from, and how long it is good."""

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from .credentials import Grant, TokenService

__all__ = ["Access", "Origin"]

#: Seconds before its end at which a token is renewed, or a tenth of its life where that is less.
_MARGIN = 60.0

#: How long a token lives where nobody says, in seconds.
_USUAL_LIFETIME = 900.0


class Origin(Enum):
    """Where an access token came from."""

    HAND = auto()
    PROVIDER = auto()
    REFRESH = auto()
    PASSWORD = auto()


@dataclass(frozen=True, slots=True)
class Access:
    """One access token."""

    token: str = field(repr=False)
    origin: Origin
    #: The clock's second at which it ends, and that at which a new one is asked for.
    expires: float
    renew_at: float
    #: The service that gave it, where one did.
    service: TokenService | None = None

    @classmethod
    def lasting(cls, token: str, origin: Origin, now: float, lifetime: float | None = None) -> "Access":
        """Return a token that begins to live now.

        Args:
            token: The token.
            origin: Where it came from.
            now: The clock's seconds.
            lifetime: How long it lives, in seconds; None where unknown.
        """
        seconds = _USUAL_LIFETIME if lifetime is None else max(lifetime, 0.0)
        # A provider knows best how old its token is, and is asked no earlier than need be.
        margin = 0.0 if origin is Origin.PROVIDER else min(_MARGIN, seconds / 10)
        return cls(token, origin, now + seconds, now + seconds - margin)

    @classmethod
    def granted(cls, grant: Grant, origin: Origin, now: float, service: TokenService) -> "Access":
        """Return what a token service gave; one that gives it no life at all is mistaken.

        Args:
            grant: What the service gave.
            origin: For what it gave it.
            now: The clock's seconds.
            service: The service.
        """
        lifetime = grant.lifetime if grant.lifetime is not None and grant.lifetime > 0 else None
        return replace(cls.lasting(grant.access_token, origin, now, lifetime), service=service)

    def live(self, now: float) -> bool:
        """Return whether it has not ended yet."""
        return now < self.expires

    def fresh(self, now: float) -> bool:
        """Return whether it is not yet time for a new one."""
        return now < self.renew_at

    def postponed(self, now: float) -> "Access":
        """Return the same token, with half of what is left of its life before a new one is asked for."""
        return replace(self, renew_at=(now + self.expires) / 2)
