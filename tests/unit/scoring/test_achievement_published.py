"""Of several packs the first that saw the end of a month says what was published of it."""

from datetime import date

import polars as pl

from okr_reports.periods import FiscalCalendar
from okr_reports.scoring.achievement_published import first_published
from okr_reports.scoring.restated import PUBLISHED_VALUES, PublishedPack


def pack(month: str, seen_on: date, **values: float) -> PublishedPack:
    """A pack of k's monthly values; other KPIs were computed otherwise then."""
    rows = [("k", None, key.replace("m", "2026-"), value, None) for key, value in values.items()]
    table = pl.DataFrame(rows, schema=PUBLISHED_VALUES, orient="row")
    return PublishedPack(month, 1, seen_on, table)


def test_the_earliest_pack_that_saw_the_end_of_a_month_counts() -> None:
    packs = [
        pack("2026-02", date(2026, 3, 5), m01=2.0, m02=3.0),
        pack("2026-01", date(2026, 1, 20), m01=9.0),
        pack("2026-01", date(2026, 2, 5), m01=1.0),
    ]
    found = first_published(packs, fiscal=FiscalCalendar())
    assert found.select("period_id", "value").rows() == [("2026-01", 1.0), ("2026-02", 3.0)]


def test_without_packs_nothing_was_published() -> None:
    assert first_published([], fiscal=FiscalCalendar()).is_empty()
