import logging

import pytest

from asyncdex.exceptions import ConnectionFailed, InvalidArgument, PageFailed, RequestTimeout
from asyncdex.pages import Fetched, MemorySink, Page, PageServer, fetch, fetch_page
from tests.unit.pages.fakes import FakeAtHome, FakeClock, FakeTransport, Reply, named, refused

BODY = bytes(range(256)) * 3000  # several chunks
NAME = named(1, BODY)
A, B, C = "a.example", "b.example", "c.example"


@pytest.fixture
def at_home():
    return FakeAtHome(names=[NAME, "plain.jpg"])


@pytest.fixture
def server(at_home):
    return PageServer("id", at_home, FakeClock())


@pytest.fixture
def transport():
    return FakeTransport({NAME: BODY, "plain.jpg": BODY})


@pytest.fixture
def sink():
    return MemorySink()


async def test_a_page_arrives_verified(server, transport, sink):
    assert await fetch_page(Page(1, NAME), server, transport, sink) == Fetched(len(BODY), verified=True)
    assert sink.data == BODY
    assert transport.urls == [f"https://a.example/tok-a/data/h4sh/{NAME}"]


async def test_a_name_without_a_digest_verifies_nothing(server, transport, sink, caplog):
    fetched = await fetch_page(Page(2, "plain.jpg"), server, transport, sink)
    assert fetched == Fetched(len(BODY), verified=None)
    assert not caplog.records


async def test_a_page_passes_through_in_small_pieces(server, transport):
    sizes = []

    class Measuring(MemorySink):
        def write(self, chunk):
            sizes.append(len(chunk))

    await fetch_page(Page(1, NAME), server, transport, Measuring())
    assert max(sizes) <= 256 * 1024
    assert sum(sizes) == len(BODY)


BAD = {
    "gone": Reply(status=404),
    "expired": Reply(status=403),
    "broken": Reply(status=503),
    "partial": Reply(BODY, status=206),
    "refused": Reply(refuse=refused()),
    "timeout": Reply(refuse=RequestTimeout("GET", "u", "30 s")),
    "cut": Reply(BODY[:70000], headers={}, cut=refused(reason="reset")),
    "short": Reply(BODY[:70000], headers={"content-length": str(len(BODY))}),
    "long": Reply(BODY, headers={"Content-Length": "5", "Content-Encoding": "identity"}),
    "nothing": Reply(b"", headers={}),
    "portal": Reply(b"<html>", headers={"Content-Type": "text/html; charset=utf-8"}),
}


@pytest.mark.parametrize("reply", BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", [NAME, "plain.jpg"])
async def test_a_failing_node_is_replaced_once_and_the_page_arrives(
    server, transport, sink, at_home, reply, name
):
    transport.hosts[A] = lambda _: reply
    fetched = await fetch_page(Page(1, name), server, transport, sink)
    assert (fetched.size, sink.data) == (len(BODY), BODY)
    assert transport.visited == ["a", "b"]
    assert at_home.asked == 2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Length": "17", "Content-Encoding": "gzip"},
        {"Content-Length": "many"},
        {"Content-Length": str(len(BODY)), "Content-Type": "text/plain"},
    ],
)
async def test_a_length_is_checked_only_where_it_says_something(server, transport, sink, headers):
    transport.hosts[A] = lambda _: Reply(BODY, headers=headers)
    assert (await fetch_page(Page(1, NAME), server, transport, sink)).verified
    assert transport.visited == ["a"]


@pytest.mark.parametrize("retries", [0, 1, 3])
async def test_after_all_retries_the_page_has_failed(server, transport, sink, at_home, retries):
    for host in (A, B, C):
        transport.hosts[host] = lambda _: Reply(status=500)
    with pytest.raises(PageFailed) as caught:
        await fetch_page(Page(7, NAME), server, transport, sink, retries=retries)
    assert (caught.value.number, caught.value.name) == (7, NAME)
    assert caught.value.reason == f"{'abcc'[retries]}.example: it answered with status 500"
    assert len(transport.urls) == retries + 1
    assert at_home.asked == retries + 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (refused(), "refused"),
        (refused(reason="bad answer from https://a.example/tok-a/data"), "the connection failed"),
        (RequestTimeout("GET", "https://a.example/tok-a/x", "30 s"), "it did not answer in time"),
    ],
)
async def test_a_failure_tells_the_host_and_never_the_token(server, transport, sink, error, reason):
    transport.hosts[A] = lambda _: Reply(refuse=error)
    with pytest.raises(PageFailed) as caught:
        await fetch_page(Page(1, NAME), server, transport, sink, retries=0)
    assert caught.value.reason == f"a.example: {reason}"
    # A traceback prints these too.
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


