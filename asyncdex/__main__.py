"""``python -m asyncdex``, the same as the command ``asyncdex``."""

from asyncdex.cli import main

if __name__ == "__main__":
    main()
