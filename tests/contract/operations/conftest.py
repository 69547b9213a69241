import pytest

from tests.unit.models.builders import fake_client


@pytest.fixture
def client(transport, clock):
    return fake_client(transport, clock, anonymous=False, session_token="a-token-of-the-tests")
