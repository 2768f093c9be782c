"""Sections 2 and 3: competencies in the raters' words, and what was said of the work on objectives."""

from okr_reports.packs.bundle.pages import Competencies, CompetencyLine, ContributionLine, Contributions
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.rows import Row
from okr_reports.packs.bundle.typed import LONGEST_NARROW
from okr_reports.packs.listing import shortened
from okr_reports.packs.numbers import NOTHING

_LONGEST_WORD, _LONGEST_TITLE, _MOST_BEHIND = 60, 200, 5
_PARTS = ("took_on", "moved", "learned", "collaboration")
_SPOKEN_OF_GOALS = ("check_in", "retro_note")
NOBODY_YET = "not rated yet"
NO_WORDS = "no words recorded yet"


def unrated(record: Record) -> tuple[str, ...]:
    """The competencies of the employee's roles that nobody has spoken about."""
    rated = {row["competency"] for row in record.tables.competencies.to_dicts()}
    roles = [segment.role for segment in record.segments if segment.role]
    wanted = dict.fromkeys(competency for role in roles for competency in role.competencies)
    return tuple(competency for competency in wanted if competency not in rated)


def competencies_of(record: Record) -> Competencies:
    """The words and levels as typed; those of the role without a word stand last."""
    rows = [_competency(row, record) for row in record.tables.competencies.to_dicts()]
    open_rows = [CompetencyLine(name, NOTHING, NOTHING, NOBODY_YET, "", "") for name in unrated(record)]
    return Competencies(
        sub="Words and levels as the raters gave them. Nothing is computed from them.",
        rows=(*rows, *open_rows),
        empty="" if rows or open_rows else "No competency is recorded, neither of the role nor by a rater.",
    )


def _competency(row: Row, record: Record) -> CompetencyLine:
    return CompetencyLine(
        name=shortened(record.text(row["competency"]), most=_LONGEST_WORD),
        expected=shortened(record.text(row["expected"]), most=_LONGEST_WORD) or NOTHING,
        shown=shortened(record.text(row["demonstrated"]), most=_LONGEST_WORD) or NOTHING,
        words=quoted(record.text(row["comment"], most=LONGEST_NARROW)),
        rater=record.person(row["rater_id"]),
        rated_on=record.on(row["rated_on"]),
    )


def contributions_of(record: Record) -> Contributions:
    """By cycle, then objective, as typed."""
    rows = tuple(_contribution(row, record) for row in record.words)
    return Contributions(
        sub="OKRs are for learning. No score, grade, colour, confidence or order derived from an OKR is in this file. "
        "[R] is a record of section 4.",
        rows=rows,
        empty="" if rows else f"Nobody wrote down what {record.called} contributed to an objective in this cycle.",
    )


def _contribution(row: Row, record: Record) -> ContributionLine:
    texts = {part: record.text(row[part], most=LONGEST_NARROW) for part in _PARTS}
    by = " · ".join(part for part in (record.person(row["author_id"]), record.on(row["said_on"])) if part)
    return ContributionLine(
        cycle=row["cycle_id"] or "",
        objective=shortened(record.text(row["objective_title"]), most=_LONGEST_TITLE),
        by=f"{by} · about the team" if row["is_about_team"] else by,
        took_on=texts["took_on"] if any(texts.values()) else NO_WORDS,
        moved=texts["moved"],
        learned=texts["learned"],
        collaboration=texts["collaboration"],
        records=" ".join(f"[R{number}]" for number in records_behind(row, record)),
    )


def records_behind(words: Row, record: Record) -> tuple[int, ...]:
    """The numbers of the records that say what this row of OKR_WORDS says: of its day, by its author."""
    return tuple(
        number
        for number, row in enumerate(record.evidence, 1)
        if row["source"] in _SPOKEN_OF_GOALS
        and row["recorded_on"] == words["said_on"]
        and row["author_id"] == words["author_id"]
    )[:_MOST_BEHIND]


def quoted(text: str) -> str:
    """A typed text in quotation marks; nothing for nothing."""
    return f"“{text}”" if text else ""
