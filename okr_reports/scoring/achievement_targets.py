"""Which target an employee is held to: the one that stood before the period had ended (rules §§7 and 8)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.appraisal_words import NotJudged
from okr_reports.measures import AverageBound, Measure, RelativeBound
from okr_reports.scoring.achievement_plan import AppraisalPlan
from okr_reports.scoring.calendar_table import calendar_table
from okr_reports.scoring.targets import target_rows, with_resolved_targets
from okr_reports.words import TargetState

MOMENT = ["kpi_id", "anchor_on", "last_on"]
_SENTENCES = [TargetState.QUALITATIVE.value, TargetState.ELSEWHERE.value]
_ABSOLUTE = ("target_op", "target_value", "target_low", "target_high", "target_set_on")
_RELATIVE = ("base", "by_share", "by_points", "times", "average_count", "in_a_row")


def targets_in_force(moments: pl.DataFrame, measures: Sequence[Measure], *, plan: AppraisalPlan) -> pl.DataFrame:
    """For each of `moments` (MOMENT) the columns of the target row in force, `target_reason` where it is no number.

    In force: of the rows from that period or before the latest that was set by `last_on`; a back-dated one gives way
    to the row before it. A standard adopted from a key result counts from the first cycle that begins after it was
    set. A row without a day counts as set in time.
    """
    own = {"kpi_id": [m.kpi_id for m in measures], "grain": [str(m.grain) for m in measures]}
    rows = target_rows(measures).join(pl.DataFrame(own, schema=dict.fromkeys(own, pl.String())), on=list(own))
    due = moments.select(MOMENT).unique().join(rows, on="kpi_id").filter(pl.col("from_on") <= pl.col("anchor_on"))
    set_on = pl.col("target_set_on")
    counts = pl.col("from_key_result").is_null() | (set_on < plan.cycle.start).fill_null(False)
    known = due.filter(counts).with_columns(is_in_time=set_on.is_null() | (set_on <= pl.col("last_on")))
    # Rows of one start stand in the order in which they were set: the last one in time holds.
    ordered = known.sort(*MOMENT, "from_on", "target_set_on", "target_order", nulls_last=False)
    names = [*_ABSOLUTE, *_RELATIVE, "target_state", "target_due_on"]
    chosen = ordered.group_by(MOMENT).agg(pl.col(names).filter("is_in_time").last(), has_any=pl.col("is_in_time").any())
    found = moments.select(MOMENT).unique().join(chosen, on=MOMENT, how="left")
    return found.with_columns(target_reason=_reason(), is_relative=_is_relative())


def resolved_targets(values: pl.DataFrame, measures: Sequence[Measure], *, plan: AppraisalPlan) -> pl.DataFrame:
    """`relative_value` and `is_not_derivable` by kpi_id, entity_id, grain and period_id of KPIs with such targets.

    `values`: KPI_VALUES, the periods that these targets look back at among them.
    """
    needed = [measure.kpi_id for measure in measures if _looks_back(measure)]
    values = values.filter(pl.col("kpi_id").is_in(needed))
    dated = values.join(calendar_table(values, plan.fiscal), on=["grain", "period_id"])
    targeted = dated.join(targets_in_force(dated, measures, plan=plan), on=MOMENT, how="left").filter("is_relative")
    # The periods looked back at have rows of their own, whatever their targets.
    others = dated.join(targeted, on=["kpi_id", "entity_id", "grain", "period_id"], how="anti", nulls_equal=True)
    every = pl.concat([targeted, others], how="diagonal_relaxed")
    resolved = with_resolved_targets(every).filter("is_relative")
    return resolved.select(
        "kpi_id", "entity_id", "grain", "period_id", "is_not_derivable", relative_value="target_value"
    )


def _looks_back(measure: Measure) -> bool:
    return any(isinstance(row.condition, RelativeBound | AverageBound) for row in measure.targets)


def _reason() -> pl.Expr:
    state = pl.col("target_state")
    return (
        pl.when(pl.col("target_op").is_not_null())
        .then(None)
        .when(~pl.col("has_any").fill_null(True))
        .then(pl.lit(NotJudged.BACK_DATED.value))
        .when(state.is_in(_SENTENCES))
        .then(pl.lit(NotJudged.NOT_NUMERIC.value))
        .when(state == TargetState.CONFIDENTIAL)
        .then(pl.lit(NotJudged.UNKNOWN.value))
        .otherwise(pl.lit(NotJudged.NO_TARGET.value))
    )


def _is_relative() -> pl.Expr:
    return pl.col("base").is_not_null() | pl.col("average_count").is_not_null()
