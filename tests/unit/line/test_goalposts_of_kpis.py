"""A KPI that was computed otherwise since a key result on it was first seen has moved that key result's goalpost."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.first_seen import register_key_results
from okr_reports.store.opening import open_store
from tests.pipeline.okr_company import write_okr_company
from tests.unit.line.test_retro_originals import KPIS, goalposts

NOW = "SUM(lost) * 100 / SUM(total)"
LOG = "id,field,on,by,old,new,cause,reason\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A company whose churn counted nine tenths of what was lost when the goals were registered."""
    write_okr_company(tmp_path)
    (tmp_path / "changes.csv").write_text(LOG, encoding="utf-8")
    sheet = tmp_path / KPIS
    today = sheet.read_text(encoding="utf-8")
    sheet.write_text(today.replace(NOW, "SUM(lost) * 90 / SUM(total)"), encoding="utf-8")
    store = open_store("./store", tmp_path)
    register_key_results(load_catalogue(tmp_path), store, seen_at=datetime(2026, 7, 2, tzinfo=UTC))
    sheet.write_text(today, encoding="utf-8")
    return tmp_path


def found(folder: Path) -> list[tuple[object, ...]]:
    """What moved, and whether somebody said why."""
    return goalposts(folder).select("key_result_id", "field", "original", "current", "is_recorded").rows()


def test_another_formula_of_its_kpi_is_a_goalpost_with_the_score_by_the_first_one(folder: Path) -> None:
    assert found(folder) == [("q3/o1/kr1", "kpi_formula", "SUM(lost) * 90 / SUM(total)", NOW, False)]
    row = goalposts(folder).row(0, named=True)
    assert (row["score"], row["score_without"]) == (pytest.approx(0.7), pytest.approx(0.93))


def test_a_reason_recorded_for_the_kpi_explains_it(folder: Path) -> None:
    (folder / "changes.csv").write_text(f"{LOG}success/churn,formula,2026-07-20,E001,,{NOW},error,Tenths\n", "utf-8")
    assert found(folder)[0][-1] is True


def test_what_changed_before_the_key_result_was_first_seen_is_no_goalpost(folder: Path) -> None:
    sheet = folder / KPIS
    was = sheet.read_text(encoding="utf-8").replace(NOW, "SUM(lost) * 90 / SUM(total)")
    sheet.write_text(was, encoding="utf-8")
    log = f"{LOG}success/churn,formula,2026-05-20,E001,{NOW},SUM(lost) * 90 / SUM(total),error,Tenths\n"
    (folder / "changes.csv").write_text(log, encoding="utf-8")
    assert found(folder) == []


def test_of_another_kpi_only_that_it_is_another_one_is_said(folder: Path) -> None:
    goals = folder / "okrs/2026-Q3/company.yaml"
    text = goals.read_text(encoding="utf-8").replace("counterweight: success/discount", "weight: 1")
    goals.write_text(text.replace("kpi: success/churn", "kpi: success/discount"), encoding="utf-8")
    moved = goalposts(folder)
    assert moved.filter(pl.col("key_result_id") == "q3/o1/kr1")["field"].to_list() == ["kpi"]
