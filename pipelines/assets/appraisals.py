"""An appraisal cycle's evidence: read, what each employee answered for, and one bundle for each of them."""

import dagster as dg

from okr_reports.line.appraisal_stages import read_evidence, score_people
from okr_reports.line.request import require_known_engine
from okr_reports.line.results import put_result
from okr_reports.line.stages import Tables
from pipelines.assets.extracts import PATIENCE
from pipelines.checks import ON_ACHIEVEMENT, ON_EVIDENCE, results, specs
from pipelines.counts import review_summary, table_counts
from pipelines.failures import told_to_dagster
from pipelines.io import forget_tables
from pipelines.resources import CompanyResource


@dg.asset(group_name="extracts", io_manager_key="store_tables", retry_policy=PATIENCE, check_specs=specs(ON_EVIDENCE))
def appraisal_extracts(context: dg.AssetExecutionContext, company: CompanyResource):
    """Snapshot parts up to the cycle's end, shared with the KPI reviews, and all logs as of the run's moment."""
    with told_to_dagster(may_retry=not company.is_waited_for):
        request = company.appraisal_request(context)
        require_known_engine(request.engine)
        tables = read_evidence(request)
        checked = results(ON_EVIDENCE, tables)
        return dg.MaterializeResult(value=tables, metadata=table_counts(tables), check_results=checked)


@dg.asset(group_name="scoring", io_manager_key="store_tables", check_specs=specs(ON_ACHIEVEMENT))
def kra_achievement(context: dg.AssetExecutionContext, company: CompanyResource, appraisal_extracts: Tables):
    """For everybody: what they answered for and when, and which months of it were judged and met."""
    with told_to_dagster():
        tables = score_people(company.appraisal_request(context), appraisal_extracts)
        checked = results(ON_ACHIEVEMENT, tables)
        return dg.MaterializeResult(value=tables, metadata=table_counts(tables), check_results=checked)


@dg.asset(group_name="packs")
def appraisal_bundles(
    context: dg.AssetExecutionContext, company: CompanyResource, appraisal_extracts: Tables, kra_achievement: Tables
):
    """One evidence bundle per employee, the managers' indexes and HR's overview, published as one version."""
    # A process makes one kind of report, and the pages of all kinds take a third of a second to load.
    from okr_reports.line.appraisals import publish_bundles

    with told_to_dagster():
        request = company.appraisal_request(context)
        bundles = publish_bundles(request, {**appraisal_extracts, **kra_achievement}, tell=context.log.info)
        if company.is_waited_for:
            put_result(request.store, bundles, run_id=context.run.run_id)
        forget_tables(request.store, month=context.partition_key, run_id=context.run.run_id)
        return dg.MaterializeResult(metadata=review_summary(bundles))
