"""Check-ins and discipline"""

from tests.rules.cycle_case import CycleCase


def test_a_check_in_is_expected_in_every_iso_week_with_three_working_days(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | written    | due        | state     | ended
        whole      |            |            |           |
        later      | 2026-09-23 |            |           |
        thursday   | 2026-09-24 |            |           |
        tuesday    |            | 2026-07-07 |           |
        wednesday  |            | 2026-07-08 |           |
        ended      |            |            | cancelled | 2026-07-17
        postponed  |            |            | deferred  | 2026-07-17
        stuck      |            |            | blocked   | 2026-07-17
        unborn     | 2026-10-02 |            |           |
    """).is_disciplined("""
        key result | expected_count | held_count | is_silent
        whole      | 14             | 0          | yes
        later      | 2              | 0          | no
        thursday   | 1              | 0          | no
        tuesday    | 1              | 0          | no
        wednesday  | 2              | 0          | no
        ended      | 3              | 0          | no
        postponed  | 3              | 0          | no
        stuck      | 14             | 0          | yes
        unborn     | 0              | 0          | no
    """)


def test_holidays_are_no_working_days(cycle: CycleCase) -> None:
    cycle.rests_on("2026-08-17", "2026-08-18", "2026-08-19").pursues("key result\nkr").is_disciplined("""
        key result | expected_count
        kr         | 13
    """)
    cycle.rests_on("2026-08-17", "2026-08-18").pursues("key result\nkr").is_disciplined("""
        key result | expected_count
        kr         | 14
    """)


def test_a_week_with_at_least_one_check_in_counts_once(cycle: CycleCase) -> None:
    cycle.pursues("key result\nkr").checks_in("""
        on         | confidence
        2026-07-01 | on_track
        2026-07-05 | at_risk
        2026-07-06 | at_risk
        2026-09-30 | off_track
    """).is_disciplined("""
        expected_count | held_count | last_on    | last_confidence | silent_days | longest_silence_days
        14             | 3          | 2026-09-30 | off_track       | 0           | 86
    """)


def test_a_check_in_in_a_week_in_which_none_was_expected_is_not_held(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | due
        kr         | 2026-07-07
    """).checks_in("""
        on         | confidence
        2026-07-07 | on_track
    """).is_disciplined("""
        expected_count | held_count | last_on    | silent_days | longest_silence_days
        1              | 0          | 2026-07-07 | 0           | 6
    """)


def test_check_ins_outside_the_cycle_or_of_other_key_results_count_for_nothing(cycle: CycleCase) -> None:
    cycle.pursues("key result\nkr").checks_in("""
        key result | on         | confidence
        kr         | 2026-06-30 | on_track
        kr         | 2026-10-01 | on_track
        other      | 2026-07-08 | on_track
    """).is_disciplined("""
        key result | held_count | last_on | last_confidence
        kr         | 0          |         |
    """)


def test_fortnights_are_counted_from_the_cycles_first_week(cycle: CycleCase) -> None:
    cycle.under(check_in_every="fortnight").pursues("key result\nkr").checks_in("""
        on         | confidence
        2026-07-12 | on_track
        2026-07-13 | on_track
        2026-07-26 | on_track
    """).is_disciplined("""
        expected_count | held_count
        7              | 2
    """)


def test_silence_is_longer_than_21_days(cycle: CycleCase) -> None:
    key_result = cycle.pursues("key result\nkr")
    key_result.checks_in("on\n2026-09-09").is_disciplined("""
        silent_days | is_silent | longest_silence_days
        21          | no        | 70
    """)
    key_result.checks_in("on\n2026-09-08").is_disciplined("""
        silent_days | is_silent | longest_silence_days
        22          | yes       | 69
    """)
    key_result.under(silent_after_days=30).checks_in("on\n2026-09-08").is_disciplined("""
        silent_days | is_silent
        22          | no
    """)


def test_in_a_short_cycle_silence_is_longer_than_a_third_of_it(cycle: CycleCase) -> None:
    september = cycle.lasts("2026-09").pursues("key result\nkr")
    september.checks_in("on\n2026-09-20").is_disciplined("silent_days | is_silent\n10 | no")
    september.checks_in("on\n2026-09-19").is_disciplined("silent_days | is_silent\n11 | yes")


