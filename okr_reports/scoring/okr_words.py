"""What people said of goals, for appraisals: words only (rules §8).

No table here has a place for an OKR number: no value, score, grade, colour, confidence, decision, cause or rank, and no
key result's title, which holds figures. What comes in with such columns leaves them at the door (`said_of_goals`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from okr_reports.appraisal_tables import EVIDENCE, OKR_WORDS
from okr_reports.findings import Finding
from okr_reports.number_words import TypedRow, number_findings
from okr_reports.periods import Cycle, Period
from okr_reports.tables import DATE, TEXT, WHOLE, TableSpec

OBJECTIVE_WORDS = TableSpec(
    "objective_words",
    {"objective_id": TEXT, "cycle_id": TEXT, "title": TEXT, "owner_id": TEXT},
    key=("objective_id",), required=("cycle_id", "title"),
)  # fmt: skip
KEY_RESULT_PEOPLE = TableSpec(
    "key_result_people",
    {"key_result_id": TEXT, "objective_id": TEXT, "owner_id": TEXT, "contributors": pl.List(pl.String())},
    key=("key_result_id",), required=("objective_id",),
)  # fmt: skip
CHECK_IN_WORDS = TableSpec(
    "check_in_words",
    {"check_in_id": WHOLE, "key_result_id": TEXT, "checked_in_on": DATE, "author_id": TEXT, "note": TEXT},
    key=("check_in_id",), required=("key_result_id", "checked_in_on"),
)  # fmt: skip
RETRO_WORDS = TableSpec(
    "retro_words",
    {
        "note_id": WHOLE, "subject_id": TEXT, "noted_on": DATE, "author_id": TEXT, "employee_id": TEXT,
        "took_on": TEXT, "moved": TEXT, "learned": TEXT, "collaboration": TEXT,
    },
    key=("note_id",), required=("subject_id",),
)  # fmt: skip
_WORDS = ("took_on", "moved", "learned", "collaboration")
_PART = ("employee_id", "subject_id", "objective_id")


@dataclass(frozen=True)
class SaidOfGoals:
    """OBJECTIVE_WORDS, KEY_RESULT_PEOPLE, CHECK_IN_WORDS and RETRO_WORDS: all that appraisals may know of goals."""

    objectives: pl.DataFrame
    key_results: pl.DataFrame
    check_ins: pl.DataFrame
    retro_notes: pl.DataFrame


def said_of_goals(
    objectives: pl.DataFrame, key_results: pl.DataFrame, *, check_ins: pl.DataFrame, retro_notes: pl.DataFrame
) -> SaidOfGoals:
    """The words and people of goal_tables.OBJECTIVES, KEY_RESULTS, CHECK_INS and RETRO_NOTES, and nothing else.

    The objectives in the catalogue's order: the earliest cycle first.
    """
    return SaidOfGoals(
        OBJECTIVE_WORDS.check(objectives),
        KEY_RESULT_PEOPLE.check(key_results),
        CHECK_IN_WORDS.check(check_ins),
        RETRO_WORDS.check(retro_notes),
    )


def overlapping(said: SaidOfGoals, cycles: Mapping[str, Cycle], *, during: Period) -> SaidOfGoals:
    """What was said of goals whose cycle has at least one day in common with the appraisal cycle."""
    kept = [key for key, cycle in cycles.items() if cycle.start < during.end and during.start < cycle.end]
    objectives = said.objectives.filter(pl.col("cycle_id").is_in(kept))
    key_results = said.key_results.join(objectives.select("objective_id"), on="objective_id", how="semi")
    goals = pl.concat([objectives.select(id="objective_id"), key_results.select(id="key_result_id")])
    return SaidOfGoals(
        objectives,
        key_results,
        said.check_ins.join(key_results.select("key_result_id"), on="key_result_id", how="semi"),
        said.retro_notes.join(goals, left_on="subject_id", right_on="id", how="semi"),
    )


def okr_words(said: SaidOfGoals) -> pl.DataFrame:
    """OKR_WORDS of everybody: by employee, then cycle, objective, day and row of the log.

    A row that names an employee is about that employee alone. One that names nobody is about the team: those who take
    part in its key result, or, when it is about an objective, in that objective. An objective in which somebody takes
    part and of which nothing was said has one row without words.
    """
    written = _spoken(said)
    mine = written.filter(pl.col("employee_id").is_not_null()).with_columns(is_about_team=pl.lit(False))
    ours = written.filter(pl.col("employee_id").is_null()).drop("employee_id").with_columns(is_about_team=pl.lit(True))
    shared = ours.join(participants(said), on=("subject_id", "objective_id"), maintain_order="left")
    about = pl.concat([mine, shared.select(mine.columns)])
    silent = _in_objectives(said).join(about, on=("employee_id", "objective_id"), how="anti")
    every = pl.concat([about, silent], how="diagonal").join(_titles(said), on="objective_id", maintain_order="left")
    return OKR_WORDS.check(_placed(every, by=("cycle_place", "objective_id", "said_on", "note_id")))


def check_in_evidence(said: SaidOfGoals) -> pl.DataFrame:
    """EVIDENCE of check-ins that say something: date, author and sentence, for those who take part in the key result.

    A check-in names no employee, so each is about the team.
    """
    check_ins = said.check_ins.filter(_says("note")).join(
        said.key_results.select("key_result_id", "objective_id"), on="key_result_id", maintain_order="left"
    )
    for_people = check_ins.rename({"key_result_id": "subject_id"}).join(
        participants(said), on=("subject_id", "objective_id"), maintain_order="left"
    )
    rows = for_people.rename({"checked_in_on": "recorded_on", "note": "text", "check_in_id": "note_id"})
    marked = rows.with_columns(source=pl.lit("check_in"), is_about_team=pl.lit(True))
    return EVIDENCE.check(_placed(marked, by=("recorded_on", "note_id")))


def retro_note_evidence(said: SaidOfGoals) -> pl.DataFrame:
    """EVIDENCE of retro notes: each as the employee's OKR words hold it, its sentences one under the other."""
    spoken = okr_words(said).filter(pl.col("said_on").is_not_null())
    text = pl.concat_str(*_WORDS, separator="\n", ignore_nulls=True)
    rows = spoken.with_columns(source=pl.lit("retro_note"), recorded_on="said_on", text=text)
    return EVIDENCE.check(rows)


