"""Calibration: how targets are set"""

import polars as pl
import pytest

from okr_reports.scoring.calibration_interval import half_width, t_quantile
from tests.rules.cycle_case import CycleCase

TWELVE = """
    key result | cycle   | objective
    a1         | 2026-Q2 | o
    a2         | 2026-Q2 | o
    a3         | 2026-Q2 | o
    a4         | 2026-Q2 | o
    a5         | 2026-Q2 | o
    a6         | 2026-Q2 | t
    b1         | 2026-Q3 | o
    b2         | 2026-Q3 | o
    b3         | 2026-Q3 | o
    b4         | 2026-Q3 | o
    b5         | 2026-Q3 | p
    b6         | 2026-Q3 | t
"""
WHOSE = """
    objective | level   | team | owner
    o         | company |      |
    t         | team    | apps |
    p         | person  |      | E001
"""


def scored(cycle: CycleCase, scores: str) -> CycleCase:
    """The twelve key results with these scores."""
    lines = TWELVE.strip().splitlines()[1:]
    rows = [f"{line} | {score}" for line, score in zip(lines, scores.split(), strict=True)]
    return cycle.aims(WHOSE).pursues(TWELVE).scored("\n".join(["key result | cycle | objective | score", *rows]))


def test_twelve_stretch_goals_over_two_cycles_are_held_against_the_zone(cycle: CycleCase) -> None:
    scored(cycle, "0.5 0.6 0.7 0.8 0.5 0.6 0.7 0.8 0.5 0.6 0.7 0.8").tells_how_targets_are_set("""
        of        | n  | cycle_count | mean | low                | high               | verdict             | zone_low
        all       | 12 | 2           | 0.65 | 0.5758049707287846 | 0.7241950292712155 | not_distinguishable | 0.6
        company   | 9  | 2           |      |                    |                    | too_few             | 0.6
        team/apps | 2  | 2           |      |                    |                    | too_few             | 0.6
    """)
    scored(cycle, "0.9 0.8 0.9 0.8 0.9 0.8 0.9 0.8 0.9 0.8 0.9 0.8").tells_how_targets_are_set("""
        of        | verdict
        all       | higher
        company   | too_few
        team/apps | too_few
    """)
    scored(cycle, "0.5 0.4 0.5 0.4 0.5 0.4 0.5 0.4 0.5 0.4 0.5 0.4").tells_how_targets_are_set("""
        of        | verdict | is_perhaps_out_of_reach
        all       | lower   | no
        company   | too_few | no
        team/apps | too_few | no
    """)


def test_fewer_than_twelve_or_over_one_cycle_are_too_few_to_tell(cycle: CycleCase) -> None:
    case = scored(cycle, "0.9 0.8 0.9 0.8 0.9 0.8 0.9 0.8 0.9 0.8 0.9 0.8")
    case.under(reading=cycle.reading(calibration_count=13)).tells_how_targets_are_set("""
        of        | verdict | mean
        all       | too_few |
        company   | too_few |
        team/apps | too_few |
    """)
    case.under(reading=cycle.reading(calibration_cycles=3)).tells_how_targets_are_set("""
        of        | verdict
        all       | too_few
        company   | too_few
        team/apps | too_few
    """)
    case.under(reading=cycle.reading(calibration_count=2)).tells_how_targets_are_set("""
        of        | verdict             | low | high
        all       | higher              | 0.8168189741913952 | 0.883181025808605
        company   | higher              | 0.8150436271160807 | 0.8960674839950306
        team/apps | higher              | 0.8           | 0.8
    """)


def test_targets_may_be_too_safe_when_80_percent_scored_095_in_each_of_two_cycles(cycle: CycleCase) -> None:
    scored(cycle, "1 1 1 1 0.95 0.1 1 1 1 1 0.95 0.1").tells_how_targets_are_set("""
        of        | is_perhaps_too_safe
        all       | yes
        company   | no
        team/apps | no
    """)
    scored(cycle, "1 1 1 1 0.94 0.1 1 1 1 1 0.95 0.1").tells_how_targets_are_set("""
        of        | is_perhaps_too_safe
        all       | no
        company   | no
        team/apps | no
    """)


def test_goals_are_perhaps_out_of_reach_when_the_interval_ends_below_04(cycle: CycleCase) -> None:
    scored(cycle, "0.3 0.2 0.3 0.2 0.3 0.2 0.3 0.2 0.3 0.2 0.3 0.2").tells_how_targets_are_set("""
        of        | is_perhaps_out_of_reach | verdict
        all       | yes                     | lower
        company   | no                      | too_few
        team/apps | no                      | too_few
    """)


