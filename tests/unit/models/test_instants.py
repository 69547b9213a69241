"""Instants as MangaDex writes them."""

from datetime import UTC, datetime

import pytest

from asyncdex import InvalidResponse
from asyncdex._api.table import HISTORY
from asyncdex.models.instants import instant_in, instant_of


@pytest.mark.parametrize(
    "text",
    ["2024-05-06T09:08:09+02:00", "2024-05-06T07:08:09", "2024-05-06T07:08:09Z", "2024-05-06T07:08:09.000Z"],
)
def test_an_instant_is_in_utc(text):
    assert instant_of(text) == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert instant_of(text).tzinfo is UTC
    assert instant_in(HISTORY, text, "readDate") == instant_of(text)


def test_there_may_be_none():
    assert instant_in(HISTORY, None, "readDate") is None


@pytest.mark.parametrize("text", ["", "soon", "2024-13-01T00:00:00", "0001-01-01T00:00:00+14:00"])
def test_what_is_none(text):
    with pytest.raises(
        InvalidResponse, match=r"/user/history has the readDate .*, which is no instant"
    ) as caught:
        instant_in(HISTORY, text, "readDate")
    assert isinstance(caught.value.__cause__, ValueError | OverflowError)
