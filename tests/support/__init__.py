"""What tests stand on: a clock they move, a transport they script, a world of servers, a response class."""

from .clock import FakeClock
from .responses import PatchedResponse
from .secrets import secret
from .transport import FakeTransport, api_error, json_answer
from .world import World

__all__ = ["FakeClock", "FakeTransport", "PatchedResponse", "World", "api_error", "json_answer", "secret"]
