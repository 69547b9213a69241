"""What is known about MangaDex beforehand: addresses, routes and limits."""

import re
from typing import TYPE_CHECKING

from ._api.table import ROWS, limited_paths
from .ratelimit import Path, PathRatelimit

__all__ = [
    "DEFAULT_API_URL",
    "DEFAULT_AUTH_URL",
    "DEFAULT_UPLOADS_URL",
    "invalid_folder_name_regex",
    "link_name_to_attribute_mapping",
    "permission_model_mapping",
    "ratelimit_data",
    "routes",
]

DEFAULT_API_URL = "https://api.mangadex.org"
DEFAULT_AUTH_URL = "https://auth.mangadex.org/realms/mangadex/protocol/openid-connect/token"
DEFAULT_UPLOADS_URL = "https://uploads.mangadex.org"

#: What may not stand in the name of a file or folder on one of the usual systems.
invalid_folder_name_regex = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')

#: The attributes of :class:`asyncdex.MangaLinks` by MangaDex's keys for them.
link_name_to_attribute_mapping: dict[str, str] = {
    "al": "anilist_id",
    "ap": "animeplanet_id",
    "bw": "bookwalker_id",
    "mu": "mangaupdates_id",
    "nu": "novelupdates_id",
    "kt": "kitsu_id",
    "amz": "amazon_id",
    "cdj": "cdjapan_id",
    "ebj": "ebookjapan_id",
    "mal": "myanimelist_id",
    "raw": "raw_url",
    "engtl": "english_translation_url",
}

#: What MangaDex's permissions begin with, such as ``scanlation_group`` in ``scanlation_group.edit``, by the
#: names of the models that they are about.
permission_model_mapping: dict[str, str] = {
    "Author": "author",
    "Chapter": "chapter",
    "CoverArt": "cover",
    "Group": "scanlation_group",
    "Manga": "manga",
    "User": "user",
}

# MangaDex has removed these; their routes stay for programs that look them up.
_REMOVED = {
    "activate_account": "/account/activate/{code}",
    "create_account": "/account/create",
    "finish_recover": "/account/recover/{code}",
    "read": "/chapter/{id}/read",
    "resend": "/account/activate/resend",
    "start_recover": "/account/recover",
}

#: The paths of the API by AsyncDex's names for them; several operations on one path share a name. A changed
#: path is used by the next call. ``report_page`` is on a host of its own. Nothing is left behind the paths of
#: ``activate_account``, ``create_account``, ``finish_recover``, ``read``, ``resend`` and ``start_recover``.
routes: dict[str, str] = {
    **{row.route: row.path for row in ROWS if row.route is not None},
    **_REMOVED,
    "report_page": "https://api.mangadex.network/report",
}

#: Requests a second that MangaDex guarantees to an address, over all endpoints.
_GENERAL_PACE = 5


def _rules() -> list[PathRatelimit]:
    """Return the general pace and the limits of single operations, some of which share a window."""
    rules = [PathRatelimit(Path("*", re.compile(r".*", re.DOTALL)), _GENERAL_PACE, 1)]
    shared: dict[str, PathRatelimit] = {}
    for path, limit in limited_paths():
        rule = PathRatelimit(path, limit.amount, limit.seconds)
        if limit.bucket is not None:
            rule = shared.setdefault(limit.bucket, rule).sharing(path)
        rules.append(rule)
    return rules


if TYPE_CHECKING:
    #: The limits MangaDex documents: the general pace, named ``*``, and those of single endpoints. A client
    #: takes copies, so that clients do not share what they have used. The API may tell of further ones in its
    #: headers.
    ratelimit_data: list[PathRatelimit]
else:

    def __getattr__(name: str) -> list[PathRatelimit]:
        """Make the limits when they are first asked for, since compiling their patterns takes its time."""
        if name != "ratelimit_data":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, _rules())
