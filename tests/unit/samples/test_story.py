"""The planted stories are really in the rows: worked out with SQL and the standard library alone."""

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest

from tests.unit.samples.by_hand import Figures, records, weekly_deployments

SEPTEMBER = "2026-09"
RISE = ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09")


def _limits(figures: Figures, months: int) -> tuple[float, float]:
    """XmR limits of the last months, unscreened (rules §4)."""
    values = [value for _, value in sorted(figures.items()) if value is not None][-months:]
    reach = 2.66 * fmean(abs(one - two) for one, two in pairwise(values))
    return fmean(values) - reach, fmean(values) + reach


def _value(by_hand: dict[str, Figures], kpi: str, month: str = SEPTEMBER) -> float:
    value = by_hand[kpi][month]
    assert value is not None
    return value


def _rows(folder: Path, sql: str) -> list[tuple[float, ...]]:
    with closing(sqlite3.connect(folder / "data" / "warehouse.sqlite")) as warehouse:
        return warehouse.execute(sql).fetchall()


def test_p90_first_response_rises_seven_months_in_a_row_and_leaves_its_limits(by_hand: dict[str, Figures]) -> None:
    figures = by_hand["support/p90-first-response"]
    assert all((figures[one] or 0) < (figures[two] or 0) for one, two in pairwise(RISE))
    assert _value(by_hand, "support/p90-first-response") > _limits(figures, 26)[1]
    assert _value(by_hand, "support/p90-first-response") > 2.4


def test_time_to_fill_is_off_target_and_yet_only_noise(by_hand: dict[str, Figures]) -> None:
    low, high = _limits(by_hand["people/time-to-fill"], 26)
    assert _value(by_hand, "people/time-to-fill") > 35 * 1.06
    assert all(low < (value or 0) < high for value in by_hand["people/time-to-fill"].values())


def test_time_to_fill_missed_in_august_too_and_has_no_action(saas60: Path, by_hand: dict[str, Figures]) -> None:
    assert _value(by_hand, "people/time-to-fill", "2026-08") > 35
    assert [row for row in records(saas60 / "actions.csv") if row["kpi_id"] == "people/time-to-fill"] == []


def test_gross_churn_has_recovered_in_september(by_hand: dict[str, Figures]) -> None:
    assert _value(by_hand, "finance/gross-churn", "2026-06") == pytest.approx(3.1, abs=0.05)
    assert _value(by_hand, "finance/gross-churn", "2026-08") > 2.5
    assert _value(by_hand, "finance/gross-churn") == pytest.approx(2.4, abs=0.05)


def test_time_to_first_value_falls_from_fourteen_days_to_eight(by_hand: dict[str, Figures]) -> None:
    assert _value(by_hand, "success/time-to-first-value", "2026-06") == 14
    assert _value(by_hand, "success/time-to-first-value") == 8


def test_health_score_coverage_starts_in_july_and_ends_above_its_first_target(by_hand: dict[str, Figures]) -> None:
    assert sorted(by_hand["success/health-score-coverage"]) == ["2026-07", "2026-08", "2026-09"]
    assert _value(by_hand, "success/health-score-coverage") > 80


@pytest.mark.parametrize(
    ("kpi", "bound", "target"),
    [
        ("sales/sales-cycle", 45 * 1.06, 45),
        ("success/net-revenue-retention", 100, 102),
        ("success/renewals-reviewed-early", 85, 90),
        ("support/first-contact-resolution", 65, 70),
    ],
)
def test_four_kpis_miss_their_target_and_stay_within_their_bound(
    by_hand: dict[str, Figures], kpi: str, bound: float, target: float
) -> None:
    low, high = sorted((bound, target))
    assert low < _value(by_hand, kpi) < high


def test_september_has_no_incident_of_the_first_severity_and_every_other_month_has(saas60: Path) -> None:
    months = _rows(saas60, "SELECT substr(started_at, 1, 7), COUNT(*) FROM incidents WHERE severity = 'P1' GROUP BY 1")
    assert len(months) == 25
    assert SEPTEMBER not in dict(months)
    assert _rows(saas60, "SELECT MAX(exported_at) FROM incidents") == [("2026-10-01 01:00:00",)]


