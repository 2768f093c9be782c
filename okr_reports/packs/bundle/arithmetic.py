"""How a figure comes about, written out; nothing is written that does not give the printed figure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.standing import KpiStanding, KraStanding, SegmentStanding
from okr_reports.packs.numbers import NO_BREAK

_MOST_TERMS = 9
_PER_CENT = 100.0


@dataclass(frozen=True)
class _Term:
    """A weight and what it weighs: its text and its number."""

    weight: float
    text: str
    share: float


def kra_sum(kra: KraStanding, record: Record) -> str:
    """`Timely answers: (60 × 3/5 + 40 × 5/5) ÷ 100 = 76 %`; empty without a figure."""
    terms = [_Term(kpi.weight, _fraction(kpi, record), kpi.achievement or 0.0) for kpi in kra.kpis if kpi.counts]
    return _written(f"{kra.name}: ", terms, result=kra.achievement, record=record)


def segment_sum(segment: SegmentStanding, record: Record) -> str:
    """`(24 × 3/5 + 16 × 5/5 + …) ÷ 90 = 86.9 %`: every KPI by its weight in the whole; empty without a figure."""
    terms = [
        _Term(kra.weight * kpi.weight / _PER_CENT, _fraction(kpi, record), kpi.achievement or 0.0)
        for kra in segment.kras
        for kpi in kra.kpis
        if kpi.counts
    ]
    return _written("", terms, result=segment.achievement, record=record)


def overall_sum(record: Record) -> str:
    """Several segments by working days: `(62 × 80 % + 61 × 91.7 %) ÷ 123 = 85.8 %`; empty without a figure."""
    counted = [segment for segment in record.segments if segment.achievement is not None]
    total = record.achievement.get("achievement")
    spans = [[s.working_day_count for s in counted], [s.working_day_count - s.leave_day_count for s in counted]]
    for days in spans:
        terms = [
            _Term(float(count), record.share(segment.achievement), segment.achievement or 0.0)
            for count, segment in zip(days, counted, strict=True)
        ]
        text = _written("", terms, result=total, record=record)
        if text:
            return text
    return ""


def _written(lead: str, terms: Sequence[_Term], *, result: float | None, record: Record) -> str:
    total = sum(term.weight for term in terms)
    if result is None or total <= 0:
        return ""
    mean = sum(term.weight * term.share for term in terms) / total
    if not math.isclose(mean, result, rel_tol=1e-9, abs_tol=1e-12):
        return ""
    if len(terms) > _MOST_TERMS:
        return f"{lead}weighted mean of {len(terms)} KPIs = {record.share(result)}"
    said = " + ".join(f"{record.number(term.weight)}{NO_BREAK}×{NO_BREAK}{term.text}" for term in terms)
    bracketed = said if len(terms) == 1 else f"({said})"
    return f"{lead}{bracketed} ÷ {record.number(total)} = {record.share(result)}"


def _fraction(kpi: KpiStanding, record: Record) -> str:
    """`3/5` where the achievement is that; else its percentage."""
    is_counted = kpi.judged > 0 and math.isclose(kpi.met / kpi.judged, kpi.achievement or 0.0, abs_tol=1e-9)
    return f"{kpi.met}/{kpi.judged}" if is_counted else record.share(kpi.achievement)
