"""8. Appraisal evidence: which periods are judged, and whose value counts"""

from tests.rules.appraisal_case import AppraisalCase

AT_LEAST_5 = """
    formula: AVG(x)
    targets:
      - {from: 2026-01, at_least: 5}
"""
OF_PERSONS = """
    formula: AVG(x)
    person_column: who
    targets:
      - {from: 2026-01, at_least: 5}
"""
COUNT_OF_PERSONS = """
    formula: COUNT(*)
    person_column: who
    targets:
      - {from: 2026-01, at_least: 2}
"""
MONTHLY = """
    on         | x
    2026-01-05 | 6
    2026-02-05 | 4
    2026-04-07 | 5
    2026-05-05 | 7
    2026-06-05 | 1
"""


def test_a_period_is_judged_when_its_target_is_a_number_its_value_known_and_the_role_held(
    people: AppraisalCase,
) -> None:
    people.defines(AT_LEAST_5).measured(MONTHLY).employs("""
        employee | role  | from       | to         | status
        E1       | agent | 2026-01-20 | 2026-04-30 | active
        E1       | agent | 2026-05-01 | 2026-05-31 | on_leave
        E1       | agent | 2026-06-01 |            | active
    """).judges_people("""
        period  | value | target | responsible | judged | met | reason
        2026-01 | 6     | 5      | no          | no     |     | absent
        2026-02 | 4     | 5      | yes         | yes    | no  |
        2026-03 |       | 5      | yes         | no     |     | no_data
        2026-04 | 5     | 5      | yes         | yes    | yes |
        2026-05 | 7     | 5      | no          | no     |     | on_leave
        2026-06 | 1     | 5      | yes         | yes    | no  |
    """)


def test_a_period_that_has_not_ended_is_not_judged(people: AppraisalCase) -> None:
    people.defines(AT_LEAST_5).measured(MONTHLY).appraises("2026-H1", as_of="2026-05-31").judges_people("""
        period  | judged | reason
        2026-01 | yes    |
        2026-02 | yes    |
        2026-03 | no     | no_data
        2026-04 | yes    |
        2026-05 | no     | not_ended
        2026-06 | no     | not_ended
    """)


def test_a_back_dated_target_is_judged_by_the_row_before_it_or_not_at_all(people: AppraisalCase) -> None:
    people.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-02, at_least: 5, set_on: 2026-02-28}
          - {from: 2026-03, at_least: 9, set_on: 2026-05-01}
    """).measured("""
        on         | x
        2026-01-05 | 6
        2026-02-05 | 6
        2026-03-05 | 6
        2026-04-07 | 6
        2026-05-05 | 6
        2026-06-05 | 6
    """).judges_people("""
        period  | target | met | reason
        2026-01 |        |     | no_target
        2026-02 | 5      | yes |
        2026-03 | 5      | yes |
        2026-04 | 5      | yes |
        2026-05 | 9      | no  |
        2026-06 | 9      | no  |
    """)
    people.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-01, at_least: 5, set_on: 2026-03-02}
    """).measured("""
        on         | x
        2026-02-05 | 6
        2026-03-05 | 6
    """).employs("""
        employee | from       | to
        E1       | 2026-02-01 | 2026-03-31
    """).judges_people("""
        period  | target | met | reason
        2026-02 |        |     | back_dated
        2026-03 | 5      | yes |
    """)


