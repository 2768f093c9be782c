"""Whose goals lead up to which of the company's: links of any depth, resolved into one table (rules §7)."""

from dataclasses import dataclass

import polars as pl

from okr_reports.goal_reading_tables import ALIGNMENT
from okr_reports.goal_words import Contribution, Level
from okr_reports.scoring.discipline_groups import group_of
from okr_reports.scoring.key_results_states import with_states
from okr_reports.scoring.plan import CyclePlan

_KEY = "key_result_id"


@dataclass(frozen=True)
class CycleGoals:
    """One cycle's OBJECTIVES and KEY_RESULTS, and PEOPLE (empty where nobody wrote who works where)."""

    objectives: pl.DataFrame
    key_results: pl.DataFrame
    people: pl.DataFrame


def people_on_duty(people: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """PEOPLE who belong to the company on the day the cycle is judged on, one row each."""
    is_there = (pl.col("from_on") <= plan.judged_on) & (pl.col("to_on") >= plan.judged_on).fill_null(True)
    return people.filter(is_there.fill_null(True)).unique("id", keep="last", maintain_order=True)


def active_goals(goals: CycleGoals, *, plan: CyclePlan) -> pl.DataFrame:
    """KEY_RESULTS that still stand, with `group_id`, `level` and `objective_supports_id` of their objective."""
    objectives = goals.objectives.select(
        "objective_id", "level", group_id=group_of(), objective_supports_id="supports_id"
    )
    standing = with_states(goals.key_results, plan=plan).filter(~pl.col("is_ended"))
    return standing.join(objectives, on="objective_id", maintain_order="left")


def align(goals: CycleGoals, *, plan: CyclePlan) -> pl.DataFrame:
    """ALIGNMENT: which group drives or supports each of the company's key results that still stand.

    Drives: a key result of the group, or its objective, supports it, itself or through others, or the key result is
    measured by the same KPI. Supports: they lead to its objective, or its owner or a contributor works in the group.
    """
    active = active_goals(goals, plan=plan)
    company = active.filter(pl.col("level") == Level.COMPANY)
    below = active.filter(pl.col("level") != Level.COMPANY)
    reached = _ends_of_links(goals, below)
    drives = [
        reached.select("group_id", end="end_id")
        .join(company.select(_KEY), left_on="end", right_on=_KEY)
        .rename({"end": _KEY}),
        below.select("group_id", "kpi_id").join(company.select(_KEY, "kpi_id"), on="kpi_id").select("group_id", _KEY),
    ]
    supports = [
        reached.select("group_id", objective_id="end_id").join(company.select(_KEY, "objective_id"), on="objective_id"),
        _of_people(company, people_on_duty(goals.people, plan=plan)),
    ]
    links = pl.concat(
        frame.select(_KEY, "group_id", contribution=pl.lit(word.value))
        for word, frames in ((Contribution.DRIVES, drives), (Contribution.SUPPORTS, supports))
        for frame in frames
    )
    once = links.unique([_KEY, "group_id"], keep="first", maintain_order=True)
    order = company.select(_KEY).with_row_index("place")
    return ALIGNMENT.check(once.join(order, on=_KEY).sort("place", "group_id"))


def _ends_of_links(goals: CycleGoals, below: pl.DataFrame) -> pl.DataFrame:
    """group_id, end_id: every goal above each key result, up to the company's."""
    # The company's own goals are where links end: its key results do not support each other by their objective.
    lower = goals.objectives.filter(pl.col("level") != Level.COMPANY)
    above = lower.select("objective_id", above="supports_id")
    key_results = goals.key_results.join(above, on="objective_id").select(
        id=_KEY, end_id=pl.coalesce("supports_id", "above")
    )
    objectives = above.select(id="objective_id", end_id="above")
    parents = pl.concat([key_results, objectives]).filter(pl.col("end_id").is_not_null())
    starts = pl.concat([below.select("group_id", id=_KEY), below.select("group_id", id="objective_id")])
    step = starts.join(parents, on="id").select("group_id", "end_id").unique()
    found = step
    while step.height:
        further = step.join(parents, left_on="end_id", right_on="id").select("group_id", end_id="end_id_right").unique()
        step = further.join(found, on=["group_id", "end_id"], how="anti")
        found = pl.concat([found, step])
    return found


def _of_people(company: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The teams (of people without one: their departments) of owners and contributors."""
    place = pl.coalesce(pl.concat_str(pl.lit("team/"), "team"), pl.concat_str(pl.lit("department/"), "department"))
    groups = people.select(person="id", group_id=place).filter(pl.col("group_id").is_not_null())
    taking_part = company.select(
        _KEY, person=pl.concat_list(pl.concat_list("owner_id"), pl.col("contributors").fill_null([]))
    )
    return taking_part.explode("person").join(groups, on="person").select("group_id", _KEY)
