"""What the views are made from: everybody's evidence, and what became of each bundle."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from okr_reports.packs.appraisals.completeness import EvidenceState, states_of_everybody
from okr_reports.packs.appraisals.outcomes import BundleOutcome
from okr_reports.packs.appraisals.view_names import ViewNames
from okr_reports.packs.audience_inputs import Audience, AppraisalTables, AudiencePlan
from okr_reports.packs.audience_names import names_of
from okr_reports.packs.bundle.inputs import CycleFacts


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
