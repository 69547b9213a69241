"""What is known about MangaDex beforehand: addresses, routes and limits."""

import re

from ._api.table import ROWS
from .ratelimit import Path, PathRatelimit

__all__ = [
    "DEFAULT_API_URL",
    "DEFAULT_AUTH_URL",
    "DEFAULT_UPLOADS_URL",
    "invalid_folder_name_regex",
    "ratelimit_data",
    "routes",
]

DEFAULT_API_URL = "https://api.mangadex.org"
DEFAULT_AUTH_URL = "https://auth.mangadex.org/realms/mangadex/protocol/openid-connect/token"
DEFAULT_UPLOADS_URL = "https://uploads.mangadex.org"

#: What may not stand in the name of a file or folder on one of the usual systems.
invalid_folder_name_regex = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')

#: The paths of the API by AsyncDex's names for them. A changed path is used by the next call.
routes: dict[str, str] = {row.route: row.path for row in ROWS if row.route is not None}

#: Requests a second that MangaDex guarantees to an address, over all endpoints.
_GENERAL_PACE = 5


def _rules() -> list[PathRatelimit]:
    """Return the general pace and the limits of the endpoint table."""
    general = PathRatelimit(Path("*", re.compile(r".*", re.DOTALL)), _GENERAL_PACE, 1)
    limited = [(row.limit_path, row.limit) for row in ROWS if row.limit is not None]
    return [general, *(PathRatelimit(path, limit.amount, limit.seconds) for path, limit in limited)]


#: The limits MangaDex documents: the general pace, named ``*``, and those of single endpoints. A client takes
#: copies, so that clients do not share what they have used. The API may tell of further ones in its headers.
ratelimit_data: list[PathRatelimit] = _rules()
