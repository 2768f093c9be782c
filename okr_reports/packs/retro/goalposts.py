"""What was changed after the start, and what the score would be without each change."""

import re
from datetime import date

from okr_reports.goal_words import Grade
from okr_reports.packs.listing import joined, joined_up_to
from okr_reports.packs.numbers import typed_number
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import GoalpostRow
from okr_reports.packs.retro.verdicts import GRADES
from okr_reports.scoring.original_steps import STEPS

_FIELDS = {
    "due_on": "due", "change_by": "change", "of": "number", "over": "window", "kpi": "KPI",
    "kpi_formula": "formula of its KPI", "kpi_filter": "filter of its KPI", "kpi_extract": "extract of its KPI",
}  # fmt: skip
_NUMBERS = ("baseline", "target", "stretch", "of", "weight")
_NOTHING_GIVEN = "not given"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def posts_of(edition: RetroEdition) -> tuple[GoalpostRow, ...]:
    """A row per field of GOALPOSTS."""
    names = {kr.id: f"{kr.label} {kr.title}" for kr in edition.key_results}
    return tuple(_row(row, names, edition) for row in edition.tables.goalposts.iter_rows(named=True))


def silent_posts(edition: RetroEdition) -> list[str]:
    """The labels of key results changed without a recorded reason, once each."""
    posts = edition.tables.goalposts
    silent = posts.filter(~posts["is_recorded"].fill_null(value=False))
    return [edition.label(id) for id in dict.fromkeys(silent["key_result_id"])]


def finding_of(edition: RetroEdition) -> str:
    """Which grades hang on a change, and who owes a reason; empty where neither."""
    deciding = [_deciding(row, edition) for row in edition.tables.goalposts.iter_rows(named=True)]
    sentences = [text for text in dict.fromkeys(deciding) if text]
    silent = silent_posts(edition)
    if silent:
        owed = "a reason is owed" if len(silent) == 1 else "reasons are owed"
        sentences.append(f"{joined_up_to(silent, most=4)} changed without a recorded reason: {owed}.")
    return " ".join(sentences)


def _row(row: dict, names: dict[str, str], edition: RetroEdition) -> GoalpostRow:
    return GoalpostRow(
        name=names.get(str(row["key_result_id"]), str(row["key_result_id"])),
        changed=edition.on(row["changed_on"]) or "unknown",
        change=change_said(row, edition),
        reason=_reason(row, edition),
        score=edition.score(row["score"]),
        without=edition.score(row["score_without"]),
        effect=_effect(row, edition),
    )


def change_said(row: dict, edition: RetroEdition) -> str:
    """`due 31 Aug → 30 Sep`, by a row of GOALPOSTS."""
    if row["field"] == STEPS:
        return _steps_said(row["original"] or "", row["current"] or "")
    field = _FIELDS.get(row["field"], row["field"])
    is_number = row["field"] in _NUMBERS
    original, current = (_value(row[name], edition, is_number) for name in ("original", "current"))
    return f"{field} {original} → {current}"


def _steps_said(original: str, current: str) -> str:
    """`milestones: without “Penetration test: 2”; with “Audit booked: 1”`, only those that are not in both."""
    then, now = (text.split("; ") if text else [] for text in (original, current))
    parts = [
        ("without", [step for step in then if step not in now]),
        ("with", [step for step in now if step not in then]),
    ]
    said = [f"{word} {joined([f'“{step}”' for step in steps])}" for word, steps in parts if steps]
    return f"milestones: {'; '.join(said)}"


def _value(text: str | None, edition: RetroEdition, is_number: bool) -> str:
    """A value as it was written; days and numbers by locale."""
    if text and is_number:
        return typed_number(text, locale=edition.locale)
    if text and _DAY.fullmatch(text):
        return edition.on(date.fromisoformat(text))
    return text or _NOTHING_GIVEN


def _reason(row: dict, edition: RetroEdition) -> Says:
    if not row["is_recorded"]:
        return Says("No reason recorded")
    who = edition.roster.person(row["changed_by"])
    parts = [row["cause"] or "", f"“{row['reason']}”" if row["reason"] else "", who]
    return Says(rest=" · ".join(part for part in parts if part))


def _effect(row: dict, edition: RetroEdition) -> str:
    """`O1 0.71 → 0.68`: the objective's score without the change; `none` where it is the same."""
    score, without = edition.score(row["objective_score"]), edition.score(row["objective_score_without"])
    return "none" if score == without else f"{edition.label(row['objective_id'])} {score} → {without}"


def _deciding(row: dict, edition: RetroEdition) -> str:
    """A sentence where the objective's grade would be another one without the change."""
    grade, other = row["objective_grade"], row["objective_grade_without"]
    if grade == other or not other or not grade:
        return ""
    label, score = edition.label(row["objective_id"]), edition.score(row["objective_score_without"])
    words = f"{GRADES[Grade(other)].word.lower()} instead of {GRADES[Grade(grade)].word.lower()}"
    return f"Without the change of {edition.label(row['key_result_id'])} {label} would score {score}, {words}."
