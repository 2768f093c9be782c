"""The sample's figures worked out with nothing but SQL and the standard library."""

import csv
import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median

Figures = dict[str, float | None]
# Warehouse times of tickets are UTC; a ticket belongs to its month in India.
_PREPARE = """
    CREATE TEMP TABLE resolved AS SELECT *, strftime('%Y-%m', resolved_at, '+330 minutes') AS month FROM tickets;
    CREATE TEMP TABLE a_year_ago AS
        SELECT customer_id, printf('%04d', substr(month, 1, 4) + 1) || substr(month, 5) AS month, mrr_end
        FROM billing_months;
"""
# KPI → SQL with two columns, month and value; ratios are null when their denominator is 0.
SQL = {
    "sales/net-new-mrr": "SELECT month, SUM(new_mrr + expansion_mrr - lost_mrr) FROM billing_months GROUP BY 1",
    "sales/win-rate": "SELECT substr(closed_on, 1, 7), 100.0 * SUM(stage = 'won') / COUNT(*) FROM deals GROUP BY 1",
    "finance/discount-depth": (
        "SELECT substr(closed_on, 1, 7), 100 - 100.0 * SUM(billed_annual) / SUM(list_annual) FROM deals"
        " WHERE stage = 'won' GROUP BY 1"
    ),
    "finance/gross-churn": "SELECT month, 100.0 * SUM(lost_mrr) / SUM(mrr_start) FROM billing_months GROUP BY 1",
    "success/net-revenue-retention": (
        "SELECT y.month, 100.0 * SUM(COALESCE(b.mrr_end, 0)) / SUM(y.mrr_end) FROM a_year_ago y"
        " LEFT JOIN billing_months b USING (customer_id, month) WHERE y.month <= '2026-09' GROUP BY 1"
    ),
    "success/health-score-coverage": "SELECT month, 100.0 * SUM(is_scored) / COUNT(*) FROM account_health GROUP BY 1",
    "support/reopen-rate": "SELECT month, 100.0 * SUM(is_reopened) / COUNT(*) FROM resolved GROUP BY 1",
    "support/first-contact-resolution": (
        "SELECT month, 100.0 * SUM(reply_count = 1) / COUNT(*) FROM resolved GROUP BY 1"
    ),
    "support/tickets-per-100": (
        "SELECT t.month, 100.0 * t.n / b.n FROM (SELECT month, COUNT(*) AS n FROM resolved GROUP BY 1) t"
        " JOIN (SELECT month, COUNT(*) AS n FROM billing_months GROUP BY 1) b USING (month)"
    ),
    "support/tickets-per-agent": ("SELECT month, 1.0 * COUNT(*) / COUNT(DISTINCT agent_id) FROM resolved GROUP BY 1"),
    "engineering/p1-incidents": (
        "SELECT substr(started_at, 1, 7), SUM(severity = 'P1' AND cause = 'own') FROM incidents GROUP BY 1"
    ),
    "engineering/change-failure-rate": (
        "SELECT substr(deployed_at, 1, 7), 100.0 * SUM(is_rolled_back) / COUNT(*) FROM deployments GROUP BY 1"
    ),
    "finance/payroll-accuracy": "SELECT month, 100.0 * SUM(is_corrected = 0) / COUNT(*) FROM payslips GROUP BY 1",
    "people/enps": (
        "SELECT substr(answered_on, 1, 7), 100.0 * (SUM(score >= 9) - SUM(score <= 6)) / COUNT(*)"
        " FROM survey_answers WHERE question = 'enps' GROUP BY 1"
    ),
}
# KPI → SQL with month and one number per row, and what is made of a month's numbers.
ROWS: dict[str, tuple[str, Callable[[list[float]], float]]] = {
    "support/median-first-response": ("SELECT month, first_response_hours FROM resolved", median),
    "support/p90-first-response": (
        "SELECT month, first_response_hours FROM resolved",
        lambda numbers: percentile(numbers, 0.9),
    ),
    "engineering/p90-time-to-restore": (
        "SELECT substr(started_at, 1, 7), restore_hours FROM incidents",
        lambda numbers: percentile(numbers, 0.9),
    ),
    "sales/sales-cycle": ("SELECT substr(closed_on, 1, 7), cycle_days FROM deals WHERE stage = 'won'", median),
    "success/time-to-first-value": (
        "SELECT substr(first_report_on, 1, 7), days_to_first_value FROM onboarding WHERE first_report_on IS NOT NULL",
        median,
    ),
}


def percentile(numbers: list[float], share: float) -> float:
    """Linear interpolation between the two nearest ranks."""
    ordered = sorted(numbers)
    place = share * (len(ordered) - 1)
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def figures(folder: Path) -> dict[str, Figures]:
    """KPI id → month → value, for every KPI that can be worked out this way."""
    with closing(sqlite3.connect(folder / "data" / "warehouse.sqlite")) as warehouse:
        warehouse.executescript(_PREPARE)
        by_sql: dict[str, Figures] = {kpi: dict(warehouse.execute(sql).fetchall()) for kpi, sql in SQL.items()}
        by_rows = {kpi: _by_month(warehouse.execute(sql), make) for kpi, (sql, make) in ROWS.items()}
    return by_sql | by_rows | _from_files(folder / "data")


def weekly_deployments(folder: Path) -> dict[str, int]:
    """ISO week → deployments."""
    weeks: dict[str, int] = defaultdict(int)
    with closing(sqlite3.connect(folder / "data" / "warehouse.sqlite")) as warehouse:
        for (day,) in warehouse.execute("SELECT substr(deployed_at, 1, 10) FROM deployments"):
            year, week, _ = date.fromisoformat(day).isocalendar()
            weeks[f"{year}-W{week:02}"] += 1
    return weeks


def records(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows by header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _from_files(data: Path) -> dict[str, Figures]:
    scores = [row for row in records(data / "csat_replies.csv") if row["score"].isdigit()]
    reviews = records(data / "renewal_reviews.csv")
    seats = records(data / "requisitions.csv")
    pipeline = records(data / "pipeline.csv")
    return {
        "support/csat": _by_month(((row["replied_on"][:7], float(row["score"])) for row in scores), _mean),
        "success/renewals-reviewed-early": _by_month(
            ((row["due_on"][:7], 100.0 * (row["is_reviewed_early"] == "true")) for row in reviews), _mean
        ),
        "people/time-to-fill": _by_month(((row["accepted_on"][:7], float(row["days_open"])) for row in seats), median),
        "sales/pipeline-coverage": _ratio(pipeline, "open_amount", "quota_next_quarter"),
        "finance/cash-runway": _ratio(records(data / "cash.csv"), "cash_lakh", "net_burn_lakh"),
    }


def _ratio(rows: list[dict[str, str]], above: str, below: str) -> Figures:
    over = _by_month(((row["month"], float(row[above])) for row in rows), sum)
    under = _by_month(((row["month"], float(row[below])) for row in rows), sum)
    return {month: over[month] / under[month] for month in over}


def _by_month(rows: Iterable[tuple[str, float]], make: Callable[[list[float]], float]) -> dict[str, float]:
    numbers: dict[str, list[float]] = defaultdict(list)
    for month, number in rows:
        numbers[month].append(number)
    return {month: make(values) for month, values in sorted(numbers.items())}


def _mean(numbers: list[float]) -> float:
    return math.fsum(numbers) / len(numbers)
