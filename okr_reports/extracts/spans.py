"""For which days a query with `:period_start` and `:period_end` is asked."""

from datetime import timedelta

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.extracts.period_on import last_needed_day
from okr_reports.extracts.statements import Span
from okr_reports.periods import Grain, Period
from okr_reports.words import Cadence

# Beyond the history shown: the months an average or window looks back, and a year for the same period last year.
_LOOK_BACK_MONTHS = 12
_YEAR_MONTHS = 12


def months_to_read(catalogue: Catalogue, period: Period) -> tuple[Period, ...]:
    """The calendar months whose rows a report on this period can use, oldest first."""
    last = catalogue.fiscal.containing(period.last_day, Grain.MONTH)
    averages = [target.of_average for kpi in catalogue.kpis.values() for target in kpi.targets]
    look_back = max([_LOOK_BACK_MONTHS, *(average.months for average in averages if average)])
    count = catalogue.policy.history_periods + look_back + _YEAR_MONTHS
    run = catalogue.fiscal.run_up_to(last, count)
    return tuple(month for month in run if month.key >= catalogue.company.data_from) or (last,)


def spans_to_read(
    catalogue: Catalogue, period: Period, *, months: tuple[Period, ...], extract_id: str
) -> tuple[Span, ...]:
    """One span per month, and, for extracts of weekly KPIs, the days of the outermost weeks beyond them."""
    months = months or months_to_read(catalogue, period)
    spans = [Span(month.start, month.end) for month in months]
    if not _is_weekly(catalogue, extract_id):
        return tuple(spans)
    monday = spans[0].start - timedelta(days=spans[0].start.weekday())
    end = last_needed_day(period) + timedelta(days=1)
    before = [Span(monday, spans[0].start)] if monday < spans[0].start else []
    after = [Span(spans[-1].end, end)] if end > spans[-1].end else []
    return (*before, *spans, *after)


def _is_weekly(catalogue: Catalogue, extract_id: str) -> bool:
    return any(kpi.cadence is Cadence.WEEKLY and kpi.extract == extract_id for kpi in catalogue.kpis.values())
