"""Numbered notes on the pictures of a cycle: events, changes of a key result, and the day one was stopped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from okr_reports.goal_words import GoalState
from okr_reports.packs.listing import shortened
from okr_reports.packs.pages import ChartNote
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.goalposts import change_said
from okr_reports.packs.retro.standings import KeyResultStanding

_MOST, _LONGEST_TEXT = 12, 220


@dataclass(frozen=True)
class Mark:
    """Something on a day: about the key results on a KPI, about one key result, or, without both, about all."""

    on: date
    kpi_id: str | None
    key_result_id: str | None
    text: str

    def is_about(self, key_result: KeyResultStanding) -> bool:
        """Whether it hangs on this key result's picture."""
        if self.key_result_id is not None:
            return self.key_result_id == key_result.id
        return self.kpi_id is None or self.kpi_id == key_result.kpi_id


@dataclass(frozen=True)
class CycleNotes:
    """The notes of the page. `more`: how many have no place on it."""

    listed: tuple[ChartNote, ...] = ()
    more: int = 0
    numbers: Mapping[Mark, int] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """`and 3 more events`; empty when all are listed."""
        return f"and {self.more} more" if self.more else ""

    def on(self, key_result: KeyResultStanding) -> tuple[tuple[date, int], ...]:
        """The days and numbers that hang on one key result's picture."""
        return tuple((mark.on, number) for mark, number in self.numbers.items() if mark.is_about(key_result))


def notes_on(drawn: Sequence[KeyResultStanding], edition: RetroEdition) -> CycleNotes:
    """The notes about these key results within the cycle, in order of days."""
    marks = [*_events(edition), *_changes(edition), *_ends(edition)]
    about = [mark for mark in dict.fromkeys(marks) if any(mark.is_about(kr) for kr in drawn)]
    found = sorted((mark for mark in about if _is_inside(mark.on, edition)), key=lambda mark: mark.on)
    kept = found[:_MOST]
    return CycleNotes(
        listed=tuple(_note(number, mark, edition) for number, mark in enumerate(kept, start=1)),
        more=len(found) - len(kept),
        numbers={mark: number for number, mark in enumerate(kept, start=1)},
    )


def _is_inside(on: date, edition: RetroEdition) -> bool:
    cycle = edition.inputs.cycle
    return cycle.start <= on <= cycle.last_day


def _events(edition: RetroEdition) -> Iterator[Mark]:
    events = edition.tables.events.sort("happened_on", "event_id")
    for on, kpi_id, text in events.select("happened_on", "kpi_id", "text").iter_rows():
        yield Mark(on, kpi_id, None, text)


def _changes(edition: RetroEdition) -> Iterator[Mark]:
    """What was changed after the start; why stands with the goalposts."""
    changed = edition.tables.goalposts.filter(pl.col("changed_on").is_not_null())
    for row in changed.iter_rows(named=True):
        label = edition.label(row["key_result_id"])
        yield Mark(row["changed_on"], None, row["key_result_id"], f"{label} changed: {change_said(row, edition)}")


def _ends(edition: RetroEdition) -> Iterator[Mark]:
    """The days on which key results were stopped or blocked."""
    stopped = edition.tables.key_results.filter(pl.col("state") != GoalState.ACTIVE, pl.col("state_on").is_not_null())
    for row in stopped.iter_rows(named=True):
        label, why = edition.label(row["key_result_id"]), f": {row['state_why']}" if row["state_why"] else ""
        yield Mark(row["state_on"], None, row["key_result_id"], f"{label} {row['state']}{why}")


def _note(number: int, mark: Mark, edition: RetroEdition) -> ChartNote:
    return ChartNote(number, edition.on(mark.on), shortened(" ".join(mark.text.split()), most=_LONGEST_TEXT))
