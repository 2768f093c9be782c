"""What of the logs about people a bundle may hold: notes that their author shares, words of the cycle (rules §8)."""

from collections.abc import Mapping

import polars as pl

from okr_reports.appraisal_tables import COMPETENCIES, EMPLOYEE_COMMENTS, KEPT_OUT, MANAGER_NOTES, ONE_TO_ONES
from okr_reports.appraisal_words import CommentStatus, Share
from okr_reports.findings import Finding
from okr_reports.number_words import TypedRow, number_findings
from okr_reports.packs.audience_inputs import AppraisalTables
from okr_reports.periods import Period

ONE_TO_ONE, MANAGER_NOTE = "one_to_one", "manager_note"
_STATUSES = [status.value for status in CommentStatus]


def shared_one_to_ones(tables: AppraisalTables, cycle: Period) -> pl.DataFrame:
    """ONE_TO_ONES of the cycle that their author shares."""
    return _within(tables.one_to_ones, "held_on", cycle).filter(_is_shared())


def shared_manager_notes(tables: AppraisalTables, cycle: Period) -> pl.DataFrame:
    """MANAGER_NOTES of the cycle that their author shares."""
    return _within(tables.manager_notes, "noted_on", cycle).filter(_is_shared())


def kept_out(tables: AppraisalTables, cycle: Period) -> pl.DataFrame:
    """KEPT_OUT: how many notes of the cycle nobody said `share: yes` to, and how many of them said neither."""
    notes = [
        _within(tables.one_to_ones, "held_on", cycle).select("employee_id", "share", source=pl.lit(ONE_TO_ONE)),
        _within(tables.manager_notes, "noted_on", cycle).select("employee_id", "share", source=pl.lit(MANAGER_NOTE)),
    ]
    out = pl.concat(notes).filter(~_is_shared())
    says_neither = (_share() != Share.NO).fill_null(True)
    counted = out.group_by("employee_id", "source", maintain_order=True).agg(
        note_count=pl.len(), unknown_share_count=says_neither.sum()
    )
    return KEPT_OUT.check(counted.sort("employee_id", "source"))


def unknown_share_authors(tables: AppraisalTables, cycle: Period) -> pl.DataFrame:
    """employee_id, author_id, note_count: notes of the cycle with a word that is neither yes nor no."""
    notes = pl.concat([
        _within(tables.one_to_ones, "held_on", cycle).select("employee_id", "author_id", "share"),
        _within(tables.manager_notes, "noted_on", cycle).select("employee_id", "author_id", "share"),
    ])  # fmt: skip
    unclear = notes.filter(~_share().is_in([word.value for word in Share]).fill_null(False))
    return unclear.group_by("employee_id", "author_id", maintain_order=True).agg(note_count=pl.len())


def note_number_findings(logs: Mapping[str, pl.DataFrame], cycle: Period) -> tuple[Finding, ...]:
    """OKR-NUMBER-IN-TEXT of notes, one-to-ones and raters' words that the cycle's bundles print.

    `logs`: ONE_TO_ONES, MANAGER_NOTES and COMPETENCIES by name. Found of a log, not of an employee, whose bundle holds
    what is found of the employee.
    """
    raters = logs[COMPETENCIES.name].filter(pl.col("cycle_id") == cycle.key)
    shared = {
        name: _within(logs[name], day, cycle).filter(_is_shared()).select(number, "author_id", "note")
        for name, number, day in (
            (ONE_TO_ONES.name, "one_to_one_id", "held_on"), (MANAGER_NOTES.name, "manager_note_id", "noted_on"),
        )
    }  # fmt: skip
    spoken = {**shared, COMPETENCIES.name: raters.select("competency_id", "rater_id", "comment")}
    return number_findings(
        TypedRow(name, row, name, author_id, (text,))
        for name, log in spoken.items()
        for row, author_id, text in log.sort(log.columns[0]).iter_rows()
    )


def comments_of(tables: AppraisalTables, cycle: Period) -> pl.DataFrame:
    """EMPLOYEE_COMMENTS of the appraisal cycle, their status one of CommentStatus, or empty: a comment, no correction.

    A word that is no status is taken as open, so that nobody's correction is lost by a slip of the pen.
    """
    of_cycle = tables.employee_comments.filter(pl.col("cycle_id") == cycle.key)
    word = pl.col("status").str.strip_chars().str.to_lowercase()
    known = pl.when(word.is_in(_STATUSES)).then(word).otherwise(pl.lit(CommentStatus.OPEN.value))
    status = pl.when(word.is_null() | (word == "")).then(None).otherwise(known)
    ordered = of_cycle.sort("employee_id", "commented_on", "comment_id", nulls_last=True)
    return EMPLOYEE_COMMENTS.check(ordered.with_columns(status=status))


def competencies_of(tables: AppraisalTables, cycle: Period) -> pl.DataFrame:
    """COMPETENCIES of the appraisal cycle, in order of the log."""
    return tables.competencies.filter(pl.col("cycle_id") == cycle.key).sort("employee_id", "competency_id")


def _within(notes: pl.DataFrame, day: str, cycle: Period) -> pl.DataFrame:
    return notes.filter(pl.col(day).is_between(cycle.start, cycle.last_day)).sort(
        "employee_id", day, maintain_order=True
    )


def _share() -> pl.Expr:
    return pl.col("share").str.strip_chars().str.to_lowercase()


def _is_shared() -> pl.Expr:
    return (_share() == Share.YES).fill_null(False)
