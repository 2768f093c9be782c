"""All evidence of an appraisal cycle as the audience takes it: every table for everybody, and who may get what."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from okr_reports import appraisal_tables as appraisal
from okr_reports.line.appraisal_request import AppraisalRequest
from okr_reports.line.stages import findings_of
from okr_reports.packs.audience import AudiencePlan, Cutting, audience_of, audience_plan, cutting_of
from okr_reports.packs.audience_inputs import AppraisalTables, Audience
from okr_reports.tables import FINDINGS, PEOPLE, SNAPSHOT_PARTS

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class CycleEvidence:
    """Everybody's rows, the rules by which they are cut, and who gets a bundle."""

    tables: AppraisalTables
    plan: AudiencePlan
    audience: Audience

    @cached_property
    def cutting(self) -> Cutting:
        """The tables ready to be cut, once for all looks at them: by employee, of whoever is in the audience."""
        return cutting_of(self.tables, self.plan)


def evidence_of(request: AppraisalRequest, tables: Tables) -> CycleEvidence:
    """The evidence in the tables of the stages before."""
    rows = AppraisalTables(
        people=tables[PEOPLE.name],
        sources=tables[SNAPSHOT_PARTS.name],
        okr_evidence=tables[appraisal.EVIDENCE.name],
        findings=findings_of(tables[FINDINGS.name]),
        **{spec.name: tables[spec.name] for spec in _AS_THEY_ARE},
    )
    plan = audience_plan(request.catalogue, request.cycle)
    return CycleEvidence(rows, plan, audience_of(rows, plan))


_AS_THEY_ARE = (
    appraisal.SEGMENTS, appraisal.PRESENCE, appraisal.KRA_PERIODS, appraisal.KPI_ACHIEVEMENTS,
    appraisal.KRA_ACHIEVEMENTS, appraisal.SEGMENT_ACHIEVEMENTS, appraisal.EMPLOYEE_ACHIEVEMENTS,
    appraisal.PAY_CHANGES, appraisal.COMPETENCIES, appraisal.ONE_TO_ONES, appraisal.MANAGER_NOTES,
    appraisal.EMPLOYEE_COMMENTS, appraisal.OKR_WORDS,
)  # fmt: skip
