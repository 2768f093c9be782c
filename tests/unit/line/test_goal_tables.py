"""The goals of a company folder as tables, with everything they leave out settled."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.goals import goal_tables_of, goals_of_cycle

FILES = {
    "company.yaml": "name: A\nteams: {tier2: {name: Tier 2, department: support}}\n",
    "sources.yaml": "extracts:\n  tickets: {file: t.csv, period: {column: day}}\n",
    "t.csv": "day,hours\n",
    "kpis/a.yaml": "- {id: wait, name: W, extract: tickets, formula: AVG(hours), unit: h, min_n: 9}\n",
    "okrs/2026-Q2/a.yaml": "- {id: old, objective: Older, level: company}\n",
    "okrs/2026-Q3/a.yaml": """\
- {id: o1, objective: Top, level: company, owner: {org: support}}
- id: o2
  objective: Answer fast
  owner: E1
  team: tier2
  parent: o1
  key_results:
    - {id: o2/wait, title: T, kpi: wait, baseline: 9, target: 5, owner: E2, contributors: [E3, E4, E3]}
    - {id: o2/held, title: T, at: {between: [5, 7]}, extract: tickets, formula: COUNT(*), min_n: 3}
    - {id: o2/ladder, title: T, ladder: [{at: 0.2, title: a, done_on: 2026-08-01}, {at: 1, title: b}]}
    - {id: o2/steps, title: T, milestones: [{title: a}, {title: b, weight: 3}]}
    - id: o2/cut
      title: T
      change_by: -10%
      baseline: 20
      state: {is: cancelled, on: 2026-08-14, why: Sold}
      trajectory: [{on: 2026-09-01, value: 18}, {on: 2026-08-01, value: 19}]
""",
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    """The tables of the third quarter."""
    folder = tmp_path_factory.mktemp("company")
    for name, text in FILES.items():
        path: Path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    catalogue = load_catalogue(folder)
    assert goal_tables_of(catalogue)["objectives"].height == 3
    return dict(goals_of_cycle(goal_tables_of(catalogue), "2026-Q3"))


def test_an_objective_takes_level_and_department_from_its_team(tables: dict[str, pl.DataFrame]) -> None:
    columns = ("objective_id", "level", "owner_id", "department_id", "supports_id", "position")
    assert tables["objectives"].select(columns).rows() == [
        ("o1", "company", None, None, None, 1),
        ("o2", "team", "E1", "support", "o1", 2),
    ]


def test_a_key_result_takes_unit_and_min_n_from_its_kpi_and_owner_from_its_objective(
    tables: dict[str, pl.DataFrame],
) -> None:
    columns = ("key_result_id", "owner_id", "unit", "min_n", "window", "position")
    assert tables["key_results"].select(columns).rows() == [
        ("o2/wait", "E2", "h", 9, "last", 1),
        ("o2/held", "E1", None, 3, "cycle", 2),
        ("o2/ladder", "E1", None, 0, None, 3),
        ("o2/steps", "E1", None, 0, None, 4),
        ("o2/cut", "E1", None, 0, None, 5),
    ]
    assert tables["key_results"]["contributors"][0].to_list() == ["E3", "E4"]


def test_a_bound_a_change_and_a_state_stand_in_columns_of_their_own(tables: dict[str, pl.DataFrame]) -> None:
    held, cut = tables["key_results"].rows(named=True)[1], tables["key_results"].rows(named=True)[4]
    assert [held[name] for name in ("hold_op", "hold_low", "hold_high", "ambition")] == [
        "between",
        5.0,
        7.0,
        "committed",
    ]
    assert [cut[name] for name in ("change_share", "target", "state", "state_on", "state_why")] == [
        -0.1,
        18.0,
        "cancelled",
        date(2026, 8, 14),
        "Sold",
    ]


def test_steps_have_a_weight_and_rungs_a_height(tables: dict[str, pl.DataFrame]) -> None:
    assert tables["milestones"].rows() == [
        ("o2/ladder", 1, "a", None, 0.2, date(2026, 8, 1)),
        ("o2/ladder", 2, "b", None, 1.0, None),
        ("o2/steps", 1, "a", 1.0, None, None),
        ("o2/steps", 2, "b", 3.0, None, None),
    ]


def test_planned_values_are_in_order_of_their_days(tables: dict[str, pl.DataFrame]) -> None:
    assert tables["trajectories"].rows() == [
        ("o2/cut", date(2026, 8, 1), 19.0),
        ("o2/cut", date(2026, 9, 1), 18.0),
    ]
