"""Whom a change in what pays touches, and the achievement without it (rules §8)."""

import polars as pl

from okr_reports.appraisal_tables import EMPLOYEE_ACHIEVEMENTS
from okr_reports.appraisal_words import PaySubject

_ID = "employee_id"


def affected_by(pay_changes: pl.DataFrame, asked: pl.DataFrame, *, segments: pl.DataFrame) -> pl.DataFrame:
    """employee_id of everybody with a role, or a KPI of the role, that PAY_CHANGES names; a policy is everybody's."""
    if (pay_changes["subject"] == PaySubject.POLICY).any():
        return segments.select(_ID).unique().sort(_ID)
    roles, kpis = (pay_changes.filter(subject=kind)["subject_id"] for kind in (PaySubject.ROLE, PaySubject.KPI))
    by_role = segments.filter(pl.col("role_id").is_in(roles.to_list())).select(_ID)
    by_kpi = asked.filter(pl.col("kpi_id").is_in(kpis.to_list())).select(_ID)
    return pl.concat([by_role, by_kpi]).unique().sort(_ID)


def with_changes(
    now: pl.DataFrame, before: pl.DataFrame, *, affected: pl.DataFrame, is_everybody: bool
) -> pl.DataFrame:
    """EMPLOYEE_ACHIEVEMENTS with both figures of those affected; `before`: the same by what stood at first.

    `is_everybody`: the linkage policy was changed. It alters no figure, so both are the same.
    """
    touched = affected.with_columns(is_touched=pl.lit(True))
    first = before.select(_ID, first_achievement="achievement", first_reason="reason")
    joined = now.join(touched, on=_ID, how="left", maintain_order="left").join(
        first, on=_ID, how="left", maintain_order="left"
    )
    is_touched = pl.col("is_touched").fill_null(False)
    is_changed = is_touched | pl.lit(is_everybody)
    return EMPLOYEE_ACHIEVEMENTS.check(
        joined.with_columns(
            is_changed=is_changed,
            achievement_before_changes=pl.when(is_touched)
            .then("first_achievement")
            .when(is_changed)
            .then("achievement"),
            reason_before_changes=pl.when(is_touched).then("first_reason").when(is_changed).then("reason"),
        )
    )
