"""Clients made from environment variables and from files."""

import configparser
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec

from asyncdex.exceptions import InvalidArgument

__all__ = ["Configured"]

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


class Configured:
    """The part of the client that is made from what stands outside the program."""

    if TYPE_CHECKING:

        def __init__(self, **options: Any) -> None: ...

    @classmethod
    def from_environment_variables(
        cls,
        *,
        username_variable_name: str = "asyncdex_username",
        password_variable_name: str = "asyncdex_password",  # noqa: S107 - the name of a variable
        refresh_token_variable_name: str = "asyncdex_refresh_token",  # noqa: S107 - likewise
        client_id_variable_name: str = "asyncdex_client_id",
        client_secret_variable_name: str = "asyncdex_client_secret",  # noqa: S107 - likewise
        anonymous_variable_name: str = "asyncdex_anonymous",
        sleep_on_ratelimit_variable_name: str = "asyncdex_sleep_on_ratelimit",
        api_url_variable_name: str = "asyncdex_api_url",
        auth_url_variable_name: str = "asyncdex_auth_url",
        **fallbacks: Any,
    ) -> Self:
        """Make a client from environment variables.

        A variable is looked for by its name as it is given and in capitals. One that is not set, or empty, is
        left out.

        Args:
            username_variable_name: The variable that holds the account.
            password_variable_name: The one that holds its password.
            refresh_token_variable_name: The one that holds a refresh token.
            client_id_variable_name: The one that holds the id of the personal API client.
            client_secret_variable_name: The one that holds its secret.
            anonymous_variable_name: The one that says whether to stay logged out: true or false.
            sleep_on_ratelimit_variable_name: The one that says whether limits are waited for.
            api_url_variable_name: The one that holds the address of the API.
            auth_url_variable_name: The one that holds the address of the token service.
            fallbacks: What else to make the client with; variables go before it.

        Raises:
            InvalidArgument: A variable holds what cannot be right.

        Example:
            >>> client = MangadexClient.from_environment_variables(api_url="http://127.0.0.1:8000")
        """
        names = {
            "username": username_variable_name,
            "password": password_variable_name,
            "refresh_token": refresh_token_variable_name,
            "client_id": client_id_variable_name,
            "client_secret": client_secret_variable_name,
            "anonymous": anonymous_variable_name,
            "sleep_on_ratelimit": sleep_on_ratelimit_variable_name,
            "api_url": api_url_variable_name,
            "auth_url": auth_url_variable_name,
        }
        found: dict[str, Any] = {}
        for option, name in names.items():
            text = os.environ.get(name) or os.environ.get(name.upper())
            if text:
                found[option] = _OPTIONS[option].read(f"the environment variable {name}", text)
        return cls(**{**fallbacks, **found})

    @classmethod
    def from_config(
        cls, file_name: str | os.PathLike[str], *, section_name: str = "asyncdex", **fallbacks: Any
    ) -> Self:
        """Make a client from a section of an ini file.

        Its keys are the client's arguments: credentials, addresses, ``user_agent``, ``anonymous``,
        ``sleep_on_ratelimit``, ``max_ratelimit_wait``, ``timeout``, and, separated by commas, ``languages``,
        ``content_ratings``, ``blocked_groups``, ``blocked_uploaders`` and ``excluded_tags``.

        Args:
            file_name: The file.
            section_name: The section.
            fallbacks: What else to make the client with; the file goes before it.

        Raises:
            OSError: The file cannot be read.
            InvalidArgument: It is no ini file, or holds what cannot be right.

        Example:
            >>> client = MangadexClient.from_config("bot.ini")
        """
        parser = configparser.ConfigParser(interpolation=None)
        _read(file_name, "ini file", lambda content: parser.read_string(content.decode()))
        if section_name not in parser:
            there = ", ".join(parser.sections()) or "none"
            raise InvalidArgument(f"{file_name} has no section {section_name!r}; it has {there}")
        section = parser[section_name]
        _refuse_unknown(section, f"the section {section_name!r} of {file_name}")
        found = {
            key: _OPTIONS[key].read(f"{key} in {file_name}", text) for key, text in section.items() if text
        }
        return cls(**{**fallbacks, **found})

    @classmethod
    def from_json(cls, file_name: str | os.PathLike[str], **fallbacks: Any) -> Self:
        """Make a client from a JSON file that holds one object.

        Its keys are those of :meth:`from_config`; lists are lists, and null leaves a key out.

        Args:
            file_name: The file.
            fallbacks: What else to make the client with; the file goes before it.

        Raises:
            OSError: The file cannot be read.
            InvalidArgument: It holds no JSON object, or what cannot be right.

        Example:
            >>> client = MangadexClient.from_json("bot.json")
        """
        decoder = msgspec.json.Decoder(dict[str, Any])
        data = _read(file_name, "JSON file with one object in it", decoder.decode)
        _refuse_unknown(data, str(file_name))
        found = {key: _typed(key, value, file_name) for key, value in data.items() if value is not None}
        return cls(**{**fallbacks, **found})


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
