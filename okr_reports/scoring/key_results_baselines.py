"""The baseline check: what a key result says it starts from against what was measured then (rules §5)."""

import polars as pl

from okr_reports.findings import Finding
from okr_reports.goal_tables import BASELINE_CHECKS, KEY_RESULT_SCORES
from okr_reports.goal_words import KeyResultKind, Span
from okr_reports.scoring.key_results import score_key_results
from okr_reports.scoring.numbers import is_above, is_at_least, is_equal
from okr_reports.scoring.original_goals import ScoredGoals
from okr_reports.scoring.plan import CyclePlan
from okr_reports.words import Severity

BASELINE_DIFFERS = "BASELINE-DIFFERS"
_WITH_BASELINE = [KeyResultKind.METRIC.value, KeyResultKind.CHANGE.value, KeyResultKind.COUNT.value]
_MOST_DECIMALS = 12


def check_baselines(goals: ScoredGoals, *, plan: CyclePlan) -> pl.DataFrame:
    """BASELINE_CHECKS: the written baselines that the measured value, rounded as they are, contradicts.

    The measured value is that of the last full window before `written_on`. The digits are those of the number itself:
    3.1 has one decimal, 14 none. `score_from_measured` starts from the measured one; a relative change follows it.
    What is counted over the cycle starts with it, from 0: what was counted before it contradicts nothing.
    """
    measured = goals.actuals.select("key_result_id", "measured_baseline").filter(
        pl.col("measured_baseline").is_finite()
    )
    is_from_nothing = (
        (pl.col("kind") == KeyResultKind.COUNT) & (pl.col("baseline") == 0) & (pl.col("window") == Span.CYCLE)
    )
    written = goals.key_results.filter(
        pl.col("kind").is_in(_WITH_BASELINE), pl.col("baseline").is_not_null(), ~is_from_nothing.fill_null(False)
    )
    # Column by column: an expression that holds others several times over takes longer to prepare than to compute.
    compared = written.join(measured, on="key_result_id", maintain_order="left").with_columns(half=_half_a_unit())
    both = compared.filter(~_prints_the_same()).drop("half")
    is_change = pl.col("kind") == KeyResultKind.CHANGE
    restarted = both.with_columns(baseline=pl.col("measured_baseline"), target=pl.when(~is_change).then("target")).drop(
        "measured_baseline"
    )
    scores = score_key_results(restarted, goals.actuals, milestones=goals.milestones, plan=plan)
    found = both.select("key_result_id", "baseline", "measured_baseline")
    return BASELINE_CHECKS.check(
        found.join(
            goals.scores.select(KEY_RESULT_SCORES.key[0], "score"), on="key_result_id", maintain_order="left"
        ).join(
            scores.select("key_result_id", score_from_measured="score", reason_from_measured="reason"),
            on="key_result_id", maintain_order="left",
        )
    )  # fmt: skip


def baseline_findings(checks: pl.DataFrame) -> tuple[Finding, ...]:
    """One finding for each row of BASELINE_CHECKS, without a score: pages print that, by locale."""
    return tuple(
        Finding(
            BASELINE_DIFFERS, Severity.WARNING, key_result_id,
            f"its baseline is {_said(baseline)}, but {_said(measured)} was measured in the last full window before it "
            "was written: correct one of the two, or say why in changes.csv",
        )
        for key_result_id, baseline, measured in checks.select("key_result_id", "baseline", "measured_baseline").rows()
    )  # fmt: skip


def _said(number: float) -> str:
    """Six digits, of large numbers all before the point: an amount of millions is no power of ten."""
    return f"{number:.6g}" if abs(number) < 1e5 else f"{number:.2f}".rstrip("0").rstrip(".")


def _prints_the_same() -> pl.Expr:
    """Whether the measured value, rounded half away from zero to the baseline's decimals, is the baseline."""
    baseline, measured, half = pl.col("baseline"), pl.col("measured_baseline"), pl.col("half")
    away = measured * baseline.sign()
    is_in = is_at_least(away, baseline.abs() - half) & is_above(baseline.abs() + half, away)
    return pl.when(baseline == 0).then(is_above(half, measured.abs())).otherwise(is_in)


def _half_a_unit() -> pl.Expr:
    """Half the place value of the baseline's last decimal: 0.05 for 3.1, 0.5 for 14."""
    number = pl.col("baseline")
    units = [10.0**-decimals for decimals in range(_MOST_DECIMALS)]
    steps = [pl.when(is_equal((number / unit).round(), number / unit)).then(pl.lit(unit)) for unit in units]
    return pl.coalesce(*steps, pl.lit(10.0**-_MOST_DECIMALS)) / 2
