"""What owners said by the middle of the cycle, beside what came of it."""

from collections.abc import Iterator

from okr_reports.goal_words import Confidence, Grade
from okr_reports.packs.listing import plural
from okr_reports.packs.pages import Status
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import MidCycleCell, MidCycleTable
from okr_reports.packs.retro.reading_pages import MidCycleRow
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.packs.retro.verdicts import SAID, status_of

_NOT_SAID = Status("nothing", "unk")
_NAMES, _WIDTH, _MOST_SIDE_BY_SIDE = 26.0, 156.0, 6


def mid_cycle_table(edition: RetroEdition) -> MidCycleTable | None:
    """A column per company key result; none where there are too many to stand side by side, or nothing was said."""
    known = list(_known(edition))
    if len(known) > _MOST_SIDE_BY_SIDE or all(said is _NOT_SAID for _, _, said in known):
        return None
    cells = (MidCycleCell(kr.label, said, edition.score(row["score"]), _grade(row)) for kr, row, said in known)
    return MidCycleTable(tuple(cells), (_NAMES, *[_WIDTH / len(known)] * len(known)), agreement(edition))


def mid_cycle_rows(edition: RetroEdition) -> tuple[MidCycleRow, ...]:
    """A row per company key result, in order."""
    return tuple(
        MidCycleRow(f"{kr.label} {kr.title}", said, edition.score(row["score"]), _grade(row))
        for kr, row, said in _known(edition)
    )


def agreement(edition: RetroEdition) -> str:
    """How many of the scored ones that were said to be on track came out so; empty where none was."""
    scored = [(row, said) for _, row, said in _known(edition) if row["score"] is not None]
    confident = [row for row, said in scored if said == SAID[Confidence.ON_TRACK]]
    if not confident:
        return ""
    good = sum(_grade(row).mark == "ok" for row in confident)
    return (
        f"Of {plural(len(confident), 'key result')} said to be on track by the middle of the cycle, {good} came out so."
    )


def _known(edition: RetroEdition) -> Iterator[tuple[KeyResultStanding, dict, Status]]:
    """The company's key results with a row of MID_CYCLE_WORDS, in order; none before there is a result to compare."""
    if edition.inputs.is_partial:
        return
    rows = {row["key_result_id"]: row for row in edition.tables.mid_cycle_words.iter_rows(named=True)}
    for key_result in (kr for objective in edition.company for kr in objective.key_results if kr.id in rows):
        row = rows[key_result.id]
        yield key_result, row, SAID[Confidence(row["confidence"])] if row["confidence"] else _NOT_SAID


def _grade(row: dict) -> Status:
    return status_of(Grade(row["grade"]) if row["grade"] else None, None)
