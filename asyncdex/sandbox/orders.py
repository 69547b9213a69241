"""What a sandbox does on order: faults, captchas, decisions of staff, and the life of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from asyncdex.sandbox.server.desk.captchas import Captcha
from asyncdex.sandbox.server.faults import Fault
from asyncdex.sandbox.server.writes import review

if TYPE_CHECKING:
    from asyncdex.sandbox.server.state import State


class Orders:
    """The switches of a sandbox.

    Args:
        state: The parts of the sandbox.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def token_lifetime(self) -> float:
        """How long access tokens issued from now on are valid, in seconds."""
        return self._state.tokens.lifetime

    @token_lifetime.setter
    def token_lifetime(self, seconds: float) -> None:
        self._state.tokens.lifetime = seconds

    @property
    def legacy_login(self) -> bool:
        """Whether the API has logins by username and password alone."""
        return self._state.tokens.legacy

    @legacy_login.setter
    def legacy_login(self, there: bool) -> None:
        self._state.tokens.legacy = there

    @property
    def guest_quota(self) -> int | None:
        """How many chapters a day somebody may read who is not logged in; None for any number."""
        return self._state.guests.amount

    @guest_quota.setter
    def guest_quota(self, chapters: int | None) -> None:
        self._state.guests.amount = chapters

    @property
    def approve_clients(self) -> bool:
        """Whether new API clients may be used at once; otherwise they wait for `approve_client`."""
        return self._state.desk.clients.approves

    @approve_clients.setter
    def approve_clients(self, at_once: bool) -> None:
        self._state.desk.clients.approves = at_once

    @property
    def farewell_codes(self) -> tuple[str, ...]:
        """The codes that confirm a deletion of the account, which a mail would bring."""
        return tuple(self._state.desk.farewells)

    def fail(
        self,
        method: str,
        path_pattern: str,
        *,
        status: int | None = None,
        body: bytes | str | dict[str, Any] | list[Any] | None = None,
        content_type: str | None = None,
        headers: dict[str, str] | None = None,
        delay: float | None = None,
        drop: bool = False,
        truncate: bool = False,
        corrupt: bool = False,
        stall: float = 0,
        slow: int = 0,
        chunked: bool = False,
        times: int | None = 1,
        host: Literal["api", "auth", "uploads", "reports", "node"] | None = None,
    ) -> None:
        """Order a fault for requests to come.

        With neither `status` nor `body` the real answer is sent, as late or damaged as the rest says.

        Args:
            method: The HTTP method, or `*` for any.
            path_pattern: A shell-style pattern for the path, such as `/manga/*`.
            status: The status to answer with.
            body: The body to answer with; maps and lists are sent as JSON.
            content_type: The content type of that body.
            headers: Headers to put on the answer.
            delay: Seconds to wait before answering.
            drop: Close the connection without an answer.
            truncate: Announce the whole body, send half of it and close the connection.
            corrupt: Send a body of the right length with wrong bytes in it.
            stall: Send half of the body, and then nothing for so many seconds before the connection ends.
            slow: Send the body at so many bytes a second.
            chunked: Send the body without announcing its length.
            times: How many requests it hits; None for all until `clear_faults`.
            host: Which server it is for; None for all.

        Example:
            >>> box.fail("GET", "/manga", status=503, times=2)
        """
        self._state.faults.add(
            Fault(
                method=method.upper(),
                pattern=path_pattern,
                host=host,
                status=status,
                body=body,
                content_type=content_type,
                headers=headers or {},
                delay=delay or 0,
                drop=drop,
                truncate=truncate,
                corrupt=corrupt,
                stall=stall,
                slow=slow,
                chunked=chunked,
                left=times,
            )
        )

    def review(self, manga_id: str, *, publish: bool) -> None:
        """Decide over a draft as MangaDex's staff does.

        Args:
            manga_id: The id of the draft.
            publish: Whether it is published, or else rejected.

        Raises:
            KeyError: If there is no such draft.
        """
        review(self._state, manga_id, publish=publish)

    def require_captcha(
        self, method: str, path_pattern: str, *, answer: str = "solved", site_key: str = "sandbox-site-key"
    ) -> None:
        """Ask for a captcha before requests to come.

        Once it is solved, by `POST /captcha/solve` or by a header, it is not asked for again.

        Args:
            method: The HTTP method, or `*` for any.
            path_pattern: A shell-style pattern for the path, such as `/manga/*`.
            answer: What solves it.
            site_key: What a solver is told.

        Example:
            >>> box.require_captcha("POST", "/report", answer="seven buses")
        """
        self._state.desk.captchas.add(Captcha(method.upper(), path_pattern, answer, site_key))

    def clear_captchas(self) -> None:
        """Ask for no captcha any more."""
        self._state.desk.captchas.clear()

    def clear_faults(self) -> None:
        """Forget the faults that have not happened yet."""
        self._state.faults.clear()

    def release(self, address: str | None = None) -> None:
        """Lift the ban of an address and fill up its budgets again; nothing happens where limits are off.

        Args:
            address: The address; None for all.
        """
        if self._state.limiter is not None:
            self._state.limiter.release(address)

    def approve_client(self, client_id: str) -> None:
        """Let an API client that waits be used.

        Args:
            client_id: Its id, a UUID.

        Raises:
            KeyError: If there is no such client.
        """
        self._state.desk.clients.approve(client_id)

    def settle_report(self, report_id: str, status: Literal["accepted", "refused", "autoresolved"]) -> None:
        """Decide over a report.

        Args:
            report_id: Its id.
            status: What becomes of it.

        Raises:
            KeyError: If there is no such report.
        """
        self._state.desk.reports.made[report_id].attributes["status"] = status

    def legacy_id(self, kind: Literal["group", "manga", "chapter", "tag"], identifier: str) -> int:
        """Return the number that something had before there were UUIDs.

        Args:
            kind: What it is.
            identifier: Its UUID.

        Raises:
            ValueError: If it never had one.
        """
        return self._state.desk.legacy.old(kind, identifier)

    def revoke_tokens(self, *, refresh: bool = True) -> None:
        """Make all tokens issued so far invalid.

        Args:
            refresh: Whether refresh tokens become invalid too; access tokens always do.
        """
        self._state.tokens.revoke(refresh=refresh)
