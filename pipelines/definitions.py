"""The map of the pipelines: the company of OKR_REPORTS_COMPANY with its months and cycles, assets, jobs, schedules."""

import os
from pathlib import Path

import dagster as dg

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from pipelines.io import store_tables
from pipelines.partitions import review_months
from pipelines.reports import appraisals, kpi_review, okr_retro
from pipelines.resources import COMPANY_VARIABLE, STORE_VARIABLE, CompanyResource
from pipelines.schedules import after_appraisal_cycle_end, after_cycle_end, after_month_end
from pipelines.sensors import late_data


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
    """The definitions of one company."""
    dated = dg.Definitions(
        schedules=[
            after_month_end(written.company),
            after_cycle_end(written),
            after_appraisal_cycle_end(written.company),
        ],
        sensors=[late_data],
        resources={"company": resource, "store_tables": store_tables},
        executor=dg.in_process_executor,
    )
    reports = (report(written, months) for report in (kpi_review, okr_retro, appraisals))
    return dg.Definitions.merge(*reports, dated)
