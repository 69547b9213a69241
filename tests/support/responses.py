"""aioresponses on today's aiohttp."""

import aiohttp


class PatchedResponse(aiohttp.ClientResponse):
    """A response that can be made without the `stream_writer` that aioresponses does not know of."""

    def __init__(self, *args, stream_writer=None, **kwargs):
        super().__init__(*args, stream_writer=stream_writer, **kwargs)
