"""The goals of one quarter: what a company wanted, what was measured, and what scoring makes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

import polars as pl

from okr_reports.goal_tables import (
    DEFINITIONS,
    KEY_RESULT_ACTUALS,
    KEY_RESULTS,
    MILESTONES,
    OBJECTIVES,
)
from okr_reports.periods import FiscalCalendar
from okr_reports.policy import PROFILES, policy_from
from okr_reports.scoring.key_results import score_key_results
from okr_reports.scoring.key_results_baselines import baseline_findings, check_baselines
from okr_reports.scoring.objectives import score_objectives
from okr_reports.scoring.original import find_goalposts, goalpost_findings, score_as_first_defined
from okr_reports.scoring.original_goals import GoalHistory, ScoredGoals
from okr_reports.scoring.plan import CyclePlan
from okr_reports.scoring.profiles_goal import judged_differently, objectives_judged_differently
from okr_reports.tables import CHANGES, TableSpec
from okr_reports.working_days import WorkingCalendar
from tests.rules.text_tables import Cell, read_frame, read_table, require_agreement

_NAMES = {
    "key result": "key_result_id", "objective": "objective_id", "by": "change_share", "points": "change_points",
    "due": "due_on", "done": "done_on", "self": "manual_score", "seen": "first_seen_on", "raw": "raw_progress",
    "on": "changed_on", "who": "changed_by", "at end": "score_at_cancel", "with late": "score_with_late_cancelled",
    "scored": "scored_count", "total": "total_count", "worst": "worst_status", "share": "scored_weight_share",
    "counted": "is_counted", "without": "score_without", "late": "is_late_cancelled", "subject": "subject_id",
    "measured": "measured_baseline",
}  # fmt: skip
_OF_ACTUALS = {
    "actual": "actual", "day value": "at_cancel", "held": "held", "held of": "held_of", "measured": "measured_baseline",
    "why none": "reason",
}  # fmt: skip
_WANTED = {"objective_id": "o", "cycle_id": "2026-Q3", "kind": "metric", "ambition": "aspirational", "state": "active"}


@dataclass(frozen=True)
class GoalCase:
    """A company's key results in 2026-Q3, built up step by step; each step gives a new case."""

    wanted: str = "key result"
    steps: str = "key_result_id | done_on"
    first_definitions: str = "key_result_id | field | value | first_seen_on"
    definitions: str = "key_result_id | field | value"
    log: str = "changed_id | changed_on"
    first_measured: str = "key_result_id | actual"
    profile: str = "cozyhr"
    other_profile: str = "velvetum"
    as_of: str = "2026-10-05"
    overrides: Mapping[str, object] = field(default_factory=dict)

    def under(self, profile: str, **overrides: object) -> "GoalCase":
        """The profile by which is judged, and the company's own numbers of goals."""
        return replace(self, profile=profile, overrides=overrides)

    def against(self, profile: str) -> "GoalCase":
        """The profile to compare with."""
        return replace(self, other_profile=profile)

    def seen(self, as_of: str) -> "GoalCase":
        """The day of the run."""
        return replace(self, as_of=as_of)

    def wants(self, key_results: str) -> "GoalCase":
        """Key results with what was measured of them: columns as in `scores_each`."""
        return replace(self, wanted=key_results)

    def takes(self, steps: str) -> "GoalCase":
        """Milestones and rungs."""
        return replace(self, steps=steps)

    def first_said(self, definitions: str) -> "GoalCase":
        """The definitions as a run first saw them."""
        return replace(self, first_definitions=definitions)

    def now_says(self, definitions: str) -> "GoalCase":
        """The definitions today."""
        return replace(self, definitions=definitions)

    def changes(self, log: str) -> "GoalCase":
        """Lines of changes.csv."""
        return replace(self, log=log)

    def first_measures(self, actuals: str) -> "GoalCase":
        """What the first definitions give today."""
        return replace(self, first_measured=actuals)

    @cached_property
    def plan(self) -> CyclePlan:
        """The cycle that is asked for."""
        goals = replace(PROFILES[self.profile].goals, **self.overrides)  # pyright: ignore[reportArgumentType]
        return CyclePlan(
            cycle=FiscalCalendar().period("2026-Q3"),
            as_of=datetime.fromisoformat(self.as_of).replace(tzinfo=UTC),
            timezone="UTC",
            fiscal=FiscalCalendar(),
            policy=policy_from(self.profile, {"goals": goals}),
            calendar=WorkingCalendar(),
        )

    @cached_property
    def goals(self) -> ScoredGoals:
        """Everything scored."""
        key_results, actuals = self._key_results, self._actuals
        milestones = _table(MILESTONES, read_frame(self.steps).with_row_index("position"))
        scores = score_key_results(key_results, actuals, milestones=milestones, plan=self.plan)
        ids = key_results["objective_id"].unique(maintain_order=True)
        objectives = _table(OBJECTIVES, ids.to_frame(), cycle_id="2026-Q3", title="Better", level="company")
        of_objectives = score_objectives(objectives, key_results, scores=scores, plan=self.plan)
        return ScoredGoals(objectives, key_results, actuals, milestones, scores, of_objectives)

    @cached_property
    def history(self) -> GoalHistory:
        """What is known of earlier definitions."""
        return GoalHistory(
            first=_table(
                DEFINITIONS, _texts(self.first_definitions).with_columns(pl.col("first_seen_on").str.to_date())
            ),
            current=_table(DEFINITIONS, _texts(self.definitions)),
            changes=_table(CHANGES, _texts(self.log).with_row_index("change_id")),
            first_actuals=_table(KEY_RESULT_ACTUALS, read_frame(self.first_measured)),
        )

    def scores_each(self, expected: str) -> None:
        """Each key result has this score; what was wanted and measured stands in the same row."""
        _compare(expected, replace(self, wanted=expected).goals.scores.drop("baseline", "target", "actual"))

    def scores(self, expected: str) -> None:
        """The key results have these scores."""
        _compare(expected, self.goals.scores)

    def sums_up(self, expected: str) -> None:
        """The objectives have these scores."""
        _compare(expected, self.goals.objective_scores)

    def moved(self, expected: str) -> None:
        """These definitions differ from the first ones."""
        _compare(expected, find_goalposts(self.goals, self.history, plan=self.plan))

    def would_have(self, expected: str) -> None:
        """As first defined the key results would have these scores."""
        _compare(expected, score_as_first_defined(self.goals, self.history, plan=self.plan))

    def tells(self, *sentences: str) -> None:
        """These findings, and no others."""
        found = goalpost_findings(find_goalposts(self.goals, self.history, plan=self.plan))
        assert [one.text for one in found] == list(sentences)

    def doubts(self, expected: str) -> None:
        """These baselines are contradicted by what was measured."""
        _compare(expected, check_baselines(self.goals, plan=self.plan))

    def tells_of_baselines(self, *sentences: str) -> None:
        """These findings about baselines, and no others."""
        found = baseline_findings(check_baselines(self.goals, plan=self.plan))
        assert [one.text for one in found] == list(sentences)

    def differs(self, expected: str) -> None:
        """These key results are judged differently by the other profile."""
        pair = (self.plan.policy.goals, PROFILES[self.other_profile].goals)
        _compare(expected, judged_differently(self.goals.scores, pair))

    def differs_in_objectives(self, expected: str) -> None:
        """These objectives are judged differently by the other profile."""
        other = replace(self, profile=self.other_profile, overrides={})
        pair = (self.plan.policy.goals, other.plan.policy.goals)
        first, second = self.goals.objective_scores, other.goals.objective_scores
        _compare(expected, objectives_judged_differently(first, second, profiles=pair))

    @property
    def _key_results(self) -> pl.DataFrame:
        written = read_frame(self.wanted)
        named = written.rename(_NAMES, strict=False)
        own = [name for name in named.columns if name in KEY_RESULTS.columns]
        given = {name: value for name, value in _WANTED.items() if name not in own}
        ids = pl.Series("key_result_id", [f"kr{place}" for place in range(1, written.height + 1)])
        table = named.select(own) if "key_result_id" in own else named.select(own).with_columns(ids)
        weight = pl.col("weight").fill_null(1.0) if "weight" in own else pl.lit(1.0)
        filled = table.with_columns(weight=weight, **{name: pl.lit(value) for name, value in given.items()})
        defaults = [pl.col(name).fill_null(value) for name, value in _WANTED.items()]
        return _table(KEY_RESULTS, filled.with_columns(defaults))

    @property
    def _actuals(self) -> pl.DataFrame:
        written = read_frame(self.wanted)
        measured = {new: old for old, new in _OF_ACTUALS.items() if old in written.columns}
        ids = self._key_results["key_result_id"]
        return _table(KEY_RESULT_ACTUALS, pl.DataFrame([ids, *written.select(**measured)]))


