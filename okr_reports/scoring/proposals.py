"""What its own history proposes as the target of a KPI that has none (rules §9)."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from okr_reports.measures import Measure, TargetRow
from okr_reports.scoring.cadence import anchor_of, shown_period
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.signals_points import measured_points
from okr_reports.tables import TARGET_PROPOSALS
from okr_reports.words import Direction, Operator, TargetState

_OPERATOR = {Direction.HIGHER: Operator.AT_LEAST, Direction.LOWER: Operator.AT_MOST}
_BEST_SHARE = {Operator.AT_LEAST: 0.75, Operator.AT_MOST: 0.25}
# A target that stands somewhere else, or is known to some: there is nothing to propose.
_SET_ELSEWHERE = (TargetState.CONFIDENTIAL, TargetState.ELSEWHERE)


def propose_targets(month: JudgedMonth) -> pl.DataFrame:
    """TARGET_PROPOSALS: median and best quartile of the last twelve values (policy) of each KPI without a target.

    Values since the last re-base, of the company, of the KPI's own cadence; below four (policy) there is no proposal.
    Quartiles interpolate linearly; the best is the one that a quarter of the values reached.
    """
    policy = month.plan.policy
    wanting = [
        measure
        for measure in month.measures
        if wants_target(measure, anchor_of(shown_period(measure.grain, month.plan)))
    ]
    points = measured_points(month).filter(pl.col("entity_id").is_null(), "is_history")
    last = points.join(_facts(wanting), on="kpi_id", maintain_order="left").group_by("kpi_id", maintain_order=True)
    values = pl.col("value").tail(policy.proposal_values)
    best = [
        pl.when(pl.col("op").first() == op).then(values.quantile(share, "linear")) for op, share in _BEST_SHARE.items()
    ]
    proposed = last.agg(
        pl.col("op").first(),
        values_count=values.len().cast(pl.Int64),
        median=values.median(),
        best_quartile=pl.coalesce(best),
    )
    return TARGET_PROPOSALS.check(proposed.filter(pl.col("values_count") >= policy.fewest_proposal_values))


def wants_target(measure: Measure, day: date) -> bool:
    """Whether no number is or will be asked of the KPI, of its own periods or of longer ones, from this day on."""
    past = {row.grain or measure.grain: row for row in measure.targets if row.from_on <= day}
    coming = [row for row in measure.targets if row.from_on > day]
    return not any(_is_set(row) for row in [*past.values(), *coming])


def _is_set(row: TargetRow) -> bool:
    return row.condition is not None or row.state in _SET_ELSEWHERE


def _facts(measures: Sequence[Measure]) -> pl.DataFrame:
    facts = [(measure.kpi_id, _OPERATOR.get(measure.direction)) for measure in measures]
    return pl.DataFrame(facts, schema={"kpi_id": pl.String(), "op": pl.String()}, orient="row")
