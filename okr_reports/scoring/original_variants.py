"""Key results scored once more with fields of their first definition put back (rules §5)."""

import polars as pl

from okr_reports.goal_tables import KEY_RESULT_ACTUALS, KEY_RESULTS
from okr_reports.goal_words import Ambition, KeyResultKind, NoScore
from okr_reports.scoring.key_results import score_key_results
from okr_reports.scoring.original_goals import ScoredGoals
from okr_reports.scoring.original_steps import STEPS, steps_of_variants
from okr_reports.scoring.plan import CyclePlan

_NUMBERS = ("baseline", "target", "weight", "stretch")
_CHANGE_BY, _AMBITION = "change_by", "ambition"
# What leaves the measured value as it is; every other field of a definition decides what is measured.
_KEEPS_THE_ACTUAL = [*_NUMBERS, "of", _CHANGE_BY, "written_on", _AMBITION, STEPS]
_MEASURED_KINDS = [
    kind.value for kind in (KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT, KeyResultKind.HOLD)
]


def remeasured(differences: pl.DataFrame) -> pl.DataFrame:
    """The differences that change what is measured, or up to when."""
    return differences.filter(~pl.col("field").is_in(_KEEPS_THE_ACTUAL))


def put_back_each(differences: pl.DataFrame) -> pl.DataFrame:
    """A variant per difference: variant, key_result_id, field, original.

    What is measured goes back together: with a source, formula, filter or window also the due date.
    """
    each = differences.with_columns(variant=pl.format("{} {}", "key_result_id", "field"))
    is_measure = ~pl.col("field").is_in([*_KEEPS_THE_ACTUAL, "due_on"])
    due = differences.filter(pl.col("field") == "due_on").select("key_result_id", "field", "original")
    with_due = each.filter(is_measure).select("variant", "key_result_id").join(due, on="key_result_id")
    columns = ("variant", "key_result_id", "field", "original")
    return pl.concat([each.select(columns), with_due.select(columns)])


def put_back_all(differences: pl.DataFrame) -> pl.DataFrame:
    """One variant per key result with all its differences put back."""
    return differences.select("key_result_id", "field", "original", variant="key_result_id")


def variant_key_results(goals: ScoredGoals, put_back: pl.DataFrame) -> pl.DataFrame:
    """KEY_RESULTS with the variant as key_result_id, and the real id as `of_id`, `is_remeasured` beside them.

    `to_milestones`: its steps as text where `has_milestones`, that is where they were others at first.
    """
    # The sheet's `of` is the target of a count.
    named = put_back.with_columns(pl.col("field").replace("of", "target"))
    rows = named.group_by("variant", "key_result_id", maintain_order=True).agg(
        is_remeasured=(~pl.col("field").is_in(_KEEPS_THE_ACTUAL)).any(),
        **{f"to_{name}": pl.col("original").filter(pl.col("field") == name).first() for name in _FIELDS},
        **{f"has_{name}": (pl.col("field") == name).any() for name in _FIELDS},
    )
    joined = rows.join(goals.key_results, on="key_result_id", maintain_order="left")
    returned = joined.with_columns(*_returned()).with_columns(weight=pl.col("weight").fill_null(1.0))
    return returned.select(
        *KEY_RESULTS.columns, "variant", "is_remeasured", f"to_{STEPS}", f"has_{STEPS}"
    ).with_columns(of_id=pl.col("key_result_id"), key_result_id=pl.col("variant"))


def score_variants(
    goals: ScoredGoals, variants: pl.DataFrame, *, first_actuals: pl.DataFrame, plan: CyclePlan
) -> pl.DataFrame:
    """KEY_RESULT_SCORES of the variants; `not_derivable` where nobody measured by the first definition."""
    ids = variants.select("variant", "of_id", "is_remeasured", "kind")
    milestones = steps_of_variants(goals.milestones, variants)
    as_now = _actuals_of(ids.filter(~pl.col("is_remeasured")), goals.actuals)
    as_first = _actuals_of(ids.filter("is_remeasured"), first_actuals)
    unknown = ids.filter("is_remeasured", pl.col("kind").is_in(_MEASURED_KINDS)).join(
        first_actuals, left_on="of_id", right_on="key_result_id", how="anti"
    )
    not_derivable = pl.concat(
        [
            KEY_RESULT_ACTUALS.empty(),
            unknown.select(key_result_id="variant", reason=pl.lit(NoScore.NOT_DERIVABLE.value)),
        ],
        how="diagonal",
    )
    actuals = pl.concat([as_now, as_first, not_derivable])
    return score_key_results(variants, actuals, milestones=milestones, plan=plan)


def _returned() -> list[pl.Expr]:
    """The columns of KEY_RESULTS with what stood there at first."""
    numbers = {
        name: pl.when(f"has_{name}").then(pl.col(f"to_{name}").cast(pl.Float64(), strict=False)).otherwise(name)
        for name in _NUMBERS
    }
    share, points = (
        pl.col("to_change_by").str.extract(rf"^\s*([+-]?[\d.]+)\s*{unit}\s*$").cast(pl.Float64(), strict=False)
        for unit in ("%", "pt")
    )
    # The target of a change follows from its baseline: with another one it is worked out again.
    follows = (pl.col("kind") == KeyResultKind.CHANGE) & (pl.col("has_baseline") | pl.col("has_change_by"))
    numbers["target"] = pl.when(~follows | pl.col("has_target")).then(numbers["target"])
    return [
        *(number.alias(name) for name, number in numbers.items()),
        pl.when(pl.col("to_ambition").is_in(list(Ambition))).then("to_ambition").otherwise(_AMBITION).alias(_AMBITION),
        pl.when("has_change_by").then(share / 100).otherwise("change_share").alias("change_share"),
        pl.when("has_change_by").then(points).otherwise("change_points").alias("change_points"),
        pl.when("has_due_on").then(pl.col("to_due_on").str.to_date(strict=False)).otherwise("due_on").alias("due_on"),
    ]


def _actuals_of(ids: pl.DataFrame, actuals: pl.DataFrame) -> pl.DataFrame:
    joined = ids.join(actuals, left_on="of_id", right_on="key_result_id")
    return KEY_RESULT_ACTUALS.check(joined.rename({"variant": "key_result_id"}))


_FIELDS = (*_NUMBERS, _CHANGE_BY, _AMBITION, STEPS, "due_on")
