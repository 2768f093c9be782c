"""Why a value is not judged: the one reason that a reader is told (rules §3)."""

from datetime import date

import polars as pl

from okr_reports.words import Reason, TargetState


def unknown_reason(today: date) -> pl.Expr:
    """The first that applies, empty for a value that can be judged.

    A confidential KPI says nothing else; a value that is not there says why; then come the KPI's trial, the target's
    state and date, too few rows, and a relative target without a base.
    """
    ladder = [
        (Reason.TRIAL, pl.col("is_trial")),
        (Reason.NO_TARGET, _has_no_target()),
        (Reason.NOT_DUE, _is_not_due(today)),
        (Reason.SMALL_N, pl.col("reason") == Reason.SMALL_N),
        (Reason.CONFIDENTIAL, pl.col("target_state") == TargetState.CONFIDENTIAL),
        (Reason.NOT_DERIVABLE, pl.col("is_not_derivable")),
    ]
    reason = pl.when(pl.col("is_confidential")).then(pl.lit(Reason.CONFIDENTIAL.value))
    reason = reason.when(pl.col("value").is_null()).then("reason")
    for word, applies in ladder:
        reason = reason.when(applies).then(pl.lit(word.value))
    return reason


def _has_no_target() -> pl.Expr:
    is_said_otherwise = pl.col("target_state") != TargetState.CONFIDENTIAL
    return pl.col("target_op").is_null() & is_said_otherwise.fill_null(True)


def _is_not_due(today: date) -> pl.Expr:
    """Before the target's due date, and of a longer period before its end."""
    judged_on = pl.min_horizontal("last_on", pl.lit(today))
    is_running = pl.col("is_partial") & (pl.col("grain") != pl.col("own_grain"))
    return is_running | (judged_on < pl.col("target_due_on")).fill_null(False)
