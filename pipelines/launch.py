"""The scheduled jobs, run now and in this process: what `okr-reports run` does."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import dagster as dg

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.line.appraisal_request import AppraisalRequest
from okr_reports.line.request import RunRequest
from okr_reports.line.results import ReviewResult, take_result
from okr_reports.line.retro_request import RetroRequest
from pipelines.failures import run_failed
from pipelines.home import dagster_home
from pipelines.io import forget_tables, store_tables
from pipelines.jobs import appraisal_evidence, monthly_kpi_review, quarter_end_okr_retro
from pipelines.partitions import review_months
from pipelines.progress import progress_logger
from pipelines.reports import appraisals, kpi_review, okr_retro
from pipelines.resources import CompanyResource, catalogue_at_hand


@dataclass(frozen=True)
class _Launch:
    """A report and its job, the partition asked for, whether its period may be unfinished, and whose bundles."""

    report: Callable[[Catalogue, dg.MonthlyPartitionsDefinition], dg.Definitions]
    job: str
    partition_key: str
    is_partial: bool
    employee_ids: tuple[str, ...] = ()


def launch_review(request: RunRequest, *, store_url: str, is_quiet: bool) -> ReviewResult:
    """Run `monthly_kpi_review` for the request's month. Raises RunFailed with the problems that ended it."""
    launch = _Launch(kpi_review, monthly_kpi_review.name, request.month.key, request.is_partial)
    return _launch(launch, request, store_url=store_url, is_quiet=is_quiet)


def launch_retro(request: RetroRequest, *, store_url: str, is_quiet: bool) -> ReviewResult:
    """Run `quarter_end_okr_retro` for the request's cycle. Raises RunFailed with the problems that ended it."""
    launch = _Launch(okr_retro, quarter_end_okr_retro.name, request.cycle.key, request.is_partial)
    return _launch(launch, request.month, store_url=store_url, is_quiet=is_quiet)


def launch_appraisals(request: AppraisalRequest, *, store_url: str, is_quiet: bool) -> ReviewResult:
    """Run `appraisal_evidence` for the request's cycle. Raises RunFailed with the problems that ended it."""
    people = request.employee_ids
    launch = _Launch(appraisals, appraisal_evidence.name, request.cycle.key, request.is_partial, people)
    return _launch(launch, request.month, store_url=store_url, is_quiet=is_quiet)


def _launch(launch: _Launch, request: RunRequest, *, store_url: str, is_quiet: bool) -> ReviewResult:
    job = _definitions(request, launch, store_url=store_url).resolve_job_def(launch.job)
    quiet_job = job.with_logger_defs({"console": progress_logger(is_quiet=is_quiet)})
    run_id = str(uuid4())
    try:
        with (
            dg.DagsterInstance.from_config(str(dagster_home(request.catalogue.folder))) as instance,
            catalogue_at_hand(request.catalogue),
        ):
            run = quiet_job.execute_in_process(
                instance=instance, partition_key=launch.partition_key, run_id=run_id, raise_on_error=False,
                run_config={"loggers": {"console": {}}},
            )  # fmt: skip
    finally:
        forget_tables(request.store, month=launch.partition_key, run_id=run_id)
    if not run.success:
        raise run_failed(run.all_events)
    return take_result(request.store, run_id=run_id)


def _definitions(request: RunRequest, launch: _Launch, *, store_url: str) -> dg.Definitions:
    resource = CompanyResource(
        folder=str(request.catalogue.folder),
        store=store_url,
        as_of=request.as_of.isoformat(),
        is_partial=launch.is_partial,
        employee_ids=" ".join(launch.employee_ids),
        reason=request.reason or "",
        pdf_engine=request.pdf_engine or "",
        is_waited_for=True,
    )
    start, clock = request.month.start, request.started_at.astimezone(request.zone)
    months_ahead = (start.year - clock.year) * 12 + start.month - clock.month + 1
    months = review_months(request.catalogue.company, months_ahead=max(1, months_ahead))
    needed = dg.Definitions(
        resources={"company": resource, "store_tables": store_tables}, executor=dg.in_process_executor
    )
    return dg.Definitions.merge(launch.report(request.catalogue, months), needed)
