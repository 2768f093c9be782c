"""The company's policy as written in company.yaml: a profile, and the company's own numbers on top."""

from dataclasses import replace
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from okr_reports.catalogue.policies_goals import GoalsWritten, Limits, ReadingWritten, goals_of, reading_of
from okr_reports.catalogue.written import Written
from okr_reports.goal_policy import GOAL_PROFILES, LateCancel
from okr_reports.policy import SignalPolicy


class SignalsWritten(Written):
    """`policy.signals`."""

    rules: Literal["nhs", "wheeler"] | None = None
    screen: bool | None = None


class PolicyWritten(Written):
    """`policy` in company.yaml: a profile and the company's own numbers."""

    profile: Literal["cozyhr", "velvetum", "twrt", "google", "zones"] = "cozyhr"
    kpi_tolerance: Annotated[float, Field(ge=0, lt=1)] | None = None
    kpi_norm: Annotated[float, Field(gt=0, le=1)] | None = None
    signals: SignalsWritten | None = None
    late_cancel: Literal["lower", "left_out"] | None = None
    late_days: Annotated[int, Field(ge=0)] | None = None
    check_in_every: Literal["week", "fortnight"] | None = None
    silent_after_days: Annotated[int, Field(ge=1)] | None = None
    kpi_achievement: Literal["months_met", "attainment"] | None = None
    verdict: Literal["as_known", "as_published"] | None = None
    action_due_working_days: Annotated[int, Field(ge=0)] | None = None
    quarantine_limit_share: Annotated[float, Field(ge=0, le=1)] | None = None
    kpis_per_owner: Annotated[int, Field(ge=1)] | None = None
    kpis_per_department: Limits | None = None
    perspective_share_limit: Annotated[float, Field(gt=0, le=1)] | None = None
    target_review_months: Annotated[int, Field(ge=1)] | None = None
    goals: GoalsWritten | None = None
    reading: ReadingWritten | None = None

    @model_validator(mode="after")
    def _fits_the_profile(self) -> Self:
        """Floors are those of the profile's grades."""
        goals_of(self.goals or GoalsWritten(), GOAL_PROFILES[self.profile])
        return self

    def overrides(self) -> dict[str, object]:
        """The company's own numbers, as fields of policy.Policy."""
        apart = {"profile", "signals", "late_cancel", "late_days", "goals", "reading"}
        own = {name: getattr(self, name) for name in self.model_fields_set - apart}
        if self.signals is not None:
            own["signals"] = SignalPolicy(**self.signals.model_dump(exclude_none=True))
        late = self._late()
        if late or self.goals is not None:
            goals = goals_of(self.goals or GoalsWritten(), GOAL_PROFILES[self.profile])
            own["goals"] = replace(goals, **late)
        if self.reading is not None:
            own["reading"] = reading_of(self.reading)
        return {name: value for name, value in own.items() if value is not None}

    def _late(self) -> dict[str, Any]:
        given: dict[str, Any] = {} if self.late_days is None else {"late_days": self.late_days}
        return given if self.late_cancel is None else {**given, "late_cancel": LateCancel(self.late_cancel)}
