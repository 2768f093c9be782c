"""Objectives and key results of an OKR retro as JSON: every figure that stands beside one, put beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from okr_reports.goal_tables import MILESTONES
from okr_reports.goal_words import Ambition
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro_json import (
    BoundJson,
    CheckInJson,
    KeyResultJson,
    MilestoneJson,
    ObjectiveJson,
    OriginalJson,
    StandardJson,
    WindowJson,
)
from okr_reports.packs.retro_rows import Row, by_key, lists_by_key, row_as
from okr_reports.packs.retro_tables_json import CostJson, ForecastJson
from okr_reports.words import Visibility

_KEY = "key_result_id"


def objectives_of(inputs: RetroInputs) -> tuple[ObjectiveJson, ...]:
    """The objectives in order of the files, each with its key results."""
    beside = _Beside(inputs)
    scores = by_key(inputs.tables.objective_scores, "objective_id")
    key_results = lists_by_key(inputs.tables.key_results, "objective_id")
    return tuple(
        _objective({**row, **scores[row["objective_id"]]}, key_results.get(row["objective_id"], []), beside)
        for row in inputs.tables.objectives.iter_rows(named=True)
    )


def _objective(row: Row, key_results: Sequence[Row], beside: "_Beside") -> ObjectiveJson:
    return row_as(
        ObjectiveJson,
        row,
        id=row["objective_id"],
        team=row["team_id"],
        department=row["department_id"],
        owner=row["owner_id"],
        supports=row["supports_id"],
        ambition=_ambition(key_results),
        scored=row["scored_count"],
        total=row["total_count"],
        key_results=tuple(beside.key_result(one) for one in key_results),
    )


def _ambition(key_results: Sequence[Row]) -> str | None:
    words = {one["ambition"] for one in key_results}
    return None if not words else Ambition.COMMITTED if words == {Ambition.COMMITTED} else Ambition.ASPIRATIONAL


@dataclass(frozen=True)
class _Beside:
    """What the tables say of each key result."""

    inputs: RetroInputs

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Row]]:
        """Table → key result id → its row."""
        tables = self.inputs.tables
        named = {
            "scores": tables.scores, "actuals": tables.actuals, "decisions": tables.decisions,
            "originals": tables.originals, "costs": tables.costs, "forecasts": tables.forecasts,
            "first_seen": tables.first_seen,
        }  # fmt: skip
        return {name: by_key(table, _KEY) for name, table in named.items()}

    @cached_property
    def check_ins(self) -> Mapping[str, list[Row]]:
        """The check-ins of the cycle, oldest first."""
        cycle = self.inputs.cycle
        said = self.inputs.tables.check_ins.sort("checked_in_on", "check_in_id")
        within = said.filter(said["checked_in_on"].is_between(cycle.start, cycle.last_day))
        return lists_by_key(within, _KEY)

    @cached_property
    def milestones(self) -> Mapping[str, list[Row]]:
        """Steps and rungs in order."""
        return lists_by_key(self.inputs.tables.milestones.sort(MILESTONES.key), _KEY)

    def key_result(self, row: Row) -> KeyResultJson:
        """Everything beside one key result. Baseline and target are those that were scored."""
        id = row[_KEY]
        found: dict[str, Any] = {name: each.get(id, {}) for name, each in self.rows.items()}
        scores, actuals, decisions = found["scores"], found["actuals"], found["decisions"]
        both = {**row, **actuals, **decisions, **scores}
        return row_as(
            KeyResultJson,
            both,
            id=id,
            owner=row["owner_id"],
            kpi=row["kpi_id"],
            first_seen_on=found["first_seen"].get("first_seen_on"),
            bound=_bound(both) if row["hold_op"] else None,
            # Of one that ended early the score table holds that day's.
            actual=scores["actual"],
            window=WindowJson(actuals["window_from"], actuals["window_to"], row["window"]),
            counterweight=row["counterweight_id"],
            reached_at_a_cost=row_as(CostJson, found["costs"]) if found["costs"] else None,
            milestones=tuple(row_as(MilestoneJson, step) for step in self.milestones.get(id, ())),
            check_ins=tuple(self._check_ins(row)),
            forecast=row_as(ForecastJson, found["forecasts"]) if self._is_forecast(found) else None,
            standard=_standard(decisions) if decisions.get("standard_op") else None,
            original=row_as(OriginalJson, found["originals"]) if found["originals"] else None,
        )

    def _check_ins(self, row: Row) -> Iterator[CheckInJson]:
        """Of a key result on a confidential KPI without the figures said: they would tell the KPI's value."""
        kpi = self.inputs.catalogue.kpis.get(row["kpi_id"] or "")
        is_secret = kpi is not None and kpi.visibility is Visibility.CONFIDENTIAL
        for said in self.check_ins.get(row[_KEY], ()):
            shown = {**said, "value": None} if is_secret else said
            yield row_as(CheckInJson, shown, on=said["checked_in_on"])

    def _is_forecast(self, found: Mapping[str, Row]) -> bool:
        """Only while the cycle runs: afterwards the actual says it."""
        return self.inputs.is_partial and bool(found["forecasts"])


def _bound(row: Row) -> BoundJson:
    ends = (row["hold_op"], row["hold_value"], row["hold_low"], row["hold_high"])
    return BoundJson(*ends, row["held"], row["held_of"])


def _standard(row: Row) -> StandardJson:
    return StandardJson(*(row[f"standard_{name}"] for name in ("op", "value", "low", "high", "grain", "source")))
