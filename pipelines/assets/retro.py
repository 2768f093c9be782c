"""A cycle's goals: read, scored, read beside other cycles, and published as the OKR retro."""

import dagster as dg

from okr_reports.line.request import require_known_engine
from okr_reports.line.results import put_result
from okr_reports.line.retro_reading import align_goals, calibrate_targets, look_ahead
from okr_reports.line.retro_stages import judge_check_ins, read_cycle, score_goals, sum_up_objectives
from okr_reports.line.stages import Tables
from pipelines.assets.extracts import PATIENCE
from pipelines.checks import ON_CYCLE, ON_KEY_RESULTS, results, specs
from pipelines.counts import review_summary, table_counts
from pipelines.failures import told_to_dagster
from pipelines.io import forget_tables
from pipelines.resources import CompanyResource

# As the folders of the stages are called.
_READ, _SCORED, _PACKED = "extracts", "scoring", "packs"


@dg.asset(group_name=_READ, io_manager_key="store_tables", retry_policy=PATIENCE, check_specs=specs(ON_CYCLE))
def cycle_extracts(context: dg.AssetExecutionContext, company: CompanyResource):
    """Snapshot parts up to the cycle's end, shared with the KPI reviews, and all logs as of the run's moment."""
    with told_to_dagster(may_retry=not company.is_waited_for):
        request = company.retro_request(context)
        require_known_engine(request.engine)
        tables = read_cycle(request)
        checked = results(ON_CYCLE, tables)
        return dg.MaterializeResult(value=tables, metadata=table_counts(tables), check_results=checked)


@dg.asset(group_name=_SCORED, io_manager_key="store_tables", check_specs=specs(ON_KEY_RESULTS))
def key_result_scores(context: dg.AssetExecutionContext, company: CompanyResource, cycle_extracts: Tables):
    """How far each key result came from its baseline to its target, in this cycle and in those before."""
    with told_to_dagster():
        tables = score_goals(company.retro_request(context), cycle_extracts)
        checked = results(ON_KEY_RESULTS, tables)
        return dg.MaterializeResult(value=tables, metadata=table_counts(tables), check_results=checked)


@dg.asset(group_name=_SCORED, io_manager_key="store_tables")
def objective_scores(
    context: dg.AssetExecutionContext, company: CompanyResource, cycle_extracts: Tables, key_result_scores: Tables
):
    """Every objective's score and of how many, and what moved since its key results were first written."""
    with told_to_dagster():
        tables = sum_up_objectives(company.retro_request(context), {**cycle_extracts, **key_result_scores})
        return dg.MaterializeResult(value=tables, metadata=table_counts(tables))


@dg.asset(group_name=_SCORED, io_manager_key="store_tables")
def check_in_discipline(
    context: dg.AssetExecutionContext, company: CompanyResource, cycle_extracts: Tables, key_result_scores: Tables
):
    """Check-ins held of those expected, silences, what was said week by week, and forecasts."""
    with told_to_dagster():
        tables = judge_check_ins(company.retro_request(context), {**cycle_extracts, **key_result_scores})
        return dg.MaterializeResult(value=tables, metadata=table_counts(tables))


@dg.asset(group_name=_SCORED, io_manager_key="store_tables")
def calibration(context: dg.AssetExecutionContext, company: CompanyResource, key_result_scores: Tables):
    """The mean score of stretch goals over cycles, against where the profile means it to be."""
    with told_to_dagster():
        tables = calibrate_targets(company.retro_request(context), key_result_scores)
        return dg.MaterializeResult(value=tables, metadata=table_counts(tables))


@dg.asset(group_name=_SCORED, io_manager_key="store_tables")
def alignment(context: dg.AssetExecutionContext, company: CompanyResource, cycle_extracts: Tables):
    """Who drives and supports which of the company's key results, and what does not fit together."""
    with told_to_dagster():
        tables = align_goals(company.retro_request(context), cycle_extracts)
        return dg.MaterializeResult(value=tables, metadata=table_counts(tables))


# In this order: each one's findings hold those of the stages it read.
_SCORES = ("cycle_extracts", "key_result_scores", "objective_scores")
_STAGES = (*_SCORES, "check_in_discipline", "calibration", "alignment", "decisions")


@dg.asset(group_name=_SCORED, io_manager_key="store_tables", ins={name: dg.AssetIn(name) for name in _SCORES})
def decisions(context: dg.AssetExecutionContext, company: CompanyResource, **stages: Tables):
    """What becomes of each key result, what reaching cost, the ledger over cycles, and the programme's figures."""
    with told_to_dagster():
        tables = {name: table for stage in _SCORES for name, table in stages[stage].items()}
        ahead = look_ahead(company.retro_request(context), tables)
        return dg.MaterializeResult(value=ahead, metadata=table_counts(ahead))


@dg.asset(group_name=_PACKED, ins={name: dg.AssetIn(name) for name in _STAGES})
def okr_retro_pack(context: dg.AssetExecutionContext, company: CompanyResource, **stages: Tables):
    """The cycle's OKR retro, published as a version that never changes."""
    # A process makes one kind of report, and the pages of all kinds take a third of a second to load.
    from okr_reports.line.retro import publish_retro

    with told_to_dagster():
        request = company.retro_request(context)
        tables = {name: table for stage in _STAGES for name, table in stages[stage].items()}
        retro = publish_retro(request, tables)
        if company.is_waited_for:
            put_result(request.store, retro, run_id=context.run.run_id)
        forget_tables(request.store, month=context.partition_key, run_id=context.run.run_id)
        return dg.MaterializeResult(metadata=review_summary(retro))
