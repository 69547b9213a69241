"""What a sandbox does on order: faults, captchas, decisions of staff, and the life of tokens."""

from __future__ import annotations

from types import EllipsisType
from typing import TYPE_CHECKING, Any, Literal

from asyncdex.sandbox.server.desk.captchas import Captcha
from asyncdex.sandbox.server.faults.fault import Fault, Host
from asyncdex.sandbox.server.faults.kinds import options_of
from asyncdex.sandbox.server.faults.reading import read_fault
from asyncdex.sandbox.server.writes import review
from asyncdex.sandbox.views import Views

if TYPE_CHECKING:
    from collections.abc import Sequence


class Orders(Views):
    """The switches of a sandbox."""

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
        kind: str | None = None,
        status: int | None = None,
        body: bytes | str | dict[str, Any] | list[Any] | None = None,
        content_type: str | None = None,
        headers: dict[str, str] | None = None,
        strip: Sequence[str] | None = None,
        delay: float | None = None,
        jitter: float | None = None,
        drop: bool | None = None,
        truncate: bool | None = None,
        cut: bool | None = None,
        corrupt: bool | None = None,
        stall: float | None = None,
        slow: int | None = None,
        chunked: bool | None = None,
        skew: float | None = None,
        drift: Literal["fields", "enums", "relationships", "lists", "all"] | None = None,
        shift: int | None = None,
        revoke: bool | None = None,
        probability: float = 1,
        skip: int = 0,
        times: int | EllipsisType | None = ...,
        host: Host | None = None,
    ) -> None:
        """Order a fault for requests to come.

        With neither `status` nor `body` the real answer is sent, as late or damaged as the rest says. Faults
        hit in the sequence in which they were ordered, one for each request.

        Args:
            method: The HTTP method, or `*` for any.
            path_pattern: A shell-style pattern for the path, such as `/manga/*`.
            kind: A fault by its name, such as `html`, with a value where it takes one, such as `late=5`; or a
                status. The rest changes what it does.
            status: The status to answer with.
            body: The body to answer with; maps and lists are sent as JSON.
            content_type: The content type of that body.
            headers: Headers to put on the answer.
            strip: The names of headers that the answer does without.
            delay: Seconds to wait before answering.
            jitter: At most so many seconds more to wait, by chance.
            drop: Close the connection without an answer.
            truncate: Announce the whole body, send half of it and close the connection.
            cut: Send half of the body as if it were the whole.
            corrupt: Send a body of the right length with wrong bytes in it.
            stall: Send half of the body, and then nothing for so many seconds before the connection ends.
            slow: Send the body at so many bytes a second.
            chunked: Send the body without announcing its length.
            skew: How many seconds the `Date` header is ahead; negative if it is behind.
            drift: Send JSON with things in it that nobody has heard of.
            shift: Answer for later pages as if so many items had come to the list's front since the first
                one; negative if they were taken away.
            revoke: Make all access tokens invalid first.
            probability: How likely a request is hit; the sandbox's seed decides which are.
            skip: How many requests are let pass first.
            times: How many requests it hits; None for all until `clear_faults`. It is 1 unless `probability`
                is given, and then None.
            host: Which server it is for; None for all.

        Raises:
            ValueError: If there is no such kind, or a value is out of range.

        Example:
            >>> box.fail("GET", "/manga", status=503, times=2)
            >>> box.fail("GET", "/manga/*", kind="html", probability=0.1)
        """
        given = {
            "status": status,
            "body": body,
            "content_type": content_type,
            "headers": headers,
            "strip": tuple(strip) if strip is not None else None,
            "delay": delay,
            "jitter": jitter,
            "drop": drop,
            "truncate": truncate,
            "cut": cut,
            "corrupt": corrupt,
            "stall": stall,
            "slow": slow,
            "chunked": chunked,
            "skew": skew,
            "drift": drift,
            "shift": shift,
            "revoke": revoke,
        }
        options = options_of(kind) if kind is not None else {}
        options |= {name: value for name, value in given.items() if value is not None}
        left = (1 if probability == 1 else None) if isinstance(times, EllipsisType) else times
        self._state.faults.add(
            Fault(method, path_pattern, host=host, probability=probability, skip=skip, left=left, **options)
        )

    def order(self, line: str) -> None:
        """Order a fault by one line, as the command line does.

        It names the method, the path and the kind, or a status; then, in any sequence, how likely it is as a
        number up to 1, and `times=`, `skip=` and `host=`. Without `times=` it goes on until `clear_faults`.

        Args:
            line: The line.

        Raises:
            ValueError: If it is no such line; the text says what would be right.

        Example:
            >>> box.order("GET /manga/* late=5 0.25 times=3")
        """
        self._state.faults.add(read_fault(line))

    def review(self, manga_id: str, *, publish: bool) -> None:
        """Decide over a draft as MangaDex's staff does.

        Args:
            manga_id: The id of the draft.
            publish: Whether it is published, or else rejected.

        Raises:
            ValueError: If there is no such draft.
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
            ValueError: If there is no such client.
        """
        self._state.desk.clients.approve(client_id)

    def settle_report(self, report_id: str, status: Literal["accepted", "refused", "autoresolved"]) -> None:
        """Decide over a report.

        Args:
            report_id: Its id.
            status: What becomes of it.

        Raises:
            ValueError: If there is no such report.
        """
        report = self._state.desk.reports.made.get(report_id.lower())
        if report is None:
            raise ValueError(f"report_id: there is no report {report_id}")
        report.attributes["status"] = status

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
