"""The engine's values of the sample against the same figures worked out with SQL and the standard library."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.request import RunRequest, month_to_review
from okr_reports.line.stages import Tables, judge_values, read_sources, score_values
from okr_reports.store.opening import open_store
from okr_reports.tables import FINDINGS, KPI_ACTIONS, KPI_SHOWN, KPI_VALUES, QUARANTINED
from tests.unit.samples.by_hand import ROWS, SQL, Figures

FIRST_OF_OCTOBER = datetime(2026, 10, 1, 1, tzinfo=UTC)
FROM_FILES = ("support/csat", "success/renewals-reviewed-early", "people/time-to-fill", "sales/pipeline-coverage")
QUARTERLY = {"people/enps": {"2025-Q4": "2025-12", "2026-Q3": "2026-09"}}


@dataclass(frozen=True)
class Review:
    """The tables of one run of the line."""

    tables: Tables

    def values(self, kpi: str, grain: str = "month") -> Figures:
        """The company's values by period."""
        rows = self.tables[KPI_VALUES.name].filter(
            pl.col("kpi_id") == kpi, pl.col("grain") == grain, pl.col("entity_id").is_null()
        )
        return dict(zip(rows["period_id"], rows["value"], strict=True))

    def shown(self, kpi: str) -> dict[str, object]:
        """The row of the September pack."""
        rows = self.tables[KPI_SHOWN.name].filter(pl.col("kpi_id") == kpi, pl.col("entity_id").is_null())
        return rows.row(0, named=True)


def _review(company: Path, store: Path, *, month: str, as_of: datetime) -> Review:
    catalogue = load_catalogue(company)
    period = month_to_review(month, catalogue=catalogue, as_of=as_of, is_partial=False)
    request = RunRequest(catalogue, open_store("store", store), period, as_of=as_of, started_at=as_of)
    tables = read_sources(request)
    tables = {**tables, **score_values(request, tables)}
    return Review({**tables, **judge_values(request, tables)})


@pytest.fixture(scope="module")
def september(saas60: Path, tmp_path_factory: pytest.TempPathFactory) -> Review:
    """The review of September 2026 as it stood on 1 October."""
    return _review(saas60, tmp_path_factory.mktemp("september"), month="2026-09", as_of=FIRST_OF_OCTOBER)


@pytest.mark.parametrize("kpi", sorted({*SQL, *ROWS, *FROM_FILES} - set(QUARTERLY)))
def test_every_month_is_what_sql_says(september: Review, by_hand: dict[str, Figures], kpi: str) -> None:
    engine, sql = september.values(kpi), by_hand[kpi]
    measured = {month: value for month, value in engine.items() if value is not None}
    assert measured == pytest.approx({month: value for month, value in sql.items() if month in engine}, rel=1e-9)
    assert len(measured) >= 3


@pytest.mark.parametrize(("quarter", "month"), QUARTERLY["people/enps"].items())
def test_a_survey_once_a_quarter_is_what_sql_says(
    september: Review, by_hand: dict[str, Figures], quarter: str, month: str
) -> None:
    assert september.values("people/enps", "quarter")[quarter] == pytest.approx(by_hand["people/enps"][month])


@pytest.mark.parametrize(
    ("kpi", "health", "reason"),
    [
        ("support/p90-first-response", "off_target", None),
        ("people/time-to-fill", "off_target", None),
        ("sales/sales-cycle", "at_risk", None),
        ("success/net-revenue-retention", "at_risk", None),
        ("success/renewals-reviewed-early", "at_risk", None),
        ("support/first-contact-resolution", "at_risk", None),
        ("finance/gross-churn", "healthy", None),
        ("support/median-first-response", "healthy", None),
        ("engineering/p1-incidents", "healthy", None),
        ("engineering/deployments-per-week", "healthy", None),
        ("engineering/p1-reviewed", "unknown", "undefined"),
        ("people/retention-90-day", "unknown", "small_n"),
        ("sales/deals-above-10-lakh", "unknown", "no_target"),
        ("finance/cash-runway", "unknown", "confidential"),
        ("support/tickets-per-agent", "unknown", "trial"),
    ],
)
def test_the_september_pack_tells_the_planted_story(
    september: Review, kpi: str, health: str, reason: str | None
) -> None:
    shown = september.shown(kpi)
    assert (shown["health"], shown["reason"]) == (health, reason)


def test_nineteen_of_twenty_five_judged_kpis_are_healthy(september: Review) -> None:
    judged = september.tables[KPI_SHOWN.name].filter(pl.col("is_judged"), pl.col("entity_id").is_null())
    assert dict(judged["health"].value_counts().rows()) == {"healthy": 19, "at_risk": 4, "off_target": 2}


def test_three_of_four_weeks_had_enough_deployments(september: Review) -> None:
    shown = september.shown("engineering/deployments-per-week")
    assert (shown["met_count"], shown["judged_count"]) == (3, 4)


def test_small_n_shows_its_value(september: Review) -> None:
    assert september.values("people/retention-90-day")["2026-09"] == pytest.approx(100 * 14 / 15)


def test_the_month_without_replies_has_no_value(september: Review) -> None:
    assert september.values("support/csat")["2025-11"] is None


@pytest.mark.parametrize(
    ("kpi", "state"),
    [
        ("support/p90-first-response", "overdue"),
        ("people/time-to-fill", "missing"),
        ("sales/sales-cycle", "open"),
        ("success/renewals-reviewed-early", "due"),
    ],
)
def test_actions_stand_where_the_story_puts_them(september: Review, kpi: str, state: str) -> None:
    rows = september.tables[KPI_ACTIONS.name].filter(pl.col("kpi_id") == kpi)
    assert rows["state"].to_list() == [state]


def test_the_three_unreadable_scores_are_set_aside_and_stop_nothing(september: Review) -> None:
    assert september.tables[QUARANTINED.name]["raw"].to_list() == ["four", "n/a", "4 or 5"]
    assert september.tables[FINDINGS.name].filter(pl.col("severity") == "error").is_empty()


def test_june_looked_worse_before_the_late_invoices(saas60: Path, tmp_path: Path, september: Review) -> None:
    july = _review(saas60, tmp_path, month="2026-06", as_of=datetime(2026, 7, 2, tzinfo=UTC))
    assert july.shown("sales/net-new-mrr")["health"] != "healthy"
    assert september.values("sales/net-new-mrr")["2026-06"] == 630_000
