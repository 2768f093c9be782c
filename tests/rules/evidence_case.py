"""What people wrote in the half-year 2026-H1, as tables, and what of it reaches whose bundle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from okr_reports import appraisal_tables as appraisal
from okr_reports.goal_tables import CHECK_INS, KEY_RESULTS, OBJECTIVES, RETRO_NOTES
from okr_reports.number_words import holds_number
from okr_reports.packs.audience import audience_of, cut_by_employee
from okr_reports.packs.audience_inputs import AppraisalTables, AudiencePlan
from okr_reports.packs.bundle.inputs import EmployeeTables
from okr_reports.periods import Cycle, FiscalCalendar
from okr_reports.scoring.okr_words import (
    SaidOfGoals,
    check_in_evidence,
    okr_words,
    overlapping,
    retro_note_evidence,
    said_of_goals,
)
from okr_reports.tables import PEOPLE, SNAPSHOT_PARTS, TableSpec
from tests.rules.text_tables import Cell, read_table, require_agreement

_FISCAL = FiscalCalendar()
_CYCLE = _FISCAL.period("2026-H1")
_QUARTERS = {
    period.key: Cycle(period.start, period.end, period.key)
    for period in (_FISCAL.period(f"{year}-Q{number}") for year in (2025, 2026) for number in (1, 2, 3, 4))
}
_EVERYBODY = """
    employee | manager | from       | to
    E1       | M1      | 2026-01-01 | 2026-06-30
    E2       | M1      | 2026-01-01 | 2026-06-30
    E3       | M2      | 2026-01-01 | 2026-06-30
