"""Whose URL it is: the API's, which gets the token and is under the limits, or somebody else's."""

from urllib.parse import quote

from yarl import URL

from asyncdex.exceptions import InvalidArgument

__all__ = ["path_below", "same_origin"]

#: What stays as it is in a path and its query string: what has a meaning there, and what is escaped already.
_URL_SAFE = "/%?&=[]:;,@!$'()*+~"


def path_below(base: str, url: str) -> str | None:
    """Return the path below an API's base that a URL stands for.

    Args:
        base: The API's address, without a slash at its end.
        url: A path, or an absolute URL.

    Returns:
        The path with its query string, or None for a URL of another host.

    Raises:
        InvalidArgument: It is no URL.
    """
    if url.startswith("/"):
        return quote(url.partition("#")[0], safe=_URL_SAFE, errors="replace")
    try:
        target, known_form = URL(url, encoded=True), URL(url)
    except ValueError as error:
        raise InvalidArgument(f"{url.partition('?')[0]!r} is no URL that can be called") from error
    root = URL(base)
    if not target.absolute or _origin(known_form) != _origin(root):
        return None
    prefix = root.raw_path.rstrip("/")
    if prefix and not f"{target.raw_path}/".startswith(f"{prefix}/"):
        return None
    path = target.raw_path_qs[len(prefix) :]
    return path if path.startswith("/") else f"/{path}"


def same_origin(one: str, other: str) -> bool:
    """Return whether two URLs lead to the same server, whether or not the usual port is spelt out."""
    return _origin(URL(one)) == _origin(URL(other))


def _origin(url: URL) -> tuple[str, str | None, int | None]:
    return url.scheme, url.host, url.port
