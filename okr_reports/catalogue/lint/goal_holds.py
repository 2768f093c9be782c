"""KR-HOLD-ALONE and KR-HEALTHY-KPI: goals on what is already as it should be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_kinds import kind_of, state_of
from okr_reports.catalogue.lint.goal_codes import GOAL_CODES
from okr_reports.catalogue.lint.goal_subjects import ObjectiveSubject
from okr_reports.catalogue.places import quoted
from okr_reports.findings import Finding
from okr_reports.goal_words import GoalState, KeyResultKind
from okr_reports.words import Health

_FEWEST_PERIODS = 2
_ENDED = (GoalState.CANCELLED, GoalState.DEFERRED)


@dataclass(frozen=True)
class HealthBefore:
    """The health of a KPI in the periods of its cadence that ended before a cycle, the oldest first."""

    kpi_id: str
    healths: Sequence[Health]


def hold_findings(objective: ObjectiveSubject) -> Iterator[Finding]:
    """An objective whose key results all keep something as it is."""
    key_results = objective.key_results
    if key_results and all(key_result.kind is KeyResultKind.HOLD for key_result in key_results):
        count = "its only key result keeps" if len(key_results) == 1 else f"all {len(key_results)} key results keep"
        text = f"{objective.quoted_title}: {count} what is, so nothing is to change"
        rewrite = "a KPI with this bound as its target; beside it a key result that goes from <a> to <b>"
        yield key_results[0].finding("KR-HOLD-ALONE", text, rewrite=rewrite)


def healthy_kpi_findings(
    catalogue: Catalogue, *, cycle_id: str, before: Mapping[str, HealthBefore]
) -> Iterator[Finding]:
    """Key results of the cycle on KPIs that met their target in every judged period before it (KR-HEALTHY-KPI).

    `before`: KPI id → its health in the periods of its cadence that ended before the cycle's first day; those of the
    cycle before are enough. Unknown ones count for neither side; under two judged ones nothing is said. To keep a
    healthy KPI within its bound is no effort wasted, so key results of kind hold are left alone.
    """
    for id, placed in catalogue.key_results.items():
        key_result = placed.entry
        is_hold = kind_of(key_result) is KeyResultKind.HOLD
        if placed.cycle.key != cycle_id or is_hold or state_of(key_result).is_ in _ENDED:
            continue
        known = before.get(key_result.kpi or "")
        judged = [health for health in known.healths if health is not Health.UNKNOWN] if known else []
        if known and len(judged) >= _FEWEST_PERIODS and all(health is Health.HEALTHY for health in judged):
            title, kpi = quoted(key_result.title), quoted(catalogue.kpis[known.kpi_id].name)
            text = f"{title} is about {kpi}, which met its target in all {len(judged)} judged periods"
            rewrite = "leave it a KPI; or raise its target, and say in the objective what the new level is for"
            severity = GOAL_CODES["KR-HEALTHY-KPI"].severity
            yield Finding("KR-HEALTHY-KPI", severity, id, f"{text} before {cycle_id}", catalogue.places[id], rewrite)
