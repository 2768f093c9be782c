"""Which periods have no value that was due: a grid over thirteen months, and the same as a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from okr_reports.packs.dates import narrow_month
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import joined_up_to, plural, shortened
from okr_reports.packs.pictures import Grid, GridMark, GridRow
from okr_reports.packs.standings import Reading, Standing
from okr_reports.periods import Period
from okr_reports.words import Reason, Visibility

MONTHS = 13
_MOST_ROWS, _LONGEST_NAME = 40, 27
# A value that is not there for these reasons was due: rows were missing, or the computation failed.
_MISSING = (Reason.NO_DATA, Reason.FAILED, Reason.UNDEFINED)


@dataclass(frozen=True)
class Gap:
    """A KPI and the periods, oldest first, in which a value was due and is missing."""

    standing: Standing
    periods: tuple[Period, ...]


def gaps_of(standings: Sequence[Standing], edition: Edition) -> list[Gap]:
    """KPIs with missing values in the last thirteen months, counted from each one's first value."""
    found = [Gap(standing, _missing_periods(standing, edition)) for standing in _measured(standings)]
    return [gap for gap in found if gap.periods]


def grid_of(standings: Sequence[Standing], edition: Edition) -> Grid | None:
    """The grid of the KPIs with gaps, at most forty; the others have nothing to show."""
    rows = [gap.standing for gap in gaps_of(standings, edition)][:_MOST_ROWS]
    if not rows:
        return None
    months = edition.catalogue.fiscal.run_up_to(edition.month, MONTHS)
    return Grid(
        columns=tuple(narrow_month(month.start, locale=edition.locale) for month in months),
        rows=tuple(
            GridRow(shortened(standing.kpi.name, most=_LONGEST_NAME), _marks(standing, months)) for standing in rows
        ),
        sentence=_sentence(standings, edition, months=months),
    )


def grid_title(standings: Sequence[Standing], edition: Edition) -> str:
    """`2 values that were due are missing`."""
    count = sum(len(gap.periods) for gap in gaps_of(standings, edition))
    if not count:
        return "No value that was due is missing"
    return f"{plural(count, 'value that was due is', nouns='values that were due are')} missing"


def _measured(standings: Sequence[Standing]) -> list[Standing]:
    return [s for s in standings if not s.is_part and s.kpi.visibility is not Visibility.CONFIDENTIAL]


def _missing_periods(standing: Standing, edition: Edition) -> tuple[Period, ...]:
    first = edition.catalogue.fiscal.shifted(edition.month, 1 - MONTHS).start
    return tuple(r.period for r in _since_first_value(standing) if _is_missing(r) and r.period.start >= first)


def _since_first_value(standing: Standing) -> list[Reading]:
    history = list(standing.history)
    while history and history[0].value is None:
        history.pop(0)
    return history


def _is_missing(reading: Reading) -> bool:
    return reading.value is None and reading.reason in _MISSING


def _marks(standing: Standing, months: Sequence[Period]) -> tuple[GridMark, ...]:
    """A month's mark is that of the KPI's last period that ended in it."""
    readings = _since_first_value(standing)
    return tuple(_mark([r for r in readings if r.period.last_day in month]) for month in months)


def _mark(readings: Sequence[Reading]) -> GridMark:
    if not readings:
        return GridMark.NOT_DUE
    if _is_missing(readings[-1]):
        return GridMark.MISSING
    return GridMark.VALUE if readings[-1].value is not None else GridMark.NOT_DUE


def _sentence(standings: Sequence[Standing], edition: Edition, *, months: Sequence[Period]) -> str:
    span = f"Months with a value, {edition.period(months[0])} to {edition.period(months[-1])}"
    lacking = [f"{gap.standing.kpi.name} ({_listed(gap, edition)})" for gap in gaps_of(standings, edition)]
    return f"{span}: missing for {joined_up_to(lacking, most=6)}."


def _listed(gap: Gap, edition: Edition) -> str:
    return joined_up_to([edition.period(period) for period in gap.periods], most=4)
