"""Who sees what of an appraisal cycle: the whole privacy rule (rules §8). Past this file nobody holds others' rows.

- A bundle holds its employee's rows, the words about teams the employee takes part in, and nobody else's.
- Notes and one-to-ones enter only where their author says `share: yes`; how many stayed out is told.
- Names: the employee's, the managers' and the authors' of what the bundle prints.
- Figures about groups too small to speak of leave here; one's own stay.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.model import Target
from okr_reports.findings import Finding
from okr_reports.packs.audience_evidence import evidence_of
from okr_reports.packs.audience_goals import words_while_there
from okr_reports.packs.audience_groups import without_small_groups
from okr_reports.packs.audience_inputs import AppraisalTables, Audience, AudiencePlan
from okr_reports.packs.audience_names import names_of
from okr_reports.packs.audience_notes import comments_of, competencies_of, kept_out, shared_manager_notes
from okr_reports.packs.audience_rows import RowsByEmployee, SharedRows, by_employee
from okr_reports.packs.audience_secrets import changes_without_secrets
from okr_reports.packs.audience_withheld import withheld_of
from okr_reports.packs.bundle.facts import kpi_facts_of
from okr_reports.packs.bundle.inputs import EmployeeTables
from okr_reports.packs.own_rows import OwnRows
from okr_reports.packs.people import owner_key, owner_on
from okr_reports.periods import Period

_PERSON = "person/"


def audience_plan(catalogue: Catalogue, cycle: Period) -> AudiencePlan:
    """What the cut of a cycle's tables has to know."""
    owners = {id: owner_key(owner_on(kpi, on=cycle.last_day)) for id, kpi in catalogue.kpis.items()}
    return AudiencePlan(
        cycle=cycle,
        kpi_extracts={id: kpi.extracts for id, kpi in kpi_facts_of(catalogue).items()},
        cycle_extracts=_of_the_cycle_alone(catalogue),
        people_kpis=frozenset(id for id, kpi in catalogue.kpis.items() if kpi.about == "people"),
        fewest_people=catalogue.policy.suppress_people_below,
        competencies={id: tuple(role.competencies) for id, role in catalogue.roles.items()},
        roles_with_kras=frozenset(id for id, role in catalogue.roles.items() if role.kras),
        kpi_owners={id: owner for id, owner in owners.items() if owner is not None},
        okr_cycles=catalogue.cycles,
        confidential_kpis=frozenset(id for id, kpi in catalogue.kpis.items() if kpi.visibility == "confidential"),
    )


def _of_the_cycle_alone(catalogue: Catalogue) -> frozenset[str]:
    """Extracts that are joined to no other, and whose KPIs look at no month before the one they are judged for."""
    joined = {join.extract for extract in catalogue.extracts.values() for join in extract.join}
    back = {kpi.extract for kpi in catalogue.kpis.values() if kpi.window or any(map(_looks_back, kpi.targets))}
    return frozenset(catalogue.extracts) - joined - back


def _looks_back(target: Target) -> bool:
    return target.change is not None or target.of_average is not None


def audience_of(tables: AppraisalTables, plan: AudiencePlan) -> Audience:
    """Everybody with a segment in the cycle gets a bundle, joiners and leavers too; the others are counted."""
    expected = sorted(set(tables.segments["employee_id"].drop_nulls()))
    withheld = withheld_of(expected)
    kept_back = {one.employee_id for one in withheld}
    others = tables.people.filter(~pl.col("id").is_in(expected)).group_by("id").agg(pl.col("from_on").min())
    after = others.filter(pl.col("from_on") > plan.cycle.last_day).height
    ids = tuple(id for id in expected if id not in kept_back)
    return Audience(ids, withheld, others.height - after, after)


def cut_by_employee(
    tables: AppraisalTables, *, plan: AudiencePlan, only: Collection[str] | None = None
) -> Iterator[EmployeeTables]:
    """Each employee's own tables, in order of ids; of those named in `only`, where given. Nothing of those withheld."""
    cutting = cutting_of(tables, plan)
    for id in audience_of(tables, plan).employee_ids:
        if only is None or id in only:
            yield cutting.of(id)


@dataclass(frozen=True)
class Cutting:
    """All that bundles may hold, by employee; `shared`: what depends on the employee's roles and KPIs alone."""

    by_name: Mapping[str, RowsByEmployee]
    names: Mapping[str, str]
    findings: Mapping[str, tuple[Finding, ...]]
    shared: SharedRows

    def of(self, employee_id: str) -> EmployeeTables:
        """One employee's own tables."""
        return _cut(employee_id, self)


def cutting_of(tables: AppraisalTables, plan: AudiencePlan) -> Cutting:
    """A cycle's tables made ready to be cut; it is not asked whose bundle is withheld."""
    return _sorted_for_cutting(without_small_groups(tables, plan), plan)


def _sorted_for_cutting(tables: AppraisalTables, plan: AudiencePlan) -> Cutting:
    of_employees = {
        "segments": tables.segments.sort("segment"),
        "presence": tables.presence,
        "kra_periods": tables.kra_periods,
        "kpi_achievements": tables.kpi_achievements,
        "kra_achievements": tables.kra_achievements,
        "segment_achievements": tables.segment_achievements,
        "employee_achievement": tables.employee_achievements,
        "competencies": competencies_of(tables, plan.cycle),
        "okr_words": words_while_there(tables, plan),
        "evidence": evidence_of(tables, plan),
        "kept_out": kept_out(tables, plan.cycle),
        "manager_notes": shared_manager_notes(tables, plan.cycle),
        "comments": comments_of(tables, plan.cycle),
    }
    by_name = {name: by_employee(table) for name, table in of_employees.items()}
    return Cutting(
        by_name={"people": by_employee(tables.people.sort("from_on", nulls_last=False), "id"), **by_name},
        names=names_of(tables.people),
        findings=_own_findings(tables.findings),
        shared=SharedRows(tables.sources, changes_without_secrets(tables.pay_changes, plan), plan),
    )


def _cut(id: str, kept: Cutting) -> EmployeeTables:
    own = {name: rows.of(id) for name, rows in kept.by_name.items()}
    roles = frozenset(own["segments"].column("role_id")) - {None}
    kpis = frozenset(own["kpi_achievements"].column("kpi_id"))
    sources, changes = kept.shared.of(roles, kpis)
    named = {id, *_ids_in(own), *changes.column("changed_by")}
    return EmployeeTables(
        employee_id=id,
        **own,
        pay_changes=changes,
        sources=sources,
        names={person: kept.names[person] for person in sorted(named & kept.names.keys())},
        findings=kept.findings.get(id, ()),
    )


_IDS = (("segments", "manager_id"), ("evidence", "author_id"), ("okr_words", "author_id"))


def _ids_in(own: Mapping[str, OwnRows]) -> Iterator[str]:
    return (id for table, column in _IDS for id in own[table].column(column))


def _own_findings(findings: tuple[Finding, ...]) -> Mapping[str, tuple[Finding, ...]]:
    """By the employee they are about; those about anything else are nobody's."""
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        id = finding.subject_id.removeprefix(_PERSON)
        found[id] = (*found.get(id, ()), finding)
    return found
