"""KPIs whose extract already holds one value per period, or the two numbers of a ratio (rules §2)."""

from dataclasses import dataclass

import polars as pl

from okr_reports.measures import Measure
from okr_reports.periods import Period
from okr_reports.scoring.accumulation import Membership, accumulate
from okr_reports.scoring.cadence import anchor_of, shown_period
from okr_reports.scoring.entities import entities_in, kinds_of, require_columns
from okr_reports.scoring.plan import EntityKind
from okr_reports.scoring.readings import READING, SUBJECT, Wanted
from okr_reports.scoring.ready_rows import ready_rows, rows_of_entities, values_per_period
from okr_reports.scoring.slices import intervals_of, sliced
from okr_reports.scoring.source import Source
from okr_reports.scoring.spans import Span
from okr_reports.scoring.typed import CannotCompute


def read_ready_made(measure: Measure, source: Source) -> list[Wanted]:
    """What is to be said of one KPI, for the company and for each kind of its parts.

    Rows find their period of the KPI's cadence; longer periods and windows are made of those periods.
    """
    spans = source.timeline.spans(measure)
    try:
        require_columns(measure, source.rows.columns, wanted=source.plan.kinds)
        kpi = _ReadyMade(measure, source, ready_rows(measure, source.rows, compiler=source.compiler))
    except CannotCompute as error:
        nothing, company = (
            pl.DataFrame(schema=READING),
            entities_in(source.rows, measure, kind=EntityKind.COMPANY, spans=spans),
        )
        return [Wanted(nothing, _subject(measure, str(error)), company, spans, source.plan)]
    # A month's value and a longer period of the same days (January's year to date) differ: one may not be derivable.
    own_and_longer = [tuple(span for span in spans if span.is_own_cadence is is_own) for is_own in (True, False)]
    kinds = kinds_of(measure, source.plan.kinds)
    return [kpi.wanted(kind, some) for kind in kinds for some in own_and_longer if some]


@dataclass(frozen=True)
class _ReadyMade:
    """One KPI and its rows, as `ready_rows` gives them."""

    measure: Measure
    source: Source
    rows: pl.DataFrame

    def wanted(self, kind: EntityKind, spans: tuple[Span, ...]) -> Wanted:
        """What is to be said of the spans for entities of this kind."""
        periods = self._periods(spans)
        intervals = [(period.start, period.end) for period in periods]
        placed = pl.concat(sliced(self.rows, intervals))
        of_periods = values_per_period(self.measure, rows_of_entities(self.measure, placed, kind=kind))
        found = accumulate(self.measure, of_periods, memberships=self._memberships(spans, periods))
        subject = pl.lit(self.measure.kpi_id).alias("kpi_id")
        readings = found.with_columns(subject, is_divided_by_nothing=False).select(READING.keys())
        all_spans = self.source.timeline.spans(self.measure)
        entities = entities_in(self.source.rows, self.measure, kind=kind, spans=all_spans)
        return Wanted(readings, _subject(self.measure, None), entities, spans, self.source.plan)

    def _periods(self, spans: tuple[Span, ...]) -> list[Period]:
        """All periods of the KPI's cadence that the spans touch, in order."""
        fiscal, grain = self.source.plan.review.fiscal, self.measure.grain
        period = fiscal.containing(min(span.start for span in spans), grain)
        end = max(span.end for span in spans)
        periods = [period]
        while periods[-1].end < end:
            periods.append(fiscal.shifted(periods[-1], 1))
        return periods

    def _memberships(self, spans: tuple[Span, ...], periods: list[Period]) -> list[Membership]:
        # Spans of the same days (a quarter and a half-year that have just begun) share an interval.
        of_interval = {(span.start, span.end): span for span in spans}
        return [
            self._membership(number, of_interval[interval], periods=periods)
            for number, interval in enumerate(intervals_of(spans))
        ]

    def _membership(self, number: int, span: Span, *, periods: list[Period]) -> Membership:
        shown = shown_period(self.measure.grain, self.source.plan.review)
        inside = [period for period in periods if span.start <= anchor_of(period) < span.end and period <= shown]
        spoken_of = {*self.source.timeline.since_start(inside, self.measure.grain), *inside[-1:]}
        parts = tuple(place for place, period in enumerate(periods) if period in spoken_of)
        is_own = span.is_own_cadence or self.measure.is_stock
        return Membership(number, parts, is_single=is_own and self.measure.window is None)


def _subject(measure: Measure, failure: str | None) -> pl.DataFrame:
    fields = {"kpi_id": measure.kpi_id, "is_formula": False, "is_additive": False, "empty_value": None}
    return pl.DataFrame([{**fields, "min_n": measure.min_n, "failure": failure}], schema=SUBJECT)
