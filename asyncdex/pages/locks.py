"""Locks on files, which end with their process."""

import errno
import sys
from typing import IO

if sys.platform != "win32":
    import fcntl

__all__ = ["lock"]

#: What says that somebody else has the lock.
_TAKEN = frozenset({errno.EAGAIN, errno.EACCES})


def lock(file: IO[bytes]) -> bool | None:
    """Lock a file until it is closed.

    Args:
        file: The file, open for writing.

    Returns:
        Whether it is locked now, or None where its file system has no locks.
    """
    if sys.platform == "win32":
        return True  # there, a file that is open cannot be removed, which is as good
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in _TAKEN else None
    return True