def okr_number_findings(said: SaidOfGoals) -> tuple[Finding, ...]:
    """OKR-NUMBER-IN-TEXT for what bundles will print: titles of objectives, check-ins and retro notes."""
    return number_findings([*_typed_objectives(said), *_typed_check_ins(said), *_typed_notes(said)])


def participants(said: SaidOfGoals) -> pl.DataFrame:
    """employee_id, subject_id, objective_id: who takes part in which key result, and so in which objective.

    A key result's owner and contributors; of an objective also its owner.
    """
    own = said.key_results.select("objective_id", subject_id="key_result_id", employee_id="owner_id")
    added = said.key_results.select("objective_id", subject_id="key_result_id", employee_id="contributors")
    of_key_results = pl.concat([own, added.explode("employee_id")])
    upward = of_key_results.select("objective_id", "employee_id", subject_id="objective_id")
    owners = said.objectives.select("objective_id", employee_id="owner_id", subject_id="objective_id")
    parts = pl.concat([frame.select(_PART) for frame in (of_key_results, upward, owners)])
    return parts.filter(pl.col("employee_id").is_not_null()).unique(maintain_order=True)


def _spoken(said: SaidOfGoals) -> pl.DataFrame:
    """Retro notes in which something is said, with the objective they belong to."""
    notes = said.retro_notes.filter(pl.any_horizontal(_says(word) for word in _WORDS)).rename({"noted_on": "said_on"})
    goals = pl.concat([
        said.objectives.select("objective_id", subject_id="objective_id"),
        said.key_results.select("objective_id", subject_id="key_result_id"),
    ])  # fmt: skip
    return notes.join(goals, on="subject_id", maintain_order="left")


def _says(column: str) -> pl.Expr:
    return (pl.col(column).str.strip_chars() != "").fill_null(False)


def _in_objectives(said: SaidOfGoals) -> pl.DataFrame:
    return participants(said).select("employee_id", "objective_id").unique(maintain_order=True)


def _titles(said: SaidOfGoals) -> pl.DataFrame:
    """The objectives' titles; `cycle_place` orders the cycles as the objectives come, the earliest first."""
    placed = said.objectives.with_row_index("place")
    cycle_place = pl.col("place").min().over("cycle_id")
    return placed.select("objective_id", "cycle_id", objective_title="title", cycle_place=cycle_place)


def _placed(rows: pl.DataFrame, *, by: tuple[str, ...]) -> pl.DataFrame:
    ordered = rows.sort("employee_id", *by, nulls_last=True, maintain_order=True)
    return ordered.with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("employee_id"))


def _typed_objectives(said: SaidOfGoals) -> Iterator[TypedRow]:
    seen = said.objectives.join(_in_objectives(said), on="objective_id", how="semi", maintain_order="left")
    for id, title, owner in seen.select("objective_id", "title", "owner_id").iter_rows():
        yield TypedRow("the objective's title", None, id, owner, (title,))


def _typed_check_ins(said: SaidOfGoals) -> Iterator[TypedRow]:
    for row, id, author, note in said.check_ins.select("check_in_id", "key_result_id", "author_id", "note").iter_rows():
        yield TypedRow("check_ins", row, id, author, (note,))


def _typed_notes(said: SaidOfGoals) -> Iterator[TypedRow]:
    for row, id, author, *texts in said.retro_notes.select("note_id", "subject_id", "author_id", *_WORDS).iter_rows():
        yield TypedRow("retro_notes", row, id, author, tuple(texts))
