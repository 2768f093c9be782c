"""The company's policy as written in company.yaml: a profile, and the company's own numbers on top."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from okr_reports.catalogue.written import Written, refusal
from okr_reports.goal_policy import GOAL_PROFILES, LateCancel
from okr_reports.policy import SignalPolicy


def _fewest_and_most(limits: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= limits[0] <= limits[1]:
        raise refusal(f"[{limits[0]}, {limits[1]}] are no limits", "write the fewest and the most, like [12, 28]")
    return limits


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
    kpis_per_department: Annotated[tuple[int, int], AfterValidator(_fewest_and_most)] | None = None
    perspective_share_limit: Annotated[float, Field(gt=0, le=1)] | None = None
    target_review_months: Annotated[int, Field(ge=1)] | None = None

    def overrides(self) -> dict[str, object]:
        """The company's own numbers, as fields of policy.Policy."""
        apart = {"profile", "signals", "late_cancel", "late_days"}
        own = {name: getattr(self, name) for name in self.model_fields_set - apart}
        if self.signals is not None:
            own["signals"] = SignalPolicy(**self.signals.model_dump(exclude_none=True))
        of_goals = self._of_goals()
        if of_goals:
            own["goals"] = replace(GOAL_PROFILES[self.profile], **of_goals)
        return {name: value for name, value in own.items() if value is not None}

    def _of_goals(self) -> dict[str, Any]:
        given: dict[str, Any] = {} if self.late_days is None else {"late_days": self.late_days}
        return given if self.late_cancel is None else {**given, "late_cancel": LateCancel(self.late_cancel)}
