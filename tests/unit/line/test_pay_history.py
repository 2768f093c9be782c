"""What the cycle's first run saw of roles and KPIs, and what of it is left when some of them appear later."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from okr_reports.appraisal_tables import EMPLOYEE_ACHIEVEMENTS, PAY_CHANGES
from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.appraisal_request import AppraisalRequest, appraisal_request
from okr_reports.line.appraisal_stages import read_evidence, score_people
from okr_reports.line.pay import PayHistory
from okr_reports.line.request import RunRequest, last_month_of
from okr_reports.store.opening import open_store
from tests.pipeline.appraised_company import rewrite, write_appraised_company

JULY = datetime(2026, 7, 10, 6, tzinfo=UTC)
JANUARY, MARCH = datetime(2026, 1, 12, 6, tzinfo=UTC), datetime(2026, 3, 2, 6, tzinfo=UTC)
EXPERT = """\
- id: expert
  name: Expert
  kras:
    - {name: Tickets, id: tickets, weight: 100, kpis: [{kpi: support/resolved, weight: 100, measured: person}]}
"""
ADA = "A1,Ada Example,ada@example.test,agent,tier1,support,M1,2025-01-01,,active,\n"
MOVED = ADA.replace(",,active", ",2026-04-15,active") + ADA.replace("agent", "expert").replace(
    "2025-01-01", "2026-04-16"
)
SLOW = "- id: support/slow\n  name: Slow tickets\n  formula: COUNT(*)\n  filter: hours > 4\n  extract: tickets\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The company of seven, whose cycle's first run was on 12 January."""
    folder = write_appraised_company(tmp_path / "company")
    PayHistory(request_of(folder, started_at=JANUARY)).register()
    return folder


def request_of(folder: Path, *, started_at: datetime = JULY) -> AppraisalRequest:
    """A run of the first half of 2026, by this clock."""
    catalogue = load_catalogue(folder)
    cycle = catalogue.fiscal.period("2026-H1")
    month = last_month_of(cycle, catalogue=catalogue, as_of=JULY)
    return appraisal_request(cycle, RunRequest(catalogue, open_store("store", folder), month, JULY, started_at))


def achievement_of(folder: Path, employee_id: str) -> dict[str, object]:
    """The row of EMPLOYEE_ACHIEVEMENTS."""
    request = request_of(folder)
    scored = score_people(request, read_evidence(request))
    return scored[EMPLOYEE_ACHIEVEMENTS.name].row(by_predicate=pl.col("employee_id") == employee_id, named=True)


def changes_of(folder: Path) -> list[tuple[str, ...]]:
    """Subject, id and field of PAY_CHANGES."""
    request = request_of(folder)
    scored = score_people(request, read_evidence(request))
    return scored[PAY_CHANGES.name].select("subject", "subject_id", "field").rows()


def change_company(folder: Path, line: str) -> None:
    """Another line of company.yaml, after the cycle's first run."""
    with (folder / "company.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def add_role(folder: Path) -> None:
    """On 2 March a role is written down, and somebody moves into it on 16 April."""
    (folder / "roles/expert.yaml").write_text(EXPERT, encoding="utf-8")
    rewrite(folder, "people.csv", (ADA, MOVED))
    PayHistory(request_of(folder, started_at=MARCH)).register()


def test_a_role_that_appears_late_is_no_part_of_what_was_first_seen(folder: Path) -> None:
    add_role(folder)
    first = PayHistory(request_of(folder)).first_definitions(frozenset())
    assert sorted(first.role_kpis["role_id"].unique()) == ["agent", "lead"]
    assert changes_of(folder) == [("role", "expert", "definition")]


def test_without_a_role_that_appeared_late_the_days_before_it_are_what_is_left(folder: Path) -> None:
    add_role(folder)
    found = achievement_of(folder, "A1")
    # 75 working days as agent, all met; 54 as expert, two months of three met.
    assert found["achievement"] == pytest.approx((75 * 1 + 54 * 2 / 3) / 129)
    assert found["achievement_before_changes"] == pytest.approx(1.0)


def test_a_role_that_appears_late_changes_nothing_for_others(folder: Path) -> None:
    add_role(folder)
    found = achievement_of(folder, "A2")
    assert (found["is_changed"], found["achievement_before_changes"]) == (False, None)


def test_a_kpi_that_joins_a_role_late_is_left_out_of_the_figure_before(folder: Path) -> None:
    target = 'targets: [{from: 2026-01, op: "<=", value: 0, set_on: 2025-12-15}]'
    with (folder / "kpis/support.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{SLOW}  person_column: agent_id\n  direction: lower\n  {target}\n")
    old = "{kpi: support/hours, weight: 100, measured: person}"
    new = old.replace("100", "50") + "\n        - {kpi: support/slow, weight: 50, measured: person}"
    rewrite(folder, "roles/support.yaml", (old, new))
    PayHistory(request_of(folder, started_at=MARCH)).register()
    first = PayHistory(request_of(folder)).first_definitions(frozenset())
    assert "support/slow" not in set(first.role_kpis["kpi_id"])
    found = achievement_of(folder, "A2")
    # A2 takes five hours for each of the ten tickets that half a post asks for.
    assert found["achievement"] == pytest.approx(0.6)
    assert found["achievement_before_changes"] == pytest.approx(0.6)
    assert achievement_of(folder, "A1")["achievement_before_changes"] == pytest.approx(0.9)


def test_a_role_under_another_id_leaves_no_figure_before(folder: Path) -> None:
    rewrite(folder, "roles/support.yaml", ("- id: agent\n", "- id: helper\n"))
    rewrite(folder, "people.csv", (",agent,", ",helper,"))
    PayHistory(request_of(folder, started_at=MARCH)).register()
    found = achievement_of(folder, "A1")
    assert found["achievement"] == pytest.approx(0.9)
    assert (found["achievement_before_changes"], found["reason_before_changes"]) == (None, "no_role")


def test_another_way_to_figure_achievement_is_a_change_with_the_figure_of_before(folder: Path) -> None:
    change_company(folder, "policy: {kpi_achievement: attainment}")
    assert changes_of(folder) == [("policy", "policy", "kpi_achievement")]
    found = achievement_of(folder, "A1")
    # April's ten of twenty tickets are half of what was asked for instead of a miss.
    assert found["achievement"] == pytest.approx(0.6 * 5.5 / 6 + 0.4)
    assert (found["is_changed"], found["achievement_before_changes"]) == (True, pytest.approx(0.9))


def test_other_holidays_are_a_change_with_the_figure_of_before(folder: Path) -> None:
    before = achievement_of(folder, "A3")["achievement"]
    change_company(folder, "holidays: IN")
    assert changes_of(folder) == [("policy", "policy", "holidays")]
    assert achievement_of(folder, "A3")["achievement_before_changes"] == before
