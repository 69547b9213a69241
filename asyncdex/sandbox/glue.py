"""Where the sandbox and the client meet: all else of the sandbox knows nothing of the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.box import Box

if TYPE_CHECKING:
    from asyncdex.client import MangadexClient


class Sandbox(Box):
    """A MangaDex of your own: API, token service, covers and two image nodes on loopback.

    Args:
        host: The address to listen on.
        port: The API's port; 0 takes a free one. The image nodes always take free ones.
        seed: Decides the invented catalogue; the same seed gives the same ids and texts.
        manga: How many manga to invent.
        chapters: How many chapters to invent in all.
        catalogue: A folder of recorded answers (`*.json`) to serve instead of an invented catalogue.
        limits: `documented` enforces MangaDex's rate limits, `off` none; or limits of your own.
        guest_quota: How many chapters a day somebody may read who is not logged in; None for any number.
        legacy_login: Whether the API has logins by username and password alone; MangaDex refuses them, other
            servers still have them.
        state: A file that `save` wrote, to go on from there; what it holds takes the place of `seed`,
            `manga`, `chapters` and `catalogue`.
        clock: Where the time comes from; a `ManualClock` lets a test move it, and a `RunningClock` goes fast.
        tls: Whether to encrypt, with a certificate to throw away; `client_kwargs()` has a client trust it.

    Raises:
        ImportError: If `tls` is asked for and trustme is not installed.
        ValueError: If an argument is out of range, or the folder or the file cannot be read.

    Example:
        >>> async with Sandbox(manga=20, chapters=200) as box:
        ...     print(box.url, box.sample_manga_id)
    """

    def client(self, **overrides: Any) -> MangadexClient:
        """Return a client that asks this sandbox, logged in as its account.

        Where the sandbox has no limits, with ``limits="off"``, the client keeps to none either, so that tests
        do not wait for its pace.

        Args:
            overrides: What the client is to be made with besides or instead, as
                :class:`asyncdex.MangadexClient` takes it; ``anonymous=True`` makes a guest.

        Returns:
            A client of its own at every call, to be closed or used in `async with`.

        Raises:
            RuntimeError: If the sandbox is not running.
            InvalidArgument: If the client cannot be made with the arguments.
            TypeError: If neither the client nor its session takes one of them.

        Example:
            >>> async with Sandbox() as box, box.client() as client:
            ...     print(await client.random_manga())
        """
        # A sandbox for other clients needs neither.
        from asyncdex.client import MangadexClient  # noqa: PLC0415
        from asyncdex.ratelimit import Ratelimits  # noqa: PLC0415

        options = self.client_kwargs()
        if self._state.limiter is None:
            options["ratelimits"] = Ratelimits(clock=overrides.get("clock", options.get("clock")))
        return MangadexClient(**{**options, **overrides})
