"""aioresponses on today's aiohttp."""

from types import SimpleNamespace

import aiohttp


class PatchedResponse(aiohttp.ClientResponse):
    """A response that was never written to any connection.

    aiohttp 3.14 asks for the `stream_writer` of the request, of which aioresponses knows nothing. Pass this
    as `response_class=` to the mock's method.
    """

    def __init__(self, *args, stream_writer=None, **kwargs):
        super().__init__(*args, stream_writer=stream_writer or SimpleNamespace(output_size=0), **kwargs)
