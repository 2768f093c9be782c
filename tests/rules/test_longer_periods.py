"""Longer periods: flows from all their rows, stocks from the last sub-period, windows over several periods."""

from tests.rules.case import Case

ROWS = """
    on         | x  | y
    2026-07-10 | 10 | 100
    2026-07-20 | 30 | 100
    2026-08-10 | 5  | 10
    2026-09-10 | 1  | 1
"""


def test_a_ratio_of_a_longer_period_is_the_ratio_of_sums_never_a_mean_of_ratios(company: Case) -> None:
    company.defines("formula: SUM(x) * 100 / SUM(y)").measured(ROWS).gives("""
        length  | period  | value              | numerator | denominator
        month   | 2026-07 | 20                 | 40        | 200
        month   | 2026-08 | 50                 | 5         | 10
        month   | 2026-09 | 100                | 1         | 1
        quarter | 2026-Q3 | 21.800947867298578 | 46        | 211
    """)


def test_a_flows_longer_periods_are_the_formula_over_all_their_rows(company: Case) -> None:
    company.defines("formula: MEDIAN(x)").measured(ROWS).gives("""
        length       | period  | value | n
        month        | 2026-07 | 20    | 2
        month        | 2026-08 | 5     | 1
        month        | 2026-09 | 1     | 1
        quarter      | 2026-Q3 | 7.5   | 4
        half_year    | 2026-H2 | 7.5   | 4
        year         | 2026    | 7.5   | 4
        year_to_date | 2026-09 | 7.5   | 4
    """)


def test_a_longer_period_that_has_not_ended_runs_to_the_end_of_the_month(company: Case) -> None:
    company.defines("formula: SUM(x)").measured(ROWS).reviews("2026-08", as_of="2026-10-05").gives("""
        length       | period  | value | is_partial
        quarter      | 2026-Q3 | 45    | yes
        half_year    | 2026-H2 | 45    | yes
        year_to_date | 2026-08 | 45    | no
    """)


def test_a_yearly_kpis_year_to_date_is_of_the_running_year(company: Case) -> None:
    company.defines("""
        formula: SUM(x)
        cadence: yearly
    """).measured(ROWS).reviews("2026-08", as_of="2026-10-05").gives("""
        length       | period  | value | is_partial
        year_to_date | 2026-08 | 45    | no
    """)


def test_a_stocks_longer_periods_are_the_formula_over_the_rows_of_their_last_sub_period(company: Case) -> None:
    company.defines("""
        formula: SUM(x)
        stock: true
    """).measured(ROWS).gives("""
        length       | period  | value
        month        | 2026-07 | 40
        month        | 2026-09 | 1
        quarter      | 2026-Q3 | 1
        year         | 2026    | 1
        year_to_date | 2026-09 | 1
    """)


def test_a_stock_without_data_in_the_last_sub_period_has_no_data(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        stock: true
    """).measured("""
        on         | x
        2026-08-10 | 5
    """).gives("""
        length  | period  | value | reason
        quarter | 2026-Q3 |       | no_data
    """)


def test_a_slower_stock_takes_its_last_ended_sub_period_or_is_not_derivable(company: Case) -> None:
    case = (
        company.of("data_from: 2025-01")
        .defines("""
        formula: SUM(x)
        cadence: quarterly
        stock: true
    """)
        .measured("""
        on         | x
        2026-02-10 | 5
        2026-05-10 | 7
    """)
    )
    case.reviews("2026-08").gives("""
        length       | period  | value | reason
        year_to_date | 2026-08 | 7     |
        half_year    | 2026-H2 |       | not_derivable
    """)


def test_a_window_runs_over_the_periods_ending_with_the_reported_one_and_is_not_derivable_until_it_is_full(
    company: Case,
) -> None:
    company.of("data_from: 2026-07").defines("""
        formula: SUM(x) / SUM(y)
        window: 3 months
    """).measured(ROWS).gives("""
        length       | period  | value               | n | reason
        month        | 2026-07 |                     |   | not_derivable
        month        | 2026-08 |                     |   | not_derivable
        month        | 2026-09 | 0.21800947867298578 | 4 |
        quarter      | 2026-Q3 | 0.21800947867298578 | 4 |
        year_to_date | 2026-09 | 0.21800947867298578 | 4 |
    """)


def test_a_window_is_full_when_the_extract_has_rows_from_its_start_on(company: Case) -> None:
    company.of("data_from: 2020-01").defines("""
        formula: AVG(x)
        window: 3 months
    """).measured(ROWS).gives("""
        period  | value | reason
        2026-08 |       | not_derivable
        2026-09 | 11.5  |
    """)


def test_a_window_of_a_complete_extract_is_full_from_the_companys_first_month_on(company: Case) -> None:
    company.of("data_from: 2026-05").defines("""
        formula: COUNT(*)
        window: 3 months
    """).measured(ROWS).is_complete_until("2026-10-01").gives("""
        period  | value | reason
        2026-06 |       | not_derivable
        2026-07 | 2     |
        2026-08 | 3     |
    """)


def test_a_window_may_be_longer_than_the_cadence(company: Case) -> None:
    company.of("data_from: 2025-08").defines("""
        id: weekly
        formula: SUM(x)
        cadence: weekly
        window: 4 weeks
    """).defines("""
        id: quarterly
        formula: SUM(x)
        cadence: quarterly
        window: 12 months
    """).measured("""
        on         | x
        2025-08-01 | 1
        2025-10-01 | 10
        2026-08-31 | 100
        2026-09-23 | 1000
    """).gives("""
        kpi       | period   | value
        weekly    | 2026-W39 | 1100
        quarterly | 2026-Q3  | 1110
    """)


def test_without_any_row_a_window_has_no_data(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        window: 3 months
    """).measured("on | x").gives("""
        period  | value | reason
        2026-09 |       | no_data
    """)
