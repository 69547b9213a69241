"""What MangaDex documents of its operations and their limits, written down a second time, by hand."""

from typing import NamedTuple

#: Method, path and operation id, then what else holds: ``login`` or ``either`` for the token (neither where
#: none is looked at), ``pages`` for lists with limit and offset, ``old`` for what is deprecated, ``version``
#: for what has to name the version that it changes.
_OPERATIONS = """
GET    /manga                               get-search-manga pages
POST   /manga                               post-manga login
GET    /manga/random                        get-manga-random
GET    /manga/tag                           get-manga-tag
GET    /manga/read                          get-manga-chapter-readmarkers-2 login
GET    /manga/status                        get-manga-status login
GET    /manga/draft                         get-manga-drafts login pages
GET    /manga/draft/{id}                    get-manga-id-draft login
POST   /manga/draft/{id}/commit             commit-manga-draft login version
GET    /manga/{id}                          get-manga-id
PUT    /manga/{id}                          put-manga-id login version
DELETE /manga/{id}                          delete-manga-id login
GET    /manga/{id}/aggregate                get-manga-aggregate
GET    /manga/{id}/feed                     get-manga-id-feed pages
GET    /manga/{id}/recommendation           get-manga-recommendation
POST   /manga/{id}/follow                   post-manga-id-follow login
DELETE /manga/{id}/follow                   delete-manga-id-follow login
GET    /manga/{id}/read                     get-manga-chapter-readmarkers login
POST   /manga/{id}/read                     post-manga-chapter-readmarkers login
GET    /manga/{id}/status                   get-manga-id-status login
POST   /manga/{id}/status                   post-manga-id-status login
POST   /manga/{id}/list/{listId}            post-manga-id-list-listId login
DELETE /manga/{id}/list/{listId}            delete-manga-id-list-listId login
GET    /manga/{mangaId}/relation            get-manga-relation
POST   /manga/{mangaId}/relation            post-manga-relation login
DELETE /manga/{mangaId}/relation/{id}       delete-manga-relation-id login
GET    /chapter                             get-chapter pages
GET    /chapter/{id}                        get-chapter-id
PUT    /chapter/{id}                        put-chapter-id login version
DELETE /chapter/{id}                        delete-chapter-id login
GET    /at-home/server/{chapterId}          get-at-home-server-chapterId
GET    /cover                               get-cover pages
GET    /cover/{mangaOrCoverId}              get-cover-id
POST   /cover/{mangaOrCoverId}              upload-cover login
PUT    /cover/{mangaOrCoverId}              edit-cover login version
DELETE /cover/{mangaOrCoverId}              delete-cover login
GET    /author                              get-author pages
POST   /author                              post-author login
GET    /author/{id}                         get-author-id
PUT    /author/{id}                         put-author-id login version
DELETE /author/{id}                         delete-author-id login
GET    /group                               get-search-group pages
POST   /group                               post-group login
GET    /group/{id}                          get-group-id
PUT    /group/{id}                          put-group-id login version
DELETE /group/{id}                          delete-group-id login
POST   /group/{id}/follow                   post-group-id-follow login
DELETE /group/{id}/follow                   delete-group-id-follow login
POST   /list                                post-list login
GET    /list/{id}                           get-list-id either
PUT    /list/{id}                           put-list-id login version
DELETE /list/{id}                           delete-list-id login
GET    /list/{id}/feed                      get-list-id-feed either pages
POST   /list/{id}/follow                    follow-list-id login
DELETE /list/{id}/follow                    unfollow-list-id login
GET    /user                                get-user login pages
GET    /user/me                             get-user-me login
GET    /user/history                        get-reading-history login
GET    /user/list                           get-user-list login pages
GET    /user/{id}                           get-user-id
DELETE /user/{id}                           delete-user-id login old
GET    /user/{id}/list                      get-user-id-list pages
POST   /user/delete/{code}                  post-user-delete-code old
GET    /user/follows/group                  get-user-follows-group login pages
GET    /user/follows/group/{id}             get-user-follows-group-id login
GET    /user/follows/list                   get-user-follows-list login pages
GET    /user/follows/list/{id}              get-user-follows-list-id login
GET    /user/follows/manga                  get-user-follows-manga login pages
GET    /user/follows/manga/feed             get-user-follows-manga-feed login pages
GET    /user/follows/manga/{id}             get-user-follows-manga-id login
GET    /user/follows/user                   get-user-follows-user login pages
GET    /user/follows/user/{id}              get-user-follows-user-id login
GET    /rating                              get-rating login
POST   /rating/{mangaId}                    post-rating-manga-id login
DELETE /rating/{mangaId}                    delete-rating-manga-id login
GET    /statistics/manga                    get-statistics-manga either
GET    /statistics/manga/{uuid}             get-statistics-manga-uuid either
GET    /statistics/chapter                  get-statistics-chapters either
GET    /statistics/chapter/{uuid}           get-statistics-chapter-uuid either
GET    /statistics/group                    get-statistics-groups either
GET    /statistics/group/{uuid}             get-statistics-group-uuid either
GET    /upload                              get-upload-session login
POST   /upload/begin                        begin-upload-session login
POST   /upload/begin/{chapterId}            begin-edit-session login version
POST   /upload/check-approval-required      upload-check-approval-required login
POST   /upload/{uploadSessionId}            put-upload-session-file login
DELETE /upload/{uploadSessionId}            abandon-upload-session login
POST   /upload/{uploadSessionId}/commit     commit-upload-session login
DELETE /upload/{uploadSessionId}/batch      delete-uploaded-session-files login
DELETE /upload/{uploadSessionId}/{uploadSessionFileId} delete-uploaded-session-file login
GET    /report                              get-reports login pages
POST   /report                              post-report login
GET    /report/reasons/{category}           get-report-reasons-by-category login
GET    /client                              get-list-apiclients login pages
POST   /client                              post-create-apiclient login
GET    /client/{id}                         get-apiclient login
POST   /client/{id}                         post-edit-apiclient login version
DELETE /client/{id}                         delete-apiclient login version
GET    /client/{id}/secret                  get-apiclient-secret login
POST   /client/{id}/secret                  post-regenerate-apiclient-secret login
GET    /settings                            get-settings login
POST   /settings                            post-settings login
GET    /settings/template                   get-settings-template login
POST   /settings/template                   post-settings-template login
GET    /settings/template/{version}         get-settings-template-version login
POST   /auth/login                          post-auth-login old
POST   /auth/logout                         post-auth-logout login old
POST   /auth/refresh                        post-auth-refresh old
GET    /auth/check                          get-auth-check login
POST   /captcha/solve                       post-captcha-solve either
POST   /legacy/mapping                      post-legacy-mapping
POST   /forums/thread                       forums-thread-create login
GET    /ping                                get-ping
"""