def test_the_first_two_cycles_are_early(cycle: CycleCase) -> None:
    cycle.aims("objective\no").pursues("key result | cycle\na | 2026-Q2\nb | 2026-Q3").scored("""
        key result | cycle   | score
        a          | 2026-Q2 | 0.5
        b          | 2026-Q3 | 0.5
    """).tells_how_targets_are_set("of | is_early\nall | yes\ncompany | yes")
    cycle.aims("objective\no").pursues("key result | cycle\na | 2026-Q1\nb | 2026-Q2\nc | 2026-Q3").scored("""
        key result | cycle   | score
        a          | 2026-Q1 | 0.5
        b          | 2026-Q2 | 0.5
        c          | 2026-Q3 | 0.5
    """).tells_how_targets_are_set("of | is_early\nall | no\ncompany | no")


def test_only_stretch_goals_with_a_figure_count_and_cancelled_ones_at_their_score_that_day(cycle: CycleCase) -> None:
    cycle.aims(WHOSE).pursues("""
        key result | kind       | ambition     | objective | state     | cycle
        a          |            |              |           |           |
        b          | change     |              | t         |           | 2026-Q2
        c          | count      |              | p         |           |
        d          | hold       |              |           |           |
        e          | milestones |              |           |           |
        f          | binary     |              |           |           |
        g          | manual     |              |           |           |
        h          |            | committed    |           |           |
        i          |            |              |           | cancelled |
        j          |            |              |           | deferred  |
        k          |            |              |           |           |
    """).scored("""
        key result | objective | cycle   | counted | score | score_at_cancel
        a          |           |         |         | 0.5   |
        b          | t         | 2026-Q2 |         | 0.6   |
        c          | p         |         |         | 0.7   |
        d          |           |         |         | 1     |
        e          |           |         |         | 1     |
        f          |           |         |         | 1     |
        g          |           |         |         | 1     |
        h          |           |         |         | 1     |
        i          |           |         | no      |       | 0.1
        j          |           |         | no      |       | 0.2
        k          |           |         |         |       |
    """).dots("""
        key result | cycle   | of        | score | is_cancelled
        b          | 2026-Q2 | team/apps | 0.6   | no
        a          | 2026-Q3 | company   | 0.5   | no
        c          | 2026-Q3 |           | 0.7   | no
        i          | 2026-Q3 | company   | 0.1   | yes
    """)


def test_each_cycle_has_its_mean_and_its_share_of_nearly_full_scores(cycle: CycleCase) -> None:
    scored(cycle, "1 1 1 1 0.5 0.3 0.5 0.5 0.5 0.5 1 1").averages("""
        of        | cycle   | n | mean               | safe_share
        all       | 2026-Q2 | 6 | 0.8               | 0.6666666666666666
        all       | 2026-Q3 | 6 | 0.6666666666666666 | 0.3333333333333333
        company   | 2026-Q2 | 5 | 0.9                | 0.8
        company   | 2026-Q3 | 4 | 0.5                | 0
        team/apps | 2026-Q2 | 1 | 0.3                | 0
        team/apps | 2026-Q3 | 1 | 1                  | 1
    """)


def test_what_was_said_by_the_middle_of_the_cycle_stands_beside_the_result(cycle: CycleCase) -> None:
    cycle.scored("""
        key result | score | reached
        a          | 0.9   | yes
        b          | 0.2   | no
        c          | 0.3   | no
    """).checks_in("""
        key result | on         | confidence
        a          | 2026-07-30 | on_track
        a          | 2026-08-16 | at_risk
        a          | 2026-08-17 | off_track
        b          | 2026-07-26 | on_track
        b          | 2026-07-25 | off_track
        c          | 2026-07-25 | on_track
        c          | 2026-08-10 |
    """).said_midway("""
        key result | said_on    | confidence | score | reached
        a          | 2026-08-16 | at_risk    | 0.9   | yes
        b          | 2026-07-26 | on_track   | 0.2   | no
        c          |            |            | 0.3   | no
    """)


@pytest.mark.parametrize(
    ("degrees", "share", "known", "within"),
    [
        (1, 0.975, 12.706205, 1e-6),
        (2, 0.975, 4.302653, 1e-6),
        (3, 0.975, 3.182446, 1e-2),
        (5, 0.975, 2.570582, 1e-3),
        (11, 0.975, 2.200985, 1e-4),
        (29, 0.975, 2.045230, 1e-5),
        (120, 0.975, 1.979930, 1e-5),
        (11, 0.95, 1.795885, 1e-4),
    ],
)
def test_the_interval_is_students(degrees: int, share: float, known: float, within: float) -> None:
    found = pl.select(t_quantile(pl.lit(degrees), share)).item()
    assert found == pytest.approx(known, abs=within)


def test_one_value_has_no_interval() -> None:
    assert pl.select(half_width(pl.lit(1), pl.lit(0.1), share=0.95)).item() is None
