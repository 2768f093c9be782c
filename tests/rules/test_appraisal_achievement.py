"""8. Appraisal evidence: from months met to achievement"""

from tests.rules.appraisal_case import AppraisalCase

AT_LEAST_5 = """
    formula: AVG(x)
    targets:
      - {from: 2026-01, at_least: 5}
"""
TWO_KPIS = """
    id: late
    formula: AVG(y)
    targets:
      - {from: 2026-05, at_least: 5}
"""
MONTHLY = """
    on         | x | y
    2026-01-05 | 6 | 9
    2026-02-05 | 4 | 9
    2026-04-07 | 5 | 9
    2026-05-05 | 7 | 9
    2026-06-05 | 1 | 9
"""
SMALL = """
    formula: AVG(x)
    person_column: who
    min_n: 4
    targets:
      - {from: 2026-01, at_least: 5}
"""


def test_achievement_is_met_by_judged_printed_with_the_periods_responsible(people: AppraisalCase) -> None:
    people.defines(AT_LEAST_5).measured(MONTHLY).achieves("""
        by    | met | judged | responsible | achievement | value | target | reason
        month | 3   | 5      | 6           | 0.6         | 4.6   | 5      |
    """)


def test_fewer_than_three_judged_months_or_two_quarters_give_no_figure(people: AppraisalCase) -> None:
    people.defines(AT_LEAST_5).measured(MONTHLY).employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-03-31
        E2       | 2026-01-01 | 2026-04-30
    """).achieves("""
        employee | met | judged | responsible | achievement        | reason
        E1       | 1   | 2      | 3           |                    | few_periods
        E2       | 2   | 3      | 4           | 0.6666666666666666 |
    """)
    people.defines("""
        formula: AVG(x)
        cadence: quarterly
        targets:
          - {from: 2026-Q1, at_least: 5}
    """).measured(MONTHLY).employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-06-30
        E2       | 2026-01-01 | 2026-04-30
    """).achieves("""
        employee | by      | met | judged | responsible | achievement | reason
        E1       | quarter | 1   | 2      | 2           | 0.5         |
        E2       | quarter | 1   | 1      | 1           |             | few_periods
    """)


def test_the_reason_that_all_periods_share_is_the_reason_of_the_kpi(people: AppraisalCase) -> None:
    people.defines("formula: AVG(x)").measured(MONTHLY.replace("2026-01-05 | 6", "2026-03-05 | 6")).employs("""
        employee | from       | to
        E1       | 2026-03-01 | 2026-06-30
    """).achieves("""
        met | judged | responsible | achievement | reason
        0   | 0      | 4           |             | no_target
    """)


def test_a_kra_is_the_weighted_mean_of_the_kpis_that_have_a_figure(people: AppraisalCase) -> None:
    case = (
        people.defines(AT_LEAST_5)
        .defines(TWO_KPIS)
        .measured(MONTHLY)
        .answers_for("""
        kra  | area | kpi  | weight
        both | 70   | k    | 60
        both | 70   | late | 40
        one  | 30   | k    | 100
    """)
    )
    case.achieves("""
        kra  | kpi  | met | judged | achievement | reason
        both | k    | 3   | 5      | 0.6         |
        both | late | 2   | 2      |             | few_periods
        one  | k    | 3   | 5      | 0.6         |
    """)
    case.adds_up("""
        kra  | weight | measured | achievement | reason
        both | 70     | 60       | 0.6         |
        one  | 30     | 100      | 0.6         |
    """)
    case.amounts_to("""
        employee | measured | achievement | own share | reason
        E1       | 72       | 0.6         | 0         |
    """)