"""
_NAMES = {
    "employee": "employee_id", "author": "author_id", "rater": "rater_id", "objective": "objective_id",
    "key result": "key_result_id", "about goal": "subject_id", "manager": "manager_id", "owner": "owner_id",
    "cycle": "cycle_id", "team": "is_about_team", "number": "position", "from": "from_on", "to": "to_on",
}  # fmt: skip
_DAYS = {
    "one_to_ones": "held_on", "manager_notes": "noted_on", "employee_comments": "commented_on",
    "competencies": "rated_on", "check_ins": "checked_in_on", "retro_notes": "noted_on", "evidence": "recorded_on",
    "okr_words": "said_on",
}  # fmt: skip


@dataclass(frozen=True)
class EvidenceCase:
    """One appraisal cycle, written step by step; each step gives a new case."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def work(self, segments: str) -> "EvidenceCase":
        """Who worked under whom, from when to when within the cycle."""
        return self._with(appraisal.SEGMENTS.name, segments)

    def employs(self, people: str) -> "EvidenceCase":
        """Lines of people.csv."""
        return self._with(PEOPLE.name, people)

    def met(self, one_to_ones: str) -> "EvidenceCase":
        """Lines of one_to_ones.csv."""
        return self._with(appraisal.ONE_TO_ONES.name, one_to_ones)

    def noted(self, manager_notes: str) -> "EvidenceCase":
        """Lines of manager_notes.csv."""
        return self._with(appraisal.MANAGER_NOTES.name, manager_notes)

    def commented(self, comments: str) -> "EvidenceCase":
        """Lines of employee_comments.csv."""
        return self._with(appraisal.EMPLOYEE_COMMENTS.name, comments)

    def rated(self, competencies: str) -> "EvidenceCase":
        """Lines of competencies.csv."""
        return self._with(appraisal.COMPETENCIES.name, competencies)

    def aims(self, objectives: str) -> "EvidenceCase":
        """Objectives."""
        return self._with(OBJECTIVES.name, objectives)

    def pursues(self, key_results: str) -> "EvidenceCase":
        """Key results; contributors with commas between them."""
        return self._with(KEY_RESULTS.name, key_results)

    def checks_in(self, check_ins: str) -> "EvidenceCase":
        """Lines of check_ins.csv."""
        return self._with(CHECK_INS.name, check_ins)

    def looked_back(self, retro_notes: str) -> "EvidenceCase":
        """Lines of retro_notes.csv."""
        return self._with(RETRO_NOTES.name, retro_notes)

    def lays_out(self, expected: str) -> "EvidenceCase":
        """The evidence in the bundles, employee by employee."""
        return self._agrees(expected, (cut.evidence for cut in self._cuts()), table="evidence")

    def says(self, expected: str) -> "EvidenceCase":
        """The OKR contribution in the bundles, employee by employee."""
        return self._agrees(expected, (cut.okr_words for cut in self._cuts()), table="okr_words")

    def keeps_out(self, expected: str) -> "EvidenceCase":
        """How many notes the bundles count without showing them."""
        return self._agrees(expected, (cut.kept_out for cut in self._cuts()), table="")

    def answers(self, expected: str) -> "EvidenceCase":
        """The comments and corrections in the bundles, with their status."""
        return self._agrees(expected, (cut.comments for cut in self._cuts()), table="employee_comments")

    def names(self, expected: str) -> "EvidenceCase":
        """Whom each bundle names."""
        named = [{"bundle": cut.employee_id, "names": " ".join(cut.names)} for cut in self._cuts()]
        require_agreement(read_table(expected), named)
        return self

    def bundles(self, expected: str) -> "EvidenceCase":
        """Who gets one, and whose is withheld."""
        audience = audience_of(self._tables(), AudiencePlan(_CYCLE))
        found = dict.fromkeys(audience.employee_ids, "made") | {
            one.employee_id: "withheld" for one in audience.withheld
        }
        listed = [{"employee": id, "bundle": found[id]} for id in sorted(found)]
        counted = [("left before", audience.left_before_count), ("joins after", audience.joins_after_count)]
        others = [{"employee": word, "bundle": count} for word, count in counted if count]
        require_agreement(read_table(expected), [*listed, *others])
        return self

    def lists(self, sentences: str) -> "EvidenceCase":
        """Which sentences are listed to their author."""
        rows = read_table(sentences)
        found = [{"listed": holds_number(row["sentence"])} for row in rows]
        require_agreement([{"listed": row["listed"]} for row in rows], found)
        return self

    def said(self) -> SaidOfGoals:
        """What was said of goals in OKR cycles that overlap the appraisal cycle."""
        whole = said_of_goals(
            self._table(OBJECTIVES, title="Stop the leaky bucket", level="team"),
            self._table(KEY_RESULTS, kind="metric", ambition="aspirational", weight=1.0, state="active"),
            check_ins=self._table(CHECK_INS),
            retro_notes=self._table(RETRO_NOTES),
        )
        return overlapping(whole, _QUARTERS, during=_CYCLE)

    def _with(self, name: str, text: str) -> "EvidenceCase":
        return replace(self, texts={**self.texts, name: text})

    def _agrees(self, expected: str, frames: Iterable[pl.DataFrame], *, table: str) -> "EvidenceCase":
        rows = [row for frame in frames for row in frame.to_dicts()]
        found = [{**row, "on": row.get(_DAYS.get(table, ""))} for row in rows]
        wanted = [{_NAMES.get(name, name): cell for name, cell in row.items()} for row in read_table(expected)]
        require_agreement(wanted, found)
        return self

    def _cuts(self) -> list[EmployeeTables]:
        return list(cut_by_employee(self._tables(), plan=AudiencePlan(_CYCLE, okr_cycles=_QUARTERS)))

    def _tables(self) -> AppraisalTables:
        said = self.said()
        people = [
            {"employee": id, "name": f"{id}'s name", "from": "2025-01-01"} for id in ("E1", "E2", "E3", "M1", "M2")
        ]
        return AppraisalTables(
            people=_frame(PEOPLE, read_table(self.texts[PEOPLE.name]) if PEOPLE.name in self.texts else people),
            segments=_frame(
                appraisal.SEGMENTS, read_table(self.texts.get(appraisal.SEGMENTS.name, _EVERYBODY)), segment=1
            ),
            competencies=self._table(appraisal.COMPETENCIES, cycle_id=_CYCLE.key),
            one_to_ones=self._table(appraisal.ONE_TO_ONES),
            manager_notes=self._table(appraisal.MANAGER_NOTES),
            employee_comments=self._table(appraisal.EMPLOYEE_COMMENTS, cycle_id=_CYCLE.key),
            okr_words=okr_words(said),
            okr_evidence=pl.concat([check_in_evidence(said), retro_note_evidence(said)]),
            sources=SNAPSHOT_PARTS.empty(),
            presence=appraisal.PRESENCE.empty(),
            kra_periods=appraisal.KRA_PERIODS.empty(),
            kpi_achievements=appraisal.KPI_ACHIEVEMENTS.empty(),
            kra_achievements=appraisal.KRA_ACHIEVEMENTS.empty(),
            segment_achievements=appraisal.SEGMENT_ACHIEVEMENTS.empty(),
            employee_achievements=appraisal.EMPLOYEE_ACHIEVEMENTS.empty(),
            pay_changes=appraisal.PAY_CHANGES.empty(),
        )

    def _table(self, spec: TableSpec, **fixed: object) -> pl.DataFrame:
        return _frame(spec, read_table(self.texts[spec.name]), **fixed) if spec.name in self.texts else spec.empty()


def _frame(spec: TableSpec, rows: Iterable[Mapping[str, Cell]], **fixed: object) -> pl.DataFrame:
    """The rows of a table, numbered, under the names of its columns; what a row leaves out is as `fixed`."""
    made = []
    for place, row in enumerate(rows, start=1):
        named = {_column(spec, name): _value(spec.columns, _column(spec, name), cell) for name, cell in row.items()}
        written = {name: value for name, value in named.items() if value is not None or name not in fixed}
        numbered = {spec.key[0]: place} if spec.columns[spec.key[0]] == pl.Int64() else {}
        made.append({**dict.fromkeys(spec.columns), **numbered, **fixed, **written})
    return spec.check(pl.DataFrame(made, schema=spec.columns))


def _column(spec: TableSpec, name: str) -> str:
    if name == "on":
        return _DAYS[spec.name]
    return "id" if (spec.name, name) == (PEOPLE.name, "employee") else _NAMES.get(name, name)


def _value(columns: Mapping[str, pl.DataType], name: str, cell: Cell) -> object:
    if columns[name] == pl.List(pl.String()):
        return [part.strip() for part in (cell or "").split(",") if part.strip()]
    return date.fromisoformat(cell) if cell and columns[name] == pl.Date() else cell