def test_first_severity_incidents_fall_from_nine_to_three_a_quarter(by_hand: dict[str, Figures]) -> None:
    figures = by_hand["engineering/p1-incidents"]
    assert sum(figures[month] or 0 for month in ("2026-04", "2026-05", "2026-06")) == 9
    assert sum(figures[month] or 0 for month in ("2026-07", "2026-08", "2026-09")) == 3


def test_nothing_was_to_be_reviewed_in_september(saas60: Path) -> None:
    rows = _rows(saas60, "SELECT COUNT(*), SUM(severity = 'P1') FROM incidents WHERE started_at >= '2026-09-01'")
    assert rows == [(9, 0)]


def test_no_customer_was_heard_in_november_2025(by_hand: dict[str, Figures]) -> None:
    assert "2025-11" not in by_hand["support/csat"]
    assert len(by_hand["support/csat"]) == 25


def test_three_scores_cannot_be_read(saas60: Path) -> None:
    scores = [row["score"] for row in records(saas60 / "data" / "csat_replies.csv")]
    assert [score for score in scores if not score.isdigit()] == ["four", "n/a", "4 or 5"]


def test_june_2026_missed_its_target_until_late_invoices_were_booked_in_august(saas60: Path) -> None:
    sql = "SELECT SUM(new_mrr + expansion_mrr - lost_mrr) FROM billing_months WHERE month = '2026-06'"
    assert _rows(saas60, f"{sql} AND loaded_at < '2026-08-01'")[0][0] < 600_000
    assert _rows(saas60, sql)[0][0] == 630_000


def test_too_few_people_joined_in_a_year_to_judge_retention(saas60: Path) -> None:
    joiners = [row for row in records(saas60 / "data" / "joiners.csv") if row["day_90_on"] >= "2025-10"]
    assert 5 <= len(joiners) < 20


def test_one_of_four_weeks_of_september_had_too_few_deployments(saas60: Path) -> None:
    weeks = weekly_deployments(saas60)
    september = [weeks[f"2026-W{week}"] >= 10 for week in (36, 37, 38, 39)]
    assert september == [True, False, True, True]


def test_deals_above_ten_lakh_grow_from_one_to_five_a_quarter(saas60: Path) -> None:
    sql = "SELECT COUNT(*) FROM deals WHERE stage = 'won' AND billed_annual >= 1000000 AND closed_on"
    assert _rows(saas60, f"{sql} BETWEEN '2026-04-01' AND '2026-06-30'") == [(1,)]
    assert _rows(saas60, f"{sql} BETWEEN '2026-07-01' AND '2026-09-30'") == [(5,)]


def test_somebody_moves_is_away_works_half_time_and_leaves(saas60: Path) -> None:
    people = {row["id"]: row for row in records(saas60 / "people.csv")}
    assert people["E019"]["department"] == "customer-success"
    assert "on_leave" in {row["status"] for row in records(saas60 / "people.csv") if row["id"] == "E013"}
    assert people["E020"]["fte"] == "0.5"
    assert people["E023"]["to"] == "2026-07-06"


def test_nobody_answers_tickets_after_leaving_or_while_away(saas60: Path) -> None:
    sql = "SELECT COUNT(*) FROM tickets WHERE agent_id"
    assert _rows(saas60, f"{sql} = 'E023' AND resolved_at > '2026-07-07'") == [(0,)]
    assert _rows(saas60, f"{sql} = 'E013' AND resolved_at BETWEEN '2026-04-07' AND '2026-08-13'") == [(0,)]
    assert _rows(saas60, f"{sql} = 'E019' AND resolved_at > '2026-02-17'") == [(0,)]


def test_an_agent_resolves_enough_tickets_in_a_month_to_be_judged(saas60: Path) -> None:
    sql = "SELECT MIN(n) FROM (SELECT COUNT(*) AS n FROM tickets WHERE resolved_at LIKE '2026-06-%' GROUP BY agent_id)"
    assert _rows(saas60, sql)[0][0] >= 30
