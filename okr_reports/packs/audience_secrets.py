"""What a company keeps confidential of a KPI reaches nobody, not even as a change of what pays (rules §3)."""

import polars as pl

from okr_reports.packs.audience_inputs import AudiencePlan

_WORD = "confidential"


def changes_without_secrets(pay_changes: pl.DataFrame, plan: AudiencePlan) -> pl.DataFrame:
    """PAY_CHANGES in which a confidential KPI's target, formula and all else are not said; who, when and why are."""
    is_secret = (pl.col("subject") == "kpi") & pl.col("subject_id").is_in(list(plan.confidential_kpis))
    return pay_changes.with_columns(
        pl.when(is_secret & pl.col(name).is_not_null()).then(pl.lit(_WORD)).otherwise(name).alias(name)
        for name in ("old", "new")
    )
