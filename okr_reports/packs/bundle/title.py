"""The finding of a bundle in one sentence, made by rules from the figures; never a judgement of the person."""

from collections.abc import Sequence

from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.standing import KpiStanding
from okr_reports.packs.bundle.verdicts import in_full, missed_periods, noun_of
from okr_reports.packs.listing import in_words, inside_sentence, joined, joined_up_to, plural, shortened

_LONGEST_NAME, _MOST_PERIODS = 48, 4
NOT_ENDED = "so far "


def title_of(record: Record) -> str:
    """`Meera Pillai: 20 of 23 months met across five KPIs; P90 first response missed in May and June`."""
    so_far = NOT_ENDED if record.facts.is_partial else ""
    return f"{record.called}: {so_far}{_finding(record)}"


def _finding(record: Record) -> str:
    if not record.segments:
        return _no_segment(record)
    counted = [kpi for kpi in record.kpis if kpi.counts]
    if not counted:
        return _nothing_counted(record)
    met, judged = sum(kpi.met for kpi in counted), sum(kpi.judged for kpi in counted)
    distinct = len({kpi.id for kpi in counted})
    across = f"across {in_words(distinct)} KPIs" if distinct > 1 else f"of {_named(counted[0])}"
    if not judged:
        return f"KPI achievement computed for {plural(distinct, 'KPI')}"
    noun = noun_of(counted, judged)
    if met == judged:
        return f"all {judged} judged {noun} met {across}" if judged > 1 else f"the one judged {noun} met {across}"
    amount = f"{met} of {judged}" if met else f"none of {judged}"
    return f"{amount} {noun} met {across}; {_missed(counted, record)}"


def _missed(counted: Sequence[KpiStanding], record: Record) -> str:
    """Which KPIs missed, and when; of many only the one that missed most often."""
    missed = sorted(
        (kpi for kpi in counted if kpi.judged > kpi.met), key=lambda kpi: (kpi.met - kpi.judged, -kpi.weight)
    )
    if len({kpi.id for kpi in counted}) == 1:
        return f"missed in {_when(missed[0], record)}"
    if len(missed) == 1:
        return f"{_named(missed[0])} missed in {_when(missed[0], record)}"
    if len(missed) == 2:
        first, second = missed
        return f"{_named(first)} missed in {_when(first, record)}, {_named(second)} in {_when(second, record)}"
    most = missed[0]
    return (
        f"{in_words(len(missed))} KPIs missed at least once, most often {_named(most)} "
        f"({most.judged - most.met} of {most.judged})"
    )


def _when(kpi: KpiStanding, record: Record) -> str:
    periods = [in_full(verdict, record) for verdict in missed_periods(kpi)]
    return joined_up_to(periods, most=_MOST_PERIODS) or f"{kpi.judged - kpi.met} of {kpi.judged}"


def _named(kpi: KpiStanding) -> str:
    [name] = inside_sentence([shortened(kpi.name.split(",")[0], most=_LONGEST_NAME)])
    return name


def _nothing_counted(record: Record) -> str:
    if not record.kpis:
        has_role = any(segment.role_id for segment in record.segments)
        return "no KPI is assigned to the recorded role" if has_role else f"no role is recorded in {record.cycle.key}"
    judged = sum(kpi.judged for kpi in record.kpis)
    if judged:
        return f"{plural(judged, 'month')} judged, too few for a figure; the evidence is in words"
    count = len({kpi.id for kpi in record.kpis})
    return f"nothing could be judged of {plural(count, 'KPI')}; the evidence is in words"


def _no_segment(record: Record) -> str:
    ended = [row["to_on"] for row in record.people if row["to_on"] and row["to_on"] < record.cycle.start]
    if ended and len(ended) == len(record.people):
        return f"left on {record.on_with_year(max(ended))}, before the cycle began"
    begun = [row["from_on"] for row in record.people if row["from_on"] and row["from_on"] > record.cycle.last_day]
    if begun and len(begun) == len(record.people):
        return f"joins on {record.on_with_year(min(begun))}, after the cycle"
    if record.leaves:
        spans = joined([record.between(first, last) for first, last in record.leaves])
        return f"on leave {spans}; no role is recorded in {record.cycle.key}"
    return f"no role is recorded in {record.cycle.key}"
