"""From a chapter to verified image bytes: image nodes, fail-over, checksums, file names."""

from .checksum import expected_digest
from .download import download_pages, read_pages
from .fetch import Fetched, Sink, fetch_page
from .formats import format_name, format_path
from .names import safe_name
from .results import PageProgress, PageResult
from .server import Node, Page, PageServer
from .store import FileSink, MemorySink

__all__ = [
    "Fetched",
    "FileSink",
    "MemorySink",
    "Node",
    "Page",
    "PageProgress",
    "PageResult",
    "PageServer",
    "Sink",
    "download_pages",
    "expected_digest",
    "fetch_page",
    "format_name",
    "format_path",
    "read_pages",
    "safe_name",
]
