from __future__ import annotations

import pytest

from asyncdex.sandbox import RULES, Limits, Rule, Sandbox
from tests.sandbox.uploading import UNKNOWN


@pytest.fixture
async def web(make):
    return await make(limits="documented", manga=2, chapters=20)


async def statuses(web, path, amount):
    return [(await web.get(path)).status for _ in range(amount)]


async def test_five_requests_a_second(web, clock):
    assert await statuses(web, "/ping", 6) == [200] * 5 + [429]
    clock.advance(0.2)
    assert await statuses(web, "/manga/tag", 2) == [200, 429]
    clock.advance(10)
    assert await statuses(web, "/ping", 6) == [200] * 5 + [429]
    stats = web.box.stats
    assert (stats.requests, stats.too_many, stats.busiest_second) == (14, 3, 8)
    assert stats.refused == {"general": 3}
    assert stats.rules == {"general": 14}


async def test_the_general_refusal(web):
    await statuses(web, "/ping", 5)
    answer = await web.get("/ping")
    assert answer.headers["Retry-After"] == "1"
    assert "X-RateLimit-Limit" not in answer.headers
    assert answer.body["errors"][0]["status"] == 429


async def test_unknown_paths_count_too(web):
    assert await statuses(web, "/nowhere", 6) == [404] * 5 + [429]


@pytest.mark.parametrize(
    ("path", "amount", "bucket"), [("/manga/random", 60, "random"), ("at-home", 40, "at-home")]
)
async def test_windows_of_single_endpoints(web, clock, path, amount, bucket):
    if path == "at-home":
        path = f"/at-home/server/{web.box.sample_chapter_id}"
    ends = str(int(clock.wall()) + 60)
    for used in range(1, amount + 1):
        clock.advance(0.2)
        answer = await web.get(path)
        assert answer.status == 200
        shown = {name: answer.headers[f"X-RateLimit-{name}"] for name in ("Limit", "Remaining")}
        assert shown == {"Limit": str(amount), "Remaining": str(amount - used)}
        assert abs(int(answer.headers["X-RateLimit-Retry-After"]) - int(ends)) <= 1
    clock.advance(0.2)
    answer = await web.get(path)
    assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (429, "0")
    assert "Retry-After" not in answer.headers
    assert web.box.stats.refused == {bucket: 1}
    assert web.box.stats.rules == {bucket: amount + 1}
    clock.advance(60)
    assert (await web.get(path)).headers["X-RateLimit-Remaining"] == str(amount - 1)


async def test_errors_of_such_endpoints_carry_the_headers_too(web):
    answer = await web.get("/manga/random", ("colour", "red"))
    assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (400, "59")


async def test_the_general_limit_spares_the_other_budget(web, clock):
    assert await statuses(web, "/manga/random", 6) == [200] * 5 + [429]
    clock.advance(1)
    assert (await web.get("/manga/random")).headers["X-RateLimit-Remaining"] == "54"


async def test_other_hosts_are_not_counted(web):
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    cover = web.box.catalogue.covers[manga.linked("cover_art")[0]].attributes["fileName"]
    for _ in range(7):
        assert (await web.token()).status == 200
        assert (await web.get(f"/covers/{manga.id}/{cover}")).status == 200
        assert (await web.request("POST", "/network/report", json={})).status == 200
    assert web.box.stats.requests == 0
    assert await statuses(web, "/ping", 5) == [200] * 5


async def test_limits_can_be_off(make):
    web = await make(manga=2, chapters=0)
    assert await statuses(web, "/manga/random", 70) == [200] * 70
    assert "X-RateLimit-Limit" not in (await web.get("/manga/random")).headers
    assert web.box.stats.rules == {"random": 71}


@pytest.mark.parametrize(
    ("calls", "amount", "bucket"),
    [
        ([("POST", "/captcha/solve")], 10, "captcha"),
        ([("POST", "/forums/thread")], 10, "thread"),
        ([("POST", "/report")], 10, "report"),
        ([("GET", "/report")], 10, "reports"),
        ([("GET", "/upload")], 30, "upload"),
        ([("POST", "/upload/begin"), ("POST", f"/upload/begin/{UNKNOWN}")], 20, "upload-begin"),
        (
            [
                ("POST", f"/upload/{UNKNOWN}"),
                ("DELETE", f"/upload/{UNKNOWN}/{UNKNOWN}"),
                ("DELETE", f"/upload/{UNKNOWN}/batch"),
            ],
            250,
            "upload-files",
        ),
        ([("POST", f"/upload/{UNKNOWN}/commit")], 10, "upload-commit"),
        ([("DELETE", f"/upload/{UNKNOWN}")], 30, "upload-abandon"),
    ],
)
async def test_windows_of_what_is_sent(web, clock, calls, amount, bucket):
    # A call that is refused for another reason counts as well.
    for place in range(amount + 1):
        clock.advance(0.2)
        method, path = calls[place % len(calls)]
        answer = await web.request(method, path)
        assert (answer.status == 429) is (place == amount)
        assert answer.headers["X-RateLimit-Limit"] == str(amount)
    assert web.box.stats.refused == {bucket: 1}


