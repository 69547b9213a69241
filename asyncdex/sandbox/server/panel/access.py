"""Who may see the page, and who may turn its switches.

The page is for a person at this machine. What keeps others out is what a browser says of itself: a foreign
page can have a browser send requests here, under a name of its own that leads to this machine as well.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

if TYPE_CHECKING:
    from ipaddress import IPv4Address

#: What every answer of the page carries: it may load what is its own, and stand in no other page.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def check_reading(request: web.Request) -> None:
    """Refuse a request that came by a name that anybody may have pointed here.

    Args:
        request: A request for the page.

    Raises:
        web.HTTPForbidden: If the host is neither an address nor `localhost`.
    """
    name = _host(request)
    if name != "localhost" and _address(name) is None:
        raise web.HTTPForbidden(
            text="Open this page by an address, such as http://127.0.0.1, or localhost.\n"
        )


def check_changing(request: web.Request) -> None:
    """Refuse a request that would change something unless it comes from the page, opened on this machine.

    Args:
        request: A request to one of the switches.

    Raises:
        web.HTTPForbidden: If it comes from elsewhere.
    """
    if not may_change(request):
        raise web.HTTPForbidden(text="From another machine, this page is for reading only.\n")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise web.HTTPForbidden(text="Another page may not change anything here.\n")
    # A page of another origin cannot send JSON without asking first, and is given no leave.
    if origin is None and request.content_type != "application/json":
        raise web.HTTPForbidden(text="A request without an Origin has to have a JSON body.\n")


def may_change(request: web.Request) -> bool:
    """Tell whether a request comes from this machine, and by a name that only this machine has.

    Args:
        request: Any request.
    """
    return _is_loopback(_host(request)) and _is_loopback(request.remote or "")


def _host(request: web.Request) -> str:
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    address = _address(name)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address is not None and address.is_loopback


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None
