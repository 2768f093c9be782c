"""What a KPI's last movement is, with the series behind it: rows of tables.KPI_SIGNALS as objects (rules §4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

from okr_reports.periods import FiscalCalendar, Period
from okr_reports.words import Assurance, Chart, NoSignal, SignalRule, Variation

# Whoever only prints signals need not load the table engine: a worker makes thousands of pages without it.
if TYPE_CHECKING:
    import polars as pl

Subject = tuple[str, str | None]
NEUTRAL = (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)


@dataclass(frozen=True)
class SignalPoint:
    """One period of the series: the charted number, and by which rule it is more than noise."""

    period: Period
    charted: float | None
    rule: SignalRule | None = None
    variation: Variation | None = None

    @property
    def is_special(self) -> bool:
        """Whether it is more than noise."""
        return self.variation not in (None, Variation.COMMON_CAUSE)


@dataclass(frozen=True)
class Signal:
    """The series since the last re-base, oldest first and the shown period last, with its centre and limits.

    `unit`: of what is charted, `%` or `pt` for changes. Periods without a value have no point, but for the last.
    `point_count`: how many points the limits are made from. Without a verdict `reason` says why.
    """

    chart: Chart
    unit: str
    points: tuple[SignalPoint, ...]
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    point_count: int = 0
    is_trial: bool = False
    assurance: Assurance | None = None
    reason: NoSignal | None = None

    @property
    def last(self) -> SignalPoint:
        """The point of the shown period."""
        return self.points[-1]

    @property
    def variation(self) -> Variation | None:
        """What the last movement is; none when nothing can be said."""
        return self.last.variation

    @property
    def is_special(self) -> bool:
        """Whether the last point is more than noise."""
        return self.last.is_special

    @property
    def run(self) -> tuple[SignalPoint, ...]:
        """The last points that share the last one's variation, without a break, oldest first."""
        same = takewhile(lambda point: point.variation is self.variation, reversed(self.points))
        return tuple(reversed(list(same)))

    @property
    def is_high(self) -> bool:
        """Whether the last point stands above the centre."""
        return (self.last.charted or 0.0) > (self.centre or 0.0)

    @property
    def is_rising(self) -> bool:
        """Whether the last step went up."""
        return bool(self._steps) and self._steps[-1] > 0

    @property
    def steps_in_a_row(self) -> int:
        """How many of the last steps went the same way."""
        return len(list(takewhile(lambda step: step * self._steps[-1] > 0, reversed(self._steps))))

    @property
    def points_on_side(self) -> int:
        """How many of the last points stand on the last one's side of the centre."""
        centre = self.centre or 0.0
        sides = [(point.charted or 0.0) > centre for point in self.points if point.charted is not None]
        return len(list(takewhile(lambda is_high: is_high is self.is_high, reversed(sides))))

    @property
    def _steps(self) -> list[float]:
        known = [point.charted for point in self.points if point.charted is not None]
        return [after - before for before, after in pairwise(known)]


def signals_by_subject(table: "pl.DataFrame", *, fiscal: FiscalCalendar) -> Mapping[Subject, Signal]:
    """KPI id and entity → its signal, from tables.KPI_SIGNALS; a KPI without rows has none."""
    rows: dict[Subject, list[dict[str, Any]]] = {}
    for row in table.iter_rows(named=True):
        rows.setdefault((row["kpi_id"], row["entity_id"]), []).append(row)
    return {subject: _signal(found, fiscal) for subject, found in rows.items()}


def _signal(rows: list[dict[str, Any]], fiscal: FiscalCalendar) -> Signal:
    dated = [(fiscal.period(row["period_id"]), row) for row in rows]
    ordered = sorted(dated, key=lambda pair: pair[0].start)
    last = next((row for _, row in reversed(ordered) if row["is_last"]), ordered[-1][1])
    return Signal(
        chart=Chart(last["chart"] or Chart.VALUE),
        unit=last["charted_unit"] or "",
        points=tuple(_point(period, row) for period, row in ordered),
        centre=last["centre"],
        lower=last["lower"],
        upper=last["upper"],
        point_count=last["points"] or 0,
        is_trial=bool(last["is_trial"]),
        assurance=Assurance(last["assurance"]) if last["assurance"] else None,
        reason=NoSignal(last["reason"]) if last["reason"] else None,
    )


def _point(period: Period, row: dict[str, Any]) -> SignalPoint:
    return SignalPoint(
        period=period,
        charted=row["charted"],
        rule=SignalRule(row["rule"]) if row["rule"] else None,
        variation=Variation(row["variation"]) if row["variation"] else None,
    )