def test_a_standard_from_a_key_result_counts_from_the_first_cycle_after_it_was_set(people: AppraisalCase) -> None:
    sheet = """
        formula: AVG(x)
        targets:
          - {from: 2025-07, at_least: 5, set_on: 2025-06-20}
          - {from: 2026-01, at_least: 9, set_on: 2026-01-05, from_key_result: o1/kr1}
    """
    rows = """
        on         | x
        2026-01-05 | 6
        2026-07-06 | 6
    """
    people.defines(sheet).measured(rows).employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-01-31
    """).judges_people("""
        period  | target | met
        2026-01 | 5      | yes
    """)
    people.defines(sheet).measured(rows).appraises("2026-H2", as_of="2027-01-05").employs("""
        employee | from       | to
        E1       | 2026-07-01 | 2026-07-31
    """).judges_people("""
        period  | target | met
        2026-07 | 9      | no
    """)


def test_a_target_in_words_or_none_is_no_number(people: AppraisalCase) -> None:
    people.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-01, state: tbd}
          - {from: 2026-02, state: {qualitative: "Calm and quick"}}
    """).measured(MONTHLY).employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-02-28
    """).judges_people("""
        period  | judged | reason
        2026-01 | no     | no_target
        2026-02 | no     | not_numeric
    """)


def test_only_rows_within_the_persons_segment_count_for_the_person(people: AppraisalCase) -> None:
    people.defines(OF_PERSONS).measured("""
        on         | who | x
        2026-03-02 | E1  | 2
        2026-03-20 | E1  | 8
        2026-03-20 | E2  | 3
    """).employs("""
        employee | role  | team | from       | to
        E1       | agent | a    | 2026-03-01 | 2026-03-10
        E1       | agent | b    | 2026-03-11 | 2026-03-31
        E2       | agent | b    | 2026-03-01 | 2026-03-31
    """).answers_for("""
        kpi | measured
        k   | person
    """).judges_people("""
        employee | segment | period  | of        | value | n | met | reason
        E1       | 1       | 2026-03 | person/E1 | 2     | 1 |     | absent
        E1       | 2       | 2026-03 | person/E1 | 8     | 1 | yes |
        E2       | 1       | 2026-03 | person/E2 | 3     | 1 | no  |
    """)


def test_a_persons_counts_and_sums_are_held_to_the_target_times_presence_and_fte(people: AppraisalCase) -> None:
    people.defines("""
        formula: COUNT(*)
        person_column: who
        targets:
          - {from: 2026-01, at_least: 8}
    """).measured("""
        on         | who
        2026-02-16 | E1
        2026-02-17 | E1
        2026-03-02 | E1
        2026-03-03 | E1
        2026-04-01 | E2
    """).employs("""
        employee | role  | from       | to         | fte
        E1       | agent | 2026-02-16 | 2026-04-30 | 0.5
    """).answers_for("""
        kpi | measured
        k   | person
    """).judges_people("""
        period  | value | target | scale | met
        2026-02 | 2     | 2      | 0.25  | yes
        2026-03 | 2     | 4      | 0.5   | no
        2026-04 | 0     | 4      | 0.5   | no
    """)
    people.defines(OF_PERSONS).measured("""
        on         | who | x
        2026-02-16 | E1  | 5
    """).employs("""
        employee | role  | from       | to         | fte
        E1       | agent | 2026-02-16 | 2026-02-28 | 0.5
    """).answers_for("""
        kpi | measured
        k   | person
    """).judges_people("""
        period  | value | target | scale | met
        2026-02 | 5     | 5      |       | yes
    """)


def test_measured_team_is_the_value_of_the_persons_team_and_shared_the_kpi_itself(people: AppraisalCase) -> None:
    people.defines("""
        formula: AVG(x)
        team_column: team
        targets:
          - {from: 2026-01, at_least: 5}
    """).measured("""
        on         | team | x
        2026-03-02 | a    | 2
        2026-03-20 | b    | 9
        2026-03-20 | b    | 7
    """).employs("""
        employee | role  | team | from       | to
        E1       | agent | a    | 2026-03-01 | 2026-03-31
        E2       | agent | b    | 2026-03-01 | 2026-03-31
        E3       | agent |      | 2026-03-01 | 2026-03-31
        E4       | all   | a    | 2026-03-01 | 2026-03-31
    """).answers_for("""
        role  | kpi | measured
        agent | k   | team
        all   | k   | shared
    """).judges_people("""
        employee | of     | value | met | reason
        E1       | team/a | 2     | no  |
        E2       | team/b | 8     | yes |
        E3       |        |       |     | no_team
        E4       |        | 6     | yes |
    """)


def test_without_a_team_column_a_team_answers_for_the_kpi_itself(people: AppraisalCase) -> None:
    people.defines(AT_LEAST_5).measured(MONTHLY).employs("""
        employee | team | from       | to
        E1       | a    | 2026-01-01 | 2026-01-31
    """).answers_for("""
        kpi | measured
        k   | team
    """).judges_people("""
        of | value | met
           | 6     | yes
    """)


def test_a_person_without_rows_in_a_covered_month_has_a_measured_zero_for_counts_and_no_mean(
    people: AppraisalCase,
) -> None:
    people.defines(COUNT_OF_PERSONS).defines("""
        id: mean
        formula: AVG(x)
        person_column: who
        targets:
          - {from: 2026-01, at_least: 5}
    """).measured("""
        on         | who | x
        2026-01-20 | E2  | 3
        2026-03-20 | E1  | 3
    """).employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-03-31
    """).answers_for("""
        kpi  | measured | weight
        k    | person   | 50
        mean | person   | 50
    """).judges_people("""
        kpi  | period  | value | n | judged | reason
        k    | 2026-01 | 0     | 0 | yes    |
        k    | 2026-02 |       |   | no     | no_data
        k    | 2026-03 | 1     | 1 | yes    |
        mean | 2026-01 |       | 0 | no     | no_data
        mean | 2026-02 |       |   | no     | no_data
        mean | 2026-03 | 3     | 1 | yes    |
    """)


