"""The score without a change of what is measured: source, formula, filter, bound or date put back (rules §5)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.first_seen import register_key_results
from okr_reports.line.request import RunRequest, last_month_of
from okr_reports.line.retro_request import RetroRequest, retro_request
from okr_reports.line.retro_stages import read_cycle, score_goals, sum_up_objectives
from okr_reports.store.opening import open_store
from tests.pipeline.okr_company import write_okr_company
from tests.rules.text_tables import read_table, require_agreement

AS_OF = datetime(2026, 10, 6, 3, tzinfo=UTC)
GOALS, KPIS = "okrs/2026-Q3/company.yaml", "kpis/success.yaml"
# As written today → as it was first.
FIRST: Mapping[str, Mapping[str, str]] = {
    GOALS: {
        "counterweight: success/discount\n": "counterweight: success/discount\n      due_on: 2026-08-31\n",
        "filter: size >= 40, of: 4": "filter: size >= 25, of: 4",
        "kpi: success/discount, at: {at_most: 30}": "kpi: success/discount, at: {between: [20, 29]}",
        "title: References from 2 to 8, baseline": "title: References from 2 to 8, kpi: success/old, baseline",
    },
    KPIS: {"- id: success/discount\n": "- {id: success/old, name: Old, formula: AVG(size), extract: accounts}\n"
                                       "- id: success/discount\n"},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A company that registered its goals, and then changed what they are measured by."""
    write_okr_company(tmp_path)
    today = {file: (tmp_path / file).read_text(encoding="utf-8") for file in FIRST}
    for file, text in today.items():
        (tmp_path / file).write_text(_as_first(file, text), encoding="utf-8")
    store = open_store("./store", tmp_path)
    register_key_results(load_catalogue(tmp_path), store, seen_at=datetime(2026, 7, 2, tzinfo=UTC))
    for file, text in today.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


def _as_first(file: str, text: str) -> str:
    for now, first in FIRST[file].items():
        assert now in text
        text = text.replace(now, first)
    return text


def goalposts(folder: Path) -> pl.DataFrame:
    """The table of that name for 2026-Q3."""
    request = asked(folder)
    tables = read_cycle(request)
    tables = {**tables, **score_goals(request, tables)}
    return sum_up_objectives(request, tables)["goalposts"]


def asked(folder: Path) -> RetroRequest:
    """A run of the retro of 2026-Q3."""
    catalogue = load_catalogue(folder)
    cycle = catalogue.cycles["2026-Q3"]
    month = last_month_of(cycle, catalogue=catalogue, as_of=AS_OF)
    run = RunRequest(catalogue, open_store("./store", folder), month, AS_OF, AS_OF)
    return retro_request(cycle, run)


def test_a_changed_source_formula_filter_bound_or_due_date_is_measured_again_as_it_was(folder: Path) -> None:
    expected = """
        key_result_id | field  | original       | current      | score              | score_without      | reason_without
        q3/o1/kr1     | due_on | 2026-08-31     |              | 0.7                | 1                  |
        q3/o1/kr3     | at     | between: 20, 29 | at_most: 30 | 0.6666666666666666 | 0.3333333333333333 | too_few_sub_periods
        q3/o2/kr1     | filter | size >= 25     | size >= 40   | 0.5                | 1                  |
        q3/o2/kr2     | kpi    | success/old    |              | 0.5                |                    | not_derivable
    """  # noqa: E501
    found = goalposts(folder).filter(pl.col("field") != "target")
    require_agreement(read_table(expected), found.to_dicts())


def test_a_formula_that_is_no_longer_allowed_has_no_score_without_the_change(folder: Path) -> None:
    sheet = (folder / GOALS).read_text(encoding="utf-8")
    (folder / "changes.csv").write_text(
        "id,field,on,by,old,new,cause,reason\nq3/o2/kr1,formula,2026-07-01,E001,LEAK(x),COUNT(*),error,typo\n"
        "q3/o1/kr3,at,2026-07-01,E001,op: so,at_most: 30,error,typo\n",
        encoding="utf-8",
    )
    assert "COUNT(*)" in sheet
    posts = goalposts(folder).filter(pl.col("field").is_in(["formula", "at"]))
    assert posts["reason_without"].to_list() == ["not_derivable", "not_derivable"]


def test_without_a_difference_nothing_is_measured_again(tmp_path: Path) -> None:
    write_okr_company(tmp_path)
    (tmp_path / "changes.csv").unlink()
    assert goalposts(tmp_path).is_empty()