def test_during_a_cycle_check_ins_are_judged_on_the_day_of_the_run(cycle: CycleCase) -> None:
    cycle.seen("2026-08-12").pursues("key result\nkr").checks_in("""
        on         | confidence
        2026-07-20 | on_track
        2026-08-20 | off_track
    """).is_disciplined("""
        expected_count | held_count | last_confidence | silent_days | is_silent
        7              | 1          | on_track        | 23          | yes
    """)
    cycle.seen("2026-06-20").pursues("key result\nkr").is_disciplined("""
        expected_count | silent_days | is_silent
        0              |             | no
    """)


def test_the_last_word_is_the_last_confidence_that_was_given(cycle: CycleCase) -> None:
    cycle.pursues("key result\nkr").checks_in("""
        on         | confidence
        2026-07-08 | on_track
        2026-07-08 | at_risk
        2026-07-15 |
    """).is_disciplined("""
        last_on    | last_confidence
        2026-07-15 | at_risk
    """)


def test_net_confidence_is_on_track_less_off_track_of_all_that_still_stand(cycle: CycleCase) -> None:
    cycle.aims("""
        objective | level      | team | department | owner
        o         | company    |      |            |
        t         | team       | apps |            |
        d         | department |      | sales      |
        p         | person     |      |            | E001
        n         | team       |      |            |
        e         | team       | new  |            |
    """).pursues("""
        key result | objective | state     | ended
        a          | o         |           |
        b          | o         |           |
        c          | o         |           |
        d          | o         | cancelled | 2026-07-10
        e          | t         |           |
        f          | d         |           |
        g          | p         | cancelled | 2026-06-30
        h          | n         |           |
    """).checks_in("""
        key result | on         | confidence
        a          | 2026-07-08 | on_track
        b          | 2026-07-08 | on_track
        c          | 2026-07-08 | off_track
        d          | 2026-07-08 | off_track
        e          | 2026-09-10 | at_risk
    """).sums_up_to("""
        of               | active_count | on_track_count | off_track_count | net_confidence     | silent_count
        all              | 6            | 2              | 1               | 0.1666666666666667 | 5
        company          | 3            | 2              | 1               | 0.3333333333333333 | 3
        team/apps        | 1            | 0              | 0               | 0                  | 0
        department/sales | 1            | 0              | 0               | 0                  | 1
        person/E001      | 0            | 0              | 0               |                    | 0
        team             | 1            | 0              | 0               | 0                  | 1
    """)


def test_a_groups_check_ins_are_those_of_its_key_results_with_the_longest_silence_named(cycle: CycleCase) -> None:
    cycle.aims("""
        objective | level   | team
        o         | company |
        t         | team    | apps
    """).pursues("""
        key result | objective | written
        a          | o         |
        b          | t         | 2026-10-02
    """).checks_in("""
        key result | on
        a          | 2026-07-08
        a          | 2026-07-15
    """).sums_up_to("""
        of        | key_result_count | expected_count | held_count | longest_silence_days | longest_silent_id
        all       | 2                | 14             | 2          | 77                   | a
        company   | 1                | 14             | 2          | 77                   | a
        team/apps | 1                | 0              | 0          |                      |
    """)
    cycle.pursues("key result\nkr").checks_in("on\n2026-07-08\n2026-07-15").aims("objective\no").sums_up_to("""
        of      | held_share
        all     | 0.14285714285714285
        company | 0.14285714285714285
    """)


def test_each_week_shows_its_last_word_and_whether_one_was_expected(cycle: CycleCase) -> None:
    cycle.seen("2026-07-21").pursues("""
        key result | written
        kr         | 2026-07-06
    """).checks_in("""
        on         | confidence
        2026-07-07 | on_track
        2026-07-08 | at_risk
        2026-07-13 |
    """).says_weekly("""
        week_on    | week_id  | is_expected | is_held | confidence
        2026-06-29 | 2026-W27 | no          | no      |
        2026-07-06 | 2026-W28 | yes         | yes     | at_risk
        2026-07-13 | 2026-W29 | yes         | yes     |
        2026-07-20 | 2026-W30 | no          | no      |
    """)
