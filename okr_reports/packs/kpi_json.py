"""Standings as they appear in report.json: every number as it was computed, nothing of what is confidential."""

from dataclasses import dataclass
from typing import Any

from okr_reports.packs.candidates import Proposal, proposals_of
from okr_reports.packs.checklist import Checklist, checklists
from okr_reports.packs.decisions import asserted_health
from okr_reports.packs.definitions import formula_text
from okr_reports.packs.edition import Edition
from okr_reports.packs.further_json import ChangeJson, ChangesJson, ChecklistJson, ProposedTargetJson, SignalJson
from okr_reports.packs.people import owner_key, owner_on
from okr_reports.packs.report_json import (
    ActionJson,
    DepartmentJson,
    KpiJson,
    LongerJson,
    PointJson,
    TargetJson,
    ValueJson,
)
from okr_reports.packs.signals import Signal
from okr_reports.packs.standings import ActionStanding, Comparison, Reading, Standing
from okr_reports.packs.targets import TargetInForce
from okr_reports.periods import Grain
from okr_reports.words import Reason, Visibility

MOST_HISTORY = 36
_LONGER = {"quarter": Grain.QUARTER, "half_year": Grain.HALF_YEAR, "year": Grain.YEAR}


def kpis_of(edition: Edition) -> tuple[KpiJson, ...]:
    """One entry per KPI of the catalogue, in its order, with its departments inside."""
    parts: dict[str, list[Standing]] = {}
    for standing in edition.standings:
        if standing.is_part:
            parts.setdefault(standing.kpi.id, []).append(standing)
    proposals = proposals_of(edition)
    return tuple(
        _kpi(_Entry(standing, checks, proposals.get(standing.kpi.id)), parts.get(standing.kpi.id, []), edition)
        for standing, checks in checklists(edition)
    )


@dataclass(frozen=True)
class _Entry:
    standing: Standing
    checks: Checklist
    proposal: Proposal | None


def _kpi(entry: _Entry, parts: list[Standing], edition: Edition) -> KpiJson:
    standing, proposal, kpi = entry.standing, entry.proposal, entry.standing.kpi
    is_secret = kpi.visibility is Visibility.CONFIDENTIAL
    return KpiJson(
        id=kpi.id,
        name=kpi.name,
        department=kpi.department,
        owner=owner_key(owner_on(kpi, on=edition.month.last_day)),
        kind=kpi.kind,
        direction=kpi.direction,
        cadence=kpi.cadence,
        unit=kpi.unit,
        formula=formula_text(kpi, edition),
        extract=kpi.extract,
        leading=tuple(kpi.leading),
        counterweight=kpi.counterweight,
        perspective=kpi.perspective,
        visibility=kpi.visibility,
        asserted_health=None if is_secret else asserted_health(standing),
        proposed_target=_proposed(proposal) if proposal else None,
        action=_action(standing.action) if standing.action and not is_secret else None,
        checklist=ChecklistJson(**vars(entry.checks)),
        departments=tuple(_department(part) for part in parts),
        **_measured(standing),
    )


def _department(part: Standing) -> DepartmentJson:
    return DepartmentJson(department=part.department or "", **_measured(part))


def _measured(standing: Standing) -> dict[str, Any]:
    """The fields of MeasuredJson, by name."""
    now = standing.now
    return {
        "period": now.period.key,
        "is_apart": standing.is_apart,
        "value": now.value,
        "n": now.n,
        "numerator": now.numerator,
        "denominator": now.denominator,
        "target": _target(now.target),
        "target_state": now.target.state,
        "health": standing.health,
        "reason": standing.reason,
        "is_in_norm": now.is_in_norm,
        "missed_since": now.missed_since.key if now.missed_since else None,
        "periods_met": standing.met_count,
        "periods_judged": standing.judged_count,
        "previous": _comparison(standing.previous),
        "same_period_last_year": _comparison(standing.last_year),
        **{name: _longer(standing.longer.get(grain), standing) for name, grain in _LONGER.items()},
        "year_to_date": _reading(standing.longer.get(Grain.YEAR_TO_DATE), standing),
        "change": ChangesJson(_change(standing.previous), _change(standing.last_year)),
        "signal": _signal(standing.signal),
        "history": tuple(PointJson(r.period.key, r.value, r.n, r.health) for r in standing.history[-MOST_HISTORY:]),
    }


def _signal(signal: Signal | None) -> SignalJson | None:
    if signal is None:
        return None
    return SignalJson(
        variation=signal.variation,
        rule=signal.last.rule,
        assurance=signal.assurance,
        centre=signal.centre,
        lower=signal.lower,
        upper=signal.upper,
        points=signal.point_count,
        trial=signal.is_trial,
        reason=signal.reason,
        chart=signal.chart,
        unit=signal.unit,
        since=signal.run[0].period.key if signal.is_special else None,
    )


def _proposed(proposal: Proposal) -> ProposedTargetJson:
    return ProposedTargetJson(proposal.op, proposal.median, proposal.best_quartile, proposal.values_count)


def _target(target: TargetInForce) -> TargetJson | None:
    if target.op is None or not target.edges:
        return None
    return TargetJson(
        op=target.op,
        value=target.value,
        low=target.low,
        high=target.high,
        at_risk=target.at_risk,
        set_on=target.set_on,
        from_=target.from_key,
        why=target.why,
    )


def _comparison(comparison: Comparison) -> ValueJson:
    key = comparison.period.key if comparison.period else None
    return ValueJson(key, comparison.value, comparison.n, comparison.reason)


def _reading(reading: Reading | None, standing: Standing) -> ValueJson:
    if reading is None:
        # All of them are gone where the value itself is withheld: for the same reason.
        return ValueJson(None, None, None, Reason.NO_DATA if standing.longer else standing.reason or Reason.NO_DATA)
    # Why it is not judged is another matter: a value of a longer period is whole without a target.
    reason = reading.reason if reading.value is None else reading.value_reason
    return ValueJson(reading.period.key, reading.value, reading.n, reason)


def _longer(reading: Reading | None, standing: Standing) -> LongerJson:
    target = _target(reading.target) if reading else None
    health = reading.health if reading and target else None
    return LongerJson(**vars(_reading(reading, standing)), target=target, health=health)


def _change(comparison: Comparison) -> ChangeJson:
    return ChangeJson(comparison.by, comparison.unit if comparison.by is not None else None)


def _action(action: ActionStanding) -> ActionJson:
    return ActionJson(
        state=action.state,
        text=action.text,
        owner=action.owner_id,
        raised_on=action.raised_on,
        due_on=action.due_on,
        done_on=action.done_on,
        expected_by=action.expected_by,
        overdue_since=action.overdue_since,
    )
