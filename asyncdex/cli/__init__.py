"""The ``asyncdex`` command.

Importing this package needs nothing beyond the library itself; running the command needs the ``cli`` extra.
"""

import sys

__all__ = ["NEEDS_EXTRA", "main"]

#: What to do where the command or the sandbox lacks a package.
NEEDS_EXTRA = 'The asyncdex command needs its extra: run  pip install ".[cli,sandbox]"  in the checkout.'

#: The packages of the extra that the command imports.
_EXTRA = frozenset({"rich", "typer"})


def main() -> None:
    """Run the command; without its extra, say what to install."""
    try:
        from .app import app  # noqa: PLC0415 - without the extra this import fails, and that is said here
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        print(NEEDS_EXTRA, file=sys.stderr)
        sys.exit(2)
    app(prog_name="asyncdex")
