"""Actions: whoever misses a target says what will be done, by whom and by when."""

from tests.rules.case import Case

SHEET = """
    formula: AVG(x)
    targets:
      - {from: 2026-01, at_least: 90}
"""
MISSED_TWICE = """
    on         | x
    2026-07-01 | 95
    2026-08-01 | 50
    2026-09-01 | 50
"""
MISSED_ONCE = """
    on         | x
    2026-08-01 | 95
    2026-09-01 | 50
"""


def test_in_the_first_missed_period_an_action_is_due_within_ten_working_days_of_its_end(company: Case) -> None:
    company.of("holidays: US").defines(SHEET).measured(MISSED_ONCE).expects("""
        kpi | state | action_id | expected_by
        k   | due   |           | 2026-10-15
    """)


def test_from_the_second_missed_period_on_no_action_is_missing(company: Case) -> None:
    company.defines(SHEET).measured(MISSED_TWICE).expects("""
        kpi | state   | action_id | expected_by
        k   | missing |           |
    """)


def test_a_healthy_or_unknown_kpi_needs_no_action(company: Case) -> None:
    company.defines(SHEET).measured("""
        on         | x
        2026-08-01 | 50
        2026-09-01 | 95
    """).expects("kpi | state")
    company.defines(SHEET).measured("""
        on         | x
        2026-08-01 | 50
    """).expects("kpi | state")


def test_at_risk_is_a_missed_target_too(company: Case) -> None:
    company.defines(SHEET).measured("""
        on         | x
        2026-08-01 | 95
        2026-09-01 | 89.9
    """).expects("""
        kpi | state
        k   | due
    """)


def test_an_open_action_raised_in_the_present_run_of_missed_periods_counts(company: Case) -> None:
    case = company.defines(SHEET).measured(MISSED_TWICE)
    case.acts("""
        raised_on  | due_on     | done_on
        2026-08-01 | 2026-10-31 |
    """).expects("""
        kpi | state | action_id
        k   | open  | 0
    """)
    case.acts("""
        raised_on  | due_on     | done_on
        2026-07-31 | 2026-10-31 |
    """).expects("""
        kpi | state
        k   | missing
    """)


def test_an_action_raised_after_the_month_counts_when_it_was_seen(company: Case) -> None:
    acted = (
        company.defines(SHEET)
        .measured(MISSED_TWICE)
        .acts("""
        raised_on  | due_on     | done_on
        2026-10-05 | 2026-10-31 |
    """)
    )
    acted.reviews("2026-09", as_of="2026-10-05").expects("""
        kpi | state
        k   | open
    """)
    acted.reviews("2026-09", as_of="2026-10-04").expects("""
        kpi | state
        k   | missing
    """)


def test_an_action_counts_as_done_only_when_done_after_the_last_periods_end(company: Case) -> None:
    case = company.defines(SHEET).measured(MISSED_TWICE)
    case.acts("""
        raised_on  | due_on     | done_on
        2026-08-10 | 2026-09-30 | 2026-09-30
    """).expects("""
        kpi | state
        k   | missing
    """)
    case.acts("""
        raised_on  | due_on     | done_on
        2026-08-10 | 2026-10-15 | 2026-10-01
    """).expects("""
        kpi | state | action_id
        k   | done  | 0
    """)


def test_an_open_action_past_its_date_is_overdue_since_then(company: Case) -> None:
    case = company.defines(SHEET).measured(MISSED_TWICE)
    case.acts("""
        raised_on  | due_on     | done_on
        2026-08-10 | 2026-09-29 |
    """).expects("""
        kpi | state   | action_id | overdue_since
        k   | overdue | 0         | 2026-09-29
    """)
    case.acts("""
        raised_on  | due_on     | done_on
        2026-08-10 | 2026-09-30 |
    """).expects("""
        kpi | state | overdue_since
        k   | open  |
    """)


def test_lateness_is_judged_at_the_months_end_whenever_the_report_is_made(company: Case) -> None:
    company.defines(SHEET).measured(MISSED_TWICE).acts("""
        raised_on  | due_on     | done_on
        2026-08-10 | 2026-10-02 |
    """).reviews("2026-09", as_of="2026-12-01").expects("""
        kpi | state
        k   | open
    """)


def test_of_several_actions_the_latest_open_one_stands(company: Case) -> None:
    company.defines(SHEET).measured(MISSED_TWICE).acts("""
        raised_on  | due_on     | done_on
        2026-08-10 | 2026-09-20 |
        2026-09-15 | 2026-10-20 |
        2026-09-20 | 2026-10-01 | 2026-10-02
    """).expects("""
        kpi | state | action_id
        k   | open  | 1
    """)


def test_a_slower_kpis_action_is_missing_once_its_date_has_passed(company: Case) -> None:
    case = (
        company.of("data_from: 2026-01")
        .defines("""
        formula: AVG(x)
        cadence: quarterly
        targets:
          - {from: 2026-Q1, at_least: 90}
    """)
        .measured("""
        on         | x
        2026-05-01 | 95
        2026-09-01 | 50
    """)
    )
    case.reviews("2026-09").expects("""
        kpi | state | expected_by
        k   | due   | 2026-10-14
    """)
    case.reviews("2026-10").expects("""
        kpi | state
        k   | missing
    """)


def test_the_run_of_missed_periods_is_broken_by_a_healthy_one_and_not_by_an_unknown_one(company: Case) -> None:
    company.defines(SHEET).measured("""
        on         | x
        2026-03-01 | 50
        2026-04-01 | 95
        2026-05-01 | 50
        2026-06-01 | 89
        2026-08-01 | 50
        2026-09-01 | 50
    """).judges("""
        period  | health     | missed_since | missed_count
        2026-03 | off_target | 2026-03      | 1
        2026-04 | healthy    |              | 0
        2026-05 | off_target | 2026-05      | 1
        2026-06 | at_risk    | 2026-05      | 2
        2026-07 | unknown    |              | 0
        2026-08 | off_target | 2026-05      | 3
        2026-09 | off_target | 2026-05      | 4
    """)


def test_a_value_in_norm_is_no_miss(company: Case) -> None:
    company.of("""
        data_from: 2026-01
        policy: {profile: velvetum}
    """).defines(SHEET).measured("""
        on         | x
        2026-09-01 | 89
    """).expects("kpi | state")
