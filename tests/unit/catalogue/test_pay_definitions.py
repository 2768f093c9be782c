"""What pays is read from a catalogue, kept as text, and made into KPIs and roles again."""

from pathlib import Path

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from okr_reports.catalogue.measures import measures_of
from okr_reports.catalogue.pay_definitions import (
    PayDefinition,
    first_measures,
    first_role_kpis,
    pay_definitions,
)
from okr_reports.catalogue.roles import role_kpis

SOURCES = """
connections:
  warehouse: {url: "${WAREHOUSE}"}
extracts:
  rows: {connection: warehouse, sql: SELECT * FROM rows, period: {column: on}}
"""
KPI = """
- id: k
  name: Answers
  extract: rows
  formula: SUM(x) / COUNT(*)
  filter: x > 0
  direction: higher
  person_column: who
  min_n: 3
  targets:
    - {from: 2026-01, at_least: 5, set_on: 2025-12-20}
    - {from: 2026-03, between: [4, 6], set_on: 2026-02-20, why: Market}
    - {from: 2026-09, at_least: 9, set_on: 2026-02-20}
- {id: other, name: Other, extract: rows, formula: COUNT(*), direction: higher}
"""
ROLE = """
- id: agent
  name: Agent
  kras:
    - {name: Answers, id: answers, weight: 100, kpis: [{kpi: k, weight: 100, measured: person}]}
"""


def company(folder: Path, kpi: str = KPI) -> Catalogue:
    """A company with one role that answers for one of two KPIs."""
    for name, text in {
        "company.yaml": "name: Example\nlinkage_policy: {text: linkage.md, written_on: 2025-12-01}\n",
        "linkage.md": "Half of the bonus follows evidence.\n",
        "sources.yaml": SOURCES,
        "kpis/all.yaml": kpi,
        "roles/all.yaml": ROLE,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return load_catalogue(folder)


def kept(catalogue: Catalogue) -> tuple[PayDefinition, ...]:
    """The definitions of the first half-year as they come back from the store."""
    found = pay_definitions(catalogue, catalogue.fiscal.period("2026-H1"))
    return tuple(PayDefinition.of_id(one.id, dict(sorted(one.fields.items()))) for one in found)


def test_roles_their_kpis_and_the_policies_pay(tmp_path: Path) -> None:
    found = {one.id: one.fields for one in kept(company(tmp_path))}
    assert list(found) == ["role/agent", "kpi/k", "linkage/linkage", "policy/policy"]
    assert found["role/agent"] == {"answers": "100", "answers / k": "100 person"}
    assert found["kpi/k"]["formula"] == "SUM(x) / COUNT(*)"
    assert found["linkage/linkage"]["written_on"] == "2025-12-01"
    assert found["policy/policy"] == {"kpi_achievement": "months_met", "verdict": "as_known", "holidays": None}


def test_targets_from_after_the_cycle_do_not_pay_in_it(tmp_path: Path) -> None:
    fields = next(one.fields for one in kept(company(tmp_path)) if one.subject == "kpi")
    assert [name for name in fields if name.startswith("target")] == [
        "target from 2026-01, set on 2025-12-20",
        "target from 2026-03, set on 2026-02-20",
    ]


def test_what_was_first_seen_can_be_measured_again(tmp_path: Path) -> None:
    before = company(tmp_path)
    first = kept(before)
    today = company(
        tmp_path, KPI.replace("SUM(x)", "SUM(y)").replace("at_least: 5", "at_least: 1").replace("x > 0", "x > 1")
    )
    then = {measure.kpi_id: measure for measure in measures_of(before)}["k"]
    again = {measure.kpi_id: measure for measure in first_measures(today, first)}["k"]
    assert (again.formula, again.filter, again.min_n) == (then.formula, then.filter, then.min_n)
    assert [row.condition for row in again.targets] == [row.condition for row in then.targets[:2]]
    assert [row.set_on for row in again.targets] == [row.set_on for row in then.targets[:2]]


def test_roles_come_back_with_their_weights(tmp_path: Path) -> None:
    catalogue = company(tmp_path)
    (again,), (now,) = first_role_kpis(kept(catalogue)), role_kpis(catalogue)
    assert (again.role_id, again.kra_id, again.kra_weight) == (now.role_id, now.kra_id, now.kra_weight)
    assert (again.kpi_id, again.kpi_weight, again.measured) == (now.kpi_id, now.kpi_weight, now.measured)


def test_another_query_or_file_behind_a_kpi_is_another_definition(tmp_path: Path) -> None:
    before = rows_of(company(tmp_path))
    (tmp_path / "sources.yaml").write_text(SOURCES.replace("FROM rows", "FROM rows WHERE x > 0"))
    queried = rows_of(load_catalogue(tmp_path))
    (tmp_path / "sources.yaml").write_text("extracts: {rows: {file: rows.csv, period: {column: on}}}")
    (tmp_path / "rows.csv").write_text("on,x,who\n")
    filed = rows_of(load_catalogue(tmp_path))
    assert before.startswith("query, definition ")
    assert filed.startswith("rows.csv, definition ")
    assert len({before, queried, filed}) == 3


def rows_of(catalogue: Catalogue) -> str:
    """How the KPI's rows are read."""
    return next(one.fields for one in kept(catalogue) if one.subject == "kpi")["rows of rows"] or ""
