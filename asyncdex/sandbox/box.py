"""The sandbox as its users see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from asyncdex.sandbox.additions import Additions
from asyncdex.sandbox.server.app import api_app, node_app
from asyncdex.sandbox.server.catalogue.folder import read_folder
from asyncdex.sandbox.server.catalogue.world import World
from asyncdex.sandbox.server.clocks import SystemClock
from asyncdex.sandbox.server.endpoints import check_endpoints
from asyncdex.sandbox.server.handlers.auth import ENDPOINT
from asyncdex.sandbox.server.handlers.infrastructure import DELIVERY_REPORTS
from asyncdex.sandbox.server.limits.choice import Limits
from asyncdex.sandbox.server.limits.guests import GuestQuota
from asyncdex.sandbox.server.limits.limiter import limiter_of
from asyncdex.sandbox.server.listening import Listener
from asyncdex.sandbox.server.making import make_state
from asyncdex.sandbox.server.saving.archive import load, save
from asyncdex.sandbox.server.tls import throw_away

if TYPE_CHECKING:
    from types import TracebackType

    from asyncdex.sandbox.server.clocks import Clock

_NODES = 2


class Box(Additions):
    """A sandbox as it runs for any program, whatever is written in it.

    It takes what :class:`asyncdex.sandbox.Sandbox` takes, which knows how to make a client besides.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: int = 7,
        manga: int = 200,
        chapters: int = 5000,
        catalogue: Path | str | None = None,
        limits: Literal["documented", "off"] | Limits = "documented",
        guest_quota: int | None = None,
        legacy_login: bool = True,
        state: Path | str | None = None,
        clock: Clock | None = None,
        tls: bool = False,
    ) -> None:
        if manga < 1 or chapters < 0:
            raise ValueError("manga must be at least 1 and chapters at least 0")
        if isinstance(limits, Limits):
            check_endpoints(limits.rules)
        if state is not None and catalogue is not None:
            raise ValueError("state and catalogue: a saved sandbox has a catalogue already; leave one out")
        clock = clock or SystemClock()
        saved = load(Path(state)) if state is not None else None
        if saved is not None:
            base = saved.base()
        else:
            base = World(seed, manga, chapters) if catalogue is None else read_folder(Path(catalogue), seed)
        limiter, guests = limiter_of(limits, clock), GuestQuota(clock, guest_quota)
        parts = make_state(base, clock, seed, limiter=limiter, guests=guests, legacy_login=legacy_login)
        if saved is not None:
            parts.saved = saved
            saved.put_back(parts)
        super().__init__(parts)
        self._host = host
        self._authority = throw_away(host) if tls else None
        self._port = port
        self._api: Listener | None = None
        self._nodes: list[Listener] = []

    async def start(self) -> None:
        """Begin to listen; a second call does nothing.

        Raises:
            OSError: If the port is in use or not allowed.
        """
        if self._api is not None:
            return
        try:
            encryption = self._authority.server if self._authority is not None else None
            self._api = await Listener.open(api_app(self._state), self._host, self._port, encryption)
            for node in range(_NODES):
                app = node_app(self._state, node)
                self._nodes.append(await Listener.open(app, self._host, 0, encryption))
        except OSError:
            await self.stop()
            raise
        self._state.nodes.urls[:] = [listener.url for listener in self._nodes]

    async def stop(self) -> None:
        """Stop listening and close all connections; calling it again does nothing."""
        opened = [listener for listener in (self._api, *self._nodes) if listener is not None]
        self._api = None
        self._nodes = []
        for listener in opened:
            await listener.close()
        # aiohttp forgets answers whose clients went away, and they would go on.
        await self._state.hang_up()

    def reset(self) -> None:
        """Have everything as it was when the sandbox was made, but for its clock and its credentials.

        What was made, edited, followed, read and uploaded is no more, all tokens are void, no fault is
        waiting, no limit is used up, and the figures begin at nothing. Addresses and listeners stay. It takes
        well under a millisecond, so one sandbox can serve many tests.

        Example:
            >>> box.reset()
        """
        self._state.reset()

    def save(self, path: Path | str) -> None:
        """Write what became of the sandbox into one file, which `Sandbox(state=path)` goes on from.

        In it are the catalogue, what the account keeps, uploads, reports, settings and API clients; tokens,
        passwords and client secrets are not, and neither are faults, limits and figures. The file appears as
        a whole or not at all.

        Args:
            path: The file; one that is there is replaced.

        Raises:
            OSError: If it cannot be written.

        Example:
            >>> box.save("after-the-import.zip")
        """
        save(self._state, Path(path))

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def __repr__(self) -> str:
        where = self._api.url if self._api is not None else "stopped"
        return f"<Sandbox {where}>"

    @property
    def url(self) -> str:
        """The base URL of the API.

        Raises:
            RuntimeError: If the sandbox is not running.
        """
        if self._api is None:
            raise RuntimeError("the sandbox is not running; use 'async with Sandbox()' or await start()")
        return self._api.url

    @property
    def auth_url(self) -> str:
        """The URL of the token endpoint."""
        return self.url + ENDPOINT

    @property
    def uploads_url(self) -> str:
        """The URL under which `/covers/...` is served; the same port as the API's."""
        return self.url

    @property
    def node_urls(self) -> tuple[str, ...]:
        """The origins of the image nodes."""
        return tuple(self._state.nodes.urls)

    @property
    def certificate(self) -> str | None:
        """The certificate to trust, as PEM, or None without `tls`; good for this sandbox and nothing else."""
        return self._authority.certificate if self._authority is not None else None

    def client_kwargs(self) -> dict[str, Any]:
        """Return keyword arguments that point a client here and log it in.

        Returns:
            `username`, `password`, `client_id`, `client_secret`, `api_url`, `auth_url`,
            `uploads_url` and `report_url`; `clock` if the sandbox has one of its own, and
            `ssl` if it encrypts.
        """
        account = self._state.tokens.account
        return {
            "username": account.username,
            "password": account.password,
            "client_id": account.client_id,
            "client_secret": self._state.tokens.clients.get(account.client_id, account.client_secret),
            **self._common(),
        }

    def legacy_kwargs(self) -> dict[str, Any]:
        """Return keyword arguments that point a client here and log it in without a personal client.

        Returns:
            `username`, `password`, `api_url`, `auth_url`,
            `uploads_url` and `report_url`; `clock` if the sandbox has one of its own, and
            `ssl` if it encrypts.
        """
        account = self._state.tokens.account
        return {"username": account.username, "password": account.password, **self._common()}

    def anonymous_kwargs(self) -> dict[str, Any]:
        """Return keyword arguments that point a client here without logging it in.

        Returns:
            `anonymous`, `api_url`, `auth_url`, `uploads_url` and `report_url`; `clock` if the sandbox has one
            of its own, and `ssl` if it encrypts.
        """
        return {"anonymous": True, **self._common()}

    async def stop_node(self, number: int) -> None:
        """Have an image node refuse connections from now on, while its address is still given out.

        Args:
            number: The position of the node, from 0.
        """
        await self._nodes[number].close()

    def _common(self) -> dict[str, Any]:
        clock = self._state.clock
        # A client waits on its clock, which one that only tells the time is no good for.
        shared: dict[str, Any] = {}
        if hasattr(clock, "call_later") and hasattr(clock, "now"):
            shared["clock"] = clock
        if self._authority is not None:
            shared["ssl"] = self._authority.client()
        return {
            **shared,
            "api_url": self.url,
            "auth_url": self.auth_url,
            "uploads_url": self.uploads_url,
            "report_url": self.url + DELIVERY_REPORTS,
        }
