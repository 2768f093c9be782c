"""Numbers people chose: thresholds, tolerances and limits, by profile. None stands in code elsewhere."""

from dataclasses import dataclass, field, replace

from okr_reports.goal_policy import COZYHR, GOAL_PROFILES, GoalPolicy, ReadingPolicy


@dataclass(frozen=True)
class SignalPolicy:
    """How movements are told from noise (rules §4)."""

    rules: str = "nhs"
    screen: bool = True
    settled_points: int = 13


@dataclass(frozen=True)
class Policy:
    """The numbers in force for a company. Source of each default: rules §§2-4, 8 and 9."""

    profile: str = "cozyhr"
    kpi_tolerance: float = 0.06
    kpi_norm: float | None = None
    attainment_percent_limit: float = 90.0
    signals: SignalPolicy = SignalPolicy()
    goals: GoalPolicy = COZYHR
    reading: ReadingPolicy = field(default_factory=ReadingPolicy)
    check_in_every: str = "week"
    silent_after_days: int = 21
    kpi_achievement: str = "months_met"
    verdict: str = "as_known"
    fewest_judged_months: int = 3
    fewest_judged_quarters: int = 2
    least_measured_share: float = 0.5
    least_presence_share: float = 0.5
    action_due_working_days: int = 10
    sub_periods_met_share: float = 0.75
    trial_cycles: int = 2
    history_periods: int = 36
    quarantine_limit_share: float = 0.01
    suppress_people_below: int = 5
    weak_months: int = 2
    far_outside_share: float = 0.5
    most_candidates: int = 5
    proposal_values: int = 12
    fewest_proposal_values: int = 4
    kpis_per_owner: int = 7
    kpis_per_role: tuple[int, int] | None = (3, 7)
    kpis_per_department: tuple[int, int] | None = None
    perspective_share_limit: float = 0.6
    target_review_months: int = 12
    trend_signal_share: float = 0.5


PROFILES = {
    "cozyhr": Policy(),
    "velvetum": Policy(
        profile="velvetum", kpi_norm=0.94, goals=GOAL_PROFILES["velvetum"], kpis_per_department=(12, 28),
        kpis_per_owner=28, kpis_per_role=None,
    ),
    "twrt": Policy(
        profile="twrt", kpi_norm=0.95, goals=GOAL_PROFILES["twrt"], kpis_per_department=(3, 5), kpis_per_owner=10,
        kpis_per_role=(3, 5),
    ),
    "google": Policy(profile="google", goals=GOAL_PROFILES["google"]),
    "zones": Policy(profile="zones", goals=GOAL_PROFILES["zones"]),
}  # fmt: skip


def policy_from(profile: str, overrides: dict[str, object]) -> Policy:
    """The profile's policy with the company's own numbers on top. `profile` must be one of PROFILES."""
    return replace(PROFILES[profile], **overrides)  # pyright: ignore[reportArgumentType]
