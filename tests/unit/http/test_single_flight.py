import asyncio
import gc

import pytest

from asyncdex._http.single_flight import SingleFlight
from tests.unit.http.support import start


class Work:
    def __init__(self):
        self.begun = 0
        self.hold = asyncio.Event()

    async def __call__(self):
        self.begun += 1
        await self.hold.wait()


async def test_all_who_come_meanwhile_join_and_the_next_one_starts_anew():
    flight, work = SingleFlight(), Work()
    tasks = await start(*(flight.join(work) for _ in range(5)))
    work.hold.set()
    assert await asyncio.gather(*tasks) == [True] * 5
    assert work.begun == 1
    assert await flight.join(work)
    assert work.begun == 2


async def test_calling_off_cancels_none_of_those_who_wait():
    flight, work = SingleFlight(), Work()
    tasks = await start(flight.join(work), flight.join(work))
    flight.call_off()
    assert await asyncio.gather(*tasks) == [False, False]


async def test_what_has_come_to_its_end_can_no_longer_be_called_off():
    flight = SingleFlight()

    async def fail():
        asyncio.get_running_loop().call_soon(flight.call_off)
        raise LookupError

    with pytest.raises(LookupError):
        await flight.join(fail)


async def test_an_outcome_that_nobody_waits_for_raises_no_alarm(caplog):
    flight, hold = SingleFlight(), asyncio.Event()

    async def fail():
        await hold.wait()
        raise LookupError

    (task,) = await start(flight.join(fail))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    hold.set()
    await start()
    del flight, task
    gc.collect()
    assert not caplog.records


async def test_calling_off_nothing_is_harmless():
    flight = SingleFlight()
    flight.call_off()
    flight.call_off()
    assert not flight.aboard


async def test_what_was_called_off_does_not_end_what_began_after_it():
    flight, first, second = SingleFlight(), Work(), Work()
    old = (await start(flight.join(first)))[0]
    flight.call_off()
    new = (await start(flight.join(second)))[0]
    assert await old is False
    second.hold.set()
    assert await new is True


async def test_one_who_gives_up_takes_nothing_from_the_others():
    flight, work = SingleFlight(), Work()
    first, second = await start(flight.join(work), flight.join(work))
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    work.hold.set()
    assert await second is True
    assert work.begun == 1


async def test_who_is_aboard_knows_it():
    seen = []

    async def work():
        seen.append(flight.aboard)
        seen.append(other.aboard)

    flight, other = SingleFlight(), SingleFlight()
    assert not flight.aboard
    await flight.join(work)
    assert not flight.aboard
    assert seen == [True, False]


def test_a_flight_that_an_event_loop_left_behind_is_joined_by_nobody():
    flight, work = SingleFlight(), Work()

    async def leave():
        await start(flight.join(work))

    async def come():
        work.hold = asyncio.Event()
        work.hold.set()
        return await flight.join(work)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(leave())
    left = asyncio.all_tasks(loop)
    try:
        assert asyncio.run(come()) is True
        assert work.begun == 2
    finally:
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.close()


def test_what_a_closed_event_loop_left_behind_can_be_called_off():
    flight, work = SingleFlight(), Work()

    async def leave():
        await start(flight.join(work))

    loop = asyncio.new_event_loop()
    loop.run_until_complete(leave())
    left = asyncio.all_tasks(loop)
    is_closed, loop.is_closed = loop.is_closed, lambda: True
    flight.call_off()
    assert not [task for task in left if task.cancelling()]
    loop.is_closed = is_closed
    for task in left:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.close()
