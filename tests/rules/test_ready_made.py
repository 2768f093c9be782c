"""Ready-made values: the extract already holds one value per period, or the two numbers of a ratio."""

from okr_reports.scoring.plan import EntityKind
from tests.rules.case import Case

MONTHLY = """
    on         | value | hits | tries
    2026-07-01 | 80    | 8    | 10
    2026-08-01 | 50    | 50   | 100
    2026-09-01 | 90    | 9    | 10
"""


def test_a_ready_made_value_is_taken_as_it_stands(company: Case) -> None:
    company.reads("value: value").defines("unit: '%'").measured("""
        on         | value
        2026-08-01 | 99.95
        2026-09-01 |
    """).gives("""
        period  | value | n | reason
        2026-08 | 99.95 |   |
        2026-09 |       |   | no_data
        2026-07 |       |   | no_data
    """)


def test_a_ratio_of_two_columns_is_the_ratio_of_sums_in_percent_for_a_kpi_in_percent(company: Case) -> None:
    company.reads("""
        numerator: hits
        denominator: tries
    """).defines("""
        id: percent
        unit: "%"
    """).defines("""
        id: share
        unit: ""
    """).measured(MONTHLY).gives("""
        kpi     | length       | period  | value             | n   | numerator | denominator
        percent | month        | 2026-07 | 80                | 10  | 8         | 10
        share   | month        | 2026-07 | 0.8               | 10  | 8         | 10
        percent | quarter      | 2026-Q3 | 55.83333333333333 | 120 | 67        | 120
        percent | year_to_date | 2026-09 | 55.83333333333333 | 120 | 67        | 120
    """)


def test_a_ready_made_value_without_numbers_or_accumulation_is_not_derivable_for_longer_periods(
    company: Case,
) -> None:
    company.reads("value: value").defines("unit: h").measured(MONTHLY).gives("""
        length       | period  | value | reason
        month        | 2026-09 | 90    |
        quarter      | 2026-Q3 |       | not_derivable
        half_year    | 2026-H2 |       | not_derivable
        year         | 2026    |       | not_derivable
        year_to_date | 2026-09 |       | not_derivable
    """)


def test_accumulation_says_how_values_make_a_longer_one(company: Case) -> None:
    company.reads("value: value").defines("""
        id: sum
        accumulation: sum
    """).defines("""
        id: last
        accumulation: last
    """).defines("""
        id: mean
        accumulation: mean
    """).measured(MONTHLY).gives("""
        kpi  | length  | period  | value
        sum  | quarter | 2026-Q3 | 220
        last | quarter | 2026-Q3 | 90
        mean | quarter | 2026-Q3 | 73.33333333333333
    """)


def test_accumulation_on_the_sheet_goes_before_the_ratio_of_sums_of_its_extract(company: Case) -> None:
    company.reads("""
        numerator: hits
        denominator: tries
    """).defines("""
        id: last
        accumulation: last
    """).defines("id: ratio").measured(MONTHLY).gives("""
        kpi   | length  | period  | value              | n   | numerator | denominator
        last  | quarter | 2026-Q3 | 0.9                | 10  | 9         | 10
        ratio | quarter | 2026-Q3 | 0.5583333333333333 | 120 | 67        | 120
    """)


def test_a_missing_month_is_no_0_in_a_sum_no_stale_last_and_left_out_of_a_mean(company: Case) -> None:
    company.of("data_from: 2026-07").reads("value: value").defines("""
        id: sum
        accumulation: sum
    """).defines("""
        id: last
        accumulation: last
    """).defines("""
        id: mean
        accumulation: mean
    """).measured("""
        on         | value
        2026-07-01 | 80
        2026-08-01 | 50
    """).gives("""
        kpi  | length  | period  | value | reason
        sum  | quarter | 2026-Q3 |       | not_derivable
        last | quarter | 2026-Q3 |       | no_data
        mean | quarter | 2026-Q3 | 65    |
        sum  | month   | 2026-09 |       | no_data
    """)


def test_a_sum_expects_no_month_before_data_begins(company: Case) -> None:
    company.of("data_from: 2026-08").reads("value: value").defines("accumulation: sum").measured("""
        on         | value
        2026-08-01 | 80
        2026-09-01 | 50
    """).gives("""
        length       | period  | value
        quarter      | 2026-Q3 | 130
        year_to_date | 2026-09 | 130
    """)


