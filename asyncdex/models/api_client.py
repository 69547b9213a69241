"""API clients: the ids and secrets with which programs log in."""

from asyncdex._api.table import CLIENT_DELETE, CLIENT_EDIT, CLIENT_GET, CLIENT_NEW_SECRET, CLIENT_SECRET
from asyncdex._wire import ApiClientAttributes
from asyncdex.enum import ApiClientProfile, ApiClientState

from .abc import Wiring
from .editing import Editable
from .fields import attribute, relation
from .mixins import DatetimeMixin
from .relations import register, related_one
from .user import User

__all__ = ["ApiClient"]


@register("api_client")
class ApiClient(DatetimeMixin[ApiClientAttributes], Editable[ApiClientAttributes]):
    """What a program of the account's logs in with.

    Example:
        >>> made = await client.create_api_client("my-bot", description="Tells of new chapters.")
        >>> made.state
        <ApiClientState.AUTOAPPROVED: 'autoapproved'>
        >>> secret = await made.secret()
    """

    kind = "api_client"
    _called = "name"
    wiring = Wiring(ApiClientAttributes, CLIENT_GET)
    _updating = CLIENT_EDIT

    @attribute
    def name(self) -> str:
        """The name."""
        return self._need(self._attributes.name, "name")

    @attribute
    def description(self) -> str | None:
        """What it is for."""
        return self._attributes.description

    @attribute
    def profile(self) -> ApiClientProfile:
        """Whom it is for."""
        return ApiClientProfile.read(self._need(self._attributes.profile, "profile"))

    @attribute
    def client_id(self) -> str | None:
        """What to log in with as ``client_id``; None before it is approved."""
        return self._attributes.external_client_id

    @attribute
    def active(self) -> bool:
        """Whether it may be used."""
        return bool(self._attributes.is_active)

    @attribute
    def state(self) -> ApiClientState:
        """Whether MangaDex's staff have approved of it."""
        return ApiClientState.read(self._need(self._attributes.state, "state"))

    @relation
    def creator(self) -> User | None:
        """Whose it is."""
        found: User | None = related_one(self, self._related_to, "creator")
        return found

    async def update(self) -> None:
        """Send the ``description`` as it is now to MangaDex, which lets nothing else be changed.

        Raises:
            NotFetched: The client was never read.
            InvalidArgument: The description is longer than 256 characters, or something else was changed;
                nothing was sent.
            Conflict: Somebody else changed it since; ``current`` is the client as it is now.
            InvalidID: There is no such client of the account's.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /client/{id}``.
        """
        await self._send_edits()

    async def delete(self) -> None:
        """Delete the client: programs that log in with it no longer can.

        Raises:
            Conflict: Somebody else changed it since it was read; ``current`` is the client as it is now.
            InvalidID: There is no such client of the account's.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``DELETE /client/{id}``.
        """
        version = self.version if self.fetched else None
        await self.guarded(CLIENT_DELETE, filters={"version": version})
        self.mark_missing()

    async def secret(self) -> str:
        """Return the secret to log in with, which is as good as the password: keep it to yourself.

        Raises:
            Forbidden: The client has not been approved, or is somebody else's.
            InvalidID: There is no such client.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /client/{id}/secret``.
        """
        return (await self._ask(CLIENT_SECRET)).data

    async def regenerate_secret(self) -> str:
        """Have MangaDex make another secret, and return it; the one until now is of no use any more.

        Raises:
            Forbidden: The client has not been approved, or is somebody else's.
            InvalidID: There is no such client.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /client/{id}/secret``.
        """
        return (await self._ask(CLIENT_NEW_SECRET)).data
