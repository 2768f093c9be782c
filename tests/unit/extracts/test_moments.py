"""Dates and moments find their day in the company's time zone, whatever wrote them."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from okr_reports.extracts.moments import Zones, read_days, read_moments

KOLKATA = Zones("Asia/Kolkata", "Asia/Kolkata")
BERLIN = Zones("Europe/Berlin", "Europe/Berlin")
BEIRUT = Zones("Asia/Beirut", "Asia/Beirut")
KOLKATA_FROM_UTC = Zones("Asia/Kolkata", "UTC")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        (" 2026-09-30 ", date(2026, 9, 30)),
        ("2026-09-30T20:00Z", date(2026, 10, 1)),
        ("2026-09-30T20:00:00Z", date(2026, 10, 1)),
        ("2026-09-30 20:00:00+00:00", date(2026, 10, 1)),
        ("2026-09-30 20:00:00.123456 UTC", date(2026, 10, 1)),
        ("2026-09-30T20:00:00-0530", date(2026, 10, 1)),
        ("2026-10-01T01:00:00+14", date(2026, 9, 30)),
        ("2026-09-30 23:59:59", date(2026, 9, 30)),
        ("2026-09-30 23:59", date(2026, 9, 30)),
        ("2026-09-31", None),
        ("30.09.2026", None),
        ("2026-9-3", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_iso_text_is_a_day_in_the_companys_zone_and_other_text_is_none(text: str | None, day: date | None) -> None:
    assert read_days(pl.Series([text], dtype=pl.String()), KOLKATA).to_list() == [day]


def test_a_moment_without_a_zone_is_of_the_extracts_zone() -> None:
    days = read_days(pl.Series(["2026-09-30 20:00:00"]), KOLKATA_FROM_UTC)
    assert days.to_list() == [date(2026, 10, 1)]


def test_an_hour_that_the_clocks_repeat_is_the_earlier_one() -> None:
    moment = read_moments(pl.Series(["2026-10-25 02:30:00"]), BERLIN)
    assert moment.to_list()[0].astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_hour_that_the_clocks_leave_out_cannot_be_read() -> None:
    assert read_moments(pl.Series(["2026-03-29 02:30:00"]), BERLIN).to_list() == [None]


def test_a_day_that_begins_an_hour_late_is_still_a_day() -> None:
    moment = read_moments(pl.Series([date(2026, 3, 29)]), BEIRUT)
    assert moment.to_list()[0].isoformat() == "2026-03-29T01:00:00+03:00"


def test_a_day_of_twenty_three_hours_holds_its_moments() -> None:
    moments = pl.Series(["2026-03-28T22:59Z", "2026-03-28T23:00Z", "2026-03-29T21:59Z", "2026-03-29T22:00Z"])
    days = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 29), date(2026, 3, 30)]
    assert read_days(moments, BERLIN).to_list() == days


def test_a_drivers_aware_moment_is_of_its_own_zone() -> None:
    moments = pl.Series([datetime(2026, 9, 30, 20, tzinfo=UTC)])
    assert read_days(moments, KOLKATA).to_list() == [date(2026, 10, 1)]


def test_a_number_is_no_moment() -> None:
    assert read_moments(pl.Series([45_000.0]), KOLKATA).to_list() == [None]
