"""Whose words about a team are whose: those of the days on which an employee belonged to it (rules §8)."""

import polars as pl

from okr_reports.appraisal_tables import OKR_WORDS
from okr_reports.packs.audience_inputs import AppraisalTables, AudiencePlan
from okr_reports.tables import DATE, TEXT

CHECK_IN, RETRO_NOTE = "check_in", "retro_note"


def okr_evidence_while_there(tables: AppraisalTables, plan: AudiencePlan) -> pl.DataFrame:
    """The rows of `okr_evidence` that reach a bundle: check-ins of the cycle's days, and retro notes.

    A check-in names nobody, so it counts from an employee's first day in the cycle to the last; for retro notes see
    `words_while_there`.
    """
    cycle, is_check_in = plan.cycle, pl.col("source") == CHECK_IN
    goals = tables.okr_words.select("objective_id", "cycle_id").unique("objective_id")
    rows = tables.okr_evidence.join(goals, on="objective_id", how="left", maintain_order="left")
    dated = _with_days(rows, tables, plan)
    on = pl.col("recorded_on")
    is_out = is_check_in & ~on.is_between(cycle.start, cycle.last_day)
    is_after = is_check_in & (on > pl.col("last_on"))
    return dated.filter(~(is_out | is_after | _is_elsewhere("recorded_on")).fill_null(False))


def words_while_there(tables: AppraisalTables, plan: AudiencePlan) -> pl.DataFrame:
    """OKR_WORDS without those about a team to which the employee did not belong then, and goals of such cycles.

    Not what was said before the first day, nor of an OKR cycle with which the employee has no day in common: most
    looks back at a cycle are written after it. Rows that name the employee always stay.
    """
    dated = _with_days(tables.okr_words, tables, plan)
    kept = dated.filter(~_is_elsewhere("said_on").fill_null(False)).sort("employee_id", "position")
    return OKR_WORDS.check(
        kept.with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("employee_id"))
    )


def _with_days(rows: pl.DataFrame, tables: AppraisalTables, plan: AudiencePlan) -> pl.DataFrame:
    """With the employee's first and last day in the appraisal cycle, and those of the goal's own cycle."""
    days = tables.segments.group_by("employee_id").agg(
        first_on=pl.col("from_on").min(), last_on=pl.col("to_on").max()
    )  # fmt: skip
    schema = {"cycle_id": TEXT, "begins_on": DATE, "ends_on": DATE}
    spans = [(key, cycle.start, cycle.last_day) for key, cycle in plan.okr_cycles.items()]
    cycles = pl.DataFrame(spans, schema=schema, orient="row")
    return rows.join(days, on="employee_id", how="left", maintain_order="left").join(
        cycles, on="cycle_id", how="left", maintain_order="left"
    )


def _is_elsewhere(day: str) -> pl.Expr:
    is_before = (pl.col(day) < pl.col("first_on")).fill_null(False)
    is_none = (pl.col("ends_on") < pl.col("first_on")) | (pl.col("begins_on") > pl.col("last_on"))
    return pl.col("is_about_team").fill_null(True) & (is_before | is_none.fill_null(False))
