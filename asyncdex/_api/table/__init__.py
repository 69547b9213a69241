"""The endpoint table, one module a resource: each row is a name in its module and here."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from .account import *  # noqa: F403 - what a module of rows makes public, the table makes public
    from .chapter import *  # noqa: F403
    from .cover import *  # noqa: F403
    from .find import find_row as find_row
    from .follows import *  # noqa: F403
    from .lists import *  # noqa: F403
    from .manga import *  # noqa: F403
    from .manga_edit import *  # noqa: F403
    from .people import *  # noqa: F403
    from .reading import *  # noqa: F403
    from .rows import ROWS as ROWS
    from .rows import limited_paths as limited_paths
    from .service import *  # noqa: F403
    from .statistics import *  # noqa: F403
    from .upload import *  # noqa: F403

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "account": (
                "AUTH_CHECK AUTH_LOGIN AUTH_LOGOUT AUTH_REFRESH CLIENT_CREATE CLIENT_DELETE "
                "CLIENT_EDIT CLIENT_GET CLIENT_LIST CLIENT_NEW_SECRET CLIENT_SECRET SETTINGS_GET "
                "SETTINGS_SET SETTINGS_TEMPLATE SETTINGS_TEMPLATE_CREATE SETTINGS_TEMPLATE_VERSION"
            ),
            "chapter": "AT_HOME CHAPTER_DELETE CHAPTER_EDIT CHAPTER_GET CHAPTER_LIST",
            "cover": "COVER_DELETE COVER_EDIT COVER_GET COVER_LIST COVER_UPLOAD",
            "find": "find_row",
            "follows": (
                "FOLLOWED_FEED FOLLOWED_GROUPS FOLLOWED_LISTS FOLLOWED_MANGA FOLLOWED_USERS "
                "FOLLOWS_GROUP FOLLOWS_LIST FOLLOWS_MANGA FOLLOWS_USER"
            ),
            "lists": (
                "LIST_ADD_MANGA LIST_CREATE LIST_DELETE LIST_EDIT LIST_FEED LIST_FOLLOW LIST_GET "
                "LIST_REMOVE_MANGA LIST_UNFOLLOW MY_LISTS USER_LISTS"
            ),
            "manga": (
                "MANGA_AGGREGATE MANGA_FEED MANGA_GET MANGA_LIST MANGA_RANDOM MANGA_RECOMMENDATIONS "
                "RELATION_LIST TAG_LIST"
            ),
            "manga_edit": (
                "DRAFT_COMMIT DRAFT_GET DRAFT_LIST MANGA_CREATE MANGA_DELETE MANGA_EDIT "
                "RELATION_CREATE RELATION_DELETE"
            ),
            "people": (
                "AUTHOR_CREATE AUTHOR_DELETE AUTHOR_EDIT AUTHOR_GET AUTHOR_LIST GROUP_CREATE "
                "GROUP_DELETE GROUP_EDIT GROUP_FOLLOW GROUP_GET GROUP_LIST GROUP_UNFOLLOW USER_DELETE "
                "USER_FINISH_DELETE USER_GET USER_LIST USER_ME"
            ),
            "reading": (
                "HISTORY MANGA_FOLLOW MANGA_UNFOLLOW RATING_DELETE RATING_LIST RATING_SET READ_BATCH "
                "READ_GET READ_SET STATUS_GET STATUS_LIST STATUS_SET"
            ),
            "rows": "ROWS limited_paths",
            "service": (
                "CAPTCHA_SOLVE LEGACY_MAPPING PING REPORT_CREATE REPORT_LIST REPORT_REASONS THREAD_CREATE"
            ),
            "statistics": (
                "CHAPTER_STATISTICS CHAPTER_STATISTICS_BATCH GROUP_STATISTICS GROUP_STATISTICS_BATCH "
                "MANGA_STATISTICS MANGA_STATISTICS_BATCH"
            ),
            "upload": (
                "UPLOAD_ABANDON UPLOAD_ADD UPLOAD_BEGIN UPLOAD_BEGIN_EDIT UPLOAD_CHECK UPLOAD_COMMIT "
                "UPLOAD_GET UPLOAD_REMOVE UPLOAD_REMOVE_BATCH"
            ),
        },
    )
