"""Everything that an exception can put into a log."""

from asyncdex import AsyncDexException

__all__ = ["UNSHOWABLE", "shown"]

#: What stands for a text that could not be had of one of our exceptions.
UNSHOWABLE = "cannot be shown: "


def shown(error):
    """Return the texts of an exception, and of all that it came from or holds."""
    texts, family = [], [error]
    for one in family:  # grows while it is walked
        texts += _texts(one)
        related = (one.__cause__, one.__context__, *getattr(one, "exceptions", ()))
        family += [other for other in related if other is not None and not _among(other, family)]
    return texts


def _among(error, family):
    return any(error is one for one in family)


def _texts(error):
    yield from (_text(show, error) for show in (str, repr, _arguments, _attributes))


def _arguments(error):
    return repr(error.args)


def _attributes(error):
    """Return the attributes: the notes are among them, and ``request_info`` with its headers."""
    return repr(vars(error))


def _text(show, error):
    try:
        return show(error)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it must not end the watch
        ours = isinstance(error, AsyncDexException)
        return f"{UNSHOWABLE}{type(error).__name__} by {show.__name__} ({problem!r})" if ours else ""
