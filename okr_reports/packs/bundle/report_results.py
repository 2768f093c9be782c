"""The figures of bundle.json: segments, areas, KPIs, periods."""

from okr_reports.appraisal_words import NotJudged
from okr_reports.packs.bundle.bundle_json import (
    BundleKpiJson,
    BundlePeriodJson,
    BundleSegmentJson,
    BundleTargetJson,
    KraJson,
    UnjudgedJson,
)
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.standing import KpiStanding, KraStanding, PeriodVerdict, SegmentStanding
from okr_reports.packs.bundle.verdicts import unjudged
from okr_reports.packs.targets import TargetInForce


def segments_json(record: Record) -> tuple[BundleSegmentJson, ...]:
    """The segments in order of days."""
    return tuple(_segment(segment) for segment in record.segments)


def reason_of(word: str | None) -> NotJudged | None:
    """The word of a table."""
    return NotJudged(word) if word in set(NotJudged) else None


def _segment(segment: SegmentStanding) -> BundleSegmentJson:
    return BundleSegmentJson(
        role=segment.title if segment.role_id else None,
        role_id=segment.role_id,
        team=segment.team_id,
        from_=segment.from_on,
        to=segment.to_on,
        working_days=segment.working_day_count,
        leave_days=segment.leave_day_count,
        measured_weight=segment.measured_weight,
        achievement=segment.achievement,
        reason=segment.reason,
        kras=tuple(_kra(kra) for kra in segment.kras),
    )


def _kra(kra: KraStanding) -> KraJson:
    return KraJson(
        id=kra.id,
        name=kra.name,
        weight=kra.weight,
        achievement=kra.achievement,
        measured_weight=kra.measured_weight,
        reason=kra.reason,
        kpis=tuple(_kpi(kpi) for kpi in kra.kpis),
    )


def _kpi(kpi: KpiStanding) -> BundleKpiJson:
    return BundleKpiJson(
        id=kpi.id,
        name=kpi.name,
        weight=kpi.weight,
        measured=kpi.measured,
        judged_by=kpi.judged_grain.value if kpi.judged_grain else "segment",
        achievement=kpi.achievement,
        attainment=kpi.attainment,
        reason=kpi.reason,
        periods_met=kpi.met,
        periods_judged=kpi.judged,
        periods_responsible=kpi.responsible,
        unjudged=tuple(UnjudgedJson(verdict.key, verdict.reason) for verdict in unjudged(kpi)),
        value=kpi.value,
        n=kpi.n,
        value_grain=kpi.value_grain,
        is_total=kpi.is_total,
        target=_target(kpi.target, scale=_scale_of(kpi)),
        unit=kpi.facts.unit if kpi.facts else "",
        counterweight=kpi.facts.counterweight_id if kpi.facts else None,
        source=kpi.source,
        periods=tuple(_period(verdict) for verdict in kpi.periods),
    )


def _period(verdict: PeriodVerdict) -> BundlePeriodJson:
    return BundlePeriodJson(
        period=verdict.key,
        value=verdict.value,
        n=verdict.n,
        target=_target(verdict.target, scale=verdict.scale),
        is_responsible=verdict.is_responsible,
        is_judged=verdict.is_judged,
        is_met=verdict.is_met,
        counts_met=verdict.counts_met,
        reason=verdict.reason,
        published_value=verdict.published_value,
        published_is_met=verdict.published_is_met,
    )


def _scale_of(kpi: KpiStanding) -> float | None:
    """What multiplied the KPI's target: that of the last judged period, or of the last one with a target."""
    judged = [verdict for verdict in kpi.periods if verdict.is_judged]
    targeted = [verdict for verdict in kpi.periods if verdict.target.op is not None]
    return next((verdict.scale for verdict in reversed(judged or targeted)), None)


def _target(target: TargetInForce, *, scale: float | None) -> BundleTargetJson | None:
    if target.op is None:
        return None
    return BundleTargetJson(target.op, target.value, target.low, target.high, scale)