def test_a_ready_made_stock_keeps_its_last_value(company: Case) -> None:
    company.reads("value: value").defines("stock: true").measured(MONTHLY).gives("""
        length       | period  | value
        quarter      | 2026-Q3 | 90
        year_to_date | 2026-09 | 90
    """)


def test_two_values_for_one_period_fail_and_say_so(company: Case) -> None:
    company.reads("value: value").defines("accumulation: sum").measured("""
        on         | value
        2026-08-01 | 80
        2026-09-01 | 50
        2026-09-01 | 50
    """).gives("""
        length  | period  | value | reason | detail
        month   | 2026-08 | 80    |        |
        month   | 2026-09 |       | failed | its extract holds more than one value for one period: keep one row for each
        quarter | 2026-Q3 |       | failed | its extract holds more than one value for one period: keep one row for each
    """)


def test_values_of_shorter_periods_accumulate_to_the_cadence_or_fail(company: Case) -> None:
    rows = """
        on         | value
        2026-07-01 | 80
        2026-08-01 | 50
        2026-09-01 | 20
    """
    sheet = """
        cadence: quarterly
        accumulation: mean
    """
    company.reads("value: value").defines(sheet).measured(rows).gives("""
        period  | value
        2026-Q3 | 50
    """)
    company.reads("value: value").defines("cadence: quarterly").measured(rows).gives("""
        period  | value | reason
        2026-Q3 |       | failed
    """)


def test_n_of_a_ready_made_value_is_the_column_it_names_else_the_denominator_else_nothing(company: Case) -> None:
    company.reads("""
        value: value
        n: tries
    """).defines("min_n: 50").measured(MONTHLY).gives("""
        period  | value | n   | reason
        2026-07 | 80    | 10  | small_n
        2026-08 | 50    | 100 |
    """)


def test_not_a_number_and_a_division_by_0_are_undefined(company: Case) -> None:
    company.reads("value: value").defines("unit: h").measured("""
        on         | value
        2026-08-01 | nan
        2026-09-01 | inf
    """).gives("""
        period  | value | reason
        2026-08 |       | undefined
        2026-09 |       | undefined
    """)
    company.reads("""
        numerator: hits
        denominator: tries
    """).defines("unit: h").measured("""
        on         | hits | tries
        2026-08-01 | 0    | 0
        2026-09-01 | 3    | 0
    """).gives("""
        period  | value | n | reason
        2026-08 |       | 0 | undefined
        2026-09 |       | 0 | undefined
    """)


def test_a_numerator_without_its_denominator_is_left_out(company: Case) -> None:
    company.reads("""
        numerator: hits
        denominator: tries
    """).defines("unit: ''").measured("""
        on         | hits | tries
        2026-09-01 | 5    | 10
        2026-09-02 | 5    |
    """).gives("""
        period  | value | n  | numerator
        2026-09 | 0.5   | 10 | 5
    """)


def test_a_window_of_ready_made_values_is_made_like_a_longer_period(company: Case) -> None:
    company.of("data_from: 2026-07").reads("value: value").defines("""
        accumulation: sum
        window: 2 months
    """).measured(MONTHLY).gives("""
        period  | value | reason
        2026-07 |       | not_derivable
        2026-08 | 130   |
        2026-09 | 140   |
    """)


def test_the_company_has_its_own_row_beside_those_of_departments(company: Case) -> None:
    company.reads("value: value").defines("department_column: team").measured("""
        on         | team | value
        2026-08-01 | north | 80
        2026-08-01 | south | 60
        2026-08-01 |       | 72
        2026-09-01 | north | 80
        2026-09-01 | south | 60
    """).gives("""
        of               | period  | value | reason
        department/north | 2026-08 | 80    |
        department/south | 2026-08 | 60    |
                         | 2026-08 | 72    |
                         | 2026-09 |       | not_derivable
    """)


def test_a_departments_row_is_not_its_teams(company: Case) -> None:
    company.reads("value: value").with_parts(EntityKind.DEPARTMENT, EntityKind.TEAM).defines("""
        department_column: department
        team_column: team
    """).measured("""
        on         | department | team   | value
        2026-09-01 | support    |        | 70
        2026-09-01 | support    | tier 1 | 60
        2026-09-01 | support    | tier 2 | 80
        2026-09-01 |            |        | 50
    """).gives("""
        of                 | period  | value
        department/support | 2026-09 | 70
        team/tier 1        | 2026-09 | 60
        team/tier 2        | 2026-09 | 80
                           | 2026-09 | 50
    """)
