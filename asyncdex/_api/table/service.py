"""What is about the service as a whole: reports, threads, captchas, old ids, whether it is up."""

from asyncdex._api.endpoint import Auth, Endpoint, JsonObject, Limit, PageSize
from asyncdex._wire import Done

__all__ = [
    "CAPTCHA_SOLVE",
    "LEGACY_MAPPING",
    "PING",
    "REPORT_CREATE",
    "REPORT_LIST",
    "REPORT_REASONS",
    "THREAD_CREATE",
]

REPORT_LIST = Endpoint(
    "get-reports",
    "GET",
    "/report",
    JsonObject,
    Auth.REQUIRED,
    limit=Limit(10, 60),
    page=PageSize(10, 100),
    route="report_list",
)

REPORT_CREATE = Endpoint(
    "post-report", "POST", "/report", Done, Auth.REQUIRED, limit=Limit(10, 60), route="report_list"
)

REPORT_REASONS = Endpoint(
    "get-report-reasons-by-category",
    "GET",
    "/report/reasons/{category}",
    JsonObject,
    Auth.REQUIRED,
    route="report_reasons",
)

THREAD_CREATE = Endpoint(
    "forums-thread-create",
    "POST",
    "/forums/thread",
    JsonObject,
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="create_thread",
)

# The solution is remembered for the address, and for the user where there is one.
CAPTCHA_SOLVE = Endpoint(
    "post-captcha-solve",
    "POST",
    "/captcha/solve",
    Done,
    Auth.OPTIONAL,
    limit=Limit(10, 600),
    route="captcha",
)

LEGACY_MAPPING = Endpoint(
    "post-legacy-mapping", "POST", "/legacy/mapping", JsonObject, Auth.NONE, route="legacy"
)

# The only answer that is a bare text and not JSON.
PING = Endpoint("get-ping", "GET", "/ping", str, Auth.NONE, route="ping")
