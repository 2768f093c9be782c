"""The months of a KPI: met, missed, on leave, not held, not judged; and in words why each was not."""

from collections.abc import Container, Iterable, Sequence

from okr_reports.appraisal_words import NotJudged
from okr_reports.packs.bundle.pictures import Key, Mark, Verdicts
from okr_reports.packs.bundle.reasons import REASONS
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.standing import KpiStanding, PeriodVerdict
from okr_reports.packs.dates import month_only, narrow_month, short_month
from okr_reports.packs.listing import joined, plural
from okr_reports.packs.numbers import NO_BREAK
from okr_reports.periods import Grain, Period

_WORDS = {
    Mark.MET: "met",
    Mark.MISSED: "missed",
    Mark.LEAVE: "on leave",
    Mark.NOT_HELD: "not responsible",
    Mark.UNJUDGED: "not judged",
}
_KEY_SENTENCE = (
    "How to read a period: filled square met, struck square missed, dash on leave, point not responsible, "
    "open ring not judged."
)


def key_of() -> Key:
    """What the marks mean."""
    return Key(tuple((mark, word) for mark, word in _WORDS.items()), _KEY_SENTENCE)


def verdicts_of(kpi: KpiStanding, record: Record) -> Verdicts | None:
    """The picture of a KPI's periods over the cycle; None where the segment is judged as a whole."""
    if not kpi.shown:
        return None
    known = kpi.verdicts
    marks = [(mark_of(known.get(period.key)), period) for period in kpi.shown]
    said = ", ".join(f"{period_word(period, record)} {_WORDS[mark]}" for mark, period in marks)
    return Verdicts(tuple((mark, _letter(period, record)) for mark, period in marks), f"{kpi.name} by period: {said}.")


def mark_of(verdict: PeriodVerdict | None) -> Mark:
    """What a period says; a period without a row was not the employee's."""
    if verdict is None:
        return Mark.NOT_HELD
    if verdict.is_judged:
        return Mark.MET if verdict.counts_met else Mark.MISSED
    if verdict.reason is NotJudged.ON_LEAVE:
        return Mark.LEAVE
    return Mark.UNJUDGED if verdict.is_responsible else Mark.NOT_HELD


def unjudged(kpi: KpiStanding) -> tuple[PeriodVerdict, ...]:
    """The periods for which the employee was responsible, at least in part, and which are not judged."""
    return tuple(verdict for verdict in kpi.periods if not verdict.is_judged)


def same_for_all(kpis: Sequence[KpiStanding]) -> dict[str, PeriodVerdict]:
    """Period key → verdict of the periods for which no otherwise judged KPI is judged, all for one reason."""
    first, *others = [{v.key: v for v in unjudged(kpi)} for kpi in kpis if kpi.judged] or [{}]
    return {
        key: verdict
        for key, verdict in first.items()
        if others and all(key in other and other[key].reason == verdict.reason for other in others)
    }


def unjudged_words(kpi: KpiStanding, record: Record, *, said: Container[str] = ()) -> str:
    """`Apr on leave; Feb and Mar no data`: the unjudged periods with their reasons but those `said` elsewhere."""
    return reasons_words([verdict for verdict in unjudged(kpi) if verdict.key not in said], record)


def reasons_words(verdicts: Iterable[PeriodVerdict], record: Record) -> str:
    """`Apr on leave; Feb and Mar no data`; empty without a period."""
    by_reason: dict[str, list[str]] = {}
    for verdict in verdicts:
        reason = REASONS[verdict.reason or NotJudged.UNKNOWN] + _detail(verdict, record)
        by_reason.setdefault(reason, []).append(verdict_word(verdict, record))
    return "; ".join(f"{joined(periods)} {reason}" for reason, periods in by_reason.items())


def period_word(period: Period, record: Record) -> str:
    """`Apr`, `Q2`, `H1`, or the key."""
    if period.grain is Grain.MONTH:
        return short_month(period.start, locale=record.locale)
    return period.key.rpartition("-")[2]


def verdict_word(verdict: PeriodVerdict, record: Record) -> str:
    """`Apr`; `the whole segment` where the period is not one of the calendar's."""
    return period_word(verdict.period, record) if verdict.period else "the segment"


def in_full(verdict: PeriodVerdict, record: Record) -> str:
    """`April`, as a heading says it; otherwise as `verdict_word`."""
    if verdict.period and verdict.period.grain is Grain.MONTH:
        return month_only(verdict.period.start, locale=record.locale)
    return verdict_word(verdict, record)


def missed_periods(kpi: KpiStanding) -> Sequence[PeriodVerdict]:
    """The judged periods that missed their target, oldest first."""
    return [verdict for verdict in kpi.periods if verdict.is_judged and not verdict.counts_met]


def noun_of(kpis: Sequence[KpiStanding], count: int) -> str:
    """`months` where all are judged by months, else `periods`."""
    noun = "month" if {kpi.judged_grain for kpi in kpis} <= {Grain.MONTH} else "period"
    return plural(count, noun).partition(" ")[2]


def _letter(period: Period, record: Record) -> str:
    if period.grain is Grain.MONTH:
        return narrow_month(period.start, locale=record.locale)
    return period.key.rpartition("-")[2]


def _detail(verdict: PeriodVerdict, record: Record) -> str:
    """`, n 12` behind too few rows; the day behind a target set too late."""
    if verdict.reason is NotJudged.SMALL_N and verdict.n is not None:
        return f", n{NO_BREAK}{record.number(verdict.n)}"
    if verdict.reason is NotJudged.BACK_DATED and verdict.target.set_on:
        return f", on {record.on(verdict.target.set_on)}"
    return ""