def test_below_half_of_the_weight_there_are_only_the_parts(people: AppraisalCase) -> None:
    case = (
        people.defines(AT_LEAST_5)
        .defines(TWO_KPIS)
        .measured(MONTHLY)
        .answers_for("""
        role  | kra  | area | kpi  | weight
        agent | most | 60   | late | 100
        agent | rest | 40   | k    | 100
        half  | most | 50   | late | 100
        half  | rest | 50   | k    | 100
    """)
        .employs("""
        employee | role
        E1       | agent
        E2       | half
    """)
    )
    case.adds_up("""
        employee | kra  | measured | achievement | reason
        E1       | most | 0        |             | half_weight
        E1       | rest | 100      | 0.6         |
        E2       | most | 0        |             | half_weight
        E2       | rest | 100      | 0.6         |
    """)
    case.amounts_to("""
        employee | measured | achievement | reason
        E1       | 40       |             | half_weight
        E2       | 50       | 0.6         |
    """)


def test_several_segments_are_a_mean_by_working_days_without_leave_over_those_with_a_figure(
    people: AppraisalCase,
) -> None:
    case = people.defines(AT_LEAST_5).defines("""
        id: all
        formula: COUNT(*)
        targets:
          - {from: 2026-01, at_least: 0}
    """).measured(MONTHLY).answers_for("""
        role  | kpi
        agent | k
        lead  | all
    """).employs("""
        employee | role  | from       | to         | status
        E1       | agent | 2026-01-01 | 2026-04-30 | active
        E1       | lead  | 2026-05-01 | 2026-06-30 | active
        E2       | agent | 2026-02-01 | 2026-05-31 | active
        E2       | guest | 2026-06-01 | 2026-06-30 | active
        E3       | agent | 2026-02-01 | 2026-04-30 | on_leave
        E3       | lead  | 2026-05-01 | 2026-06-30 | active
    """)  # fmt: skip
    case.over_segments("""
        employee | segment | measured | achievement        | reason
        E1       | 1       | 100      | 0.6666666666666666 |
        E1       | 2       | 0        |                    | half_weight
        E2       | 1       | 100      | 0.6666666666666666 |
        E2       | 2       | 0        |                    | no_role
        E3       | 1       | 0        |                    | half_weight
        E3       | 2       | 0        |                    | half_weight
    """)
    case.amounts_to("""
        employee | measured          | achievement        | reason
        E1       | 66.66666666666667 | 0.6666666666666666 |
        E2       | 79.43925233644859 | 0.6666666666666666 |
        E3       | 0                 |                    | half_weight
    """)


def test_without_a_role_or_a_kpi_in_it_there_is_no_figure_and_that_is_the_reason(people: AppraisalCase) -> None:
    case = (
        people.defines(AT_LEAST_5)
        .measured(MONTHLY)
        .employs("""
        employee | role
        E1       | unknown
    """)
    )
    case.over_segments("""
        employee | segment | measured | achievement | reason
        E1       | 1       | 0        |             | no_role
    """)
    case.amounts_to("""
        employee | measured | achievement | reason
        E1       | 0        |             | no_role
    """)


def test_below_half_of_the_working_days_measured_there_is_no_figure(people: AppraisalCase) -> None:
    people.defines(AT_LEAST_5).measured(MONTHLY).employs("""
        employee | role  | from       | to
        E1       | other | 2025-01-01 | 2026-03-31
        E1       | agent | 2026-04-01 |
        E2       | other | 2025-01-01 | 2026-04-02
        E2       | agent | 2026-04-03 |
    """).amounts_to("""
        employee | achievement        | reason
        E1       | 0.6666666666666666 |
        E2       |                    | half_weight
    """)


