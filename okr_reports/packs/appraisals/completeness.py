"""How complete each employee's evidence is: counts of what is there, and the gaps. How well anybody did is not here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from okr_reports.appraisal_words import CommentStatus
from okr_reports.packs.appraisals.find_missing import missing_of_everybody, months_at_work
from okr_reports.packs.appraisals.missing import Missing
from okr_reports.packs.audience_evidence import evidence_of
from okr_reports.packs.audience_inputs import AppraisalTables, AudiencePlan
from okr_reports.packs.audience_notes import comments_of, competencies_of, kept_out
from okr_reports.periods import Period

_ID = "employee_id"
_COUNTS = (
    "record_count", "month_count", "month_wanted_count", "kept_out_count", "unknown_share_count", "comment_count",
    "open_count", "measured_weight",
)  # fmt: skip


@dataclass(frozen=True)
class EvidenceState:
    """One employee's. `segments`: role id, first and last day of each. `month_count`: months with a record,
    of the `month_wanted_count` at work.

    `rated_count` of `wanted_count` competencies have a rater's words, those among them that no role asks for.
    `measured_weight`: how much of the weight of 100 rests on KPIs that could be measured, whatever they measured; None
    where nothing is weighed.
    """

    employee_id: str
    manager_id: str | None
    department_id: str | None
    segments: tuple[tuple[str | None, date, date], ...]
    record_count: int
    month_count: int
    month_wanted_count: int
    rated_count: int
    wanted_count: int
    kept_out_count: int
    unknown_share_count: int
    comment_count: int
    open_count: int
    measured_weight: float | None
    missing: tuple[Missing, ...]

    @property
    def role_id(self) -> str | None:
        """The last role of the cycle."""
        return self.segments[-1][0]


def states_of_everybody(tables: AppraisalTables, plan: AudiencePlan, *, today: date) -> Mapping[str, EvidenceState]:
    """Employee id → state, in order of ids, of everybody with a segment. `today`: the day of `as_of`."""
    evidence = evidence_of(tables, plan)
    last_month = min(today, plan.cycle.last_day).strftime("%Y-%m")
    missing = missing_of_everybody(tables, plan, evidence=evidence, last_month=last_month)
    people = tables.segments.sort(_ID, "segment").group_by(_ID, maintain_order=True).agg(
        pl.col("manager_id", "department_id").last(), pl.struct("role_id", "from_on", "to_on").alias("segments")
    )  # fmt: skip
    for counts in _counts(tables, plan.cycle, evidence=evidence, last_month=last_month):
        people = people.join(counts, on=_ID, how="left", maintain_order="left")
    rows = people.with_columns(pl.col(_COUNTS[:-1]).fill_null(0))
    return {row[_ID]: _state(row, plan, missing.get(row[_ID], ())) for row in rows.iter_rows(named=True)}


def _state(row: dict, plan: AudiencePlan, missing: tuple[Missing, ...]) -> EvidenceState:
    segments = tuple((one["role_id"], one["from_on"], one["to_on"]) for one in row["segments"])
    roles = {role for role, _, _ in segments if role}
    wanted = {name for role in roles for name in plan.competencies.get(role, ())}
    rated = set(row["rated"] or ())
    return EvidenceState(
        employee_id=row[_ID],
        manager_id=row["manager_id"],
        department_id=row["department_id"],
        segments=segments,
        rated_count=len(rated),
        wanted_count=len(wanted | rated),
        missing=missing,
        **{name: row[name] for name in _COUNTS},
    )


def _counts(
    tables: AppraisalTables, cycle: Period, *, evidence: pl.DataFrame, last_month: str
) -> tuple[pl.DataFrame, ...]:
    in_cycle = pl.col("recorded_on").is_between(cycle.start, cycle.last_day)
    month = pl.when(in_cycle).then(pl.col("recorded_on").dt.month_start())
    is_open = pl.col("status") == CommentStatus.OPEN
    return (
        evidence.group_by(_ID).agg(record_count=pl.len(), month_count=month.drop_nulls().n_unique()),
        months_at_work(tables.presence, last_month=last_month).group_by(_ID).agg(month_wanted_count=pl.len()),
        competencies_of(tables, cycle).group_by(_ID).agg(rated=pl.col("competency").drop_nulls().unique()),
        kept_out(tables, cycle).group_by(_ID).agg(
            kept_out_count=pl.col("note_count").sum(), unknown_share_count=pl.col("unknown_share_count").sum()
        ),
        comments_of(tables, cycle).group_by(_ID).agg(comment_count=pl.len(), open_count=is_open.fill_null(False).sum()),
        tables.employee_achievements.select(_ID, "measured_weight"),
    )  # fmt: skip
