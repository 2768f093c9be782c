"""The jobs: which assets are made together."""

import dagster as dg

# Assets go by name, so that who needs one job does not load the assets of all.
# In one process: five assets of a small company are done before a second process has started.
monthly_kpi_review = dg.define_asset_job(
    "monthly_kpi_review",
    selection=dg.AssetSelection.assets("kpi_review_pack").upstream(),
    description="One month's KPI review, from the sources to the published version.",
    executor_def=dg.in_process_executor,
)

quarter_end_okr_retro = dg.define_asset_job(
    "quarter_end_okr_retro",
    selection=dg.AssetSelection.assets("okr_retro_pack").upstream(),
    description="One cycle's OKR retro, from the sources to the published version.",
    executor_def=dg.in_process_executor,
)

# Employees are fanned out inside one asset: a partition or step for each would cost hours at ten thousand.
appraisal_evidence = dg.define_asset_job(
    "appraisal_evidence",
    selection=dg.AssetSelection.assets("appraisal_bundles").upstream(),
    description="One appraisal cycle's evidence bundle for every employee, from the sources to the published version.",
    executor_def=dg.in_process_executor,
)
