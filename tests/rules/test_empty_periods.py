"""Empty periods: a month without incidents is the best month, and a month without data is not."""

from tests.rules.case import Case


def test_an_empty_period_of_a_count_is_a_measured_0_when_the_extract_holds_a_row_of_it_before_the_filter(
    company: Case,
) -> None:
    company.defines("""
        formula: COUNT(*)
        filter: severity = 'high'
        direction: lower
    """).measured("""
        on         | severity
        2026-07-03 | high
        2026-08-09 | low
        2026-09-21 | high
    """).gives("""
        period  | value | n | reason
        2026-07 | 1     | 1 |
        2026-08 | 0     | 0 |
        2026-09 | 1     | 1 |
    """)


def test_an_empty_period_of_a_sum_is_a_measured_0_when_covers_until_reaches_its_end(company: Case) -> None:
    company.defines("formula: SUM(hours)").measured("""
        on         | hours
        2026-07-03 | 2.5
    """).is_complete_until("2026-09-01").reviews("2026-09").gives("""
        period  | value | n | reason
        2026-07 | 2.5   | 1 |
        2026-08 | 0     | 0 |
        2026-09 |       |   | no_data
    """)


def test_an_empty_period_of_any_other_aggregate_is_no_data_even_when_covered(company: Case) -> None:
    company.defines("""
        formula: AVG(hours)
        filter: severity = 'high'
    """).measured("""
        on         | severity | hours
        2026-08-03 | high     | 2.5
        2026-09-05 | low      | 4
    """).is_complete_until("2026-12-31").gives("""
        period  | value | n | reason
        2026-08 | 2.5   | 1 |
        2026-09 |       | 0 | no_data
    """)


def test_a_ratio_of_counts_over_no_rows_is_no_data_and_not_0(company: Case) -> None:
    company.defines("""
        formula: COUNT(*) FILTER (WHERE won = 1) * 100 / COUNT(*)
        filter: region = 'north'
    """).measured("""
        on         | region | won
        2026-08-03 | north  | 1
        2026-09-05 | south  | 1
    """).gives("""
        period  | value | reason
        2026-08 | 100   |
        2026-09 |       | no_data
    """)


def test_a_period_before_the_companys_first_month_is_not_a_measured_0(company: Case) -> None:
    case = (
        company.of("data_from: 2026-08")
        .defines("formula: COUNT(*)")
        .measured("""
        on
        2026-09-05
    """)
        .is_complete_until("2026-12-31")
    )
    case.gives("""
        period  | value
        2026-08 | 0
        2026-09 | 1
    """)
    assert "2026-07" not in case.values["period_id"].to_list()


def test_an_empty_extract_is_data_that_says_nothing(company: Case) -> None:
    company.defines("formula: COUNT(*)").measured("on").gives("""
        period  | value | n | reason
        2026-09 |       |   | no_data
    """)


def test_a_sum_of_empty_cells_is_no_data_and_never_0(company: Case) -> None:
    company.defines("formula: SUM(hours)").measured("""
        on         | hours
        2026-08-05 | 4
        2026-09-05 |
        2026-09-06 |
    """).gives("""
        period  | value | n | reason
        2026-08 | 4     | 1 |
        2026-09 |       | 2 | no_data
    """)
