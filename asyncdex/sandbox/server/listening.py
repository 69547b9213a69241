"""Opening a port and closing it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from aiohttp import web

if TYPE_CHECKING:
    from ssl import SSLContext

#: Seconds that an answer under way has left when the server stops.
_PATIENCE = 0.01
# Several filters of a hundred ids each are longer than aiohttp takes on its own; bytes of the first line.
_LONGEST_LINE = 64 * 1024


@dataclass(slots=True)
class Listener:
    """An application that listens.

    Attributes:
        url: Its origin, without a slash at the end.
    """

    url: str
    _runner: web.AppRunner

    @classmethod
    async def open(
        cls, app: web.Application, host: str, port: int, encryption: SSLContext | None = None
    ) -> Self:
        """Begin to listen.

        Args:
            app: What answers.
            host: The address.
            port: The port; 0 takes a free one.
            encryption: What to encrypt with, or None for plain HTTP.

        Raises:
            OSError: If the port is in use or not allowed.
        """
        # Handlers are cancelled and connections closed at once on stopping, those that stall on order among
        # them; no time at all would mean to aiohttp that it may take for ever.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_PATIENCE, max_line_size=_LONGEST_LINE)
        await runner.setup()
        site = web.TCPSite(runner, host, port, ssl_context=encryption)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        # The bound address, not the name: a name may stand for two addresses with different free ports.
        address, bound = runner.addresses[0][:2]
        name = f"[{address}]" if ":" in address else address
        scheme = "http" if encryption is None else "https"
        return cls(f"{scheme}://{name}:{bound}", runner)

    async def close(self) -> None:
        """Stop listening."""
        await self._runner.cleanup()
