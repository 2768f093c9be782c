"""What a reader must see of people.csv: roles and managers that are not there. Nobody is named but by id."""

import pytest

from okr_reports.errors import CatalogueError
from okr_reports.extracts.record_logs import check_records
from tests.unit.extracts.company_folder import CompanyFolder

ROLES = """\
- {id: agent, name: Agent}
- {id: lead, name: Lead}
"""


@pytest.fixture
def staffed(company: CompanyFolder) -> CompanyFolder:
    """A company with two roles."""
    company.write("roles/a.yaml", ROLES)
    return company


def said(company: CompanyFolder) -> list[tuple[str, str, str]]:
    """Code, subject and text of what `check` finds in the logs."""
    return [(found.code, found.subject_id, found.text) for found in check_records(company.catalogue)]


def test_an_unknown_role_is_said_once_with_whom_it_is_about(staffed: CompanyFolder) -> None:
    staffed.write(
        "people.csv",
        """\
        id,role,from
        E1,Agent,2024-01-01
        E2,agent,2024-01-01
        E3,Agent,2024-01-01
        E4,lead,2025-01-01
        """,
    )
    assert said(staffed) == [
        (
            "ROLE-UNKNOWN", "Agent",
            "people.csv:2: the role 'Agent' of E1 and 1 other stands in no file of roles/: did you mean 'agent'?",
        )
    ]  # fmt: skip


def test_somebody_without_a_role_and_a_role_without_anybody_are_said(staffed: CompanyFolder) -> None:
    staffed.write("people.csv", "id,role,from\nE1,lead,2024-01-01\nE2,,2024-01-01\nE3,,2024-01-01\n")
    assert said(staffed) == [
        ("ROLE-UNKNOWN", "E2", "people.csv:3: E2 and 1 other have no role"),
        ("ROLE-UNHELD", "agent", "roles/a.yaml:1: nobody in people.csv holds the role 'agent'"),
    ]


def test_without_roles_or_without_people_nothing_is_said(company: CompanyFolder) -> None:
    company.write("people.csv", "id,role,from\nE1,lead,2024-01-01\n")
    assert said(company) == []
    (company.path / "people.csv").unlink()
    company.write("roles/a.yaml", ROLES)
    assert said(company) == []


def test_a_manager_who_is_not_there_is_a_finding_and_no_error(company: CompanyFolder) -> None:
    company.write(
        "people.csv",
        "id,manager_id,from\nE1,E9,2024-01-01\nE2,E9,2024-01-01\nE3,E9,2024-01-01\nE4,Kamala Rao,2024-01-01\n",
    )
    assert said(company) == [
        (
            "MANAGER-UNKNOWN", "E9",
            "people.csv:2: the manager E9 of E1 and 2 others is not in the people table",
        ),
        ("MANAGER-UNKNOWN", "E4", "people.csv:5: the manager named here of E4 is not in the people table"),
    ]  # fmt: skip


def test_people_who_manage_each_other_are_said_once(company: CompanyFolder) -> None:
    company.write(
        "people.csv",
        """\
        id,manager_id,from
        E1,E2,2024-01-01
        E2,E3,2024-01-01
        E3,E1,2024-01-01
        E4,E1,2024-01-01
        E5,E5,2024-01-01
        E6,,2024-01-01
        """,
    )
    assert said(company) == [
        ("MANAGER-CIRCLE", "E1", "people.csv:2: E1 → E2 → E3 → E1 manage each other"),
        ("MANAGER-CIRCLE", "E5", "people.csv:6: E5 → E5 manage each other"),
    ]


def test_a_circle_that_was_left_since_is_none(company: CompanyFolder) -> None:
    rows = "E1,E2,2024-01-01,2024-12-31\nE1,,2025-01-01,\nE2,E1,2024-01-01,\n"
    company.write("people.csv", f"id,manager_id,from,to\n{rows}")
    assert said(company) == []


def test_a_row_inside_an_earlier_one_is_an_error_also_behind_a_short_one(company: CompanyFolder) -> None:
    rows = "E1,2024-01-01,2026-12-31\nE1,2024-02-01,2024-02-10\nE1,2025-01-01,2025-02-01\n"
    company.write("people.csv", f"id,from,to\n{rows}")
    with pytest.raises(CatalogueError) as error:
        check_records(company.catalogue)
    fix = "end the earlier row the day before this one begins"
    assert [str(problem) for problem in error.value.problems] == [
        f"people.csv:3: E1 already has a role on this day, by line 2: {fix}",
        f"people.csv:4: E1 already has a role on this day, by line 2: {fix}",
    ]


@pytest.mark.parametrize("id", ["support/hours", "agent", "linkage_policy", "policy"])
def test_a_change_may_be_one_of_a_role_or_of_a_policy(staffed: CompanyFolder, id: str) -> None:
    staffed.write("company.yaml", "name: X\nlinkage_policy: {text: policy.md, written_on: 2026-01-01}\n")
    staffed.write("policy.md", "Words only")
    staffed.sources("extracts:\n  t: {file: t.csv, period: {column: day}}\n")
    staffed.write("t.csv", "day,hours\n")
    staffed.write("kpis/a.yaml", "- {id: support/hours, name: H, extract: t, formula: AVG(hours)}\n")
    staffed.write("changes.csv", f"id,field,on\n{id},weight,2026-09-05\n")
    assert said(staffed) == []


def test_a_change_of_an_unknown_role_names_what_there_may_be(staffed: CompanyFolder) -> None:
    staffed.write("changes.csv", "id,field,on\nagnt,weight,2026-09-05\n")
    with pytest.raises(CatalogueError) as error:
        check_records(staffed.catalogue)
    assert [problem.what for problem in error.value.problems] == ["there is no KPI or role 'agnt'"]
