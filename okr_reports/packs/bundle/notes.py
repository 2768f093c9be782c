"""Sections 5 and 6: notes that the manager shares, and what the employee comments on and wants corrected."""

from collections.abc import Mapping

from okr_reports.appraisal_words import CommentStatus
from okr_reports.packs.bundle.evidence import SOURCES
from okr_reports.packs.bundle.pages import CommentLine, Comments, NoteLine, Notes
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.rows import Row
from okr_reports.packs.bundle.typed import LONGEST_NOTE
from okr_reports.packs.bundle.words_parts import quoted
from okr_reports.packs.listing import joined, plural, shortened
from okr_reports.packs.pages import Says

_LONGEST_ABOUT, _LONGEST_WORD = 120, 30
_STATUS: Mapping[str, Says] = {
    CommentStatus.OPEN: Says("Open", ": nobody has answered it yet"),
    CommentStatus.ACCEPTED: Says(rest="Accepted"),
    CommentStatus.DECLINED: Says(rest="Declined"),
    CommentStatus.CLOSED: Says(rest="Closed"),
    CommentStatus.NOTED: Says(rest="Noted"),
}
_SETTLED = (CommentStatus.ACCEPTED, CommentStatus.DECLINED, CommentStatus.CLOSED)


def notes_of(record: Record) -> Notes:
    """The shared notes in full, and how many stayed out."""
    rows = record.notes
    return Notes(
        title=f"Notes shared with {record.called}",
        rows=tuple(
            NoteLine(
                quoted(record.text(row["note"], most=LONGEST_NOTE)),
                " · ".join(part for part in (record.person(row["author_id"]), record.on(row["noted_on"])) if part),
            )
            for row in rows
        ),
        empty="" if rows else "No note is shared in this cycle.",
        kept_out=_kept_out(record),
    )


def is_correction(row: Row) -> bool:
    """Whether somebody must answer: everything with a status but what was only noted. Unknown words count as open."""
    return bool(row["status"]) and row["status"] != CommentStatus.NOTED


def is_open(row: Row) -> bool:
    """Whether a correction waits for an answer."""
    return is_correction(row) and row["status"] not in _SETTLED


def comments_of(record: Record) -> Comments:
    """Corrections before comments, each by day."""
    rows = record.comments
    ordered = sorted(rows, key=lambda row: not is_correction(row))
    return Comments(
        title=f"Comments and corrections by {record.called}",
        rows=tuple(_line(row, record) for row in ordered),
        note="Room below for more." if rows else "None so far; room below.",
    )


def open_corrections(record: Record) -> list[str]:
    """What each open correction is about, with its day."""
    found = []
    for row in record.comments:
        if is_open(row):
            about = shortened(record.text(row["about"]), most=_LONGEST_ABOUT) or "no subject given"
            found.append(f"{about} ({record.on(row['commented_on'])})" if row["commented_on"] else about)
    return found


def _line(row: Row, record: Record) -> CommentLine:
    return CommentLine(
        day=record.on(row["commented_on"]),
        about=shortened(record.text(row["about"]), most=_LONGEST_ABOUT),
        text=quoted(record.text(row["text"])),
        status=_status(row["status"], record),
    )


def _status(word: str | None, record: Record) -> Says:
    if not word:
        return Says(rest="Comment")
    known = _STATUS.get(word)
    return known or Says("Open", f": written as {shortened(record.text(word), most=_LONGEST_WORD)}")


def _kept_out(record: Record) -> str:
    """`3 notes stayed out, because nobody said that they may be shared (2 manager's notes, 1 one-to-one); …`."""
    rows = [row for row in record.tables.kept_out.to_dicts() if row["note_count"]]
    total = sum(row["note_count"] for row in rows)
    if not total:
        return "Nothing was kept out of this file."
    unknown = sum(row["unknown_share_count"] or 0 for row in rows)
    kinds = joined([_kind(row) for row in rows])
    neither = f"; of these, {unknown} said neither yes nor no: their authors should decide" if unknown else ""
    verb = "note stayed" if total == 1 else "notes stayed"
    return f"{total} {verb} out of this file because nobody said that it may be shared ({kinds}){neither}."


def _kind(row: Row) -> str:
    word = SOURCES.get(row["source"], row["source"]).lower()
    return plural(row["note_count"], word)
