"""bundle.json of one employee, from their record."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from okr_reports.packs.bundle.bundle_json import (
    BUNDLE_SCHEMA,
    BundleJson,
    ChangesJson,
    CommentJson,
    CompetencyJson,
    EmployeeJson,
    EvidenceJson,
    KeptOutJson,
    LinkagePolicyJson,
    MissingJson,
    NoteJson,
    OkrContributionJson,
    PayChangeJson,
    SourceJson,
    SourcePartJson,
)
from okr_reports.packs.bundle.notes import is_correction
from okr_reports.packs.bundle.pages import MissingRow
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.report_results import reason_of, segments_json
from okr_reports.packs.bundle.rows import Row
from okr_reports.packs.bundle.sources import parts_of
from okr_reports.packs.bundle.standing import KpiStanding
from okr_reports.packs.bundle.title import title_of
from okr_reports.packs.bundle.typed import cleaned
from okr_reports.packs.bundle.words_parts import records_behind, unrated
from okr_reports.packs.report_json import FindingJson, ProvenanceJson, SnapshotJson

# All employees' numbers rest on the same few parts.
_part, _snapshot = lru_cache(maxsize=2048)(SourcePartJson), lru_cache(maxsize=2048)(SnapshotJson)


def report_of(record: Record, *, missing: Iterable[MissingRow]) -> BundleJson:
    """The whole contract. Typed texts are complete; only signs that no text can hold are replaced."""
    facts, own = record.facts, record.achievement
    comments = record.comments
    return BundleJson(
        schema=BUNDLE_SCHEMA,
        report="appraisals",
        period=record.cycle.key,
        version=facts.version,
        as_of=facts.as_of,
        partial=facts.is_partial,
        company=facts.company.name,
        currency=facts.company.currency,
        locale=facts.company.locale,
        title=title_of(record),
        employee=_employee(record),
        linkage_policy=_linkage(record),
        segments=segments_json(record),
        kpi_achievement=own.get("achievement"),
        kpi_achievement_reason=reason_of(own.get("reason")),
        measured_weight=own.get("measured_weight") or 0.0,
        person_weight_share=own.get("person_weight_share"),
        changes=_changes(record),
        competencies=_competencies(record),
        okr_contributions=_contributions(record),
        evidence=tuple(_evidence(number, row) for number, row in enumerate(record.evidence, 1)),
        notes=_notes(record),
        notes_kept_out=_kept_out(record),
        comments=tuple(_comment(row) for row in comments if not is_correction(row)),
        corrections=tuple(_comment(row) for row in comments if is_correction(row)),
        sources=_sources(record),
        missing=tuple(MissingJson(row.what, row.whose) for row in missing),
        findings=tuple(
            FindingJson(found.code, found.severity, found.subject_id, _text(found.text) or "")
            for found in record.tables.findings
        ),
        provenance=_provenance(record),
    )


def _employee(record: Record) -> EmployeeJson:
    last = record.last
    return EmployeeJson(
        id=record.id,
        name=record.name,
        role=last.title if last and last.role_id else None,
        department=last.department_id if last else None,
        team=last.team_id if last else None,
        manager=record.manager_id,
    )


def _linkage(record: Record) -> LinkagePolicyJson | None:
    linkage = record.facts.linkage
    return LinkagePolicyJson(linkage.written_on, linkage.first_seen_on, linkage.sha256) if linkage else None


def _changes(record: Record) -> ChangesJson | None:
    rows = record.tables.pay_changes.to_dicts()
    own = record.achievement
    if not rows:
        return None
    return ChangesJson(
        achievement_before=own.get("achievement_before_changes"),
        reason=reason_of(own.get("reason_before_changes")),
        changes=tuple(PayChangeJson(**{name: _text(value) for name, value in row.items()}) for row in rows),
    )


def _competencies(record: Record) -> tuple[CompetencyJson, ...]:
    rated = [
        CompetencyJson(
            competency=_text(row["competency"]) or "",
            expected=_text(row["expected"]),
            demonstrated=_text(row["demonstrated"]),
            comment=_text(row["comment"]),
            rater=row["rater_id"],
            on=row["rated_on"],
        )
        for row in record.tables.competencies.to_dicts()
    ]
    return (*rated, *(CompetencyJson(name, None, None, None, None, None) for name in unrated(record)))


def _contributions(record: Record) -> tuple[OkrContributionJson, ...]:
    return tuple(
        OkrContributionJson(
            cycle=row["cycle_id"],
            objective=_text(row["objective_title"]),
            on=row["said_on"],
            author=row["author_id"],
            about_team=bool(row["is_about_team"]),
            took_on=_text(row["took_on"]),
            moved=_text(row["moved"]),
            learned=_text(row["learned"]),
            collaboration=_text(row["collaboration"]),
            evidence=records_behind(row, record),
        )
        for row in record.words
    )


def _evidence(number: int, row: Row) -> EvidenceJson:
    recorded = row["recorded_on"]
    return EvidenceJson(
        n=number,
        month=f"{recorded:%Y-%m}" if recorded else None,
        on=recorded,
        source=row["source"] or "",
        author=row["author_id"],
        about_team=bool(row["is_about_team"]),
        text=_text(row["text"]),
    )


def _notes(record: Record) -> tuple[NoteJson, ...]:
    return tuple(NoteJson(row["noted_on"], row["author_id"], _text(row["note"])) for row in record.notes)


def _kept_out(record: Record) -> tuple[KeptOutJson, ...]:
    rows = record.tables.kept_out.to_dicts()
    return tuple(KeptOutJson(row["source"], row["note_count"] or 0, row["unknown_share_count"] or 0) for row in rows)


def _comment(row: Row) -> CommentJson:
    return CommentJson(row["commented_on"], _text(row["about"]), _text(row["text"]), _text(row["status"]))


def _sources(record: Record) -> tuple[SourceJson, ...]:
    by_number = {kpi.source: kpi for kpi in record.kpis}
    return tuple(_source(by_number[number], record) for number in sorted(by_number))


def _source(kpi: KpiStanding, record: Record) -> SourceJson:
    facts = kpi.facts
    return SourceJson(
        n=kpi.source,
        kpi=kpi.id,
        extracts=facts.extracts if facts else (),
        formula=facts.formula if facts else "",
        filter=facts.filter if facts else "",
        period_column=facts.period_column if facts else "",
        definition_sha256=facts.definition_sha256 if facts else None,
        parts=tuple(
            _part(
                row["extract"], row["period_id"], row["sha256"], row["row_count"], row["rejected_count"], row["read_at"]
            )
            for row in parts_of(kpi, record)
        ),
    )


def _provenance(record: Record) -> ProvenanceJson:
    return ProvenanceJson(
        catalogue_sha256=record.facts.catalogue_sha256,
        generator=record.facts.generator,
        software=dict(record.facts.software),
        snapshots=tuple(
            _snapshot(row["extract"], row["period_id"], row["sha256"], row["row_count"], row["read_at"])
            for row in record.parts
        ),
    )


def _text(value: Any) -> Any:
    """A typed text made storable; anything else as it is."""
    return cleaned(value) if isinstance(value, str) else value
