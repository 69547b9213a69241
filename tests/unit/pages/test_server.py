import asyncio

import pytest

from asyncdex.exceptions import ChapterUnreadable, ConnectionFailed, PageFailed
from asyncdex.pages import Page, PageServer
from asyncdex.pages.server import MOST_QUESTIONS
from tests.unit.pages.fakes import FakeAtHome, FakeClock, refused


@pytest.fixture
def clock():
    return FakeClock()


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


def only_this_task():
    return asyncio.all_tasks() == {asyncio.current_task()}


async def test_the_first_question_is_asked_once_for_all(clock):
    ask = FakeAtHome()
    server = PageServer("id", ask, clock)
    nodes = await asyncio.gather(*(server.current() for _ in range(20)))
    assert ask.asked == 1
    assert {node.base_url for node in nodes} == {"https://a.example/tok-a"}


async def test_a_url_is_made_of_base_quality_hash_and_name(clock):
    ask = FakeAtHome("https://a.example:8443/tok/", names=["p1.png", "p2.png"], saver=["s1.jpg", "s2.jpg"])
    node = await PageServer("id", ask, clock).current()
    assert [node.url(page) for page in node.pages] == [
        "https://a.example:8443/tok/data/h4sh/p1.png",
        "https://a.example:8443/tok/data/h4sh/p2.png",
    ]
    assert node.pages == [Page(1, "p1.png"), Page(2, "p2.png")]
    assert node.host == "a.example"
    saver = await PageServer("id", ask, clock, data_saver=True).current()
    assert saver.url(saver.pages[1]) == "https://a.example:8443/tok/data-saver/h4sh/s2.jpg"


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("../../x.jpg", "..%2F..%2Fx.jpg"),
        ("a\\b.jpg", "a%5Cb.jpg"),
        ("a?b#c.jpg", "a%3Fb%23c.jpg"),
        ("%2e%2e", "%252e%252e"),
        ("é\ud800", "%C3%A9%3F"),
    ],
)
async def test_a_hostile_name_stays_one_segment(clock, name, end):
    node = await PageServer(
        "id", FakeAtHome("https://a.example/t", names=[name], hash="../h"), clock
    ).current()
    assert node.url(node.pages[0]) == f"https://a.example/t/data/..%2Fh/{end}"


@pytest.mark.parametrize("name", ["", ".", ".."])
async def test_a_name_that_cannot_be_escaped_is_refused(clock, name):
    node = await PageServer("id", FakeAtHome(names=["1.jpg", name]), clock).current()
    with pytest.raises(PageFailed) as caught:
        node.url(node.pages[1])
    assert (caught.value.number, caught.value.name) == (2, name)


@pytest.mark.parametrize("base", ["https://[broken/tok", "/tok"])
async def test_an_odd_base_has_no_host_to_name(clock, base):
    node = await PageServer("id", FakeAtHome(base), clock).current()
    assert node.host == "the image node"


@pytest.mark.parametrize(
    ("at_home", "data_saver"),
    [
        (FakeAtHome(names=[]), False),
        (FakeAtHome(saver=[]), True),
        (FakeAtHome(hash=""), False),
        (FakeAtHome(hash=".."), False),
    ],
)
async def test_a_chapter_without_pages_is_unreadable(clock, at_home, data_saver):
    server = PageServer("the-id", at_home, clock, data_saver=data_saver)
    with pytest.raises(ChapterUnreadable) as caught:
        await server.current()
    assert (caught.value.chapter, caught.value.reason) == ("the-id", "empty")


async def test_a_node_is_renewed_after_fourteen_minutes(clock):
    ask = FakeAtHome()
    server = PageServer("id", ask, clock)
    first = await server.current()
    clock.time += 14 * 60 - 1
    assert await server.current() is first
    clock.time += 1
    second = await server.current()
    assert (second.base_url, ask.asked) == ("https://b.example/tok-b", 2)


async def test_the_age_counts_from_the_answer_on(clock):
    ask = FakeAtHome()
    ask.gate = asyncio.Event()
    server = PageServer("id", ask, clock)
    waiting = asyncio.create_task(server.current())
    await settle()
    clock.time += 20 * 60  # spent waiting for a rate limit
    ask.gate.set()
    node = await waiting
    assert await server.current() is node