async def test_nothing_logged_holds_the_token(server, transport, sink, caplog):
    caplog.set_level(logging.DEBUG)
    transport.hosts[A] = lambda _: Reply(refuse=refused(reason="at https://a.example/tok-a"))
    transport.hosts[B] = transport.hosts[C] = lambda _: Reply(BODY[::-1])
    await fetch_page(Page(1, NAME), server, transport, sink)
    assert len(caplog.records) == 3
    assert "tok-" not in caplog.text
    assert "a.example: the connection failed" in caplog.text


async def test_a_wrong_checksum_is_made_good_by_another_node(server, transport, sink, caplog):
    transport.hosts[A] = lambda _: Reply(BODY[::-1])
    assert await fetch_page(Page(1, NAME), server, transport, sink) == Fetched(len(BODY), verified=True)
    assert sink.data == BODY
    assert transport.visited == ["a", "b"]
    assert not caplog.records


async def test_a_checksum_wrong_twice_is_kept_with_a_warning(server, transport, sink, caplog):
    transport.hosts[A] = lambda _: Reply(b"one")
    transport.hosts[B] = lambda _: Reply(b"two")
    assert await fetch_page(Page(1, NAME), server, transport, sink) == Fetched(3, verified=False)
    assert sink.data == b"two"
    assert transport.visited == ["a", "b"]
    assert [(record.name, record.levelname) for record in caplog.records] == [("asyncdex.pages", "WARNING")]
    assert f"page 1 ({NAME}) from b.example" in caplog.text


async def test_without_retries_a_wrong_checksum_is_kept_at_once(server, transport, sink, caplog):
    transport.hosts[A] = lambda _: Reply(b"one")
    assert await fetch_page(Page(1, NAME), server, transport, sink, retries=0) == Fetched(3, verified=False)
    assert len(caplog.records) == 1


async def test_a_question_that_fails_is_not_taken_for_a_failing_node(server, transport, sink, at_home):
    await server.current()
    at_home.error = refused("/at-home/server/id")
    transport.hosts[A] = lambda _: Reply(status=500)
    with pytest.raises(ConnectionFailed, match="/at-home/server/id"):
        await fetch_page(Page(1, NAME), server, transport, sink)
    assert at_home.asked == 2


async def test_a_name_that_is_no_name_fails_without_a_request(server, transport, sink):
    with pytest.raises(PageFailed, match="no usable name"):
        await fetch_page(Page(1, ".."), server, transport, sink)
    assert not transport.urls


async def test_negative_retries_are_refused(server, transport, sink, at_home):
    with pytest.raises(InvalidArgument, match="not -1"):
        await fetch_page(Page(1, NAME), server, transport, sink, retries=-1)
    assert not at_home.asked


async def test_an_address_that_cannot_be_called_is_a_failed_node_and_is_not_told(caplog):
    class Refusing:
        def stream(self, url):
            raise InvalidArgument(f"{url!r} is no URL that can be called")

    at_home = FakeAtHome("ftp://bad.example/tok-a", "http://[::bad/tok-b")
    server = PageServer("c1", at_home, FakeClock())
    node = await server.current()
    with pytest.raises(PageFailed, match="its address cannot be called") as caught:
        await fetch_page(node.pages[0], server, Refusing(), MemorySink(), retries=1)
    assert "tok-" not in str(caught.value)
    assert at_home.asked == 2


@pytest.mark.parametrize("headers", [{}, None, {"Content-Length": str(10**12)}])
async def test_a_node_that_sends_without_end_is_replaced(server, transport, headers, monkeypatch):
    monkeypatch.setattr(fetch, "MOST_BYTES", len(BODY))
    transport.hosts[A] = lambda _: Reply(BODY * 10, headers=headers)
    sizes = []

    class Measuring(MemorySink):
        def write(self, chunk):
            super().write(chunk)
            sizes.append(len(self.data))

    sink = Measuring()
    assert (await fetch_page(Page(1, NAME), server, transport, sink)).verified
    assert (transport.visited, sink.data) == (["a", "b"], BODY)
    assert max(sizes) <= len(BODY)


async def test_why_a_body_without_end_failed(server, transport, sink):
    transport.hosts[A] = lambda _: Reply(b"", headers={"Content-Length": str(40 * 1024 * 1024)})
    with pytest.raises(PageFailed, match=r"a\.example: it sent more than 33554432 bytes"):
        await fetch_page(Page(1, NAME), server, transport, sink, retries=0)