def test_a_person_without_any_row_over_the_whole_segment_is_missing_where_more_is_better(
    people: AppraisalCase,
) -> None:
    case = people.defines(COUNT_OF_PERSONS).defines("""
        id: solved
        formula: COUNT(*)
        filter: x > 5
        person_column: who
        targets:
          - {from: 2026-01, at_least: 1}
    """).defines("""
        id: errors
        formula: SUM(x)
        person_column: who
        direction: lower
        targets:
          - {from: 2026-01, at_most: 9}
    """).measured("""
        on         | who | x
        2026-01-20 | E1  | 3
    """).employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-01-31
        E2       | 2026-01-01 | 2026-01-31
    """).answers_for("""
        kpi    | measured | weight
        k      | person   | 40
        solved | person   | 30
        errors | person   | 30
    """)  # fmt: skip
    case.judges_people("""
        employee | kpi    | value | met | reason
        E1       | errors | 3     | yes |
        E1       | k      | 1     | no  |
        E1       | solved | 0     | no  |
        E2       | errors | 0     | yes |
        E2       | k      |       |     | no_data
        E2       | solved |       |     | no_data
    """)
    case.achieves("""
        employee | kpi    | value | judged
        E1       | errors | 3     | 1
        E1       | k      | 1     | 1
        E1       | solved | 0     | 1
        E2       | errors | 0     | 1
        E2       | k      |       | 0
        E2       | solved |       | 0
    """)


def test_a_weekly_kpi_is_judged_by_the_month_when_its_last_week_and_three_quarters_are_met(
    people: AppraisalCase,
) -> None:
    people.defines("""
        formula: AVG(x)
        cadence: weekly
        targets:
          - {from: 2026-W01, at_least: 5}
    """).measured("""
        on         | x
        2026-01-01 | 5
        2026-01-06 | 5
        2026-01-13 | 4
        2026-01-20 | 5
        2026-01-27 | 5
        2026-02-03 | 5
        2026-02-10 | 4
        2026-02-17 | 4
        2026-02-24 | 6
        2026-03-03 | 5
        2026-03-10 | 5
        2026-03-17 | 5
        2026-03-24 | 4
    """).employs("""
        employee | from       | to
        E1       | 2025-12-01 | 2026-04-30
    """).judges_people("""
        length | period  | value | responsible | judged | met | reason
        month  | 2026-01 | 5     | yes         | yes    | yes |
        month  | 2026-02 | 6     | yes         | yes    | no  |
        month  | 2026-03 | 4     | yes         | yes    | no  |
        month  | 2026-04 |       | yes         | no     |     | no_data
    """)


def test_a_relative_target_is_one_against_the_persons_own_value_before(people: AppraisalCase) -> None:
    people.of("data_from: 2025-12").defines("""
        formula: SUM(x)
        person_column: who
        direction: higher
        targets:
          - {from: 2025-12, change: {from: previous, by: "+10%"}}
    """).measured("""
        on         | who | x
        2025-12-05 | E1  | 100
        2026-01-05 | E1  | 110
        2026-02-05 | E1  | 115
        2026-01-05 | E2  | 900
    """).employs("""
        employee | from       | to
        E1       | 2025-12-01 | 2026-02-28
    """).answers_for("""
        kpi | measured
        k   | person
    """).judges_people("""
        period  | value | target | met
        2026-01 | 110   | 110    | yes
        2026-02 | 115   | 121    | no
    """)


def test_a_restated_month_shows_both_verdicts_and_the_policy_says_which_counts(people: AppraisalCase) -> None:
    restated = (
        people.defines(AT_LEAST_5)
        .measured("""
        on         | x
        2026-01-05 | 6
        2026-02-05 | 4
        2026-03-05 | 6
    """)
        .was_published("""
        kpi_id | period_id | value
        k      | 2026-01   | 4
        k      | 2026-02   | 4
    """)
        .employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-03-31
    """)
    )
    restated.judges_people("""
        period  | value | met | published_value | published_is_met
        2026-01 | 6     | yes | 4               | no
        2026-02 | 4     | no  |                 |
        2026-03 | 6     | yes |                 |
    """)
    restated.achieves("""
        met | judged
        2   | 3
    """)
    restated.of("""
        data_from: 2026-01
        policy: {verdict: as_published}
    """).achieves("""
        met | judged
        1   | 3
    """)


