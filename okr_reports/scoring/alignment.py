"""What does not fit together in a cycle's goals: nobody, or two, behind one; goals that lead nowhere (rules §7)."""

from collections.abc import Collection

import polars as pl

from okr_reports.goal_reading_tables import ALIGNMENT_GAPS
from okr_reports.goal_words import AlignmentGap, Contribution, Level
from okr_reports.scoring.alignment_links import CycleGoals, active_goals, people_on_duty
from okr_reports.scoring.alignment_rewrites import find_rewrites
from okr_reports.scoring.discipline_groups import group_of
from okr_reports.scoring.plan import CyclePlan

_GAP = ["subject_id", "others"]
_NOBODY = pl.lit([], dtype=pl.List(pl.String()))


def find_gaps(
    goals: CycleGoals, alignment: pl.DataFrame, *, teams: Collection[str] = (), plan: CyclePlan
) -> pl.DataFrame:
    """ALIGNMENT_GAPS by kind in the order of AlignmentGap, each in the order of the goals or by id.

    `alignment`: ALIGNMENT. `teams`: those the company names, beside the ones people belong to.
    """
    active = active_goals(goals, plan=plan)
    people = people_on_duty(goals.people, plan=plan)
    found = {
        AlignmentGap.UNDRIVEN: _undriven(active, alignment),
        AlignmentGap.CLAIMED_TWICE: _claimed_twice(active),
        AlignmentGap.ORPHAN: _orphans(goals),
        AlignmentGap.LOCAL_TOO_MANY: _local_too_many(goals, most=plan.policy.reading.local_per_team),
        AlignmentGap.NO_KEY_RESULTS: _without_key_results(goals),
        AlignmentGap.TEAM_WITHOUT_OKR: _teams_without(goals, people, teams),
        AlignmentGap.PERSON_WITHOUT_OKR: _people_without(goals, active, people),
        AlignmentGap.REWRITTEN: find_rewrites(goals),
    }
    return ALIGNMENT_GAPS.check(pl.concat(frame.select(*_GAP, gap=pl.lit(gap.value)) for gap, frame in found.items()))


def _undriven(active: pl.DataFrame, alignment: pl.DataFrame) -> pl.DataFrame:
    """The company's key results without a driver, and who at least supports them."""
    drivers = alignment.filter(pl.col("contribution") == Contribution.DRIVES)
    supporters = alignment.group_by("key_result_id", maintain_order=True).agg(others="group_id")
    alone = active.filter(pl.col("level") == Level.COMPANY).join(drivers, on="key_result_id", how="anti")
    named = alone.join(supporters, on="key_result_id", how="left", maintain_order="left")
    return named.select(subject_id="key_result_id", others=pl.coalesce("others", _NOBODY))


def _claimed_twice(active: pl.DataFrame) -> pl.DataFrame:
    """KPIs on which two teams, or two departments, have key results."""
    claims = active.filter(pl.col("level").is_in([Level.TEAM.value, Level.DEPARTMENT.value]))
    each = claims.filter(pl.col("kpi_id").is_not_null()).group_by("kpi_id", "level", maintain_order=True).agg(
        others=pl.col("group_id").unique().sort()
    )  # fmt: skip
    twice = each.filter(pl.col("others").list.len() > 1).group_by("kpi_id", maintain_order=True)
    return twice.agg(pl.col("others").explode()).rename({"kpi_id": "subject_id"})


def _orphans(goals: CycleGoals) -> pl.DataFrame:
    """Objectives below the company's that support nothing, themselves or by a key result, and are not local."""
    if not goals.objectives.select((pl.col("level") == Level.COMPANY).any()).item():
        return _empty()
    linked = goals.key_results.filter(pl.col("supports_id").is_not_null())
    lonely = goals.objectives.filter(
        pl.col("level") != Level.COMPANY, pl.col("supports_id").is_null(), ~pl.col("is_local").fill_null(False)
    )
    return lonely.join(linked, on="objective_id", how="anti", maintain_order="left").select(
        subject_id="objective_id", others=pl.concat_list(group_of())
    )


def _local_too_many(goals: CycleGoals, *, most: int) -> pl.DataFrame:
    local = goals.objectives.filter("is_local").with_columns(group_id=group_of())
    counted = local.group_by("group_id", maintain_order=True).agg(others="objective_id")
    return counted.filter(pl.col("others").list.len() > most).select("others", subject_id="group_id")


def _without_key_results(goals: CycleGoals) -> pl.DataFrame:
    empty = goals.objectives.join(goals.key_results, on="objective_id", how="anti", maintain_order="left")
    return empty.select(subject_id="objective_id", others=_NOBODY)


def _teams_without(goals: CycleGoals, people: pl.DataFrame, teams: Collection[str]) -> pl.DataFrame:
    known = {*teams, *people["team"].drop_nulls()} - {*goals.objectives["team_id"].drop_nulls()}
    ids = pl.Series("subject_id", [f"team/{team}" for team in sorted(known)], dtype=pl.String())
    return ids.to_frame().with_columns(others=_NOBODY)


def _people_without(goals: CycleGoals, active: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """People who own and contribute to nothing that still stands."""
    busy = pl.concat([
        active.select(id="owner_id"), active.select(id="contributors").explode("id"),
        goals.objectives.select(id="owner_id"),
    ]).drop_nulls()  # fmt: skip
    idle = people.select("id", "team").join(busy, on="id", how="anti").sort("id")
    team = pl.concat_list(pl.concat_str(pl.lit("team/"), "team")).list.drop_nulls()
    return idle.select(subject_id=pl.concat_str(pl.lit("person/"), "id"), others=team)


def _empty() -> pl.DataFrame:
    return ALIGNMENT_GAPS.empty().select(_GAP)
