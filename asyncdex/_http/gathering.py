"""Bodies that are put together as they come."""

from io import BytesIO

import aiohttp

__all__ = ["Gathered"]


class Gathered(aiohttp.ClientResponse):
    """A response whose body takes its room once.

    aiohttp keeps the pieces until the last has come and joins them then, which takes the room twice. So much
    room may go back to the system each time that a page of a list is let go. Having it given out anew took
    nearly as long as decoding the page where it was measured.
    """

    async def read(self) -> bytes:
        """Return the body, which is read once; see aiohttp."""
        if self._body is None:
            try:
                self._body = await _whole(self.content)
            except BaseException:
                self.close()
                raise
        return await super().read()


async def _whole(content: aiohttp.StreamReader) -> bytes:
    """Return all that a stream still has.

    Args:
        content: The stream.

    Raises:
        aiohttp.ClientError: It broke off.
    """
    first = await content.readany()
    block = await content.readany() if first else b""
    if not block:
        return first  # as nearly always, but for lists
    gathered = BytesIO()
    gathered.write(first)
    del first
    while block:
        gathered.write(block)
        del block  # before the next one comes
        block = await content.readany()
    return gathered.getvalue()
