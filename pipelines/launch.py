"""The scheduled job, run now and in this process: what `okr-reports run` does."""

from uuid import uuid4

import dagster as dg

from okr_reports.line.request import RunRequest
from okr_reports.line.results import ReviewResult, take_result
from pipelines.definitions import definitions_of
from pipelines.failures import run_failed
from pipelines.home import dagster_home
from pipelines.io import forget_tables
from pipelines.jobs import monthly_kpi_review
from pipelines.partitions import review_months
from pipelines.progress import progress_logger
from pipelines.resources import CompanyResource


def launch_review(request: RunRequest, *, store_url: str, is_quiet: bool) -> ReviewResult:
    """Run `monthly_kpi_review` for the request's month. Raises RunFailed with the problems that ended it."""
    job = _definitions(request, store_url).resolve_job_def(monthly_kpi_review.name)
    quiet_job = job.with_logger_defs({"console": progress_logger(is_quiet=is_quiet)})
    run_id = str(uuid4())
    try:
        with dg.DagsterInstance.from_config(str(dagster_home(request.catalogue.folder))) as instance:
            run = quiet_job.execute_in_process(
                instance=instance, partition_key=request.month.key, run_id=run_id, raise_on_error=False,
                run_config={"loggers": {"console": {}}},
            )  # fmt: skip
    finally:
        forget_tables(request.store, month=request.month.key, run_id=run_id)
    if not run.success:
        raise run_failed(run.all_events)
    return take_result(request.store, run_id=run_id)


def _definitions(request: RunRequest, store_url: str) -> dg.Definitions:
    company = request.catalogue.company
    resource = CompanyResource(
        folder=str(request.catalogue.folder),
        store=store_url,
        as_of=request.as_of.isoformat(),
        is_partial=request.is_partial,
        reason=request.reason or "",
        pdf_engine=request.engine,
        is_waited_for=True,
    )
    start, clock = request.month.start, request.started_at.astimezone(request.zone)
    months_ahead = (start.year - clock.year) * 12 + start.month - clock.month + 1
    return definitions_of(company, resource=resource, months=review_months(company, months_ahead=max(1, months_ahead)))
