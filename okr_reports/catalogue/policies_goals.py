"""How a company judges and reads its goals, as written under `policy` in company.yaml."""

from dataclasses import replace
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field

from okr_reports.catalogue.written import Written, refusal
from okr_reports.goal_policy import Band, GoalPolicy, ReadingPolicy, Verdict
from okr_reports.goal_words import Grade


def _ascending(pair: tuple[float, float]) -> tuple[float, float]:
    if pair[0] > pair[1]:
        raise refusal(f"[{pair[0]:g}, {pair[1]:g}] runs backwards", "write the lower end first, like [0.6, 0.7]")
    return pair


def _fewest_and_most(limits: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= limits[0] <= limits[1]:
        raise refusal(f"[{limits[0]}, {limits[1]}] are no limits", "write the fewest and the most, like [12, 28]")
    return limits


Share = Annotated[float, Field(ge=0, le=1)]
AboveZero = Annotated[float, Field(gt=0, le=1)]
InnerShare = Annotated[float, Field(gt=0, lt=1)]
Range = Annotated[tuple[Share, Share], AfterValidator(_ascending)]
Limits = Annotated[tuple[int, int], AfterValidator(_fewest_and_most)]
Count = Annotated[int, Field(ge=1)]


class GoalsWritten(Written):
    """`policy.goals`: the company's own numbers for scores and grades, on top of the profile's."""

    floors: dict[Grade, Share] | None = None
    zone: Range | None = None
    committed_met_from: AboveZero | None = None
    score_decimals: Annotated[int, Field(ge=0, le=4)] | None = None
    first_part_share: Share | None = None
    hold_sub_periods: Count | None = None
    graded_weight_share: Share | None = None
    key_results_per_objective: Limits | None = None
    objectives_per_team: Limits | None = None


class ReadingWritten(Written):
    """`policy.reading`: the company's own numbers for check-ins, forecasts and reading cycles beside each other."""

    expected_working_days: Annotated[int, Field(ge=1, le=7)] | None = None
    silent_cycle_share: AboveZero | None = None
    forecast_points: Annotated[int, Field(ge=3)] | None = None
    forecast_cycle_share: Share | None = None
    forecast_range_share: InnerShare | None = None
    calibration_count: Annotated[int, Field(ge=2)] | None = None
    calibration_cycles: Count | None = None
    interval_share: InnerShare | None = None
    safe_score: Share | None = None
    safe_share: AboveZero | None = None
    out_of_reach_below: Share | None = None
    early_cycles: Annotated[int, Field(ge=0)] | None = None
    usual_at_first: Range | None = None
    local_per_team: Annotated[int, Field(ge=0)] | None = None
    standard_periods: Count | None = None
    ledger_quarters: Count | None = None


def goals_of(written: GoalsWritten, profile: GoalPolicy) -> GoalPolicy:
    """The profile with the company's own numbers. Raises the refusal of floors that are no order of its grades."""
    own = written.model_dump(exclude_none=True, exclude={"floors"})
    floors = written.floors or {}
    unknown = [grade for grade in floors if grade not in [band.grade for band in profile.bands[:-1]]]
    if unknown:
        grades = ", ".join(band.grade for band in profile.bands[:-1])
        what = f"{unknown[0]} is no grade of the profile {profile.profile} that has a floor of its own"
        raise refusal(what, f"write floors of {grades}")
    bands = tuple(replace(band, floor=floors.get(band.grade, band.floor)) for band in profile.bands)
    steps = [band.floor for band in bands]
    if any(above <= below for above, below in pairwise(steps)):
        shown = ", ".join(f"{band.grade} {band.floor:g}" for band in bands)
        raise refusal(f"the floors do not fall: {shown}", "give each grade a lower floor than the one above it")
    return replace(profile, bands=bands, norm=_norm(bands) if floors else profile.norm, **own)


def reading_of(written: ReadingWritten) -> ReadingPolicy:
    """The defaults of the rules with the company's own numbers."""
    return replace(ReadingPolicy(), **written.model_dump(exclude_none=True))


def _norm(bands: tuple[Band, ...]) -> float:
    """The lowest score that counts as reached."""
    return min(band.floor for band in bands if band.verdict is not Verdict.SHORT)