async def test_a_failed_node_is_replaced_once_for_all_that_saw_it_fail(clock):
    ask = FakeAtHome()
    server = PageServer("id", ask, clock)
    failed = await server.current()
    nodes = await asyncio.gather(*(server.replace(failed) for _ in range(20)))
    assert ask.asked == 2
    assert {node.base_url for node in nodes} == {"https://b.example/tok-b"}
    # One that notices late gets what the others got.
    assert await server.replace(failed) is nodes[0]
    assert ask.asked == 2


async def test_what_replaced_a_failed_node_may_have_grown_old_too(clock):
    ask = FakeAtHome()
    server = PageServer("id", ask, clock)
    failed = await server.current()
    await server.replace(failed)
    clock.time += 14 * 60
    assert (await server.replace(failed)).base_url == "https://c.example/tok-c"


async def test_the_same_address_again_counts_as_a_replacement(clock):
    ask = FakeAtHome("https://a.example/tok")
    server = PageServer("id", ask, clock)
    failed = await server.current()
    second = await server.replace(failed)
    assert second is not failed
    assert await server.replace(failed) is second
    assert ask.asked == 2


async def test_nobody_is_sent_to_a_node_that_is_being_replaced(clock):
    ask = FakeAtHome()
    server = PageServer("id", ask, clock)
    failed = await server.current()
    ask.gate = asyncio.Event()
    replacing = asyncio.create_task(server.replace(failed))
    await settle()
    newcomer = asyncio.create_task(server.current())
    await settle()
    assert not newcomer.done()
    ask.gate.set()
    assert await newcomer is await replacing
    assert ask.asked == 2


async def test_one_that_gives_up_does_not_take_the_answer_from_the_others(clock):
    ask = FakeAtHome()
    ask.gate = asyncio.Event()
    server = PageServer("id", ask, clock)
    first, second, third = (asyncio.create_task(server.current()) for _ in range(3))
    await settle()
    first.cancel()
    await settle()
    assert first.cancelled()
    ask.gate.set()
    assert await second is await third
    assert ask.asked == 1


async def test_when_all_give_up_the_question_is_dropped_and_asked_anew_later(clock):
    ask = FakeAtHome()
    ask.gate = asyncio.Event()
    server = PageServer("id", ask, clock)
    waiting = [asyncio.create_task(server.current()) for _ in range(3)]
    await settle()
    for task in waiting:
        task.cancel()
    late = asyncio.create_task(server.current())  # comes while the question is being dropped
    await asyncio.wait(waiting)
    await settle()
    assert all(task.cancelled() for task in waiting)
    later = asyncio.create_task(server.current())
    await settle()
    ask.gate.set()
    assert await later is await late
    assert (await late).base_url == "https://b.example/tok-b"
    assert ask.asked == 2
    assert only_this_task()


async def test_a_failing_question_fails_for_all_and_can_be_repeated(clock):
    ask = FakeAtHome()
    ask.error = refused()
    server = PageServer("id", ask, clock)
    results = await asyncio.gather(*(server.current() for _ in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [ConnectionFailed] * 3
    assert ask.asked == 1
    ask.error = None
    assert (await server.current()).base_url == "https://b.example/tok-b"


async def test_other_nodes_are_asked_for_only_so_often(clock):
    ask = FakeAtHome("https://a.example/tok")
    server = PageServer("id", ask, clock)
    for _ in range(100):
        await server.replace(await server.current())
    assert ask.asked == 1 + MOST_QUESTIONS
    # The last one is used as it is, and as long as its address is good.
    last = await server.current()
    assert await server.replace(last) is last
    clock.time += 14 * 60
    renewed = await server.replace(last)
    assert renewed is not last
    assert await server.replace(renewed) is not renewed
    assert ask.asked == 3 + MOST_QUESTIONS


async def test_the_age_of_an_answer_given_before_is_its_own(clock):
    given = clock.monotonic() - 13 * 60
    ask = FakeAtHome()
    server = PageServer("id", ask, clock, asked=lambda: given)
    first = await server.current()
    clock.time += 59
    assert await server.current() is first
    clock.time += 1
    assert await server.current() is not first