LOOK = Rule("GET", "/manga/{id}", 2, 10, "look")


@pytest.mark.parametrize(
    ("algorithm", "statuses"),
    [
        # Asked at 0, 6, 9 and 10 seconds, and at once again.
        ("mixed", [200, 200, 429, 200, 200]),
        ("fixed_window", [200, 200, 429, 200, 200]),
        ("sliding_window", [200, 200, 429, 200, 429]),
        ("token_bucket", [200, 200, 200, 429, 429]),
    ],
)
async def test_limits_of_ones_own(make, clock, algorithm, statuses):
    limits = Limits(general=None, rules=(LOOK,), algorithm=algorithm, ladder=None)
    web = await make(limits=limits, manga=2, chapters=20)
    path = f"/manga/{web.box.sample_manga_id}"
    found = []
    for step in (0, 6, 3, 1, 0):
        clock.advance(step)
        found.append((await web.get(path)).status)
    assert found == statuses
    assert {(await web.get("/manga/random")).status for _ in range(70)} == {200}
    assert web.box.stats.rules == {"look": 5, "general": 70}


@pytest.mark.parametrize("algorithm", ["fixed_window", "sliding_window", "token_bucket"])
async def test_the_headers_say_when_there_is_room_again(make, clock, algorithm):
    limits = Limits(rules=(LOOK,), algorithm=algorithm)
    web = await make(limits=limits, manga=2, chapters=20)
    path = f"/manga/{web.box.sample_manga_id}"
    answers = []
    for step in (0, 3, 3):
        clock.advance(step)
        headers = (await web.get(path)).headers
        left = int(headers["X-RateLimit-Remaining"])
        answers.append((left, int(headers["X-RateLimit-Retry-After"]) - clock.wall()))
    assert answers[0][0] == 1
    clock.advance(answers[-1][1])
    assert (await web.get(path)).status == 200


@pytest.mark.parametrize("algorithm", ["fixed_window", "sliding_window", "token_bucket"])
async def test_the_general_limit_counts_that_way_too(make, clock, algorithm):
    web = await make(limits=Limits(general=2, algorithm=algorithm), manga=2, chapters=20)
    assert await statuses(web, "/ping", 3) == [200, 200, 429]
    clock.advance(0.5)
    assert await statuses(web, "/ping", 1) == [200 if algorithm == "token_bucket" else 429]
    clock.advance(0.5)
    assert await statuses(web, "/ping", 1) == [200]


async def test_how_far_budgets_are_used_up(web, clock):
    await web.get("/manga/random")
    await web.get("/ping")
    general, random = web.box.buckets
    assert tuple(general) == ("127.0.0.1", "general", 5, 3, pytest.approx(0.4))
    assert tuple(random) == ("127.0.0.1", "random", 60, 59, 60)
    clock.advance(1)
    (random,) = web.box.buckets
    assert tuple(random) == ("127.0.0.1", "random", 60, 59, 59)
    clock.advance(59)
    assert web.box.buckets == []


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"general": 0}, r"Limits\(general\) must be a whole number of at least 1, not 0"),
        ({"algorithm": "leaky"}, r"must be one of 'mixed', 'token_bucket', .*, not 'leaky'"),
        ({"rules": [LOOK, LOOK]}, "the limit of GET /manga/{id} is there twice"),
        ({"rules": [LOOK._replace(amount=0)]}, "the amount of the limit of GET /manga/{id} must be"),
        ({"rules": [LOOK._replace(seconds=-1)]}, "the window of the limit of GET /manga/{id} must be"),
        ({"rules": [LOOK._replace(bucket="")]}, "needs a name other than ''"),
        ({"rules": [LOOK._replace(bucket="general")]}, "needs a name other than 'general'"),
        ({"rules": [*RULES, LOOK._replace(bucket="at-home")]}, "shares the bucket 'at-home' with another"),
    ],
)
def test_limits_that_make_no_sense(wrong, complaint):
    with pytest.raises(ValueError, match=complaint):
        Limits(**wrong)


@pytest.mark.parametrize(
    ("limits", "complaint"),
    [
        ("on", "limits must be 'documented', 'off' or Limits"),
        (Limits(rules=(LOOK._replace(path="/manga/{manga}"),)), "did you mean 'GET /manga/{id}'"),
        (Limits(rules=(LOOK._replace(path="/mangas"),)), "did you mean 'GET /manga'"),
        (Limits(rules=(LOOK._replace(path="*", method="?"),)), r"the API has no endpoint '\? \*'$"),
    ],
)
def test_limits_that_are_none(limits, complaint):
    with pytest.raises(ValueError, match=complaint):
        Sandbox(manga=1, chapters=0, limits=limits)


def test_the_documented_limits_are_for_endpoints_that_exist():
    Sandbox(manga=1, chapters=0, limits=Limits())


def test_budgets_of_addresses_that_went_away_are_thrown_away(clock):
    box = Sandbox(manga=1, chapters=0, clock=clock)
    limiter = box._state.limiter
    for number in range(10_000):
        limiter.take(str(number), None)
    clock.advance(1)
    limiter.take("new", None)
    assert list(limiter._meters) == [("new", "general")]
