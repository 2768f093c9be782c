"""Health: unknown, healthy, at risk, off target, in this order."""

from tests.rules.case import Case


def test_equal_values_meet_at_least_at_most_equals_and_both_ends_of_a_range_and_miss_above_and_below(
    company: Case,
) -> None:
    company.judges_each("""
        value | target              | is_met
        95    | at_least: 95        | yes
        95    | at_most: 95         | yes
        95    | op: "==", value: 95 | yes
        95    | between: [95, 97]   | yes
        97    | between: [95, 97]   | yes
        95    | op: ">", value: 95  | no
        95    | op: "<", value: 95  | no
    """)


def test_two_numbers_are_equal_within_a_billionth_of_the_larger_or_a_trillionth(company: Case) -> None:
    company.judges_each("""
        value                | target                | is_met
        94.99999999          | at_least: 95          | yes
        94.9999998           | at_least: 95          | no
        0.30000000000000004  | at_most: 0.3          | yes
        0.0000000000009      | at_most: 0            | yes
        0.0000000000011      | at_most: 0            | no
        95.00000001          | op: ">", value: 95    | no
        95.0000002           | op: ">", value: 95    | yes
        94.99999999          | op: "<", value: 95    | no
        1000000000.5         | op: "==", value: 1000000000 | yes
        1000000002           | op: "==", value: 1000000000 | no
        94.99999999          | between: [95, 97]     | yes
        97.00000001          | between: [95, 97]     | yes
        97.1                 | between: [95, 97]     | no
    """)


def test_without_a_bound_a_miss_of_at_most_6_percent_of_the_target_is_at_risk(company: Case) -> None:
    company.judges_each("""
        value | target                | health
        100   | at_least: 100         | healthy
        99.9  | at_least: 100         | at_risk
        94    | at_least: 100         | at_risk
        93.9  | at_least: 100         | off_target
        106   | at_most: 100          | at_risk
        106.1 | at_most: 100          | off_target
        2.12  | at_most: 2.0          | at_risk
        2.13  | at_most: 2.0          | off_target
        5.3   | op: "==", value: 5    | at_risk
        4.7   | op: "==", value: 5    | at_risk
        5.31  | op: "==", value: 5    | off_target
        100   | op: ">", value: 100   | at_risk
        -106  | at_least: -100        | at_risk
        -107  | at_least: -100        | off_target
    """)


def test_the_base_of_a_percentage_is_the_smaller_of_target_and_100_minus_target(company: Case) -> None:
    company.judges_each("""
        unit | value | target         | health
        %    | 97.88 | at_least: 98   | at_risk
        %    | 97.87 | at_least: 98   | off_target
        %    | 2.12  | at_most: 2     | at_risk
        %    | 2.13  | at_most: 2     | off_target
        %    | 104   | at_least: 110  | at_risk
        %    | 103   | at_least: 110  | off_target
        %    | 47    | at_least: 50   | at_risk
        %    | 46.9  | at_least: 50   | off_target
        h    | 93    | at_least: 98   | at_risk
    """)


def test_retention_98_percent_and_churn_2_percent_are_the_same_fact(company: Case) -> None:
    company.judges_each("""
        unit | value | target       | health
        %    | 98.1  | at_least: 98 | healthy
        %    | 1.9   | at_most: 2   | healthy
        %    | 97.9  | at_least: 98 | at_risk
        %    | 2.1   | at_most: 2   | at_risk
        %    | 97.5  | at_least: 98 | off_target
        %    | 2.5   | at_most: 2   | off_target
    """)


def test_the_base_of_a_range_is_the_missed_bound(company: Case) -> None:
    company.judges_each("""
        unit | value | target            | health
        h    | 50    | between: [50, 70] | healthy
        h    | 47    | between: [50, 70] | at_risk
        h    | 46.9  | between: [50, 70] | off_target
        h    | 74.2  | between: [50, 70] | at_risk
        h    | 74.3  | between: [50, 70] | off_target
        %    | 74.2  | between: [50, 70] | at_risk
        h    | -0.1  | between: [0, 70]  | off_target
        h    | -53   | between: [-50, 0] | at_risk
    """)


