"""A watch over a whole run: no secret in any log line, exception, warning or output.

It reads what would be shown and changes nothing about it: a logger that is silent in a test stays silent
there, and an exception lives no longer than before.
"""

import gc
import logging
import sys
import weakref
from collections import Counter

import pytest

from asyncdex import AsyncDexException

from . import sources
from .secrets import SECRETS, find
from .shown import UNSHOWABLE, shown

__all__ = ["SecretWatch"]

#: The loggers that are read; those below them too.
_LOGGERS = ("asyncdex", "aiohttp", "asyncio")

_USUAL = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}

_NOWHERE = "outside of any test"


class SecretWatch:
    """A pytest plugin that fails the run in which a secret was shown."""

    def __init__(self):
        self.test = _NOWHERE
        self.counts = Counter()
        self.secrets = set()
        #: What was found, a line each.
        self.leaks = []
        #: Every different text, with the test and the place where it was seen first.
        self._texts = {}
        #: The exceptions that are alive, and the tests that made them.
        self._alive = {}

    def begin(self):
        """Watch from now on; there is no end but that of the process."""
        sources.listen()
        self._watch_logs()
        self._watch_exceptions()
        self._watch_captures()

    def look(self, texts, where, test=None):
        """Remember texts that were shown."""
        for text in texts:
            self._texts.setdefault(text, (test or self.test, where))

    # Log lines

    def _watch_logs(self):
        """Read what is logged, down to DEBUG, without letting anybody else see more than before."""
        enabled, hand_on = logging.Logger.isEnabledFor, logging.Logger.callHandlers
        watch = self

        def is_enabled(self, level):
            return enabled(self, level) or (level >= logging.DEBUG and _is_read(self.name))

        def call_handlers(self, record):
            if _is_read(self.name):
                watch.read(record)
            if enabled(self, record.levelno):
                hand_on(self, record)

        logging.Logger.isEnabledFor, logging.Logger.callHandlers = is_enabled, call_handlers

    def read(self, record):
        """Look at a log record: its text, what it was made of, and its exception."""
        self.counts["log lines"] += 1
        more = {name: value for name, value in vars(record).items() if name not in _USUAL}
        self.look([record.getMessage(), repr(record.args), repr(more)], f"a log line of {record.name}")
        if record.exc_info and record.exc_info[1] is not None:
            self.look(shown(record.exc_info[1]), f"an exception logged by {record.name}")

    # Exceptions

    def _watch_exceptions(self):
        """Look at each of our exceptions at the end of its life, when all it came from hangs on it."""
        watch = self

        def begin(self, *args, **kwargs):
            super(AsyncDexException, self).__init__(*args, **kwargs)
            watch.counts["exceptions"] += 1
            watch._alive[id(self)] = weakref.ref(self), watch.test

        def end(self):
            _, test = watch._alive.pop(id(self), (None, watch.test))
            if not _was_thrown_away(self, sys._getframe().f_back):
                watch.look(shown(self), f"the exception {type(self).__name__}", test)

        AsyncDexException.__init__, AsyncDexException.__del__ = begin, end

    def _look_at_survivors(self):
        gc.collect()
        for reference, test in list(self._alive.values()):
            error = reference()
            if error is not None:
                self.look(shown(error), f"the exception {type(error).__name__}", test)

    # What pytest sees

    def _watch_captures(self):
        """Look at output that a test takes for itself, of which pytest shows nothing."""
        take, watch = pytest.CaptureFixture.readouterr, self

        def read(self):
            taken = take(self)
            watch.counts["outputs"] += 1
            watch.look([str(taken.out), str(taken.err)], "captured output")
            return taken

        pytest.CaptureFixture.readouterr = read

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.test = item.nodeid
        try:
            return (yield)
        finally:
            self.test = _NOWHERE

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self):
        report = yield
        if report.when == "teardown":
            for name, content in report.sections:
                if name.startswith(("Captured stdout", "Captured stderr")):
                    self.counts["outputs"] += 1
                    self.look([content], name.lower())
        return report

    def pytest_warning_recorded(self, warning_message, nodeid):
        self.counts["warnings"] += 1
        self.look([str(warning_message.message)], "a warning", nodeid)

    # The end

    def pytest_sessionfinish(self, session):
        self._look_at_survivors()
        self.secrets |= SECRETS
        self.leaks += self._find()
        if hasattr(session.config, "workeroutput"):  # of a worker of xdist, which tells its controller
            told = {"counts": dict(self.counts), "secrets": sorted(self.secrets), "leaks": self.leaks}
            session.config.workeroutput["secret_watch"] = told
        elif self.leaks:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        told = getattr(node, "workeroutput", {}).get("secret_watch")
        if told is not None:
            self.counts.update(told["counts"])
            self.secrets |= set(told["secrets"])
            self.leaks += told["leaks"]

    def _find(self):
        """Return a line for every secret in every text, and for every exception that has no text."""
        lines = []
        for text, hidden in find(self._texts, SECRETS):
            test, where = self._texts[text]
            lines.append(f"{test}: the secret {hidden[:40]!r} in {where}: {text[:500]!r}")
        for text, (test, _) in self._texts.items():
            if text.startswith(UNSHOWABLE):
                lines.append(f"{test}: {text}")
        return lines

    def summary(self):
        """Return what was looked at, in one line."""
        kinds = ("log lines", "exceptions", "warnings", "outputs")
        looked = ", ".join(f"{self.counts[kind]:,} {kind}" for kind in kinds)
        return f"secret watch: {len(self.secrets):,} secrets looked for in {looked}; found: {len(self.leaks)}"

    def pytest_terminal_summary(self, terminalreporter):
        if self.leaks:
            terminalreporter.section("secrets that were shown", red=True, bold=True)
            for line in self.leaks:
                terminalreporter.write_line(line)


def _was_thrown_away(error, frame):
    """Return whether an exception was never raised, and the package itself let go of it: nobody saw it."""
    by = "" if frame is None else frame.f_globals.get("__name__", "")
    return error.__traceback__ is None and by.startswith("asyncdex.")


def _is_read(name):
    return name.partition(".")[0] in _LOGGERS
