"""A company that wrote goals and nothing else: no KPI, no extract, no people."""

from datetime import UTC, datetime
from pathlib import Path

from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.request import RunRequest, last_month_of
from okr_reports.line.retro_reading import look_ahead
from okr_reports.line.retro_request import retro_request
from okr_reports.line.retro_stages import read_cycle, score_goals, sum_up_objectives
from okr_reports.store.opening import open_store

AS_OF = datetime(2026, 10, 6, 3, tzinfo=UTC)
GOALS = """\
- id: o1
  objective: Ship what was ordered
  level: company
  key_results: [{id: kr1, title: Late orders from 9 to 3 %, baseline: 9, target: 3, actual: 5}]
"""


def test_goals_are_scored_and_read_without_any_kpi(tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text("{name: Example Ltd, timezone: UTC}\n", encoding="utf-8")
    (tmp_path / "okrs/2026-Q3").mkdir(parents=True)
    (tmp_path / "okrs/2026-Q3/goals.yaml").write_text(GOALS, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    cycle = catalogue.cycles["2026-Q3"]
    month = last_month_of(cycle, catalogue=catalogue, as_of=AS_OF)
    request = retro_request(cycle, RunRequest(catalogue, open_store("./store", tmp_path), month, AS_OF, AS_OF))
    tables = read_cycle(request)
    for stage in (score_goals, sum_up_objectives, look_ahead):
        tables = {**tables, **stage(request, tables)}
    assert tables["key_result_scores"]["score"].to_list() == [4 / 6]
    assert tables["kpi_candidates"].is_empty()
