"""All that was recorded about each employee over the cycle, from six sources, by day."""

import polars as pl

from okr_reports.appraisal_tables import EVIDENCE
from okr_reports.packs.audience_goals import CHECK_IN, RETRO_NOTE, okr_evidence_while_there
from okr_reports.packs.audience_inputs import AppraisalTables, AudiencePlan
from okr_reports.packs.audience_notes import (
    MANAGER_NOTE,
    ONE_TO_ONE,
    comments_of,
    competencies_of,
    shared_manager_notes,
    shared_one_to_ones,
)

COMPETENCY, COMMENT = "competency", "comment"
SOURCES = (CHECK_IN, ONE_TO_ONE, MANAGER_NOTE, COMPETENCY, COMMENT, RETRO_NOTE)
_COLUMNS = ("employee_id", "recorded_on", "source", "author_id", "is_about_team", "text", "objective_id")


def evidence_of(tables: AppraisalTables, plan: AudiencePlan) -> pl.DataFrame:
    """EVIDENCE of everybody: by employee and day (undated last), then in order of SOURCES and of each log.

    Check-ins are those of the cycle's days. Competencies, comments and retro notes belong to the cycle by its name, so
    that some may be dated after its last day. Words about the team are those of an employee's own days.
    """
    rows = pl.concat([*_written_logs(tables, plan), okr_evidence_while_there(tables, plan).select(_COLUMNS)])
    order = pl.col("source").replace_strict(list(SOURCES), range(len(SOURCES)), return_dtype=pl.Int8())
    placed = rows.sort("employee_id", "recorded_on", order, nulls_last=True, maintain_order=True)
    return EVIDENCE.check(
        placed.with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("employee_id"))
    )


def _written_logs(tables: AppraisalTables, plan: AudiencePlan) -> list[pl.DataFrame]:
    cycle = plan.cycle
    competency = pl.concat_str("competency", "comment", separator=": ", ignore_nulls=True)
    comment = pl.concat_str("about", "text", separator=": ", ignore_nulls=True)
    return [
        _rows(shared_one_to_ones(tables, cycle), ONE_TO_ONE, recorded_on="held_on", text=pl.col("note")),
        _rows(shared_manager_notes(tables, cycle), MANAGER_NOTE, recorded_on="noted_on", text=pl.col("note")),
        _rows(
            competencies_of(tables, cycle).rename({"rater_id": "author_id"}), COMPETENCY, recorded_on="rated_on",
            text=competency,
        ),
        _rows(
            comments_of(tables, cycle).with_columns(author_id="employee_id"), COMMENT, recorded_on="commented_on",
            text=comment,
        ),
    ]  # fmt: skip


def _rows(log: pl.DataFrame, source: str, *, recorded_on: str, text: pl.Expr) -> pl.DataFrame:
    nothing = pl.lit(None, dtype=pl.String())
    made = log.with_columns(source=pl.lit(source), is_about_team=pl.lit(False), text=text, objective_id=nothing)
    return made.with_columns(recorded_on=pl.col(recorded_on)).select(_COLUMNS)
