"""What is known about MangaDex beforehand: addresses, routes and limits."""

import re
from typing import TYPE_CHECKING

from . import ratelimit as _ratelimit
from ._api import table

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

#: Requests a second that MangaDex guarantees to an address, over all endpoints.
_GENERAL_PACE = 5


def _rules() -> "list[_ratelimit.PathRatelimit]":
    """Return the general pace and the limits of single operations, some of which share a window."""
    everything = _ratelimit.Path("*", re.compile(r".*", re.DOTALL))
    rules = [_ratelimit.PathRatelimit(everything, _GENERAL_PACE, 1)]
    shared: dict[str, _ratelimit.PathRatelimit] = {}
    for path, limit in table.limited_paths():
        rule = _ratelimit.PathRatelimit(path, limit.amount, limit.seconds)
        if limit.bucket is not None:
            rule = shared.setdefault(limit.bucket, rule).sharing(path)
        rules.append(rule)
    return rules


def _routes() -> dict[str, str]:
    """Return the paths by AsyncDex's names."""
    return {
        **{row.route: row.path for row in table.ROWS if row.route is not None},
        **_REMOVED,
        "report_page": "https://api.mangadex.network/report",
    }


def _folder_names() -> re.Pattern[str]:
    """Return what may not stand in a name."""
    return re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


if TYPE_CHECKING:
    #: What may not stand in the name of a file or folder on one of the usual systems.
    invalid_folder_name_regex: re.Pattern[str]
    #: The paths of the API by AsyncDex's names for them; several operations on one path share a name. A
    #: changed path is used by the next call. ``report_page`` is on a host of its own. Nothing is left behind
    #: the paths of ``activate_account``, ``create_account``, ``finish_recover``, ``read``, ``resend`` and
    #: ``start_recover``.
    routes: dict[str, str]
    #: The limits MangaDex documents: the general pace, named ``*``, and those of single endpoints. A client
    #: takes copies, so that clients do not share what they have used. The API may tell of further ones in its
    #: headers.
    ratelimit_data: list[_ratelimit.PathRatelimit]
else:
    _MAKERS = {
        "invalid_folder_name_regex": _folder_names,
        "ratelimit_data": _rules,
        "routes": _routes,
    }

    def __getattr__(name: str) -> object:
        """Make what takes its time, such as the patterns of the limits, when it is first asked for."""
        if name not in _MAKERS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, _MAKERS[name]())

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MAKERS})