def test_a_persons_kpi_is_judged_by_months_else_by_quarters_else_over_the_segment_as_n_allows(
    people: AppraisalCase,
) -> None:
    people.defines(SMALL).measured("""
        on         | who | x
        2026-01-05 | E1  | 5
        2026-01-06 | E1  | 5
        2026-02-05 | E1  | 5
        2026-03-05 | E1  | 9
        2026-04-07 | E1  | 1
        2026-05-05 | E1  | 1
        2026-05-06 | E1  | 1
        2026-06-05 | E1  | 9
        2026-01-05 | E2  | 9
        2026-02-05 | E2  | 9
        2026-04-05 | E2  | 3
        2026-05-05 | E2  | 3
        2026-03-05 | E3  | 9
        2026-01-05 | E4  | 9
        2026-02-05 | E4  | 9
        2026-02-06 | E4  | 9
        2026-02-07 | E4  | 9
    """).employs("""
        employee | from       | to
        E1       | 2025-01-01 |
        E2       | 2025-01-01 |
        E3       | 2025-01-01 |
        E4       | 2026-01-01 | 2026-02-28
    """).answers_for("""
        kpi | measured
        k   | person
    """).achieves("""
        employee | by      | met | judged | responsible | achievement | value | n | reason
        E1       | quarter | 1   | 2      | 2           | 0.5         | 4.5   | 8 |
        E2       | segment | 1   | 1      | 1           | 1           | 6     | 4 |
        E3       | month   | 0   | 0      | 6           |             | 9     | 1 | few_periods
        E4       | month   | 0   | 0      | 2           |             | 9     | 4 | small_n
    """)


def test_the_value_beside_the_target_of_a_period_is_the_kpi_over_the_whole_segment(people: AppraisalCase) -> None:
    case = (
        people.defines("""
        id: mean
        formula: AVG(x)
        person_column: who
        team_column: team
        targets: [{from: 2026-01, at_least: 3}]
    """)
        .defines("""
        id: count
        formula: COUNT(*)
        person_column: who
        targets: [{from: 2026-01, at_least: 2}]
    """)
        .defines("""
        id: stock
        formula: SUM(x)
        stock: true
        targets: [{from: 2026-01, at_least: 3}]
    """)
        .measured("""
        on         | who | team | x
        2026-01-20 | E1  | a    | 1
        2026-02-20 | E1  | a    | 2
        2026-02-21 | E1  | a    | 3
        2026-04-03 | E1  | b    | 6
        2026-04-20 | E2  | b    | 9
        2026-05-20 | E1  | b    | 8
    """)
    )
    case.employs("""
        employee | role  | team | from       | to
        E1       | agent | a    | 2026-01-01 | 2026-04-10
        E1       | agent | b    | 2026-04-11 | 2026-05-31
    """).answers_for("""
        kpi   | measured
        mean  | person
        count | person
        stock | shared
    """).achieves("""
        segment | kpi   | value | n | value_grain | target
        1       | count | 4     | 4 | segment     | 2
        1       | mean  | 3     | 4 | segment     | 3
        1       | stock |       |   |             | 3
        2       | count | 1     | 1 | segment     | 2
        2       | mean  | 8     | 1 | segment     | 3
        2       | stock | 8     | 1 | month       | 3
    """)
    case.employs("""
        employee | role  | team | from       | to         | status
        E1       | agent | a    | 2026-01-01 | 2026-03-31 | active
        E1       | agent | b    | 2026-04-01 | 2026-04-30 | active
        E1       | agent | b    | 2026-05-01 | 2026-05-31 | on_leave
        E2       | lead  | b    | 2026-01-20 | 2026-04-30 | active
    """).answers_for("""
        role  | kpi   | measured
        agent | mean  | team
        agent | stock | shared
        lead  | mean  | shared
    """).achieves("""
        employee | segment | kpi   | value | n | value_grain
        E1       | 1       | mean  | 2     | 3 | segment
        E1       | 1       | stock |       |   |
        E1       | 2       | mean  | 7.5   | 2 | segment
        E1       | 2       | stock | 15    | 2 | month
        E2       | 1       | mean  | 5     | 4 | segment
    """)


