"""The company's policy as written in company.yaml: a profile, and the company's own numbers on top."""

from typing import Annotated, Literal

from pydantic import Field

from okr_reports.catalogue.written import Written
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
    check_in_every: Literal["week", "fortnight"] | None = None
    silent_after_days: Annotated[int, Field(ge=1)] | None = None
    kpi_achievement: Literal["months_met", "attainment"] | None = None
    action_due_working_days: Annotated[int, Field(ge=0)] | None = None
    quarantine_limit_share: Annotated[float, Field(ge=0, le=1)] | None = None

    def overrides(self) -> dict[str, object]:
        """The company's own numbers, as fields of policy.Policy."""
        own = {name: getattr(self, name) for name in self.model_fields_set - {"profile", "signals"}}
        if self.signals is not None:
            own["signals"] = SignalPolicy(**self.signals.model_dump(exclude_none=True))
        return {name: value for name, value in own.items() if value is not None}
