"""Section 1: areas, KPIs, weights, targets, values, months met; what they come to and how."""

from collections.abc import Iterable
from dataclasses import dataclass

from okr_reports.appraisal_words import SEGMENT_GRAIN, Measured
from okr_reports.packs.bundle.arithmetic import kra_sum, overall_sum, segment_sum
from okr_reports.packs.bundle.changes import changes_of
from okr_reports.packs.bundle.kpi_notes import GRAIN_WORDS, measured_words, notes_of
from okr_reports.packs.bundle.pages import KpiLine, KraPart, Results, SegmentPart
from okr_reports.packs.bundle.reasons import no_figure
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.standing import KpiStanding, KraStanding, PeriodVerdict, SegmentStanding
from okr_reports.packs.bundle.verdicts import key_of, reasons_words, same_for_all, verdicts_of
from okr_reports.packs.dates import short_month
from okr_reports.packs.listing import capitalised, plural, shortened
from okr_reports.packs.numbers import NO_BREAK
from okr_reports.packs.pictures import Spark
from okr_reports.periods import Grain

_CAPTION = (
    "KRA weights total 100; KPI weights total 100 within each KRA. Periods are printed as met / judged / responsible. "
    "A month counts when the role was held, and not on leave, on at least half of its working days."
)
_HEADS = {Grain.HALF_YEAR: "Half-year", Grain.YEAR: "Year"}
_OVERALL = "KPI achievement, not a rating"
_LONGEST_NAME, _LONGEST_COUNTERWEIGHT = 160, 60


@dataclass(frozen=True)
class _Around:
    """What a row stands in. `said`: the keys of periods whose reason stands above the table."""

    segment: SegmentStanding
    record: Record
    said: frozenset[str]


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
    place = record.place(segment)
    title = f"{segment.title}{f', {place}' if place else ''}, {span}"
    is_alone = not has_several
    common = same_for_all(list(segment.kpis))
    return SegmentPart(
        title="" if is_alone else title,
        caption=_caption(segment, record, common=common.values(), has_several=has_several),
        label=f"KRAs and KPIs, {title}",
        value_head=_HEADS.get(record.cycle.grain, "Cycle") if is_alone else "Segment",
        spark_head=_spark_head(record),
        kras=tuple(_kra(kra, _Around(segment, record, frozenset(common))) for kra in segment.kras),
        weight=record.number(sum(kra.weight for kra in segment.kras)),
        sum_label=_OVERALL if is_alone else "KPI achievement of this segment",
        sum=record.share(segment.achievement),
        arithmetic=_arithmetic(segment, record, has_several=has_several),
        empty="" if segment.kras else _nothing(segment),
    )


def _caption(segment: SegmentStanding, record: Record, *, common: Iterable[PeriodVerdict], has_several: bool) -> str:
    """What every reader of the table needs; of several segments the first alone says it all."""
    days = plural(segment.working_day_count, "working day")
    parts = [
        f"{days}, of which {segment.leave_day_count} on leave." if has_several else "",
        _CAPTION if segment.number == record.segments[0].number else "",
        f"No KPI is judged for {words}." if (words := reasons_words(common, record)) else "",
    ]
    return " ".join(part for part in parts if part)


def _arithmetic(segment: SegmentStanding, record: Record, *, has_several: bool) -> tuple[str, ...]:
    """The sums of the areas; of several segments each one's own sum too."""
    sums = [kra_sum(kra, record) for kra in segment.kras]
    whole = segment_sum(segment, record) if has_several else ""
    span = record.between(segment.from_on, segment.to_on)
    return tuple(
        text for text in (*sums, f"{span}, every KPI by its weight in the whole: {whole}" if whole else "") if text
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


def _kra(kra: KraStanding, around: _Around) -> KraPart:
    record = around.record
    lines = tuple(_line(kpi, kra if place == 0 else None, around) for place, kpi in enumerate(kra.kpis))
    is_whole = abs(kra.measured_weight - 100) < 0.05
    over = "" if is_whole else f", over {record.number(kra.measured_weight)} of its 100 points"
    label = f"KRA achievement{over}" if kra.achievement is not None else f"KRA achievement: {no_figure(kra.reason)}"
    return KraPart(lines, label, record.share(kra.achievement))


def _line(kpi: KpiStanding, kra: KraStanding | None, around: _Around) -> KpiLine:
    """`kra`: for the first row of its area."""
    record = around.record
    return KpiLine(
        kra=shortened(kra.name, most=_LONGEST_NAME) if kra else "",
        kra_weight=record.number(kra.weight) if kra else "",
        name=shortened(kpi.name, most=_LONGEST_NAME),
        source=f"[{kpi.source}]",
        whose=measured_words(kpi),
        remark=_remark(kpi),
        weight=record.number(kpi.weight),
        target=kpi.target.figure(kpi.style),
        value=kpi.style.figure(kpi.value),
        spark=_spark(kpi, record),
        verdicts=verdicts_of(kpi, record),
        met=f"{kpi.met} / {kpi.judged} / {kpi.responsible}",
        counterweight=_counterweight(kpi, around),
        notes=notes_of(kpi, record, said=around.said),
    )


def _remark(kpi: KpiStanding) -> str:
    """What value and target mean where the columns alone would mislead."""
    one = GRAIN_WORDS.get(kpi.judged_grain) if kpi.judged_grain else None
    words = [
        kpi.style.remark,
        f"target for one{NO_BREAK}{one}, value for all" if kpi.is_total and kpi.value is not None and one else "",
        "" if kpi.value_grain in (None, SEGMENT_GRAIN) else "value of the last period",
    ]
    return "; ".join(word for word in words if word)


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
    """`CSAT: 4/5`, where the counterweight is one of the employee's own KPIs; else its name alone."""
    if kpi.facts is None or kpi.facts.counterweight_id is None:
        return ""
    other_id = kpi.facts.counterweight_id
    own = next((other for other in around.segment.kpis if other.id == other_id), None)
    if own is not None:
        return f"{shortened(own.name, most=_LONGEST_COUNTERWEIGHT)}: {own.met}/{own.judged}"
    return shortened(kpi.facts.counterweight_name, most=_LONGEST_COUNTERWEIGHT)


def _together(record: Record) -> str:
    """The overall figure with its arithmetic, or why there is none."""
    row = record.achievement
    total = row.get("achievement")
    if total is None:
        reason = next((segment.reason for segment in record.segments if segment.reason), None)
        return f"Together: {no_figure(reason)}." if record.segments else ""
    counted = [segment for segment in record.segments if segment.achievement is not None]
    if len(counted) == 1 and len(record.segments) > 1:
        return f"Together: {record.share(total)}, of the one segment that has a figure."
    several = len(record.segments) > 1
    text = overall_sum(record) if several else "".join(segment_sum(segment, record) for segment in counted)
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