def test_values_that_are_ready_made_are_accumulated_over_the_segment_or_not_shown(people: AppraisalCase) -> None:
    values = people.reads("value: x").measured("""
        on         | x
        2026-01-01 | 9
        2026-02-01 | 1
        2026-03-01 | 3
        2026-04-01 | 9
    """).employs("""
        employee | from       | to
        E1       | 2026-02-01 | 2026-03-31
    """).answers_for("""
        kpi
        bare
        mean
        total
    """)  # fmt: skip
    values.defines("""
        id: mean
        accumulation: mean
    """).defines("""
        id: total
        accumulation: sum
    """).defines("id: bare").achieves("""
        kpi   | value | value_grain
        bare  |       |
        mean  | 2     | segment
        total | 4     | segment
    """)


def test_attainment_on_request_is_how_far_the_values_came_toward_their_targets(people: AppraisalCase) -> None:
    case = people.of("""
        data_from: 2026-01
        policy: {kpi_achievement: attainment}
    """).defines("""
        id: higher
        formula: AVG(x)
        targets: [{from: 2026-01, at_least: 10}]
    """).defines("""
        id: lower
        formula: AVG(x)
        direction: lower
        targets: [{from: 2026-01, at_most: 4}]
    """).defines("""
        id: percent
        formula: AVG(x)
        unit: "%"
        targets: [{from: 2026-01, at_least: 95}]
    """).defines("""
        id: within
        formula: AVG(x)
        direction: range
        targets: [{from: 2026-01, between: [4, 6]}]
    """).defines("""
        id: zero
        formula: AVG(x)
        direction: lower
        targets: [{from: 2026-01, at_most: 0}]
    """)  # fmt: skip
    case.measured("""
        on         | x
        2026-01-05 | 5
        2026-02-05 | 10
        2026-03-05 | 12
    """).employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-03-31
    """).answers_for("""
        kpi     | weight
        higher  | 20
        lower   | 20
        percent | 20
        within  | 20
        zero    | 20
    """).achieves("""
        kpi     | met | judged | attainment         | achievement
        higher  | 2   | 3      | 0.8333333333333334 | 0.8333333333333334
        lower   | 0   | 3      | 0.25               | 0.25
        percent | 0   | 3      |                    | 0
        within  | 1   | 3      | 0.3333333333333333 | 0.3333333333333333
        zero    | 0   | 3      |                    | 0
    """)


def test_the_share_of_weight_measured_for_the_person_alone_is_said(people: AppraisalCase) -> None:
    people.defines(SMALL).measured("""
        on         | who | x
        2026-01-05 | E1  | 5
    """).answers_for("""
        kra | area | kpi | weight | measured
        a   | 60   | k   | 100    | person
        b   | 40   | k   | 100    | shared
    """).amounts_to("""
        employee | own share | achievement | reason
        E1       | 0.6       |             | half_weight
    """)


def test_what_was_changed_after_the_first_run_leaves_both_achievements(people: AppraisalCase) -> None:
    changed = people.defines(AT_LEAST_5).defines(TWO_KPIS).measured(MONTHLY).employs("""
        employee | role
        E1       | agent
        E2       | other
    """).answers_for("""
        role  | kpi
        agent | k
        other | k
    """)  # fmt: skip
    changed.pay_changed("""
        subject | subject_id | field
        role    | agent      | all / k
    """).at_first_answered_for("""
        role  | kpi
        agent | late
        other | k
    """).amounts_to("""
        employee | achievement | is_changed | achievement_before_changes | reason_before_changes
        E1       | 0.6         | yes        |                            | half_weight
        E2       | 0.6         | no         |                            |
    """)
    changed.pay_changed("""
        subject | subject_id | field
        kpi     | k          | formula
    """).at_first_defined("""
        formula: AVG(y)
        targets:
          - {from: 2026-01, at_least: 5}
    """).amounts_to("""
        employee | achievement | is_changed | achievement_before_changes
        E1       | 0.6         | yes        | 1
        E2       | 0.6         | yes        | 1
    """)
