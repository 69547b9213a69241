"""Fixtures for all tests."""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings

from tests.described.witness import described  # noqa: F401 - a fixture for all tests
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


@pytest.fixture
def count(request):
    """Add to numbers that the summary tells the sums of."""

    def add(what, **numbers):
        request.node.user_properties.append(("counted", (what, numbers)))

    return add


def pytest_terminal_summary(terminalreporter, config):
    said = [
        text
        for report in terminalreporter.getreports("passed")
        for name, text in report.user_properties
        if name == "said"
    ]
    sums = {}
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "counted":
                what, numbers = value
                sums.setdefault(what, Counter()).update(numbers)
    said += [f"{what}: {_listed(numbers)}" for what, numbers in sums.items()]
    terminalreporter.section("what the tests found")
    for text in [*said, config.pluginmanager.get_plugin("secret-watch").summary()]:
        terminalreporter.write_line(text)


def _listed(numbers):
    return ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in numbers.items())