def test_a_confidential_kpi_says_nothing(people: AppraisalCase) -> None:
    people.defines("""
        formula: AVG(x)
        visibility: confidential
        targets:
          - {from: 2026-01, at_least: 5}
    """).measured(MONTHLY).employs("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-01-31
    """).judges_people("""
        period  | value | n | target | judged | met | reason
        2026-01 |       |   |        | no     |     | unknown
    """)


def test_kpis_about_people_show_nothing_under_five_people_nor_a_part_by_which_a_total_would_tell(
    people: AppraisalCase,
) -> None:
    people.defines("""
        formula: AVG(x)
        person_column: who
        team_column: team
        about: people
        targets:
          - {from: 2026-01, at_least: 5}
    """).measured("""
        on         | who | team | x
        2026-01-05 | A1  | a    | 6
        2026-01-05 | A2  | a    | 6
        2026-01-06 | A2  | a    | 6
        2026-01-07 | A2  | a    | 6
        2026-01-08 | A2  | a    | 6
        2026-01-05 | B1  | b    | 6
        2026-01-05 | B2  | b    | 6
        2026-01-05 | B3  | b    | 6
        2026-01-05 | B4  | b    | 6
        2026-01-05 | B5  | b    | 6
        2026-01-05 | C1  | c    | 6
        2026-01-05 | C2  | c    | 6
        2026-01-05 | C3  | c    | 6
        2026-01-05 | C4  | c    | 6
        2026-01-05 | C5  | c    | 6
        2026-01-05 | C6  | c    | 6
    """).is_about_people("k").employs("""
        employee | role  | team | from       | to
        A2       | own   | a    | 2026-01-01 | 2026-01-31
        E1       | agent | a    | 2026-01-01 | 2026-01-31
        E2       | agent | b    | 2026-01-01 | 2026-01-31
        E3       | agent | c    | 2026-01-01 | 2026-01-31
        E4       | all   | c    | 2026-01-01 | 2026-01-31
    """).answers_for("""
        role  | kpi | measured
        own   | k   | person
        agent | k   | team
        all   | k   | shared
    """).judges_people("""
        employee | of        | value | n  | met | reason
        A2       | person/A2 | 6     | 4  | yes |
        E1       | team/a    |       |    |     | few_people
        E2       | team/b    |       |    |     | few_people
        E3       | team/c    | 6     | 6  | yes |
        E4       |           | 6     | 16 | yes |
    """)
