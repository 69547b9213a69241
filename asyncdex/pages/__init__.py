"""From a chapter to verified image bytes: image nodes, fail-over, checksums, file names."""

from .checksum import expected_digest
from .delivery import Delivery
from .download import download_pages, read_pages
from .fetch import Fetched, Sink, fetch_page
from .formats import format_name, format_path
from .names import safe_name
from .pace import Demand
from .reports import Reporter, post
from .results import PageProgress, PageResult
from .server import Node, Page, PageServer
from .store import FileSink, MemorySink
from .stream import PageStream, StreamedPage

__all__ = [
    "Delivery",
    "Demand",
    "Fetched",
    "FileSink",
    "MemorySink",
    "Node",
    "Page",
    "PageProgress",
    "PageResult",
    "PageServer",
    "PageStream",
    "Reporter",
    "Sink",
    "StreamedPage",
    "download_pages",
    "expected_digest",
    "fetch_page",
    "format_name",
    "format_path",
    "post",
    "read_pages",
    "safe_name",
]
