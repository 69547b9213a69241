"""The account: the login of old, API clients, settings."""

from asyncdex._api.endpoint import Auth, Endpoint, JsonObject, Limit, PageSize
from asyncdex._wire import AuthCheck, Done

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
    JsonObject,
    Auth.NONE,
    limit=Limit(30, 3600),
    route="login",
    deprecated=True,
)

AUTH_REFRESH = Endpoint(
    "post-auth-refresh",
    "POST",
    "/auth/refresh",
    JsonObject,
    Auth.NONE,
    limit=Limit(60, 3600),
    route="session_token",
    deprecated=True,
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
    JsonObject,
    Auth.REQUIRED,
    page=PageSize(10, 100),
    route="client_list",
)

CLIENT_CREATE = Endpoint(
    "post-create-apiclient", "POST", "/client", JsonObject, Auth.REQUIRED, route="client_list"
)

CLIENT_GET = Endpoint("get-apiclient", "GET", "/client/{id}", JsonObject, Auth.REQUIRED, route="client")

CLIENT_EDIT = Endpoint(
    "post-edit-apiclient", "POST", "/client/{id}", JsonObject, Auth.REQUIRED, route="client", versioned=True
)

# The version stands in its query.
CLIENT_DELETE = Endpoint(
    "delete-apiclient", "DELETE", "/client/{id}", Done, Auth.REQUIRED, route="client", versioned=True
)

CLIENT_SECRET = Endpoint(
    "get-apiclient-secret", "GET", "/client/{id}/secret", JsonObject, Auth.REQUIRED, route="client_secret"
)

CLIENT_NEW_SECRET = Endpoint(
    "post-regenerate-apiclient-secret",
    "POST",
    "/client/{id}/secret",
    JsonObject,
    Auth.REQUIRED,
    route="client_secret",
)

SETTINGS_GET = Endpoint("get-settings", "GET", "/settings", JsonObject, Auth.REQUIRED, route="settings")

SETTINGS_SET = Endpoint("post-settings", "POST", "/settings", JsonObject, Auth.REQUIRED, route="settings")

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
)

SETTINGS_TEMPLATE_VERSION = Endpoint(
    "get-settings-template-version",
    "GET",
    "/settings/template/{version}",
    JsonObject,
    Auth.REQUIRED,
    route="settings_template_version",
)
