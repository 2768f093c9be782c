"""The company's own numbers for judging goals, on top of a profile."""

import re
from dataclasses import fields, replace

import pytest
from pydantic import ValidationError

from okr_reports.catalogue.policies import PolicyWritten
from okr_reports.catalogue.policies_goals import GoalsWritten, ReadingWritten
from okr_reports.goal_policy import GOAL_PROFILES, GoalPolicy, LateCancel, ReadingPolicy, Verdict
from okr_reports.policy import PROFILES, policy_from


def policy_of(written: PolicyWritten) -> object:
    """The policy in force."""
    return policy_from(written.profile, written.overrides()).goals


def test_a_profile_brings_its_own_bands() -> None:
    assert policy_of(PolicyWritten(profile="velvetum")) == GOAL_PROFILES["velvetum"]


def test_late_cancellations_and_late_rows_are_the_companys_own_choice() -> None:
    written = PolicyWritten(profile="twrt", late_cancel="left_out", late_days=5)
    goals = policy_from(written.profile, written.overrides()).goals
    assert (goals.profile, goals.late_cancel, goals.late_days) == ("twrt", LateCancel.LEFT_OUT, 5)
    assert goals.bands == GOAL_PROFILES["twrt"].bands


def test_one_number_alone_leaves_the_other_as_it_is() -> None:
    late_cancel = policy_from("cozyhr", PolicyWritten(late_cancel="lower").overrides()).goals
    late_days = policy_from("cozyhr", PolicyWritten(late_days=0).overrides()).goals
    assert (late_cancel.late_cancel, late_cancel.late_days) == (LateCancel.LOWER, 10)
    assert (late_days.late_cancel, late_days.late_days) == (LateCancel.LOWER, 0)


def test_every_profile_is_complete_and_consistent() -> None:
    for name, policy in PROFILES.items():
        goals = policy.goals
        floors = [band.floor for band in goals.bands]
        reached = [band.floor for band in goals.bands if band.verdict is not Verdict.SHORT]
        assert (goals.profile, policy.profile) == (name, name)
        assert floors == sorted(floors, reverse=True)
        assert floors[-1] == 0
        assert min(reached) == goals.norm


def test_a_companys_own_floors_move_the_norm_with_them() -> None:
    written = PolicyWritten.model_validate({"goals": {"floors": {"green": 0.8}, "zone": [0.5, 0.6]}})
    goals = policy_from(written.profile, written.overrides()).goals
    assert [(band.grade.value, band.floor) for band in goals.bands] == [("green", 0.8), ("amber", 0.4), ("red", 0.0)]
    assert (goals.norm, goals.zone, goals.late_days) == (0.8, (0.5, 0.6), 10)


def test_every_number_of_the_rules_can_be_the_companys_own() -> None:
    assert set(ReadingWritten.model_fields) == {field.name for field in fields(ReadingPolicy)}
    apart = {"profile", "bands", "norm", "rounded_to", "stretch_grade", "late_cancel", "late_days"}
    assert set(GoalsWritten.model_fields) == {field.name for field in fields(GoalPolicy)} - apart | {"floors"}


def test_one_number_of_reading_leaves_all_others() -> None:
    written = PolicyWritten.model_validate({"profile": "google", "late_days": 3, "reading": {"forecast_points": 4}})
    policy = policy_from(written.profile, written.overrides())
    assert policy.reading == replace(ReadingPolicy(), forecast_points=4)
    assert policy.goals == replace(GOAL_PROFILES["google"], late_days=3)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"goals": {"floors": {"green": 0.3}}}, "the floors do not fall: green 0.3, amber 0.4, red 0"),
        ({"goals": {"floors": {"norm": 0.3}}}, "norm is no grade of the profile cozyhr"),
        ({"goals": {"floors": {"red": 0.1}}}, "red is no grade of the profile cozyhr that has a floor"),
        ({"goals": {"zone": [0.7, 0.6]}}, "[0.7, 0.6] runs backwards"),
        ({"goals": {"objectives_per_team": [3, 1]}}, "[3, 1] are no limits"),
        ({"reading": {"forecast_range_share": 1}}, "less than 1"),
        ({"reading": {"silent_after": 1}}, "not permitted"),
    ],
)
def test_a_number_that_cannot_be_is_refused(written: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(says)):
        PolicyWritten.model_validate(written)
