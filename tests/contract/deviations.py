"""What is kept differently than AsyncDex's documentation says, and why.

Each entry is named by heading and number, as :mod:`tests.contract.promises` names sentences; number 0 is the
signature. A test marked ``instead`` shows what is done.
"""

__all__ = ["DEVIATIONS"]

_ACCOUNT_KEPT = (
    "Switching anonymous_mode by hand, and a logout() told to keep something, leave the account readable, so "
    "that it can be taken up again; otherwise it would be lost."
)
_SIGNATURE_1_1 = (
    "AsyncDex 1.1 put the method in front and added the decoded body and the text; where its two documents "
    "differ, the newer one goes."
)

DEVIATIONS = {
    ("MangadexClient:warning", 1): (
        "A client may be made anywhere: its session is made when it is first needed, inside the loop."
    ),
    ("MangadexClient(sleep_on_ratelimit)", 1): (
        "False does not raise for the pace of all calls together, whose waits are at most a second: else "
        "every walk over a list would end at its sixth page. max_ratelimit_wait=0 raises for these too."
    ),
    ("MangadexClient.logout", 0): (
        "AsyncDex 1.1 added delete_tokens and clear_login_info; both may be left out."
    ),
    ("MangadexClient.logout", 2): (
        "The route is called where the server's own login gave the session and a live token can name it. "
        "MangaDex documents no way to end the session of a personal client, and a refresh token alone opens "
        "nothing there."
    ),
    ("MangadexClient.username", 2): _ACCOUNT_KEPT,
    ("MangadexClient.password", 2): _ACCOUNT_KEPT,
    ("MangadexClient.refresh_token", 2): _ACCOUNT_KEPT,
    ("MangadexClient.session_token", 2): (
        "The token service says how long its token lives; the quarter of an hour goes where nobody says. A "
        "token without a refresh token beside it is shown as well."
    ),
    ("MangadexClient.request(retries)", 2): (
        "A loop, not recursion, and only for what may pass: dropped connections, timeouts, 429, 500, 502, "
        "503 and 504. A write that may have been carried out is not sent twice."
    ),
    ("exceptions.Ratelimit.path", 2): (
        "The pace of all calls together is no path of the documentation; its name is *."
    ),
    ("exceptions.Ratelimit.ratelimit_amount", 1): (
        "Calls are counted in a window that moves along, so that the limit is kept wherever the server's "
        "begins: the whole amount is free again at once only where all calls were made at once."
    ),
    ("exceptions.Ratelimit.ratelimit_expires", 1): (
        "The instant is aware of its zone, so that it can be compared with datetime.now(UTC); a naive one is "
        "taken as UTC."
    ),
    ("exceptions.HTTPException", 0): _SIGNATURE_1_1,
    ("exceptions.Unauthorized", 0): _SIGNATURE_1_1,
    ("exceptions.HTTPException.path", 1): (
        "For the API's own URLs it is the path below the base, as in AsyncDex's messages. The query string "
        "is left out: it may hold what is nobody's business in a log."
    ),
    ("exceptions.HTTPException.response", 1): (
        "None where there was no response, as AsyncDex 1.1 has it, and in an exception that was pickled."
    ),
    ("ratelimit.PathRatelimit.ratelimit_expires", 0): (
        "Aware of its zone like every other instant; the year 1 in UTC is its default."
    ),
    ("ratelimit.PathRatelimit.ratelimit_used", 1): (
        "Calls are forgotten one by one as the window moves along, not all together."
    ),
    ("ratelimit.Ratelimits.add", 2): (
        "The path includes its method: in AsyncDex a limit for PUT and one for DELETE on one path overwrote "
        "each other, and of 24 limits 20 were left."
    ),
    ("ratelimit.Ratelimits.check:return type", 1): (
        "The documentation contradicts itself; the pair of its signature is what comes back."
    ),
}
