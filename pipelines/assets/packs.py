"""What a report says, made into pages and published."""

import dagster as dg

from okr_reports.line.results import put_result
from okr_reports.line.stages import Tables
from pipelines.counts import review_summary
from pipelines.failures import told_to_dagster
from pipelines.io import forget_tables
from pipelines.resources import CompanyResource


@dg.asset(group_name="packs")
def kpi_review_pack(
    context: dg.AssetExecutionContext, company: CompanyResource, metric_extracts: Tables, kpi_health: Tables
):
    """The month's KPI review as HTML, PDF, workbook and JSON, published as a version that never changes."""
    # A process makes one kind of report, and the pages of all kinds take a third of a second to load.
    from okr_reports.line.review import publish_review

    with told_to_dagster():
        request = company.request(context)
        review = publish_review(request, {**metric_extracts, **kpi_health})
        if company.is_waited_for:
            put_result(request.store, review, run_id=context.run.run_id)
        forget_tables(request.store, month=request.month.key, run_id=context.run.run_id)
        return dg.MaterializeResult(metadata=review_summary(review))
