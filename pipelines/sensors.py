"""Late data: when what was missing of a published month has arrived, its next version is made, saying why."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import dagster as dg

from okr_reports.line.late import Arrivals, arrivals, late_months
from okr_reports.line.request import KPI_REVIEW
from pipelines.failures import told_to_dagster
from pipelines.jobs import monthly_kpi_review
from pipelines.resources import CompanyResource

_EVERY_HOUR = 3600


@dg.sensor(job=monthly_kpi_review, minimum_interval_seconds=_EVERY_HOUR)
def late_data(context: dg.SensorEvaluationContext, company: CompanyResource) -> dg.SensorResult | dg.SkipReason:
    """Asks the extracts that were late in the last published months, and no others, whether they have arrived.

    Dagster is told of extracts and counts alone. A month is asked for once per arrival: the version that follows
    knows the extract.
    """
    with told_to_dagster():
        catalogue, store = company.catalogue, company.open_store()
        now = company.moment(datetime.now().astimezone())
        late = late_months(catalogue, store)
        asked = [arrivals(month, catalogue=catalogue, store=store, as_of=now) for month in late]
    found = [arrived for arrived in asked if arrived.rows]
    if not found:
        return dg.SkipReason(_nothing(asked))
    context.log.info("; ".join(f"{one.late.month.key}: {dict(one.rows)} rows have arrived" for one in found))
    return dg.SensorResult(run_requests=[_request(one) for one in found])


def _request(arrived: Arrivals) -> dg.RunRequest:
    late = arrived.late
    counts = ",".join(f"{extract}={rows}" for extract, rows in arrived.rows.items())
    return dg.RunRequest(
        run_key=f"{KPI_REVIEW}/{late.month.key}/v{late.version}/{counts}",
        partition_key=late.month.key,
        run_config=_reason(arrived.reason),
    )


def _reason(text: str) -> Mapping[str, Any]:
    return {"resources": {"company": {"config": {"reason": text}}}}


def _nothing(asked: Sequence[Arrivals]) -> str:
    if not asked:
        return "no extract is late"
    waited = "; ".join(f"{one.late.month.key}: {', '.join(one.late.extracts)}" for one in asked)
    silent = sorted({extract for one in asked for extract in one.unanswered})
    return f"still late: {waited}" + (f" (no answer from {', '.join(silent)})" if silent else "")
