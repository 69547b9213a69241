"""A certificate to throw away, and the authority that vouches for it and for nothing else."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

#: Names that a client may be led here by which cannot be pointed at another address.
_PLAYED = ("api.mangadex.org", "auth.mangadex.org", "uploads.mangadex.org", "api.mangadex.network")
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Authority:
    """Both ends of an encrypted connection.

    Attributes:
        server: What the servers encrypt with.
        certificate: The authority's certificate, as PEM; there is no other way to trust the servers.
    """

    server: ssl.SSLContext
    certificate: str

    def client(self) -> ssl.SSLContext:
        """Return what a client needs to trust the servers, and only them."""
        return ssl.create_default_context(cadata=self.certificate)


def throw_away(host: str) -> Authority:
    """Make a certificate for an address, with an authority whose key is forgotten at once.

    Args:
        host: The address that the servers listen on.

    Raises:
        ImportError: If trustme is not installed.
    """
    try:
        import trustme  # noqa: PLC0415 - only those who encrypt need it
    except ImportError:
        raise ImportError(
            'Sandbox(tls=True) needs trustme: from the checkout, run pip install ".[sandbox,tls]"'
        ) from None
    authority = trustme.CA(organization_name="asyncdex sandbox", organization_unit_name="throw-away")
    names = {*_HERE, *_PLAYED, *([host] if host else [])}
    issued = authority.issue_cert(*sorted(names))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    # Python reads certificates from files alone.
    with issued.private_key_and_cert_chain_pem.tempfile() as file:
        context.load_cert_chain(file)
    return Authority(context, authority.cert_pem.bytes().decode())
