"""This month's report against what was published before: restated values, formulas that changed, views as of a day."""

from pathlib import Path

import polars as pl
import pytest

from okr_reports.line.stages import Tables
from okr_reports.samples.empty import write_new_company
from okr_reports.samples.saas60 import write_saas60
from okr_reports.words import Outcome
from tests.unit.line.published_months import Company

IN_SEPTEMBER, IN_OCTOBER, LATER = "2026-09-05T09:00", "2026-10-05T09:00", "2026-10-09T09:00"
ORDERS = "data/orders.csv"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A small company with ten orders of July to September 2026; nothing is published."""
    folder = tmp_path / "company"
    folder.mkdir()
    write_new_company(folder)
    return Company(folder, tmp_path / "store")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The sample company, its July 2026 published on 5 August, before June's late invoices were booked."""
    folder = tmp_path_factory.mktemp("sample")
    write_saas60(folder)
    company = Company(folder, tmp_path_factory.mktemp("store"))
    company.publish("2026-07", as_of="2026-08-05T09:00")
    return company


def change(company: Company, file: str, old: str, new: str) -> None:
    """Write something else in a file."""
    path = company.folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def restated(tables: Tables) -> list[tuple[object, ...]]:
    """KPI, period, old and new value, the pack compared with, and the reason."""
    columns = ("kpi_id", "period_id", "old_value", "new_value", "published_period_id", "version", "reason")
    return tables["restated"].select(columns).rows()


def codes(tables: Tables) -> list[str]:
    """The findings about restatements and changes."""
    found = tables["findings"].filter(pl.col("code").is_in(["RESTATED", "FORMULA-CHANGED"]))
    return found["code"].to_list()


def test_the_sample_s_june_is_restated_in_august_with_its_reason(sample: Company) -> None:
    tables = sample.tables("2026-08", as_of=IN_SEPTEMBER)
    reason = "Invoices of seven customers were booked six weeks late"
    [churn, revenue] = restated(tables)
    assert churn[:2] == ("finance/gross-churn", "2026-06")
    assert churn[2:4] == pytest.approx((3.127, 3.1), abs=0.001)
    assert revenue == ("sales/net-new-mrr", "2026-06", 556_255.0, 630_000.0, "2026-07", 1, reason)
    assert codes(tables) == []


def test_a_view_from_before_the_rows_were_recorded_shows_what_was_known_then(sample: Company) -> None:
    def june(as_of: str) -> float:
        health = sample.tables("2026-07", as_of=as_of)["kpi_health"]
        return health.filter(kpi_id="sales/net-new-mrr", period_id="2026-06", grain="month")["value"].item()

    assert (june("2026-08-05T09:00"), june("2026-08-31T09:00")) == (556_255.0, 630_000.0)


def test_a_view_from_an_earlier_day_than_a_pack_is_not_compared_with_it(sample: Company) -> None:
    assert restated(sample.tables("2026-08", as_of=IN_SEPTEMBER))
    assert restated(sample.tables("2026-07", as_of="2026-08-01T09:00")) == []


def test_a_changed_row_restates_and_the_same_run_again_is_unchanged(company: Company) -> None:
    company.publish("2026-08", as_of=IN_SEPTEMBER)
    change(company, ORDERS, "1250.00", "1200.00")
    tables = company.tables("2026-09", as_of=IN_OCTOBER)
    assert restated(tables) == [("sales/revenue", "2026-07", 5240.5, 5190.5, "2026-08", 1, None)]
    assert codes(tables) == ["RESTATED"]
    assert company.publish("2026-09", as_of=IN_OCTOBER).version == 1
    assert company.publish("2026-09", as_of=LATER).outcome is Outcome.UNCHANGED


def test_a_further_version_names_what_it_changes_in_the_one_before_and_is_stable(company: Company) -> None:
    company.publish("2026-09", as_of=IN_OCTOBER)
    change(company, ORDERS, "990.00", "995.00")
    assert company.publish("2026-09", as_of=LATER, reason="an order was wrong").version == 2
    again = company.tables("2026-09", as_of=LATER)
    assert restated(again) == [("sales/revenue", "2026-09", 6735.75, 6740.75, "2026-09", 1, None)]
    assert company.publish("2026-09", as_of=LATER).outcome is Outcome.UNCHANGED


def test_publishing_the_month_before_once_more_changes_nothing_in_this_one(company: Company) -> None:
    company.publish("2026-08", as_of=IN_SEPTEMBER)
    change(company, ORDERS, "1250.00", "1200.00")
    company.publish("2026-09", as_of=IN_OCTOBER)
    assert company.publish("2026-08", as_of=IN_OCTOBER, reason="an order was wrong").version == 2
    assert company.publish("2026-09", as_of=LATER).outcome is Outcome.UNCHANGED


def test_a_changed_formula_is_a_new_series_and_no_restatement(company: Company) -> None:
    company.publish("2026-08", as_of=IN_SEPTEMBER)
    change(company, "kpis/sales.yaml", "SUM(amount)", "SUM(amount * 2)")
    change(company, "kpis/sales.yaml", "MEDIAN(delivered_days)", "median( delivered_days )")
    expected = [("sales/revenue", "formula changed, no reason recorded", True)]
    tables = company.tables("2026-09", as_of=IN_OCTOBER)
    columns = ("kpi_id", "why", "is_formula_change")
    assert tables["kpi_rebases"].select(columns).rows() == expected
    assert (restated(tables), codes(tables)) == ([], ["FORMULA-CHANGED"])
    company.publish("2026-09", as_of=IN_OCTOBER)
    assert company.tables("2026-09", as_of=LATER)["kpi_rebases"].select(columns).rows() == expected


def test_a_ready_made_value_from_another_column_is_a_new_series(company: Company) -> None:
    change(company, "kpis/sales.yaml", "  formula: SUM(amount)\n", "  accumulation: sum\n")
    change(company, "sources.yaml", "file: data/orders.csv\n", "file: data/orders.csv\n    value: amount\n")
    company.publish("2026-08", as_of=IN_SEPTEMBER)
    change(company, "sources.yaml", "value: amount", "value: delivered_days")
    rebases = company.tables("2026-09", as_of=IN_OCTOBER)["kpi_rebases"]
    assert rebases.filter(kpi_id="sales/revenue")["why"].to_list() == ["value changed, no reason recorded"]


def test_a_recorded_change_is_neither_restated_nor_a_finding(company: Company) -> None:
    company.publish("2026-08", as_of=IN_SEPTEMBER)
    change(company, ORDERS, "1250.00", "1200.00")
    rows = "id,field,on,by,cause,reason\nsales/revenue,formula,2026-09-10,E001,error,returns are left out\n"
    (company.folder / "changes.csv").write_text(rows, encoding="utf-8")
    tables = company.tables("2026-09", as_of=IN_OCTOBER)
    assert tables["kpi_rebases"]["why"].to_list() == ["formula changed: returns are left out"]
    assert (restated(tables), codes(tables)) == ([], [])