#: Calls, and in how many minutes; lines with several operations are limits that these share.
_LIMITS = """
40 in 1    GET /at-home/server/{chapterId}
60 in 1    GET /manga/random
30 in 60   POST /auth/login
60 in 60   POST /auth/refresh
10 in 10   POST /captcha/solve
10 in 60   POST /author
10 in 1    PUT /author/{id}
10 in 10   DELETE /author/{id}
100 in 10  POST /cover/{mangaOrCoverId}
100 in 10  PUT /cover/{mangaOrCoverId}
10 in 10   DELETE /cover/{mangaOrCoverId}
300 in 10  POST /chapter/{id}/read
10 in 1    PUT /chapter/{id}
10 in 1    DELETE /chapter/{id}
10 in 1    POST /forums/thread
10 in 60   POST /manga
10 in 60   PUT /manga/{id}
10 in 10   DELETE /manga/{id}
10 in 60   POST /manga/draft/{id}/commit
10 in 1    POST /report
10 in 1    GET /report
10 in 60   POST /group
10 in 1    PUT /group/{id}
10 in 10   DELETE /group/{id}
30 in 1    GET /upload
20 in 1    POST /upload/begin, POST /upload/begin/{chapterId}
250 in 1   POST /upload/{uploadSessionId}, DELETE /upload/{uploadSessionId}/{uploadSessionFileId}, \
DELETE /upload/{uploadSessionId}/batch
10 in 1    POST /upload/{uploadSessionId}/commit
30 in 1    DELETE /upload/{uploadSessionId}
"""


class Operation(NamedTuple):
    method: str
    path: str
    id: str
    marks: frozenset[str]


class DocumentedLimit(NamedTuple):
    amount: int
    seconds: int
    #: Methods and paths.
    calls: tuple[tuple[str, str], ...]


def _operation(line):
    method, path, id, *marks = line.split()
    return Operation(method, path, id, frozenset(marks))


def _limit(line):
    amount, _, minutes, calls = line.split(maxsplit=3)
    pairs = (call.split() for call in calls.split(","))
    return DocumentedLimit(int(amount), int(minutes) * 60, tuple((method, path) for method, path in pairs))


OPERATIONS = [_operation(line) for line in _OPERATIONS.strip().splitlines()]
LIMITS = [_limit(line) for line in _LIMITS.strip().splitlines()]