def _texts(text: str) -> pl.DataFrame:
    rows = read_table(text)
    names = [name.strip() for name in text.strip().splitlines()[0].split("|")]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String()))
    dates = [name for name in ("changed_on",) if name in names]
    return frame.with_columns(pl.col(name).str.to_date() for name in dates)


def _table(spec: TableSpec, rows: pl.DataFrame, **given: object) -> pl.DataFrame:
    own = rows.with_columns(**{name: pl.lit(value) for name, value in given.items()})
    return spec.check(own.with_columns(pl.lit(None).alias(name) for name in spec.columns if name not in own.columns))


def _compare(expected: str, table: pl.DataFrame) -> None:
    wanted = [_renamed(row, table.columns) for row in read_table(expected)]
    require_agreement(wanted, _ordered(table, wanted))


def _renamed(row: Mapping[str, Cell], columns: Iterable[str]) -> dict[str, Cell]:
    named = {_NAMES.get(name, name): cell for name, cell in row.items()}
    return {name: cell for name, cell in named.items() if name in columns}


def _ordered(table: pl.DataFrame, wanted: list[dict[str, Cell]]) -> list[dict[str, object]]:
    """The table's rows in the order in which they are expected; all of them where no id is named."""
    keys = [name for name in ("key_result_id", "objective_id", "subject_id", "field") if wanted and name in wanted[0]]
    rows = table.rows(named=True)
    found = {tuple(row[key] for key in keys): row for row in rows}
    if not keys or len(found) != len(wanted):
        return rows
    return [found.get(tuple(row[key] for key in keys), {}) for row in wanted]
