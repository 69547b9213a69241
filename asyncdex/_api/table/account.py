"""The account: the login of old, API clients, settings."""

from asyncdex._api.bodies import (
    ApiClientBody,
    ApiClientEdit,
    EmptyBody,
    LoginBody,
    RefreshBody,
    SettingsBody,
    TemplateBody,
)
from asyncdex._api.endpoint import KB, Auth, Endpoint, JsonObject, Limit, PageSize
from asyncdex._api.filters import ApiClientFilters, VersionFilters
from asyncdex._wire import (
    ApiClientAttributes,
    AuthCheck,
    Collection,
    Done,
    Entity,
    LegacyAnswer,
    One,
    Secret,
    SettingsAnswer,
)

__all__ = [
    "AUTH_CHECK",
    "AUTH_LOGIN",
    "AUTH_LOGOUT",
    "AUTH_REFRESH",
    "CLIENT_CREATE",
    "CLIENT_DELETE",
    "CLIENT_EDIT",
    "CLIENT_GET",
    "CLIENT_LIST",
    "CLIENT_NEW_SECRET",
    "CLIENT_SECRET",
    "SETTINGS_GET",
    "SETTINGS_SET",
    "SETTINGS_TEMPLATE",
    "SETTINGS_TEMPLATE_CREATE",
    "SETTINGS_TEMPLATE_VERSION",
]

AUTH_LOGIN = Endpoint(
    "post-auth-login",
    "POST",
    "/auth/login",
    LegacyAnswer,
    Auth.NONE,
    limit=Limit(30, 3600),
    route="login",
    deprecated=True,
    body=LoginBody,
    body_size=2 * KB,
    secret=True,
)

AUTH_REFRESH = Endpoint(
    "post-auth-refresh",
    "POST",
    "/auth/refresh",
    LegacyAnswer,
    Auth.NONE,
    limit=Limit(60, 3600),
    route="session_token",
    deprecated=True,
    body=RefreshBody,
    body_size=2 * KB,
    secret=True,
)

AUTH_LOGOUT = Endpoint(
    "post-auth-logout", "POST", "/auth/logout", Done, Auth.REQUIRED, route="logout", deprecated=True
)

AUTH_CHECK = Endpoint("get-auth-check", "GET", "/auth/check", AuthCheck, Auth.REQUIRED, route="auth_check")

# Clients are the ids and secrets with which programs log in.
CLIENT_LIST = Endpoint(
    "get-list-apiclients",
    "GET",
    "/client",
    Collection[Entity[ApiClientAttributes]],
    Auth.REQUIRED,
    page=PageSize(10, 100),
    route="client_list",
    filters=ApiClientFilters,
    expand=("creator",),
)

CLIENT_CREATE = Endpoint(
    "post-create-apiclient",
    "POST",
    "/client",
    One[Entity[ApiClientAttributes]],
    Auth.REQUIRED,
    route="client_list",
    body=ApiClientBody,
)

CLIENT_GET = Endpoint(
    "get-apiclient",
    "GET",
    "/client/{id}",
    One[Entity[ApiClientAttributes]],
    Auth.REQUIRED,
    route="client",
    expand=("creator",),
)

CLIENT_EDIT = Endpoint(
    "post-edit-apiclient",
    "POST",
    "/client/{id}",
    One[Entity[ApiClientAttributes]],
    Auth.REQUIRED,
    route="client",
    versioned=True,
    body=ApiClientEdit,
)

# The version stands in its query.
CLIENT_DELETE = Endpoint(
    "delete-apiclient",
    "DELETE",
    "/client/{id}",
    Done,
    Auth.REQUIRED,
    route="client",
    versioned=True,
    filters=VersionFilters,
)

CLIENT_SECRET = Endpoint(
    "get-apiclient-secret",
    "GET",
    "/client/{id}/secret",
    Secret,
    Auth.REQUIRED,
    route="client_secret",
    secret=True,
)

CLIENT_NEW_SECRET = Endpoint(
    "post-regenerate-apiclient-secret",
    "POST",
    "/client/{id}/secret",
    Secret,
    Auth.REQUIRED,
    route="client_secret",
    body=EmptyBody,
    secret=True,
)

SETTINGS_GET = Endpoint(
    "get-settings",
    "GET",
    "/settings",
    SettingsAnswer,
    Auth.REQUIRED,
    route="settings",
)

SETTINGS_SET = Endpoint(
    "post-settings",
    "POST",
    "/settings",
    SettingsAnswer,
    Auth.REQUIRED,
    route="settings",
    body=SettingsBody,
)

SETTINGS_TEMPLATE = Endpoint(
    "get-settings-template", "GET", "/settings/template", JsonObject, Auth.REQUIRED, route="settings_template"
)

SETTINGS_TEMPLATE_CREATE = Endpoint(
    "post-settings-template",
    "POST",
    "/settings/template",
    JsonObject,
    Auth.REQUIRED,
    route="settings_template",
    body=TemplateBody,
)

SETTINGS_TEMPLATE_VERSION = Endpoint(
    "get-settings-template-version",
    "GET",
    "/settings/template/{version}",
    JsonObject,
    Auth.REQUIRED,
    route="settings_template_version",
)
