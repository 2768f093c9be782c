"""The map of the pipelines: the company of OKR_REPORTS_COMPANY with its months, assets, jobs, schedules and sensors."""

import os
from pathlib import Path

import dagster as dg

from okr_reports.catalogue.load import load_catalogue
from okr_reports.catalogue.model import Company
from pipelines.assets.extracts import catalogue, metric_extracts
from pipelines.assets.packs import kpi_review_pack
from pipelines.assets.scores import kpi_health, kpi_values
from pipelines.io import store_tables
from pipelines.jobs import monthly_kpi_review
from pipelines.partitions import review_months
from pipelines.resources import COMPANY_VARIABLE, STORE_VARIABLE, CompanyResource
from pipelines.schedules import after_month_end
from pipelines.sensors import late_data

ASSETS = (catalogue, metric_extracts, kpi_values, kpi_health, kpi_review_pack)


@dg.definitions
def company_definitions() -> dg.Definitions:
    """What Dagster finds when it loads this module through workspace.yaml."""
    # Dagster's own files must be as private as ours; its processes start here.
    os.umask(0o077)
    folder = Path(os.environ.get(COMPANY_VARIABLE) or ".").absolute()
    # Runs are processes of their own, and find the company as this one did.
    os.environ[COMPANY_VARIABLE] = str(folder)
    os.environ.setdefault(STORE_VARIABLE, "")
    company = load_catalogue(folder).company
    return definitions_of(company, resource=CompanyResource(), months=review_months(company))


def definitions_of(
    company: Company, *, resource: CompanyResource, months: dg.MonthlyPartitionsDefinition
) -> dg.Definitions:
    """The definitions of one company."""
    return dg.Definitions(
        assets=dg.map_asset_specs(lambda spec: spec.replace_attributes(partitions_def=months), ASSETS),
        jobs=[monthly_kpi_review],
        schedules=[after_month_end(company)],
        sensors=[late_data],
        resources={"company": resource, "store_tables": store_tables},
        executor=dg.in_process_executor,
    )
