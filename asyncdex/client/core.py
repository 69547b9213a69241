"""The client itself: made, opened and closed."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import signature
from types import TracebackType
from typing import Any, Self

import aiohttp

import asyncdex
from asyncdex import _api, _http, client, constants, pages, ratelimit
from asyncdex.clock import Clock, SystemClock
from asyncdex.constants import DEFAULT_API_URL, DEFAULT_AUTH_URL, DEFAULT_UPLOADS_URL

from .account import Account
from .api_clients import ApiClients
from .batches import Batches
from .calls import Calls
from .catalogue import Catalogue
from .configured import Configured
from .creating import Creating
from .deprecated import Deprecated
from .nodes import Nodes
from .numbers import Numbers
from .removed import Removed
from .resolving import Resolving
from .service import Service
from .taste import Taste
from .uploading import Uploading

__all__ = ["MangadexClient"]


class MangadexClient(
    Configured,
    Account,
    Taste,
    Catalogue,
    Creating,
    Batches,
    Numbers,
    Resolving,
    Service,
    ApiClients,
    Uploading,
    Nodes,
    Calls,
    Deprecated,
    Removed,
):
    """The main client, which makes all calls.

    It may be made anywhere, but is used inside a running event loop, best by ``async with``.

    Args:
        username: The account to log in with; goes together with ``password``.
        password: Its password.
        refresh_token: A refresh token to start with, instead of or beside a password.
        sleep_on_ratelimit: Whether to sleep where a limit asks for a wait, or to raise :class:`Ratelimit`.
            The general pace of five calls a second is waited for up to a second all the same.
        session: A session of your own, which is used as it is and never closed.
        api_url: The address of the API.
        anonymous: Whether to stay logged out; all credentials are dropped.
        client_id: The id of the personal API client to log in through.
        client_secret: Its secret.
        auth_url: The address of the token service.
        uploads_url: The address of the host that has the covers.
        session_token: An access token, or an async function that returns one whenever one is needed.
        user_agent: The name and version of your application, put in front of ours in every request.
        timeout: How many seconds a whole answer may take, or an :class:`aiohttp.ClientTimeout`.
        max_ratelimit_wait: The longest wait for limits in seconds; what would take longer raises
            :class:`Ratelimit`, and 0 raises for every wait. It goes before ``sleep_on_ratelimit``.
        ratelimits: A registry of limits of your own, which several clients may share.
        token_only_where_required: Whether to send the token only where an operation cannot do without it, so
            that all other answers can be cached on their way.
        captcha_solver: An async function that is given the site key of a captcha that stands in the way of a
            call, and returns its answer; the call is then repeated once.
        languages: The languages of chapters, and those a manga that is searched for must be readable in.
        content_ratings: What searches, random manga and mixed feeds show.
        blocked_groups: Groups whose chapters are never listed.
        blocked_uploaders: Users whose chapters are never listed.
        excluded_tags: Tags that no manga found may have.
        report_pages: Whether MangaDex is told, in the background, how each page was delivered.
        report_url: Where it is told; None for the address that MangaDex documents.
        clock: What tells the time and waits for it.
        session_kwargs: What to make a session with, as :class:`aiohttp.ClientSession` takes it; ``ssl`` makes
            a connector. A ``connector`` of your own is never closed.

    Raises:
        InvalidArgument: An argument cannot be right, or one of two credentials that go together is missing.

    Example:
        >>> async with MangadexClient() as client:
        ...     manga = await client.random_manga()
        ...     print(manga.best_title())
    """

    def __init__(
        self,
        *,
        username: str | None = None,
        password: str | None = None,
        refresh_token: str | None = None,
        sleep_on_ratelimit: bool = True,
        session: aiohttp.ClientSession | None = None,
        api_url: str = DEFAULT_API_URL,
        anonymous: bool = False,
        client_id: str | None = None,
        client_secret: str | None = None,
        auth_url: str = DEFAULT_AUTH_URL,
        uploads_url: str = DEFAULT_UPLOADS_URL,
        session_token: str | _http.Provider | None = None,
        user_agent: str | None = None,
        timeout: float | aiohttp.ClientTimeout | None = None,
        max_ratelimit_wait: float | None = None,
        ratelimits: ratelimit.Ratelimits | None = None,
        token_only_where_required: bool = False,
        captcha_solver: _http.Solver | None = None,
        languages: str | Sequence[str] | None = None,
        content_ratings: asyncdex.ContentRating | str | Sequence[asyncdex.ContentRating | str] | None = None,
        blocked_groups: Sequence[_api.Identified] | None = None,
        blocked_uploaders: Sequence[_api.Identified] | None = None,
        excluded_tags: Sequence[_api.Identified] | None = None,
        report_pages: bool = False,
        report_url: str | None = None,
        clock: Clock | None = None,
        **session_kwargs: Any,
    ) -> None:
        client.check_pairs(username=username, password=password)
        client.check_pairs(client_id=client_id, client_secret=client_secret)
        client.check_session_kwargs(session_kwargs, signature(MangadexClient).parameters)
        client.check_kind("session", session, aiohttp.ClientSession, "an aiohttp.ClientSession")
        client.check_kind("ratelimits", ratelimits, ratelimit.Ratelimits, "a Ratelimits")
        self.clock = clock or SystemClock()
        base = client.base_url("api_url", api_url)
        #: The address of the host that has the covers, without a slash at its end.
        self.uploads_url = client.base_url("uploads_url", uploads_url)
        #: What searches, random manga and feeds are narrowed by.
        self.defaults = _api.Defaults().changed(
            languages=languages,
            content_ratings=_api.Defaults().content_ratings if content_ratings is None else content_ratings,
            blocked_groups=blocked_groups,
            blocked_uploaders=blocked_uploaders,
            excluded_tags=excluded_tags,
        )
        seconds = client.timeout_of(timeout)
        if seconds is not None:
            session_kwargs["timeout"] = seconds
        self._sessions = _http.SessionHolder(session, session_kwargs)
        self._transport = _http.AiohttpTransport(
            self._sessions, client.user_agent_of(user_agent), insist=user_agent is not None, timeout=seconds
        )
        limits = (
            ratelimits
            if ratelimits is not None
            else ratelimit.Ratelimits.copies_of(constants.ratelimit_data, clock=self.clock)
        )
        self._sleep = sleep_on_ratelimit
        self._max_wait = _http.Patience.check(max_ratelimit_wait)
        credentials = _http.Credentials(
            username=username,
            password=password,
            refresh_token=refresh_token,
            client_id=client_id,
            client_secret=client_secret,
        )
        personal = _http.PersonalClient(self._transport, client.base_url("auth_url", auth_url), self.clock)
        self._legacy = _http.LegacyLogin(self._transport, base, limits, self.clock, lambda: self.api.patience)
        self._tokens = client.tokens_of(
            credentials, session_token, personal, self._legacy, self.clock, anonymous=anonymous
        )
        self.report_pages = report_pages
        self.report_url = None if report_url is None else client.base_url("report_url", report_url)
        self.node_demand = pages.Demand()
        self._reporter = pages.Reporter(self._transport, self.clock, self._report_address)
        self.api = _http.Requester(
            base,
            self._transport,
            limits,
            self._tokens,
            self.clock,
            patience=_http.Patience.of(sleep=self._sleep, max_wait=self._max_wait),
            sparing=token_only_where_required,
            solver=_http.solver_of(captcha_solver),
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}(anonymous={self.anonymous_mode}, username={self.username!r})"

    async def __aenter__(self) -> Self:
        self._sessions.get()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the client; a session of your own stays open. Closing twice is harmless."""
        self._tokens.close()
        self._reporter.close()
        self.api.naps.end()
        self.api.ratelimits.close(self.api.transport)
        self._transport.abort()
        await self._sessions.close()

    # What AsyncDex made public

    @property
    def closed(self) -> bool:
        """Whether the client has been closed."""
        return self._sessions.closed

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session in use; inside a running event loop it is made where there is none."""
        return self._sessions.get()

    @session.setter
    def session(self, session: aiohttp.ClientSession) -> None:
        self._sessions.replace(session)

    @property
    def api_base(self) -> str:
        """The address of the API, without a slash at its end."""
        return self.api.base

    @api_base.setter
    def api_base(self, url: str) -> None:
        self.api.base = self._legacy.base = client.base_url("api_base", url)

    @property
    def ratelimits(self) -> ratelimit.Ratelimits:
        """The limits the client keeps."""
        return self.api.ratelimits

    @ratelimits.setter
    def ratelimits(self, limits: ratelimit.Ratelimits) -> None:
        client.check_kind("ratelimits", limits, ratelimit.Ratelimits, "a Ratelimits")
        self.api.ratelimits = self._legacy.ratelimits = limits

    @property
    def sleep_on_ratelimit(self) -> bool:
        """Whether to sleep where a limit asks for a wait, or to raise :class:`Ratelimit`."""
        return self._sleep

    @sleep_on_ratelimit.setter
    def sleep_on_ratelimit(self, sleep: bool) -> None:
        self._sleep = sleep
        self.api.patience = _http.Patience.of(sleep=sleep, max_wait=self._max_wait)

    @property
    def max_ratelimit_wait(self) -> float | None:
        """The longest wait for limits in seconds; None leaves it to :attr:`sleep_on_ratelimit`."""
        return self._max_wait

    @max_ratelimit_wait.setter
    def max_ratelimit_wait(self, seconds: float | None) -> None:
        self._max_wait = _http.Patience.check(seconds)
        self.api.patience = _http.Patience.of(sleep=self._sleep, max_wait=self._max_wait)
