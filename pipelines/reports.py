"""Each report's assets over its partitions, and the job that makes it. A process with one report loads no other's."""

from collections.abc import Sequence
from datetime import date

import dagster as dg

from okr_reports.catalogue.catalogue import Catalogue
from pipelines.jobs import appraisal_evidence, monthly_kpi_review, quarter_end_okr_retro
from pipelines.partitions import appraisal_cycles, goal_cycles

# Each function imports its own assets: those of all reports, with the stages behind them, take a fifth of a second.


def kpi_review(_: Catalogue, months: dg.MonthlyPartitionsDefinition) -> dg.Definitions:
    """The KPI review, by month."""
    from pipelines.assets.extracts import catalogue, metric_extracts
    from pipelines.assets.packs import kpi_review_pack
    from pipelines.assets.scores import kpi_health, kpi_values

    assets = [catalogue, metric_extracts, kpi_values, kpi_health, kpi_review_pack]
    return dg.Definitions(_over(months, assets), jobs=[monthly_kpi_review])


def okr_retro(written: Catalogue, _: dg.MonthlyPartitionsDefinition) -> dg.Definitions:
    """The OKR retro, by cycle of goals: those with objectives."""
    from pipelines.assets import retro

    assets = [
        retro.cycle_extracts, retro.key_result_scores, retro.objective_scores, retro.check_in_discipline,
        retro.calibration, retro.alignment, retro.decisions, retro.okr_retro_pack,
    ]  # fmt: skip
    return dg.Definitions(_over(goal_cycles(written.cycles), assets), jobs=[quarter_end_okr_retro])


def appraisals(written: Catalogue, months: dg.MonthlyPartitionsDefinition) -> dg.Definitions:
    """The appraisal bundles, by appraisal cycle up to the one of the last month that may be asked for."""
    from pipelines.assets.appraisals import appraisal_bundles, appraisal_extracts, kra_achievement

    last = date.fromisoformat(f"{months.get_last_partition_key()}-01")
    assets = [appraisal_extracts, kra_achievement, appraisal_bundles]
    return dg.Definitions(_over(appraisal_cycles(written.company, last=last), assets), jobs=[appraisal_evidence])


def _over(partitions: dg.PartitionsDefinition, assets: Sequence[dg.AssetsDefinition]) -> list[dg.AssetsDefinition]:
    return list(dg.map_asset_specs(lambda spec: spec.replace_attributes(partitions_def=partitions), assets))
