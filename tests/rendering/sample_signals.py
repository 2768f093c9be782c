"""Signals for the invented company, as scoring judges its values, and rows of the tables that stand beside them."""

from dataclasses import replace
from datetime import date

import polars as pl

from okr_reports.measures import Measure
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.periods import Grain
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.scoring.signals import judge_signals
from okr_reports.tables import (
    ALERTS,
    EVENTS,
    KPI_CANDIDATES,
    KPI_REBASES,
    KPI_SIGNALS,
    RESTATED,
    TARGET_PROPOSALS,
)
from okr_reports.working_days import WorkingCalendar
from tests.rendering.sample_company import cells
from tests.rendering.sample_review import FISCAL, MONTH, frame

P90, TTF, CHURN = "support/p90-first-response", "people-finance/time-to-fill", "success/gross-churn"
# on | KPI (none: the company) | text
EVENT_ROWS = """
2026-04-14 | support/p90-first-response | 212 customers in Europe go live; 18 % of tickets now arrive after 19:00 IST.
2026-07-06 | support/p90-first-response | Two agents leave; 9 of 11 seats filled since.
2026-07-01 | | New fiscal quarter, new price list.
2025-02-01 | | Before the charts begin.
"""


def with_signals(inputs: ReviewInputs) -> ReviewInputs:
    """The same review with the signals that scoring finds in its values."""
    return with_tables(inputs, signals=signals_of(inputs))


def signals_of(inputs: ReviewInputs) -> pl.DataFrame:
    """tables.KPI_SIGNALS of the review's values, by the company's rule set."""
    catalogue, tables = inputs.catalogue, inputs.tables
    measures = [Measure(kpi.id, kpi.extract, Grain.MONTH, kpi.direction, kpi.unit) for kpi in catalogue.kpis.values()]
    plan = ReviewPlan(
        month=inputs.month,
        as_of=inputs.as_of,
        timezone=catalogue.company.timezone,
        fiscal=catalogue.fiscal,
        policy=catalogue.policy,
        calendar=WorkingCalendar(),
    )
    return judge_signals(JudgedMonth(tables.health, tables.shown, tables.rebases, measures, plan))


def with_tables(inputs: ReviewInputs, **tables: object) -> ReviewInputs:
    """The same review with these tables in place of its own."""
    return replace(inputs, tables=replace(inputs.tables, **tables))


def signal_rows(kpi_id: str, charted: list[float | None], **last: object) -> pl.DataFrame:
    """tables.KPI_SIGNALS of one KPI with these points up to the month; `last` are columns of the last one."""
    months = FISCAL.run_up_to(MONTH, len(charted))
    columns = {"kpi_id": kpi_id, "grain": "month", "chart": "value", "is_trial": False, "is_last": False}
    levels = {"points": len(charted), "centre": 2.5, "lower": 2.0, "upper": 3.0}
    rows = [columns | levels | {"period_id": m.key, "charted": c} for m, c in zip(months, charted, strict=True)]
    rows[-1] |= {"is_last": True} | last
    return frame(KPI_SIGNALS, rows)


def with_signal(inputs: ReviewInputs, kpi_id: str, charted: list[float | None], **last: object) -> ReviewInputs:
    """The same review with this KPI's signal beside those it has."""
    return with_tables(inputs, signals=pl.concat([inputs.tables.signals, signal_rows(kpi_id, charted, **last)]))


def full_review(inputs: ReviewInputs) -> ReviewInputs:
    """The review with all that stands beside the values: signals, candidates, proposals, events, restatements."""
    return with_tables(
        with_signals(inputs),
        candidates=candidates(),
        proposals=proposals(),
        alerts=frame(ALERTS, [{"kpi_id": P90, "kind": "new_concern", "period_id": MONTH.key}]),
        restated=restated(),
        rebases=rebases(),
        events=events(),
    )


def candidates() -> pl.DataFrame:
    """Two candidates: one by its quarters with a counterweight, one by a concern without a target."""
    first = {
        "kpi_id": P90, "rank": 1, "why": "weak_quarters", "weak_periods": ["2026-Q2", "2026-Q3"], "from_value": 3.0,
        "from_period_id": "2026-Q3", "to_op": "<=", "to_value": 2.0, "counterweight_id": "support/reopen-rate",
    }  # fmt: skip
    second = {
        "kpi_id": TTF, "rank": 2, "why": "persistent_concern", "weak_periods": ["2026-08", "2026-09"],
        "from_value": 43.7, "from_period_id": "2026-Q3",
    }  # fmt: skip
    return frame(KPI_CANDIDATES, [second, first])


def proposals() -> pl.DataFrame:
    """A target that history proposes."""
    row = {"kpi_id": "sales/win-rate", "values_count": 12, "median": 22.7, "best_quartile": 23.4, "op": ">="}
    return frame(TARGET_PROPOSALS, [row])


def restated() -> pl.DataFrame:
    """Two values that an earlier pack said otherwise, one with a reason."""
    pack = {"published_period_id": "2026-08", "version": 1}
    first = {"kpi_id": CHURN, "period_id": "2026-08", "old_value": 2.9, "new_value": 2.6, "old_n": 3801, "new_n": 3884}
    second = {"kpi_id": "sales/net-new-mrr", "period_id": "2026-07", "old_value": 598000.0, "new_value": 609000.0}
    said = {"restated_on": date(2026, 9, 22), "restated_by": "E002", "reason": "Invoice booked late"}
    return frame(RESTATED, [first | pack, second | pack | said])


def rebases() -> pl.DataFrame:
    """A formula that changed in the month."""
    why = "filter changed: free accounts have no owner"
    row = {"kpi_id": "success/health-coverage", "from_on": date(2026, 9, 1), "why": why, "is_formula_change": True}
    return frame(KPI_REBASES, [row])


def events() -> pl.DataFrame:
    """What happened, about one KPI and about the company."""
    rows = [{"happened_on": date.fromisoformat(r[0]), "kpi_id": r[1] or None, "text": r[2]} for r in cells(EVENT_ROWS)]
    return frame(EVENTS, [row | {"event_id": number} for number, row in enumerate(rows, start=1)])
