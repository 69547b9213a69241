"""What a reader keeps: follows of manga, reading statuses, read markers, ratings."""

from asyncdex._api.bodies import MarkersBody, RatingBody, StatusBody
from asyncdex._api.endpoint import KB, Auth, Endpoint
from asyncdex._api.filters import MarkFilters, RatingFilters, ReadFilters, StatusFilters
from asyncdex._wire import Done, History, Ratings, ReadingStatus, ReadingStatuses, ReadMarkers

__all__ = [
    "HISTORY",
    "MANGA_FOLLOW",
    "MANGA_UNFOLLOW",
    "RATING_DELETE",
    "RATING_LIST",
    "RATING_SET",
    "READ_BATCH",
    "READ_GET",
    "READ_SET",
    "STATUS_GET",
    "STATUS_LIST",
    "STATUS_SET",
]

MANGA_FOLLOW = Endpoint(
    "post-manga-id-follow", "POST", "/manga/{id}/follow", Done, Auth.REQUIRED, route="manga_follow"
)

MANGA_UNFOLLOW = Endpoint(
    "delete-manga-id-follow", "DELETE", "/manga/{id}/follow", Done, Auth.REQUIRED, route="manga_follow"
)

STATUS_LIST = Endpoint(
    "get-manga-status",
    "GET",
    "/manga/status",
    ReadingStatuses,
    Auth.REQUIRED,
    route="logged_user_manga_status",
    filters=StatusFilters,
)

STATUS_GET = Endpoint(
    "get-manga-id-status",
    "GET",
    "/manga/{id}/status",
    ReadingStatus,
    Auth.REQUIRED,
    route="manga_read_status",
)

STATUS_SET = Endpoint(
    "post-manga-id-status",
    "POST",
    "/manga/{id}/status",
    Done,
    Auth.REQUIRED,
    route="manga_read_status",
    body=StatusBody,
    body_size=2 * KB,
)

READ_GET = Endpoint(
    "get-manga-chapter-readmarkers",
    "GET",
    "/manga/{id}/read",
    ReadMarkers,
    Auth.REQUIRED,
    route="manga_read",
)

READ_SET = Endpoint(
    "post-manga-chapter-readmarkers",
    "POST",
    "/manga/{id}/read",
    Done,
    Auth.REQUIRED,
    route="manga_read",
    filters=MarkFilters,
    body=MarkersBody,
    body_size=10 * KB,
)

READ_BATCH = Endpoint(
    "get-manga-chapter-readmarkers-2",
    "GET",
    "/manga/read",
    ReadMarkers,
    Auth.REQUIRED,
    filters=ReadFilters,
    route="batch_manga_read",
)

HISTORY = Endpoint(
    "get-reading-history",
    "GET",
    "/user/history",
    History,
    Auth.REQUIRED,
    route="logged_user_history",
)

RATING_LIST = Endpoint(
    "get-rating",
    "GET",
    "/rating",
    Ratings,
    Auth.REQUIRED,
    route="rating_list",
    filters=RatingFilters,
)

RATING_SET = Endpoint(
    "post-rating-manga-id",
    "POST",
    "/rating/{mangaId}",
    Done,
    Auth.REQUIRED,
    route="rating",
    body=RatingBody,
)

RATING_DELETE = Endpoint(
    "delete-rating-manga-id", "DELETE", "/rating/{mangaId}", Done, Auth.REQUIRED, route="rating"
)
