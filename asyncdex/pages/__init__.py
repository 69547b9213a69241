"""From a chapter to verified image bytes: image nodes, fail-over, checksums, file names."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from .checksum import expected_digest
    from .delivery import Delivery, host_of, reason_of, was_cached
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
    "host_of",
    "post",
    "read_pages",
    "reason_of",
    "safe_name",
    "was_cached",
]

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "checksum": "expected_digest",
            "delivery": "Delivery host_of reason_of was_cached",
            "download": "download_pages read_pages",
            "fetch": "Fetched Sink fetch_page",
            "formats": "format_name format_path",
            "names": "safe_name",
            "pace": "Demand",
            "reports": "Reporter post",
            "results": "PageProgress PageResult",
            "server": "Node Page PageServer",
            "store": "FileSink MemorySink",
            "stream": "PageStream StreamedPage",
        },
    )
