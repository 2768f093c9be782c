"""What the numbers mean: the value of every KPI, and how it stands against its target."""

import dagster as dg

from okr_reports.line.stages import Tables, judge_values, score_values
from okr_reports.tables import ALERTS
from pipelines.alerts import observe_alerts
from pipelines.checks import ON_HEALTH, ON_VALUES, results, specs
from pipelines.counts import table_counts
from pipelines.failures import told_to_dagster
from pipelines.resources import CompanyResource


@dg.asset(group_name="scoring", io_manager_key="store_tables", check_specs=specs(ON_VALUES))
def kpi_values(context: dg.AssetExecutionContext, company: CompanyResource, metric_extracts: Tables):
    """Every KPI's value per period, for the company and its departments, computed from the snapshot parts alone."""
    with told_to_dagster():
        tables = score_values(company.request(context), metric_extracts)
        return dg.MaterializeResult(
            value=tables, metadata=table_counts(tables), check_results=results(ON_VALUES, tables)
        )


@dg.asset(group_name="scoring", io_manager_key="store_tables", check_specs=specs(ON_HEALTH))
def kpi_health(
    context: dg.AssetExecutionContext, company: CompanyResource, metric_extracts: Tables, kpi_values: Tables
):
    """Every period judged by the target in force for it, what the month shows of it, and the actions it asks for."""
    with told_to_dagster():
        tables = judge_values(company.request(context), {**metric_extracts, **kpi_values})
        observe_alerts(context, tables.get(ALERTS.name, ALERTS.empty()))
        return dg.MaterializeResult(
            value=tables, metadata=table_counts(tables), check_results=results(ON_HEALTH, tables)
        )
