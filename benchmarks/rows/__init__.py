"""The rows of the table, by subject: each module lists its own as ``ROWS``."""

from __future__ import annotations

from benchmarks.rows import calls, files, imports, objects, walks

__all__ = ["ROWS"]

ROWS = [*objects.ROWS, *calls.ROWS, *imports.ROWS, *files.ROWS, *walks.ROWS]
