"""What tests stand on: a clock they move, a transport they script, a response class for aioresponses."""

from .clock import FakeClock
from .responses import PatchedResponse
from .secrets import secret
from .transport import FakeTransport, api_error, json_answer

__all__ = ["FakeClock", "FakeTransport", "PatchedResponse", "api_error", "json_answer", "secret"]
