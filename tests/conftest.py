"""Fixtures for all tests."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.support import FakeClock, FakeTransport
from tests.support.watch import SecretWatch

settings.register_profile(
    "default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_configure(config):
    watch = SecretWatch()
    watch.begin()
    config.pluginmanager.register(watch, "secret-watch")


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def transport():
    return FakeTransport()


@pytest.fixture
def tell(request):
    """Say something in the summary of the run, also from a worker process."""

    def say(text):
        request.node.user_properties.append(("said", text))

    return say


def pytest_terminal_summary(terminalreporter, config):
    said = [
        text
        for report in terminalreporter.getreports("passed")
        for name, text in report.user_properties
        if name == "said"
    ]
    terminalreporter.section("what the tests found")
    for text in [*said, config.pluginmanager.get_plugin("secret-watch").summary()]:
        terminalreporter.write_line(text)
