"""What the company wrote and what was measured: the catalogue, and the snapshot parts of every extract."""

import dagster as dg

from okr_reports.line.request import require_known_engine
from okr_reports.line.stages import read_sources
from pipelines.checks import ON_EXTRACTS, results, specs
from pipelines.counts import catalogue_summary, table_counts
from pipelines.failures import told_to_dagster
from pipelines.resources import CompanyResource

# A source may be busy for a moment in the early morning. What it answered is not asked for again: failures.py.
PATIENCE = dg.RetryPolicy(max_retries=2, delay=60, backoff=dg.Backoff.EXPONENTIAL)


@dg.asset(group_name="extracts")
def catalogue(context: dg.AssetExecutionContext, company: CompanyResource) -> dg.MaterializeResult:
    """Everything the company wrote, loaded and checked, and the month that is asked for."""
    with told_to_dagster():
        request = company.request(context)
        require_known_engine(request.engine)
        return dg.MaterializeResult(metadata=catalogue_summary(request.catalogue))


@dg.asset(
    group_name="extracts", deps=[catalogue], io_manager_key="store_tables", retry_policy=PATIENCE,
    check_specs=specs(ON_EXTRACTS),
)  # fmt: skip
def metric_extracts(context: dg.AssetExecutionContext, company: CompanyResource):
    """Measured rows as snapshot parts, one per extract and month; with people, actions and unreadable cells."""
    with told_to_dagster(may_retry=not company.is_waited_for):
        tables = read_sources(company.request(context))
        return dg.MaterializeResult(
            value=tables, metadata=table_counts(tables), check_results=results(ON_EXTRACTS, tables)
        )
