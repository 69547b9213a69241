"""What a client is made with where that stands outside the program: in variables and in files."""

import configparser
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from asyncdex.exceptions import InvalidArgument

__all__ = ["in_ini", "in_json", "in_variables"]

T = TypeVar("T")

_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """What an option is, and how it is read from a text."""

    words: str
    types: type | tuple[type, ...]
    read: Callable[[str, str], object]


def _boolean(name: str, text: str) -> bool:
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise InvalidArgument(f"{name} must be true or false, not {text!r}")
    return word in _YES


def _number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InvalidArgument(f"{name} must be a number of seconds, not {text!r}") from None


_TEXT = _Kind("a text", str, lambda _name, text: text)
_BOOLEAN = _Kind("true or false", bool, _boolean)
_NUMBER = _Kind("a number", (int, float), _number)
_LIST = _Kind("a list", list, lambda _name, text: [part.strip() for part in text.split(",") if part.strip()])

#: What may stand in a file.
_OPTIONS: dict[str, _Kind] = {
    "username": _TEXT,
    "password": _TEXT,
    "refresh_token": _TEXT,
    "session_token": _TEXT,
    "client_id": _TEXT,
    "client_secret": _TEXT,
    "api_url": _TEXT,
    "auth_url": _TEXT,
    "uploads_url": _TEXT,
    "user_agent": _TEXT,
    "anonymous": _BOOLEAN,
    "sleep_on_ratelimit": _BOOLEAN,
    "token_only_where_required": _BOOLEAN,
    "max_ratelimit_wait": _NUMBER,
    "timeout": _NUMBER,
    "languages": _LIST,
    "content_ratings": _LIST,
    "blocked_groups": _LIST,
    "blocked_uploaders": _LIST,
    "excluded_tags": _LIST,
}


def in_variables(names: Mapping[str, str]) -> dict[str, Any]:
    """Return what environment variables say.

    Args:
        names: The variables by the options that they hold; one is looked for in capitals, too.

    Raises:
        InvalidArgument: A variable holds what cannot be right.
    """
    found: dict[str, Any] = {}
    for option, name in names.items():
        text = os.environ.get(name) or os.environ.get(name.upper())
        if text:
            found[option] = _OPTIONS[option].read(f"the environment variable {name}", text)
    return found


def in_ini(file_name: str | os.PathLike[str], section_name: str) -> dict[str, Any]:
    """Return what a section of an ini file says.

    Raises:
        OSError: The file cannot be read.
        InvalidArgument: It is no ini file, or holds what cannot be right.
    """
    parser = configparser.ConfigParser(interpolation=None)
    _read(file_name, "ini file", lambda content: parser.read_string(content.decode()))
    if section_name not in parser:
        there = ", ".join(parser.sections()) or "none"
        raise InvalidArgument(f"{file_name} has no section {section_name!r}; it has {there}")
    section = parser[section_name]
    _refuse_unknown(section, f"the section {section_name!r} of {file_name}")
    return {key: _OPTIONS[key].read(f"{key} in {file_name}", text) for key, text in section.items() if text}


def in_json(file_name: str | os.PathLike[str]) -> dict[str, Any]:
    """Return what a JSON file says that holds one object.

    Raises:
        OSError: The file cannot be read.
        InvalidArgument: It holds no JSON object, or what cannot be right.
    """
    decoder = msgspec.json.Decoder(dict[str, Any])
    data = _read(file_name, "JSON file with one object in it", decoder.decode)
    _refuse_unknown(data, str(file_name))
    return {key: _typed(key, value, file_name) for key, value in data.items() if value is not None}


def _read(file_name: str | os.PathLike[str], kind: str, parse: Callable[[bytes], T]) -> T:
    """Return what stands in a file. An error says nothing of it: there are secrets."""
    content = Path(file_name).read_bytes().removeprefix(BOM_UTF8)
    try:
        return parse(content)
    except (configparser.Error, msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = type(error).__name__
    # Raised out here, so that the parser's error, which quotes the file, does not hang on it as its context.
    raise InvalidArgument(f"{file_name} is no {kind} ({problem})")


def _typed(key: str, value: object, file_name: object) -> object:
    """Return a value of a JSON file, read from its text where it is one."""
    kind = _OPTIONS[key]
    if isinstance(value, str):
        return kind.read(f"{key} in {file_name}", value)
    if not isinstance(value, kind.types):
        # It may be a secret in the wrong place, so it is not quoted.
        raise InvalidArgument(f"{key} in {file_name} must be {kind.words}, not {type(value).__name__}")
    return value


def _refuse_unknown(keys: Mapping[str, object], where: str) -> None:
    """Make sure that every key means something: a misspelt one would be passed over in silence."""
    for key in keys:
        if key not in _OPTIONS:
            near = get_close_matches(key, _OPTIONS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(_OPTIONS)}"
            raise InvalidArgument(f"{where} has an unknown key {key!r}; {hint}")