def test_there_is_no_tolerance_for_base_0_or_an_interval_scale(company: Case) -> None:
    company.judges_each("""
        unit | scale    | value | target              | health
        h    |          | 0.01  | at_most: 0          | off_target
        %    |          | 99.99 | at_least: 100       | off_target
        %    |          | 0.01  | at_most: 0          | off_target
             | interval | 49.9  | at_least: 50        | off_target
             | interval | 50    | at_least: 50        | healthy
             | interval | 50    | op: ">", value: 50  | off_target
             | interval | 49.9  | at_least: 50, at_risk: 45 | at_risk
    """)


def test_the_rows_own_bound_decides_between_at_risk_and_off_target(company: Case) -> None:
    company.judges_each("""
        value | target                                | health
        2.4   | at_most: 2.0, at_risk: 2.4            | at_risk
        2.41  | at_most: 2.0, at_risk: 2.4            | off_target
        1.01  | at_most: 1, at_risk: 1                | off_target
        80    | at_least: 95, at_risk: 80             | at_risk
        79    | at_least: 95, at_risk: 80             | off_target
        80    | op: ">", value: 95, at_risk: 80       | at_risk
        40    | between: [50, 70], at_risk: [40, 80]  | at_risk
        81    | between: [50, 70], at_risk: [40, 80]  | off_target
        -5    | at_most: 0, at_risk: 10               | healthy
        10    | at_most: 0, at_risk: 10               | at_risk
    """)


def test_the_tolerance_is_the_companys_policy(company: Case) -> None:
    company.of("policy: {kpi_tolerance: 0.1}").judges_each("""
        value | target        | health
        90    | at_least: 100 | at_risk
        89.9  | at_least: 100 | off_target
    """)
    company.of("policy: {kpi_tolerance: 0}").judges_each("""
        value | target        | health
        99.9  | at_least: 100 | off_target
    """)


def test_a_value_that_is_not_there_is_unknown_and_says_why(company: Case) -> None:
    company.judges_each("""
        formula                 | value | target       | health  | reason
        AVG(value)              |       | at_least: 95 | unknown | no_data
        SUM(value) / SUM(value) | 0     | at_least: 95 | unknown | undefined
        AVG(value)              |       |              | unknown | no_data
    """)


def test_attainment_within_the_profiles_norm_is_healthy_and_in_norm(company: Case) -> None:
    company.of("policy: {profile: velvetum}").judges_each("""
        unit | value | target        | health     | is_in_norm
        h    | 100   | at_least: 100 | healthy    | no
        h    | 94    | at_least: 100 | healthy    | yes
        h    | 93.9  | at_least: 100 | off_target | no
        h    | 106   | at_most: 100  | healthy    | yes
        h    | 107   | at_most: 100  | off_target | no
        h    | 94    | at_least: 100, at_risk: 99 | healthy | yes
    """)
    company.of("policy: {profile: twrt}").judges_each("""
        unit | value | target        | health  | is_in_norm
        h    | 95    | at_least: 100 | healthy | yes
        h    | 94.5  | at_least: 100 | at_risk | no
    """)


def test_attainment_is_refused_where_a_share_of_the_target_says_nothing(company: Case) -> None:
    company.of("policy: {profile: velvetum}").judges_each("""
        unit | scale    | value | target            | health     | is_in_norm
        %    |          | 94    | at_least: 98      | off_target | no
        %    |          | 84    | at_least: 89      | healthy    | yes
        h    |          | -10   | at_least: -9.9    | at_risk    | no
        h    |          | -0.1  | at_least: 0       | off_target | no
             | interval | 48    | at_least: 50      | off_target | no
        h    |          | 48    | between: [50, 70] | at_risk    | no
        h    |          | 48    | op: "==", value: 50 | at_risk  | no
    """)


def test_profiles_without_a_norm_have_no_in_norm(company: Case) -> None:
    company.judges_each("""
        value | target        | health  | is_in_norm
        95    | at_least: 100 | at_risk | no
    """)
