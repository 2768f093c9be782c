"""Late data: when what was missing of a published month or cycle has arrived, its next version is made, saying why."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import dagster as dg

from okr_reports.line.late import Arrivals, arrivals, late_months
from okr_reports.line.late_cycles import cycle_arrivals
from okr_reports.line.request import KPI_REVIEW
from pipelines.failures import told_to_dagster
from pipelines.jobs import monthly_kpi_review, quarter_end_okr_retro
from pipelines.resources import CompanyResource

_EVERY_HOUR = 3600


@dg.sensor(jobs=[monthly_kpi_review, quarter_end_okr_retro], minimum_interval_seconds=_EVERY_HOUR)
def late_data(context: dg.SensorEvaluationContext, company: CompanyResource) -> dg.SensorResult | dg.SkipReason:
    """Asks the extracts that were late in the last published months and cycles whether they have arrived, no others.

    Of cycles also the logs of actuals and check-ins. Dagster is told of extracts, logs and counts alone. A period is
    asked for once per arrival: the version that follows knows what came.
    """
    with told_to_dagster():
        catalogue, store = company.catalogue, company.open_store()
        now = company.moment(datetime.now().astimezone())
        late = late_months(catalogue, store)
        months = [arrivals(month, catalogue=catalogue, store=store, as_of=now) for month in late]
        asked = [*months, *cycle_arrivals(catalogue, store, as_of=now)]
    found = [arrived for arrived in asked if arrived.rows]
    if not found:
        return dg.SkipReason(_nothing(asked))
    context.log.info("; ".join(f"{one.late.key}: {dict(one.rows)} rows have arrived" for one in found))
    return dg.SensorResult(run_requests=[_request(one) for one in found])


def _request(arrived: Arrivals) -> dg.RunRequest:
    late = arrived.late
    counts = ",".join(f"{name}={rows}" for name, rows in arrived.rows.items())
    job = monthly_kpi_review if late.report == KPI_REVIEW else quarter_end_okr_retro
    return dg.RunRequest(
        run_key=f"{late.report}/{late.key}/v{late.version}/{counts}",
        job_name=job.name,
        partition_key=late.key,
        run_config=_reason(arrived.reason),
    )


def _reason(text: str) -> Mapping[str, Any]:
    return {"resources": {"company": {"config": {"reason": text}}}}


def _nothing(asked: Sequence[Arrivals]) -> str:
    late = [one for one in asked if one.late.extracts]
    silent = sorted({source for one in asked for source in one.unanswered})
    unanswered = f" (no answer from {', '.join(silent)})" if silent else ""
    if not late:
        return f"no extract is late{unanswered}"
    return "still late: " + "; ".join(f"{one.late.key}: {', '.join(one.late.extracts)}" for one in late) + unanswered
