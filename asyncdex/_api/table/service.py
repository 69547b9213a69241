"""What is about the service as a whole: reports, threads, captchas, old ids, whether it is up."""

from asyncdex._api.bodies import CaptchaBody, LegacyBody, ReportBody, ThreadBody
from asyncdex._api.endpoint import KB, Auth, Endpoint, Limit, PageSize
from asyncdex._api.filters import ReportFilters
from asyncdex._wire import (
    Collection,
    Done,
    Entity,
    LegacyAttributes,
    ReportAttributes,
    ReportReasonAttributes,
    ThreadAnswer,
)

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
    Collection[Entity[ReportAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 60),
    page=PageSize(10, 100),
    route="report_list",
    filters=ReportFilters,
    expand=("user", "reason"),
)

REPORT_CREATE = Endpoint(
    "post-report",
    "POST",
    "/report",
    Done,
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="report_list",
    body=ReportBody,
    body_size=8 * KB,
)

REPORT_REASONS = Endpoint(
    "get-report-reasons-by-category",
    "GET",
    "/report/reasons/{category}",
    Collection[Entity[ReportReasonAttributes]],
    Auth.REQUIRED,
    route="report_reasons",
)

THREAD_CREATE = Endpoint(
    "forums-thread-create",
    "POST",
    "/forums/thread",
    ThreadAnswer,
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="create_thread",
    body=ThreadBody,
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
    body=CaptchaBody,
    secret=True,
)

LEGACY_MAPPING = Endpoint(
    "post-legacy-mapping",
    "POST",
    "/legacy/mapping",
    Collection[Entity[LegacyAttributes]],
    Auth.NONE,
    route="legacy",
    body=LegacyBody,
    body_size=10 * KB,
)

# The only answer that is a bare text and not JSON.
PING = Endpoint("get-ping", "GET", "/ping", str, Auth.NONE, route="ping")
