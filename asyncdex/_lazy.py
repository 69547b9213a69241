"""Packages whose names are imported when somebody asks for them."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["lazy"]


def lazy(
    package: str, modules: Mapping[str, str], check: Callable[[], object] | None = None
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return what a package needs to import its parts on demand.

    Args:
        package: The name of the package.
        modules: The names that each of its modules has for it, with spaces between them. The modules can be
            asked for as well.
        check: What is called before the first import of a name, and may raise.

    Returns:
        Its ``__getattr__`` and its ``__dir__``.

    Example:
        >>> __getattr__, __dir__ = lazy(__name__, {"client": "MangadexClient", "enum": "TagMode Visibility"})
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def find(name: str) -> object:
        if name in modules:
            return import_module(f"{package}.{name}")
        if name not in homes:
            # With these two Python itself suggests what was meant.
            told = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(told, name=name, obj=sys.modules[package])
        if check is not None:
            check()
        value = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes, *modules})

    return find, names
