from __future__ import annotations

import pytest

from asyncdex.sandbox.server.moments import real_moment


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2024-02-29T23:59:59", "2024-02-29T23:59:59"),
        ("2023-02-29T00:00:00", "2023-03-01T00:00:00"),
        ("2023-02-31T12:00:00", "2023-03-03T12:00:00"),
        ("2023-00-10T00:00:00", "2022-12-10T00:00:00"),
        ("2023-01-00T00:00:00", "2022-12-31T00:00:00"),
        ("2023-19-01T00:00:00", "2024-07-01T00:00:00"),
        ("0000-00-00T00:00:00", "0001-01-01T00:00:00"),
        ("0001-01-00T00:00:00", "0001-01-01T00:00:00"),
        ("9999-19-39T23:59:59", "9999-12-31T23:59:59"),
    ],
)
def test_days_that_no_calendar_has(given, meant):
    assert real_moment(given) == meant


def test_what_is_no_date():
    with pytest.raises(ValueError, match="'soon' is no date and time"):
        real_moment("soon")


@pytest.mark.parametrize("moment", ["0000-00-00T00:00:00", "2023-02-31T12:00:00", "9999-19-31T23:59:59"])
async def test_searches_take_them(web, moment):
    for name in ("createdAtSince", "updatedAtSince"):
        assert (await web.get("/manga", (name, moment))).status == 200
        assert (await web.get("/chapter", (name, moment))).status == 200
