"""The endpoint table, one module a resource: each row is a name in its module and here."""

from . import (
    account,
    chapter,
    cover,
    follows,
    lists,
    manga,
    manga_edit,
    people,
    reading,
    service,
    statistics,
    upload,
)
from .account import *  # noqa: F403 - what a module of rows makes public, the table makes public
from .chapter import *  # noqa: F403
from .cover import *  # noqa: F403
from .find import find_row
from .follows import *  # noqa: F403
from .lists import *  # noqa: F403
from .manga import *  # noqa: F403
from .manga_edit import *  # noqa: F403
from .people import *  # noqa: F403
from .reading import *  # noqa: F403
from .rows import ROWS, limited_paths
from .service import *  # noqa: F403
from .statistics import *  # noqa: F403
from .upload import *  # noqa: F403

__all__ = ["ROWS", "find_row", "limited_paths"]
__all__ += account.__all__
__all__ += chapter.__all__
__all__ += cover.__all__
__all__ += follows.__all__
__all__ += lists.__all__
__all__ += manga.__all__
__all__ += manga_edit.__all__
__all__ += people.__all__
__all__ += reading.__all__
__all__ += service.__all__
__all__ += statistics.__all__
__all__ += upload.__all__
