"""Key results that were stopped before their cycle's end: deferred or cancelled, when, why, and whether it was late."""

import polars as pl

from okr_reports.goal_words import GoalState
from okr_reports.packs.numbers import NOTHING
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import EndedRow

_ENDED = (GoalState.DEFERRED, GoalState.CANCELLED)


def ended_rows(edition: RetroEdition) -> tuple[EndedRow, ...]:
    """A row per deferred or cancelled key result of the pages, in their order."""
    stopped = edition.tables.key_results.filter(pl.col("state").is_in(_ENDED))
    columns = ("key_result_id", "score_at_cancel", "is_late_cancelled")
    scores = edition.tables.scores.select(columns)
    rows = stopped.join(scores, on="key_result_id", how="left", maintain_order="left")
    by_id = {row["key_result_id"]: row for row in rows.iter_rows(named=True)}
    return tuple(_row(f"{kr.label} {kr.title}", by_id[kr.id], edition) for kr in edition.key_results if kr.id in by_id)


def ended_note(edition: RetroEdition) -> str:
    """What the halves of the cycle mean for the score."""
    lower = "; the lower one decides the grade" if edition.catalogue.policy.goals.late_cancel == "lower" else ""
    return (
        "Left out of the objective's score. One that ended in the second half of the cycle is late: the objective "
        f"prints its score with it as well{lower}."
    )


def _row(name: str, row: dict, edition: RetroEdition) -> EndedRow:
    to = f" to {row['deferred_to']}" if row["deferred_to"] else ""
    on = f" on {edition.on(row['state_on'])}" if row["state_on"] else ""
    return EndedRow(
        name=name,
        ended=f"{row['state']}{to}{on}",
        why=Says(rest=row["state_why"]) if row["state_why"] else Says("No reason recorded"),
        score=edition.score(row["score_at_cancel"]) if row["score_at_cancel"] is not None else NOTHING,
        counts="late" if row["is_late_cancelled"] else "in time",
    )
