"""A key result's row: its figures, its way as a picture, what was said of it, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from okr_reports.goal_words import Decision, Grade
from okr_reports.packs.goal_pictures import ConfidenceStrip
from okr_reports.packs.listing import plural
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import Status
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.figures import figures_of, track_of
from okr_reports.packs.retro.pages import KeyResultRow
from okr_reports.packs.retro.standings import KeyResultStanding, ObjectiveStanding
from okr_reports.packs.retro.strips import strips_of
from okr_reports.packs.retro.verdicts import OUTCOMES, verdict_of

# A promise is missed only when its time is over.
_NOT_YET = Status("Not yet", "risk")


@dataclass(frozen=True)
class Said:
    """What was said of key results, by id: strips, the last sentence with its author, decisions, days of silence."""

    strips: Mapping[str, ConfidenceStrip]
    words: Mapping[str, str]
    decisions: Mapping[str, dict]
    silent_days: Mapping[str, int]


def said_in(edition: RetroEdition) -> Said:
    """All that was said in the cycle; while it goes on nothing is proposed, only what was decided stands."""
    titles = {kr.id: kr.title for kr in edition.key_results}
    silent, decisions = edition.tables.discipline.filter("is_silent"), edition.tables.decisions
    if edition.inputs.is_partial:
        decisions = decisions.filter(pl.col("decision").is_not_null())
    return Said(
        strips=strips_of(edition.tables.confidence_weeks, titles=titles),
        words=_last_words(edition),
        decisions={row["key_result_id"]: row for row in decisions.iter_rows(named=True)},
        silent_days=dict(silent.select("key_result_id", "silent_days").iter_rows()),
    )


def rows_of(objective: ObjectiveStanding, *, said: Said, edition: RetroEdition) -> tuple[KeyResultRow, ...]:
    """The rows of an objective's key results, in order; names begin with their short label."""
    return tuple(_row(kr, said, edition) for kr in objective.key_results)


def _row(key_result: KeyResultStanding, said: Said, edition: RetroEdition) -> KeyResultRow:
    baseline, target, actual = figures_of(key_result)
    decision = said.decisions.get(key_result.id, {})
    return KeyResultRow(
        name=f"{key_result.short} {key_result.title}",
        baseline=baseline,
        target=target,
        actual=actual,
        track=track_of(key_result, zone=edition.catalogue.policy.goals.zone),
        score=Figure(edition.score(key_result.score), value=key_result.score),
        grade=_NOT_YET if edition.inputs.is_partial and key_result.grade is Grade.NOT_MET else verdict_of(key_result),
        marks=tuple(_marks(key_result, said)),
        strip=said.strips.get(key_result.id),
        outcome=outcome_of(decision),
        outcome_note=proposal_note(decision),
        words=said.words.get(key_result.id, ""),
    )


def outcome_of(decision: Mapping) -> str:
    """What becomes of a key result, by its row of DECISIONS; empty while nothing is known."""
    word = decision.get("outcome")
    return OUTCOMES[Decision(word)] if word else ""


def proposal_note(decision: Mapping) -> str:
    """`proposed: carry forward`, where the owners decided otherwise; `proposed` where they have not decided."""
    if decision.get("is_other_than_proposed") and decision.get("proposal"):
        word = OUTCOMES[Decision(decision["proposal"])]
        return f"proposed: {word[:1].lower()}{word[1:]}"
    return "proposed" if decision.get("outcome") and not decision.get("decision") else ""


def _marks(key_result: KeyResultStanding, said: Said) -> list[str]:
    silent = said.silent_days.get(key_result.id)
    return [
        *["committed"] * key_result.is_committed,
        *["measured late"] * key_result.is_late,
        *["self-assessed"] * key_result.is_self_assessed,
        *["just below"] * key_result.is_just_below,
        *["worse than at the start"] * (key_result.share is not None and key_result.share < 0),
        *([f"silent {plural(silent, 'day')}"] if silent else []),
    ]


def _last_words(edition: RetroEdition) -> dict[str, str]:
    """Key result id → the last sentence of a check-in, in quotation marks, with its author."""
    written = edition.tables.check_ins.filter(pl.col("note").is_not_null(), pl.col("note") != "")
    last = written.sort("checked_in_on", "check_in_id").group_by("key_result_id", maintain_order=True).last()
    return {
        row["key_result_id"]: f"“{row['note']}” {edition.roster.person(row['author_id'])}".rstrip()
        for row in last.iter_rows(named=True)
    }
