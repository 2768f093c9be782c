"""What pays and was changed after the cycle's first run: who, when, why, and the achievement with and without it."""

from okr_reports.appraisal_words import NotJudged, PaySubject
from okr_reports.packs.bundle.change_words import field_words, value_words
from okr_reports.packs.bundle.pages import ChangeLine, Changes
from okr_reports.packs.bundle.reasons import no_figure
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.rows import Row
from okr_reports.packs.listing import capitalised, in_words, shortened
from okr_reports.packs.numbers import NOTHING
from okr_reports.packs.pages import Says

_LONGEST = 300


def changes_of(record: Record) -> Changes | None:
    """The table of changes; None when nothing was changed."""
    rows = tuple(record.tables.pay_changes.to_dicts())
    if not rows:
        return None
    count = in_words(len(rows))
    things = "thing that pays was" if len(rows) == 1 else "things that pay were"
    return Changes(
        title=capitalised(f"{count} {things} changed after the cycle's first run"),
        effect=_effect(record),
        rows=tuple(_line(row, record) for row in rows),
    )


def _effect(record: Record) -> str:
    row = record.achievement
    after, before = row.get("achievement"), row.get("achievement_before_changes")
    if before is None:
        word = row.get("reason_before_changes")
        why = f": {no_figure(NotJudged(word))}" if word in set(NotJudged) else ""
        return (
            f"KPI achievement with what is in force now: {record.share(after)}; without these changes no figure{why}."
        )
    return (
        f"KPI achievement with what is in force now: {record.share(after)}; "
        f"with what stood when the cycle first ran: {record.share(before)}."
    )


def _line(row: Row, record: Record) -> ChangeLine:
    by = record.person(row["changed_by"]) or "nobody recorded"
    when = f", {record.on(row['changed_on'])}" if row["changed_on"] else ""
    reason = record.text(row["reason"], most=_LONGEST)
    return ChangeLine(
        what=f"{_subject(row, record)}: {field_words(row['field'], role_id=row['subject_id'], facts=record.facts)}",
        change=" → ".join(_said(row[word], row["field"], record) for word in ("old", "new")),
        seen=record.on(row["first_seen_on"]),
        by=by + when,
        why=Says(rest=reason) if reason else Says("No reason recorded"),
    )


def _subject(row: Row, record: Record) -> str:
    if row["subject"] == PaySubject.KPI:
        facts = record.facts.kpis.get(row["subject_id"] or "")
        return facts.name if facts else row["subject_id"]
    if row["subject"] == PaySubject.ROLE:
        role = record.facts.roles.get(row["subject_id"] or "")
        name = role.name if role else row["subject_id"]
        return name if name.casefold().startswith("role ") else f"Role {name}"
    return "Linkage policy" if row["subject"] == PaySubject.LINKAGE else "Policy"


def _said(value: str | None, field: str, record: Record) -> str:
    words = value_words(value, field=field, locale=record.locale)
    return shortened(record.text(words), most=120) or NOTHING
