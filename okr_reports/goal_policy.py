"""Numbers people chose for judging goals, by profile: bands of a score, the norm, limits, late cancellations."""

from dataclasses import dataclass
from enum import StrEnum

from okr_reports.goal_words import Grade


class Verdict(StrEnum):
    """What a grade means in every profile, so that profiles can be compared."""

    SHORT = "short"
    REACHED = "reached"
    TOO_EASY = "too_easy"


class LateCancel(StrEnum):
    """What key results that ended in the second half of the cycle do to their objective's grade."""

    LOWER = "lower"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Band:
    """The scores from `floor` up to the next band's; with `is_open` a score equal to the floor lies below it."""

    grade: Grade
    floor: float
    verdict: Verdict
    is_open: bool = False


@dataclass(frozen=True)
class ReadingPolicy:
    """How check-ins are counted and a cycle is read (rules §§6 and 7). Shares from 0 to 1."""

    expected_working_days: int = 3
    silent_cycle_share: float = 1 / 3
    forecast_points: int = 5
    forecast_cycle_share: float = 1 / 3
    forecast_range_share: float = 0.8
    calibration_count: int = 12
    calibration_cycles: int = 2
    interval_share: float = 0.95
    safe_score: float = 0.95
    safe_share: float = 0.8
    out_of_reach_below: float = 0.4
    early_cycles: int = 2
    usual_at_first: tuple[float, float] = (0.38, 0.54)
    local_per_team: int = 1
    standard_periods: int = 2
    ledger_quarters: int = 2


_TRAFFIC_LIGHT = (
    Band(Grade.GREEN, 0.7, Verdict.REACHED),
    Band(Grade.AMBER, 0.4, Verdict.SHORT),
    Band(Grade.RED, 0.0, Verdict.SHORT),
)


@dataclass(frozen=True)
class GoalPolicy:
    """How one profile judges goals (rules §§5, 7 and 9).

    `bands`: highest first, the last one holds every lower score. `norm`: the score from which a key result is reached.
    `zone`: where the mean of many should lie. `rounded_to`: decimals a score is rounded to before it meets a band;
    None: judged as it is. `score_decimals`: as printed. `stretch_grade`: the word that a key result with a stretch
    value of its own earns only by reaching it. Limits: fewest and most.
    """

    profile: str = "cozyhr"
    bands: tuple[Band, ...] = _TRAFFIC_LIGHT
    norm: float = 0.7
    zone: tuple[float, float] = (0.6, 0.7)
    committed_met_from: float = 1.0
    score_decimals: int = 2
    rounded_to: int | None = None
    stretch_grade: Grade | None = None
    late_cancel: LateCancel = LateCancel.LOWER
    late_days: int = 10
    first_part_share: float = 0.5
    hold_sub_periods: int = 6
    graded_weight_share: float = 0.5
    key_results_per_objective: tuple[int, int] = (2, 5)
    objectives_per_team: tuple[int, int] = (1, 3)


COZYHR = GoalPolicy()
GOAL_PROFILES = {
    "cozyhr": COZYHR,
    "velvetum": GoalPolicy(
        profile="velvetum",
        bands=(
            Band(Grade.TOO_CAUTIOUS, 1.0, Verdict.TOO_EASY),
            Band(Grade.ABOVE_NORM, 0.73, Verdict.REACHED, is_open=True),
            Band(Grade.NORM, 0.67, Verdict.REACHED),
            Band(Grade.BELOW_NORM, 0.0, Verdict.SHORT),
        ),
        norm=0.67,
        zone=(0.67, 0.73),
        key_results_per_objective=(3, 3),
        objectives_per_team=(1, 1),
    ),
    "twrt": GoalPolicy(
        profile="twrt",
        bands=(
            Band(Grade.ABOVE_SUCCESS, 0.7, Verdict.REACHED, is_open=True),
            Band(Grade.SUCCESS, 0.6, Verdict.REACHED),
            Band(Grade.BELOW_SUCCESS, 0.0, Verdict.SHORT),
        ),
        norm=0.6,
        key_results_per_objective=(3, 5),
        objectives_per_team=(3, 3),
    ),
    "google": GoalPolicy(profile="google", score_decimals=1, rounded_to=1),
    "zones": GoalPolicy(
        profile="zones",
        bands=(
            Band(Grade.STRETCH, 1.0, Verdict.REACHED),
            Band(Grade.TARGET, 0.7, Verdict.REACHED),
            Band(Grade.COMMIT, 0.3, Verdict.SHORT),
            Band(Grade.FAIL, 0.0, Verdict.SHORT),
        ),
        stretch_grade=Grade.STRETCH,
    ),
}
