"""How many people stand behind the values of KPIs about people, from the extract to what a report may show."""

from pathlib import Path

import polars as pl
import pytest

from okr_reports.line.request import RunRequest
from okr_reports.line.retro_kpis import judge_kpis
from okr_reports.line.stages import read_sources, score_values
from okr_reports.tables import KPI_HEALTH, KPI_VALUES
from tests.pipeline.appraised_company import rewrite, write_appraised_company
from tests.unit.line.test_pay_history import request_of

JUNE = (pl.col("kpi_id") == "support/hours") & (pl.col("period_id") == "2026-06") & (pl.col("grain") == "month")


@pytest.fixture
def month(tmp_path: Path) -> RunRequest:
    """June in the company of seven, where four people resolve 38 tickets, and the hours are about people."""
    folder = write_appraised_company(tmp_path / "company")
    rewrite(folder, "kpis/support.yaml", ("  name: Hours to resolve\n", "  name: Hours to resolve\n  about: people\n"))
    return request_of(folder).month


def test_a_review_counts_the_different_people_beside_the_rows(month: RunRequest) -> None:
    values = score_values(month, read_sources(month))[KPI_VALUES.name]
    assert values.row(by_predicate=JUNE, named=True)["n"] == 38
    assert values.row(by_predicate=JUNE, named=True)["people_count"] == 4
    assert values.filter(kpi_id="support/resolved")["people_count"].drop_nulls().to_list() == []


def test_a_retro_reads_no_value_about_fewer_than_five_people(month: RunRequest) -> None:
    read = read_sources(month)
    judged = judge_kpis(month, {**read, **score_values(month, read)})
    health = judged[KPI_HEALTH.name].row(by_predicate=JUNE, named=True)
    assert (health["value"], health["n"], health["health"], health["reason"]) == (None, None, "unknown", "small_n")
