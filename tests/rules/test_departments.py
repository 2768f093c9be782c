"""Departments, teams and people: one KPI sheet, a value for the company and for each part."""

from okr_reports.scoring.plan import EntityKind
from tests.rules.case import Case

ROWS = """
    on         | origin | person | x
    2026-08-01 | north  | E1     | 10
    2026-08-02 | north  | E2     | 20
    2026-08-03 | south  | E3     | 60
    2026-09-01 | north  | E1     | 40
    2026-09-02 |        |        | 80
"""


def test_a_kpi_with_a_department_column_has_a_value_for_the_company_and_for_each_department(
    company: Case,
) -> None:
    company.defines("""
        formula: AVG(x)
        department_column: origin
    """).measured(ROWS).gives("""
        of               | length  | period  | value | n | reason
                         | month   | 2026-08 | 30    | 3 |
        department/north | month   | 2026-08 | 15    | 2 |
        department/south | month   | 2026-08 | 60    | 1 |
        department/north | month   | 2026-09 | 40    | 1 |
        department/south | month   | 2026-09 |       | 0 | no_data
                         | month   | 2026-09 | 60    | 2 |
        department/north | quarter | 2026-Q3 | 23.333333333333332 | 3 |
    """)


def test_rows_without_a_department_count_for_the_company_and_form_no_department(company: Case) -> None:
    case = company.defines("""
        formula: SUM(x)
        department_column: origin
    """).measured(ROWS)
    assert case.values["entity_id"].unique().sort().to_list() == [None, "department/north", "department/south"]


def test_a_department_without_rows_in_a_period_that_others_have_rows_of_counts_a_measured_0(company: Case) -> None:
    company.defines("""
        formula: COUNT(*)
        department_column: origin
    """).measured(ROWS).gives("""
        of               | period  | value | reason
        department/south | 2026-08 | 1     |
        department/south | 2026-09 | 0     |
        department/south | 2026-07 |       | no_data
    """)


def test_teams_and_people_have_values_when_they_are_asked_for(company: Case) -> None:
    case = company.defines("""
        formula: SUM(x)
        department_column: origin
        person_column: person
        team_column: origin
    """).measured(ROWS)
    case.with_parts(EntityKind.PERSON, EntityKind.TEAM).gives("""
        of         | period  | value
                   | 2026-08 | 90
        person/E2  | 2026-08 | 20
        team/north | 2026-08 | 30
    """)
    assert "person/E1" not in case.values["entity_id"].to_list()


def test_each_department_is_judged_by_the_same_target(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        department_column: origin
        min_n: 2
        targets:
          - {from: 2026-01, at_least: 20}
    """).measured(ROWS).judges("""
        of               | period  | health     | reason
                         | 2026-08 | healthy    |
        department/north | 2026-08 | off_target |
        department/south | 2026-08 | unknown    | small_n
    """)


def test_behind_a_kpi_about_people_the_different_people_are_counted_where_a_column_names_them(company: Case) -> None:
    rows = """
        on         | origin | person | x
        2026-08-01 | north  | E1     | 10
        2026-08-02 | north  | E1     | 20
        2026-08-03 | north  | E2     | 30
        2026-08-04 | north  |        | 40
        2026-09-01 | south  | E1     | 50
        2026-09-02 | south  | E2     | 0
    """
    company.defines("""
        formula: AVG(x)
        filter: x > 0
        about: people
        department_column: origin
        person_column: person
    """).measured(rows).gives("""
        of               | length  | period  | n | people_count
                         | month   | 2026-08 | 4 | 2
        department/north | month   | 2026-08 | 4 | 2
        department/south | month   | 2026-09 | 1 | 1
                         | quarter | 2026-Q3 | 5 | 2
    """)
    company.defines("formula: COUNT(*)\nperson_column: person").measured(rows).gives("""
        period  | n | people_count
        2026-08 | 4 |
    """)
