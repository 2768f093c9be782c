"""Section 1: areas, KPIs, weights, targets, values, months met; what they come to and how."""

from dataclasses import dataclass

from okr_reports.appraisal_words import Measured
from okr_reports.packs.bundle.arithmetic import kra_sum, overall_sum, segment_sum
from okr_reports.packs.bundle.changes import changes_of
from okr_reports.packs.bundle.kpi_notes import measured_words, notes_of
from okr_reports.packs.bundle.pages import KpiLine, KraPart, Results, SegmentPart
from okr_reports.packs.bundle.reasons import no_figure
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.standing import KpiStanding, KraStanding, SegmentStanding
from okr_reports.packs.bundle.verdicts import key_of, verdicts_of
from okr_reports.packs.dates import short_month
from okr_reports.packs.listing import capitalised, plural, shortened
from okr_reports.packs.pictures import Spark
from okr_reports.periods import Grain

_CAPTION = (
    "KRA weights total 100; KPI weights total 100 within each KRA. Periods are printed as met / judged / responsible. "
    "A month counts when the role was held on at least half of its working days, leave left out."
)
_HEADS = {Grain.HALF_YEAR: "Half-year", Grain.YEAR: "Year"}
_OVERALL = "KPI achievement, not a rating"
_LONGEST_NAME = 160


def results_of(record: Record) -> Results:
    """The whole section."""
    has_several = len(record.segments) > 1
    return Results(
        segments=tuple(_segment(segment, record, has_several=has_several) for segment in record.segments),
        overall_label=_OVERALL,
        overall=record.share(record.achievement.get("achievement")),
        together=_together(record),
        measured=_measured(record),
        key=key_of(),
        changes=changes_of(record),
        empty="" if record.segments else "No role is recorded in this cycle, so no KPI can be shown.",
    )


def _segment(segment: SegmentStanding, record: Record, *, has_several: bool) -> SegmentPart:
    span = record.between(segment.from_on, segment.to_on)
    days = plural(segment.working_day_count, "working day")
    place = record.place(segment)
    title = f"{segment.title}{f', {place}' if place else ''}, {span}"
    is_alone = not has_several
    return SegmentPart(
        title="" if is_alone else title,
        caption=_CAPTION if is_alone else f"{days}, of which {segment.leave_day_count} on leave. {_CAPTION}",
        label=f"KRAs and KPIs, {segment.title}",
        value_head=_HEADS.get(record.cycle.grain, "Cycle") if is_alone else "Segment",
        spark_head=_spark_head(record),
        kras=tuple(_kra(kra, segment, record) for kra in segment.kras),
        weight=record.number(sum(kra.weight for kra in segment.kras)),
        sum_label=_OVERALL if is_alone else "KPI achievement of this segment",
        sum=record.share(segment.achievement),
        arithmetic=tuple(text for kra in segment.kras if (text := kra_sum(kra, record))),
        empty="" if segment.kras else _nothing(segment),
    )


def _nothing(segment: SegmentStanding) -> str:
    if segment.role_id is None:
        return "No role is recorded for this span, so no KPI can be shown."
    if segment.role is None:
        return f"Nobody has described the role {segment.role_id}, so no KPI can be shown."
    return f"The role {segment.role.name} has no area of responsibility, so no KPI can be shown."


def _spark_head(record: Record) -> str:
    first, last = (short_month(month.start, locale=record.locale) for month in (record.months[0], record.months[-1]))
    return f"{first}–{last}"


def _kra(kra: KraStanding, segment: SegmentStanding, record: Record) -> KraPart:
    lines = tuple(
        _line(kpi, kra if place == 0 else None, _Around(segment, record)) for place, kpi in enumerate(kra.kpis)
    )
    is_whole = abs(kra.measured_weight - 100) < 0.05
    over = "" if is_whole else f", over {record.number(kra.measured_weight)} of its 100 points"
    label = f"KRA achievement{over}" if kra.achievement is not None else f"KRA achievement: {no_figure(kra.reason)}"
    return KraPart(lines, label, record.share(kra.achievement))


@dataclass(frozen=True)
class _Around:
    """What a row stands in."""

    segment: SegmentStanding
    record: Record


def _line(kpi: KpiStanding, kra: KraStanding | None, around: _Around) -> KpiLine:
    """`kra`: for the first row of its area."""
    record = around.record
    return KpiLine(
        kra=shortened(kra.name, most=_LONGEST_NAME) if kra else "",
        kra_weight=record.number(kra.weight) if kra else "",
        name=shortened(kpi.name, most=_LONGEST_NAME),
        source=f"[{kpi.source}]",
        remark=" · ".join(part for part in (measured_words(kpi), kpi.style.remark) if part),
        weight=record.number(kpi.weight),
        target=kpi.target.figure(kpi.style),
        value=kpi.style.figure(kpi.value),
        spark=_spark(kpi, record),
        verdicts=verdicts_of(kpi, record),
        met=f"{kpi.met} / {kpi.judged} / {kpi.responsible}",
        counterweight=_counterweight(kpi, around),
        notes=notes_of(kpi, record),
    )


def _spark(kpi: KpiStanding, record: Record) -> Spark | None:
    """The values of the cycle's periods; none for fewer than two."""
    known = kpi.verdicts
    verdicts = [known.get(period.key) for period in kpi.shown]
    values = tuple(verdict.value if verdict else None for verdict in verdicts)
    numbers = [value for value in values if value is not None]
    if len(numbers) < 2:
        return None
    said = kpi.style.said
    ends = f"{said(numbers[0])} at the start, {said(numbers[-1])} at the end"
    span = f"lowest {said(min(numbers))}, highest {said(max(numbers))}"
    target = kpi.target.said(kpi.style)
    return Spark(
        values=values,
        target=kpi.target.zone,
        sentence=f"{kpi.name}: {ends}, {span}{f', target {target}' if target else ''}.",
        targets=tuple(verdict.target.zone if verdict else None for verdict in verdicts),
    )


def _counterweight(kpi: KpiStanding, around: _Around) -> str:
    """`CSAT: 4 / 5`, where the counterweight is one of the employee's own KPIs; else its name alone."""
    other_id = kpi.facts.counterweight_id if kpi.facts else None
    if not other_id:
        return ""
    own = next((other for other in around.segment.kpis if other.id == other_id), None)
    if own is not None:
        return f"{shortened(own.name, most=40)}: {own.met} of {own.judged} met"
    facts = around.record.facts.kpis.get(other_id)
    return shortened(facts.name if facts else other_id, most=60)


def _together(record: Record) -> str:
    """The overall figure with its arithmetic, or why there is none."""
    row = record.achievement
    total = row.get("achievement")
    if total is None:
        reason = next((segment.reason for segment in record.segments if segment.reason), None)
        return f"Together: {no_figure(reason)}." if record.segments else ""
    several = len(record.segments) > 1
    text = overall_sum(record) if several else segment_sum(record.segments[0], record)
    by = "by working days" if several else "every KPI by its weight in the whole"
    return f"Together, {by}: {text}." if text else f"Together: the mean {by}, {record.share(total)}."


def _measured(record: Record) -> str:
    """Whose values stand behind the figure."""
    share = record.achievement.get("person_weight_share")
    kinds = {kpi.measured for kpi in record.kpis}
    if share is None or not record.kpis:
        return ""
    others = [word for kind, word in ((Measured.TEAM, "the team"), (Measured.SHARED, "shared KPIs")) if kind in kinds]
    rest = f"; the rest is the value of {' or of '.join(others)}" if others and share < 1 else ""
    return capitalised(f"{record.share(share)} of the weight is measured for {record.called} alone{rest}.")
