"""What stands below a KPI's row: periods not judged, targets scaled by presence, verdicts of restated periods."""

from collections.abc import Container
from dataclasses import replace

from okr_reports.appraisal_words import Measured, Verdict
from okr_reports.packs.bundle.reasons import no_figure
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.standing import KpiStanding, PeriodVerdict
from okr_reports.packs.bundle.verdicts import unjudged, unjudged_words, verdict_word
from okr_reports.packs.listing import joined
from okr_reports.packs.numbers import NO_BREAK
from okr_reports.packs.pages import Says
from okr_reports.packs.targets import TargetInForce
from okr_reports.periods import Grain

GRAIN_WORDS = {Grain.MONTH: "month", Grain.QUARTER: "quarter", Grain.HALF_YEAR: "half-year", Grain.YEAR: "year"}
_FULL = 1.0


def notes_of(kpi: KpiStanding, record: Record, *, said: Container[str]) -> tuple[Says, ...]:
    """All that must be said of the row, each with its first words in bold; nothing when all is plain.

    `said`: the keys of periods whose reason stands above the table.
    """
    found = [
        _no_figure(kpi),
        _unjudged(kpi, record, said),
        _longer(kpi),
        _scaled(kpi, record),
        _restated(kpi, record),
        _attainment(kpi, record),
    ]
    return tuple(says for says in found if says)


def measured_words(kpi: KpiStanding) -> str:
    """Whose value it is."""
    words = {Measured.PERSON: "own value", Measured.TEAM: "team value", Measured.SHARED: "shared value"}
    return words[kpi.measured] if kpi.measured else ""


def _no_figure(kpi: KpiStanding) -> Says | None:
    return None if kpi.counts else Says("Words only:", f" {no_figure(kpi.reason)}.")


def _unjudged(kpi: KpiStanding, record: Record, said: Container[str]) -> Says | None:
    """Nothing where the reason of every period is the one why there is no figure."""
    if kpi.reason and all(verdict.reason is kpi.reason for verdict in unjudged(kpi)):
        return None
    words = unjudged_words(kpi, record, said=said)
    return Says("Not judged:", f" {words}.") if words else None


def _longer(kpi: KpiStanding) -> Says | None:
    """Person measures with too few rows a month are judged over longer periods (rules §8)."""
    if kpi.measured is not Measured.PERSON or kpi.facts is None or kpi.judged_grain is Grain.MONTH:
        return None
    if kpi.judged_grain is None:
        return Says("Judged over the whole segment:", " months and quarters have too few rows.")
    is_own = kpi.facts.cadence in ("quarterly", "half_yearly", "yearly")
    word = GRAIN_WORDS.get(kpi.judged_grain)
    return Says(f"Judged by {word}:", " months have too few rows.") if word and not is_own else None


def _scaled(kpi: KpiStanding, record: Record) -> Says | None:
    scaled = [verdict for verdict in kpi.periods if verdict.scale is not None and verdict.scale != _FULL]
    if not scaled:
        return None
    by_target: dict[str, list[str]] = {}
    for verdict in scaled:
        by_target.setdefault(_scale_words(verdict, kpi, record), []).append(verdict_word(verdict, record))
    words = "; ".join(f"{joined(periods)} {target}" for target, periods in by_target.items())
    return Says("Target scaled", f" by days present and part time: {words}.")


def _scale_words(verdict: PeriodVerdict, kpi: KpiStanding, record: Record) -> str:
    target = verdict.target.said(kpi.style)
    share = record.share(verdict.scale)
    return f"{target} ({share} of the full one, {_full_target(verdict).said(kpi.style)})" if target else share


def _full_target(verdict: PeriodVerdict) -> TargetInForce:
    """The target before it was scaled, without the dust of the division."""
    ends = {name: getattr(verdict.target, name) for name in ("value", "low", "high")}
    full = {name: round(end / (verdict.scale or 1.0), 9) for name, end in ends.items() if end is not None}
    return replace(verdict.target, **full)


def _restated(kpi: KpiStanding, record: Record) -> Says | None:
    restated = [verdict for verdict in kpi.periods if verdict.is_restated]
    if not restated:
        return None
    words = "; ".join(_both(verdict, kpi, record) for verdict in restated)
    is_known = record.facts.policy.verdict == Verdict.AS_KNOWN
    basis = "values known now" if is_known else "values once published"
    return Says("Restated since it was published:", f" {words}. Judged by the {basis}.")


def _both(verdict: PeriodVerdict, kpi: KpiStanding, record: Record) -> str:
    then = _said(verdict.published_value, verdict.published_is_met, kpi)
    now = _said(verdict.value, verdict.is_met, kpi)
    return f"{verdict_word(verdict, record)} was {then}, is {now}"


def _said(value: float | None, is_met: bool | None, kpi: KpiStanding) -> str:
    said = "without a value" if value is None else kpi.style.said(value)
    word = "not judged" if is_met is None else "met" if is_met else "missed"
    return f"{said}{NO_BREAK}({word})"


def _attainment(kpi: KpiStanding, record: Record) -> Says | None:
    return Says("Attainment", f" {record.share(kpi.attainment)}.") if kpi.attainment is not None else None
