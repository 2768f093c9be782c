"""The company's own numbers for judging goals, on top of a profile."""

from okr_reports.catalogue.policies import PolicyWritten
from okr_reports.goal_policy import GOAL_PROFILES, LateCancel, Verdict
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
