"""Finds what is not there in everybody's evidence, for managers and HR."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from okr_reports.appraisal_words import CommentStatus, NotJudged
from okr_reports.packs.appraisals.missing import HR, Lack, Missing
from okr_reports.packs.audience_goals import words_while_there
from okr_reports.packs.audience_inputs import AppraisalTables, AudiencePlan
from okr_reports.packs.audience_notes import comments_of, competencies_of, unknown_share_authors
from okr_reports.periods import Grain

_LACKING = [
    reason.value
    for reason in (
        NotJudged.NO_DATA, NotJudged.NO_TARGET, NotJudged.NOT_NUMERIC, NotJudged.UNDEFINED, NotJudged.FAILED,
    )
]  # fmt: skip


@dataclass(frozen=True)
class _Person:
    """What gaps are looked for against: the reviewer (else HR), the roles held, the months at work."""

    reviewer: str
    roles: tuple[str, ...]
    has_unknown_role: bool
    months: tuple[str, ...]


def missing_of_everybody(
    tables: AppraisalTables, plan: AudiencePlan, *, evidence: pl.DataFrame, last_month: str
) -> Mapping[str, tuple[Missing, ...]]:
    """Employee id → gaps in the order of Lack. `evidence`: EVIDENCE of everybody. `last_month`: the last that began."""
    seen = _Seen.of(tables, plan, evidence=evidence)
    people = _people(tables, last_month=last_month)
    return {id: tuple(_gaps(id, person, plan=plan, seen=seen)) for id, person in people.items()}


@dataclass(frozen=True)
class _Seen:
    """What is there, by employee: months with evidence, competencies rated, and so on."""

    months: Mapping[str, tuple[str, ...]]
    rated: Mapping[str, tuple[str, ...]]
    corrections: Mapping[str, int]
    kpis: Mapping[str, tuple[str, ...]]
    teamless: Mapping[str, tuple[str, ...]]
    objectives: Mapping[str, tuple[str, ...]]
    unclear: Mapping[str, tuple[tuple[str | None, int], ...]]

    @classmethod
    def of(cls, tables: AppraisalTables, plan: AudiencePlan, *, evidence: pl.DataFrame) -> "_Seen":
        comments = comments_of(tables, plan.cycle).filter(pl.col("status") == CommentStatus.OPEN)
        unclear: dict[str, tuple[tuple[str | None, int], ...]] = {}
        for employee, author, count in unknown_share_authors(tables, plan.cycle).iter_rows():
            unclear[employee] = (*unclear.get(employee, ()), (author, count))
        silent = words_while_there(tables, plan).filter(pl.col("said_on").is_null())
        return cls(
            months=_lists(evidence.with_columns(month=pl.col("recorded_on").dt.strftime("%Y-%m")), "month"),
            rated=_lists(competencies_of(tables, plan.cycle), "competency"),
            corrections=dict(comments.group_by("employee_id").len().iter_rows()),
            kpis=_lists(_without_a_judgement(tables, _LACKING), "kpi_id"),
            teamless=_lists(_without_a_judgement(tables, [NotJudged.NO_TEAM.value]), "kpi_id"),
            objectives=_lists(silent, "objective_id"),
            unclear=unclear,
        )


def _gaps(id: str, person: _Person, *, plan: AudiencePlan, seen: _Seen) -> Iterator[Missing]:
    if person.has_unknown_role:
        yield Missing(Lack.ROLE, HR, person.roles)
    if empty := tuple(role for role in person.roles if role not in plan.roles_with_kras):
        yield Missing(Lack.KRAS, HR, empty)
    if teamless := seen.teamless.get(id, ()):
        yield Missing(Lack.TEAM, HR, teamless)
    if person.reviewer == HR:
        yield Missing(Lack.MANAGER, HR)
    silent = tuple(month for month in person.months if month not in seen.months.get(id, ()))
    if silent:
        lack = Lack.NO_EVIDENCE if len(silent) == len(person.months) else Lack.MONTHS
        yield Missing(lack, person.reviewer, silent)
    if unrated := _unrated(person, seen.rated.get(id, ()), plan):
        yield Missing(Lack.COMPETENCIES, person.reviewer, unrated)
    if count := seen.corrections.get(id, 0):
        yield Missing(Lack.CORRECTION, person.reviewer, count=count)
    silent_kpis = seen.kpis.get(id, ())
    for owner in dict.fromkeys(plan.kpi_owners.get(kpi_id, HR) for kpi_id in silent_kpis):
        own = tuple(kpi_id for kpi_id in silent_kpis if plan.kpi_owners.get(kpi_id, HR) == owner)
        yield Missing(Lack.KPI, owner, own)
    if wordless := seen.objectives.get(id, ()):
        yield Missing(Lack.OBJECTIVE, id, wordless)
    for author, count in seen.unclear.get(id, ()):
        yield Missing(Lack.SHARE, author or person.reviewer, count=count)


def _unrated(person: _Person, rated: tuple[str, ...], plan: AudiencePlan) -> tuple[str, ...]:
    wanted = dict.fromkeys(name for role in person.roles for name in plan.competencies.get(role, ()))
    return tuple(name for name in wanted if name not in rated)


def _people(tables: AppraisalTables, *, last_month: str) -> Mapping[str, _Person]:
    months = _lists(months_at_work(tables.presence, last_month=last_month), "period_id")
    people = tables.segments.sort("employee_id", "segment").group_by("employee_id", maintain_order=True).agg(
        pl.col("manager_id").last(),
        pl.col("role_id").drop_nulls().unique(maintain_order=True).alias("roles"),
        pl.col("role_id").is_null().any().alias("has_unknown_role"),
    )  # fmt: skip
    return {
        # Who is written down as their own manager has nobody to read the evidence either.
        id: _Person(manager if manager and manager != id else HR, tuple(roles), unknown, months.get(id, ()))
        for id, manager, roles, unknown in people.iter_rows()
    }


def months_at_work(presence: pl.DataFrame, *, last_month: str) -> pl.DataFrame:
    """employee_id, period_id: months in which an employee was at work, but for those that are still to come."""
    months = presence.filter((pl.col("grain") == Grain.MONTH) & (pl.col("period_id") <= last_month))
    days = (pl.col("held_day_count") - pl.col("leave_day_count")).sum()
    at_work = months.group_by("employee_id", "period_id", maintain_order=True).agg(days=days)
    return at_work.filter(pl.col("days") > 0).sort("employee_id", "period_id")


def _without_a_judgement(tables: AppraisalTables, reasons: Sequence[str]) -> pl.DataFrame:
    """employee_id, kpi_id: KPIs of which no period could be judged, in one of them for such a reason."""
    held = tables.kra_periods.filter("is_responsible").group_by("employee_id", "kpi_id", maintain_order=True)
    judged = held.agg(is_judged=pl.col("is_judged").any(), is_lacking=pl.col("reason").is_in(reasons).any())
    return judged.filter(~pl.col("is_judged") & pl.col("is_lacking")).sort("employee_id", maintain_order=True)


def _lists(rows: pl.DataFrame, column: str) -> Mapping[str, tuple[str, ...]]:
    """Employee id → the different words of the column, in order."""
    found = rows.filter(pl.col(column).is_not_null()).group_by("employee_id", maintain_order=True)
    return {id: tuple(words) for id, words in found.agg(pl.col(column).unique(maintain_order=True)).iter_rows()}
