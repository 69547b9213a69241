"""Bodies about the account: logins of old, captchas, API clients, settings."""

from collections.abc import Mapping
from typing import Annotated, Any, Required, TypedDict

from asyncdex._api.fields import Value, Whole, bounded, concealed
from asyncdex._api.maps import json_object
from asyncdex._api.params import choice, instant, text
from asyncdex.enum import ApiClientProfile

from .values import Version

__all__ = [
    "ApiClientBody",
    "ApiClientEdit",
    "CaptchaBody",
    "EmptyBody",
    "LoginBody",
    "RefreshBody",
    "SettingsBody",
    "TemplateBody",
]


_password = concealed(bounded(1024, 8), "a text of 8 to 1024 characters")
_token = concealed(bounded(1_000_000, 1), "a text that is not empty")


class EmptyBody(TypedDict):
    """Nothing, as an object."""


class LoginBody(TypedDict, total=False):
    """An account's name or address, and its password."""

    username: Annotated[str, Value("username", bounded(64, 1))]
    email: Annotated[str, Value("email", text)]
    password: Required[Annotated[str, Value("password", _password)]]


class RefreshBody(TypedDict):
    """A refresh token."""

    token: Annotated[str, Value("token", _token)]


class CaptchaBody(TypedDict):
    """The answer to a captcha."""

    answer: Annotated[str, Value("captchaChallenge", _token)]


class ApiClientBody(TypedDict, total=False):
    """What an API client is made of."""

    name: Required[Annotated[str, Value("name", bounded(32, 5))]]
    description: Annotated[str | None, Value("description", bounded(256), nullable=True)]
    profile: Required[Annotated[ApiClientProfile | str, Value("profile", choice(ApiClientProfile))]]


class ApiClientEdit(TypedDict, total=False):
    """What an API client is changed to."""

    description: Annotated[str | None, Value("description", bounded(256), nullable=True)]
    version: Required[Version]


class SettingsBody(TypedDict, total=False):
    """An account's settings."""

    settings: Required[Annotated[Mapping[str, Any], Value("settings", json_object)]]
    updated_at: Required[Annotated[Any, Value("updatedAt", instant)]]


class TemplateBody(TypedDict):
    """What settings must look like, as a JSON Schema."""

    template: Annotated[Mapping[str, Any], Whole(json_object)]
