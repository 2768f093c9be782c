"""The map of the pipelines: the company of OKR_REPORTS_COMPANY with its months and cycles, assets, jobs, schedules."""

import os
from datetime import date
from pathlib import Path

import dagster as dg

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from pipelines.assets.appraisals import appraisal_bundles, appraisal_extracts, kra_achievement
from pipelines.assets.extracts import catalogue, metric_extracts
from pipelines.assets.packs import kpi_review_pack
from pipelines.assets.retro import (
    alignment,
    calibration,
    check_in_discipline,
    cycle_extracts,
    decisions,
    key_result_scores,
    objective_scores,
    okr_retro_pack,
)
from pipelines.assets.scores import kpi_health, kpi_values
from pipelines.io import store_tables
from pipelines.jobs import appraisal_evidence, monthly_kpi_review, quarter_end_okr_retro
from pipelines.partitions import appraisal_cycles, goal_cycles, review_months
from pipelines.resources import COMPANY_VARIABLE, STORE_VARIABLE, CompanyResource
from pipelines.schedules import after_appraisal_cycle_end, after_cycle_end, after_month_end
from pipelines.sensors import late_data

OF_MONTHS = (catalogue, metric_extracts, kpi_values, kpi_health, kpi_review_pack)
OF_CYCLES = (
    cycle_extracts, key_result_scores, objective_scores, check_in_discipline, calibration, alignment, decisions,
    okr_retro_pack,
)  # fmt: skip
OF_APPRAISALS = (appraisal_extracts, kra_achievement, appraisal_bundles)


@dg.definitions
def company_definitions() -> dg.Definitions:
    """What Dagster finds when it loads this module through workspace.yaml."""
    # Dagster's own files must be as private as ours; its processes start here.
    os.umask(0o077)
    folder = Path(os.environ.get(COMPANY_VARIABLE) or ".").absolute()
    # Runs are processes of their own, and find the company as this one did.
    os.environ[COMPANY_VARIABLE] = str(folder)
    os.environ.setdefault(STORE_VARIABLE, "")
    written = load_catalogue(folder)
    return definitions_of(written, resource=CompanyResource(), months=review_months(written.company))


def definitions_of(
    written: Catalogue, *, resource: CompanyResource, months: dg.MonthlyPartitionsDefinition
) -> dg.Definitions:
    """The definitions of one company. Its cycles are those with objectives."""
    cycles = goal_cycles(written.cycles)
    appraisals = appraisal_cycles(written.company, last=_last_day(months))
    return dg.Definitions(
        assets=[
            *dg.map_asset_specs(lambda spec: spec.replace_attributes(partitions_def=months), OF_MONTHS),
            *dg.map_asset_specs(lambda spec: spec.replace_attributes(partitions_def=cycles), OF_CYCLES),
            *dg.map_asset_specs(lambda spec: spec.replace_attributes(partitions_def=appraisals), OF_APPRAISALS),
        ],
        jobs=[monthly_kpi_review, quarter_end_okr_retro, appraisal_evidence],
        schedules=[
            after_month_end(written.company),
            after_cycle_end(written),
            after_appraisal_cycle_end(written.company),
        ],
        sensors=[late_data],
        resources={"company": resource, "store_tables": store_tables},
        executor=dg.in_process_executor,
    )


def _last_day(months: dg.MonthlyPartitionsDefinition) -> date:
    """The first day of the last month that may be asked for: the running one, or that of a run told another moment."""
    return date.fromisoformat(f"{months.get_last_partition_key()}-01")
