"""The stages of the appraisal evidence before its pages: tables in, tables out, named as in `appraisal_tables`."""

from collections.abc import Iterator, Mapping

import polars as pl

from okr_reports.appraisal_tables import EVIDENCE, OKR_WORDS, PAY_CHANGES
from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.measures import measures_of
from okr_reports.findings import Finding
from okr_reports.goal_tables import CHECK_INS, KEY_RESULTS, OBJECTIVES, RETRO_NOTES
from okr_reports.line.appraisal_request import AppraisalRequest
from okr_reports.line.appraisal_rows import rows_of
from okr_reports.line.earlier import published_pack
from okr_reports.line.goals import goal_tables_of
from okr_reports.line.pay import PayHistory
from okr_reports.line.people_logs import read_people_logs
from okr_reports.line.request import KPI_REVIEW
from okr_reports.line.roles import role_kpis_of
from okr_reports.line.stages import findings_of, findings_table, read_sources
from okr_reports.packs.audience_notes import note_number_findings
from okr_reports.scoring import achievement
from okr_reports.scoring.achievement_plan import AppraisalPlan, Definitions
from okr_reports.scoring.achievement_published import first_published
from okr_reports.scoring.okr_words import (
    check_in_evidence,
    okr_number_findings,
    okr_words,
    overlapping,
    retro_note_evidence,
    said_of_goals,
)
from okr_reports.scoring.pay import find_pay_changes, pay_findings
from okr_reports.scoring.restated import PublishedPack
from okr_reports.store.log import read_log
from okr_reports.store.versions import read_manifest, version_named
from okr_reports.tables import CHANGES, FINDINGS, PEOPLE, SNAPSHOT_PARTS
from okr_reports.words import Severity

Tables = Mapping[str, pl.DataFrame]


def read_evidence(request: AppraisalRequest) -> Tables:
    """The tables of read_sources for the cycle's last month, with what people wrote about people, all by `as_of`.

    Of the extracts only those behind the KPIs of roles, and those that hold logs: no figure is made from the others.
    What pays is registered by the run's clock. Of the findings those that HR must see. Raises what read_sources raises.
    """
    tables = read_sources(request.month, extracts=_extracts_behind(request))
    people_logs, said = read_people_logs(request.month, tables[SNAPSHOT_PARTS.name], people=tables[PEOPLE.name])
    PayHistory(request).register()
    findings = [found for found in (*findings_of(tables[FINDINGS.name]), *said) if _concerns_people(found, request)]
    return {**tables, **people_logs, FINDINGS.name: findings_table(findings)}


def score_people(request: AppraisalRequest, tables: Tables) -> Tables:
    """Who answered for what and when, what of it was met, what pays and was changed, and OKR work in words alone."""
    plan, history = appraisal_plan(request), PayHistory(request)
    first, now = history.tables()
    changes = find_pay_changes(first, now, changes=tables[CHANGES.name])
    definitions = _definitions(request)
    originals = history.first_definitions(definitions.about_people) if changes.height else None
    used = [definitions, originals] if originals else [definitions]
    first_plan = history.first_plan(plan) if originals else None
    inputs = achievement.PeopleInputs(
        people=tables[PEOPLE.name],
        definitions=definitions,
        extracts=rows_of(request, used, parts=tables[SNAPSHOT_PARTS.name]),
        first=originals,
        first_plan=first_plan,
        pay_changes=changes,
        published=first_published(_published(request, tables), fiscal=request.catalogue.fiscal),
    )
    scored = achievement.score_people(inputs, plan=plan)
    words, said = _words(request, tables)
    findings = [
        *findings_of(tables[FINDINGS.name]), *achievement.achievement_findings(scored, definitions, plan=plan),
        *pay_findings(changes), *said,
    ]  # fmt: skip
    return {**scored, PAY_CHANGES.name: changes, **words, FINDINGS.name: findings_table(findings)}


def appraisal_plan(request: AppraisalRequest) -> AppraisalPlan:
    """What scoring must know of the cycle."""
    company, cycle = request.catalogue.company, request.cycle
    return AppraisalPlan(
        cycle=cycle,
        as_of=request.month.as_of,
        timezone=company.timezone,
        fiscal=request.catalogue.fiscal,
        policy=request.catalogue.policy,
        calendar=working_calendar(company.holidays, range(cycle.start.year, cycle.end.year + 2)),
    )


def _definitions(request: AppraisalRequest) -> Definitions:
    catalogue = request.catalogue
    about_people = frozenset(kpi.id for kpi in catalogue.kpis.values() if kpi.about == "people")
    return Definitions(role_kpis_of(catalogue), measures_of(catalogue), about_people)


def _extracts_behind(request: AppraisalRequest) -> frozenset[str]:
    """The extracts of the KPIs that roles answer for, today or when the cycle was first seen, and those of logs."""
    now = _definitions(request)
    first = PayHistory(request).first_definitions(now.about_people)
    of_kpis = (measure.extract for each in (now, first) for measure in each.asked)
    return frozenset([*of_kpis, *(table.extract for table in request.catalogue.tables.values())])


def _published(request: AppraisalRequest, tables: Tables) -> Iterator[PublishedPack]:
    """Every KPI review that was published of a month of the cycle or later, by `as_of`."""
    since = request.cycle.start.strftime("%Y-%m")
    versions = [version_named(entry) for entry in read_log(request.store)]
    reviews = [one for one in versions if one.report == KPI_REVIEW and one.period >= since]
    manifests = (read_manifest(request.store, version) for version in reviews)
    seen = (manifest for manifest in manifests if manifest.as_of <= request.month.as_of)
    return (published_pack(request.month, manifest, changes=tables[CHANGES.name]) for manifest in seen)


def _words(request: AppraisalRequest, tables: Tables) -> tuple[Tables, tuple[Finding, ...]]:
    """okr_words and evidence from what people said of goals: no number of a goal is taken along."""
    goals, cycles = goal_tables_of(request.catalogue), request.catalogue.cycles
    said = overlapping(
        said_of_goals(
            goals[OBJECTIVES.name], goals[KEY_RESULTS.name], check_ins=tables[CHECK_INS.name],
            retro_notes=tables[RETRO_NOTES.name],
        ),
        cycles, during=request.cycle,
    )  # fmt: skip
    evidence = pl.concat([check_in_evidence(said), retro_note_evidence(said)])
    numbers = (*okr_number_findings(said), *note_number_findings(tables, request.cycle))
    return {OKR_WORDS.name: okr_words(said), EVIDENCE.name: evidence}, numbers


def _concerns_people(found: Finding, request: AppraisalRequest) -> bool:
    """Whether it is about people, roles or what all figures rest on; goals and KPIs have reports of their own."""
    catalogue = request.catalogue
    elsewhere = {*catalogue.kpis, *catalogue.objectives, *catalogue.key_results}
    return found.subject_id not in elsewhere and found.severity is not Severity.ADVICE
