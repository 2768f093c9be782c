"""Assurance: whether the process as it runs will meet its target."""

from tests.rules.case import Case

LONG = "data_from: 2020-01"


def test_a_process_consistently_meets_when_both_limits_satisfy_the_target(company: Case) -> None:
    company.of(LONG).signals_each("""
        direction | values | target                | lower | upper | assurance
        higher    | 4 6 5  | at_least: 1.01        | 1.01  | 8.99  | consistently_meets
        higher    | 4 6 5  | at_least: 1.02        | 1.01  | 8.99  | hit_or_miss
        higher    | 4 6 5  | op: ">", value: 1     | 1.01  | 8.99  | consistently_meets
        higher    | 4 6 5  | op: ">", value: 1.01  | 1.01  | 8.99  | hit_or_miss
        lower     | 4 6 5  | at_most: 8.99         | 1.01  | 8.99  | consistently_meets
        lower     | 4 6 5  | at_most: 8.98         | 1.01  | 8.99  | hit_or_miss
        lower     | 4 6 5  | op: "<", value: 9     | 1.01  | 8.99  | consistently_meets
        lower     | 4 6 5  | op: "<", value: 8.99  | 1.01  | 8.99  | hit_or_miss
        range     | 4 6 5  | between: [1.01, 8.99] | 1.01  | 8.99  | consistently_meets
        range     | 4 6 5  | between: [1.02, 9]    | 1.01  | 8.99  | hit_or_miss
        range     | 4 6 5  | between: [2, 8]       | 1.01  | 8.99  | hit_or_miss
        higher    | 4 6 5  | op: "==", value: 5    | 1.01  | 8.99  | hit_or_miss
    """)


def test_a_process_consistently_misses_when_nothing_between_its_limits_satisfies_the_target(company: Case) -> None:
    company.of(LONG).signals_each("""
        direction | values | target               | assurance
        higher    | 4 6 5  | at_least: 8.99       | hit_or_miss
        higher    | 4 6 5  | at_least: 9          | consistently_misses
        higher    | 4 6 5  | op: ">", value: 8.99 | consistently_misses
        lower     | 4 6 5  | at_most: 1.01        | hit_or_miss
        lower     | 4 6 5  | at_most: 1           | consistently_misses
        lower     | 4 6 5  | op: "<", value: 1.01 | consistently_misses
        range     | 4 6 5  | between: [8.99, 10]  | hit_or_miss
        range     | 4 6 5  | between: [9, 10]     | consistently_misses
        range     | 4 6 5  | between: [0, 1.01]   | hit_or_miss
        range     | 4 6 5  | between: [0, 1]      | consistently_misses
        higher    | 4 6 5  | op: "==", value: 8.99 | hit_or_miss
        higher    | 4 6 5  | op: "==", value: 9   | consistently_misses
        higher    | 4 6 5  | op: "==", value: 1   | consistently_misses
    """)


def test_without_limits_a_measured_month_or_a_number_as_target_there_is_no_assurance(company: Case) -> None:
    company.of(LONG).signals_each("""
        direction | chart        | values  | target                                | lower | assurance
        higher    |              | 4 6 5   |                                       | 1.01  |
        higher    |              | 4 6 5   | state: tbd                            | 1.01  |
        higher    |              | 4 6 5   | change: {from: previous, by: -15%}    | 1.01  |
        higher    |              | 4 6 5   | change: {from: previous, by: +0pt}    | 1.01  |
        lower     |              | 4 6 5   | of_average: {months: 2, op: "<=", times: 1.5} | 1.01 |
        higher    |              | 4 4 4   | at_least: 1                           |       |
        higher    |              | 4 6 5 - | at_least: 1                           | 1.01  |
        higher    | change       | 4 6 5 8 | at_least: 1                           | -159.5222222222222 |
    """)


def test_a_just_changed_target_has_no_assurance_until_the_next_period(company: Case) -> None:
    changed = (
        company.of(LONG)
        .defines("""
        formula: AVG(x)
        targets:
          - {from: 2020-01, at_least: 1}
          - {from: 2026-08, at_least: 0.5}
    """)
        .measured_monthly("4 6 5 4 6 5")
    )
    changed.reviews("2026-08").signals_at("""
        period  | assurance
        2026-08 |
    """)
    changed.reviews("2026-09").signals_at("""
        period  | assurance
        2026-09 | consistently_meets
    """)


def test_a_target_that_changes_every_month_never_has_assurance_and_a_repeated_one_has(company: Case) -> None:
    company.of(LONG).defines("""
        id: changing
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 1}
          - {from: 2026-08, at_least: 1.1}
          - {from: 2026-09, at_least: 1.2}
    """).defines("""
        id: repeated
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 1}
          - {from: 2026-08, at_least: 1}
          - {from: 2026-09, at_least: 1}
    """).measured_monthly("4 6 5").signals_at("""
        kpi      | period  | assurance
        changing | 2026-09 |
        repeated | 2026-09 | consistently_meets
    """)


def test_a_first_target_is_a_changed_one(company: Case) -> None:
    company.of(LONG).defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-09, at_least: 1}
    """).measured_monthly("4 6 5").signals_at("""
        period  | assurance
        2026-09 |
    """)


def test_assurance_stands_on_the_last_point_only(company: Case) -> None:
    company.of("data_from: 2026-07").defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-01, at_least: 1}
    """).measured_monthly("4 6 5").signals_over("""
        period  | is_last | assurance          | reason
        2026-07 | no      |                    |
        2026-08 | no      |                    |
        2026-09 | yes     | consistently_meets |
    """)
