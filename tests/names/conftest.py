import pytest

from tests.contract.server import Server
from tests.names.calls import Recorder, claims_of
from tests.unit.models.builders import fake_client


@pytest.fixture
def client(transport, clock):
    """A client whose answers come from the test."""
    return fake_client(transport, clock)


@pytest.fixture
async def server():
    """A server on the loopback."""
    async with Server() as server:
        yield server


@pytest.fixture(autouse=True)
def recorder(request, monkeypatch):
    """Hold a test to what it says it calls."""
    recorder = Recorder(monkeypatch)
    claims = list(claims_of(request.node))
    for name, _, _ in claims:
        recorder.watch(name)
    yield recorder
    wrong = [claim for claim in claims if not recorder.shows(*claim)]
    assert not wrong, f"claimed and not done: {wrong}; done: {dict(recorder.calls)}"
