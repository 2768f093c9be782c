"""What the views are made from: everybody's evidence, and what became of each bundle."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from okr_reports.packs.appraisals.completeness import EvidenceState, states_of_everybody
from okr_reports.packs.appraisals.missing import Lack
from okr_reports.packs.appraisals.outcomes import BundleOutcome, BundleState
from okr_reports.packs.appraisals.view_names import ViewNames
from okr_reports.packs.audience_inputs import AppraisalTables, Audience, AudiencePlan
from okr_reports.packs.audience_names import names_of
from okr_reports.packs.bundle.inputs import CycleFacts
from okr_reports.packs.dates import moment


@dataclass(frozen=True)
class ViewInputs:
    """One version's views. `outcomes`: employee id → what became of the bundle, of everybody expected."""

    tables: AppraisalTables
    plan: AudiencePlan
    facts: CycleFacts
    outcomes: Mapping[str, BundleOutcome]
    audience: Audience

    @cached_property
    def names(self) -> ViewNames:
        """How ids are printed."""
        return ViewNames(names_of(self.tables.people), self.facts)

    @cached_property
    def states(self) -> Mapping[str, EvidenceState]:
        """Employee id → how complete the evidence is, in order of ids, of everybody expected."""
        today = self.facts.as_of.astimezone(ZoneInfo(self.facts.company.timezone)).date()
        return states_of_everybody(self.tables, self.plan, today=today)

    @property
    def as_of(self) -> str:
        """`1 Oct 2026, 06:00 IST`."""
        company = self.facts.company
        return moment(self.facts.as_of, timezone=company.timezone, locale=company.locale)

    def is_published(self, employee_id: str) -> bool:
        """Whether this version has the employee's bundle."""
        outcome = self.outcomes.get(employee_id)
        return outcome is not None and outcome.state is BundleState.PUBLISHED

    def has_every_month(self, state: EvidenceState) -> bool:
        """Whether something was recorded in every month in which there was somebody to record it about."""
        return not any(gap.lack in (Lack.MONTHS, Lack.NO_EVIDENCE) for gap in state.missing)
