"""Events and re-bases as numbered notes on a page's charts: a few in each period, the others counted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import shortened
from okr_reports.packs.pages import ChartNote
from okr_reports.packs.standings import Standing
from okr_reports.periods import Period

MOST_NOTES, MOST_IN_A_PERIOD = 6, 3
_LONGEST_TEXT = 220


Event = tuple[date, str | None, str]


@dataclass(frozen=True)
class PageNotes:
    """The notes of one page. `numbers`: event → its number; `more`: how many have no place on the page."""

    listed: tuple[ChartNote, ...] = ()
    more: int = 0
    numbers: Mapping[Event, int] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """`and 394 more in the workbook`; empty when all are listed."""
        return f"and {self.more} more in the workbook" if self.more else ""

    def on(self, kpi_id: str, period: Period) -> tuple[int, ...]:
        """The numbers that hang above one period of a KPI's chart."""
        return tuple(
            number for (day, about, _), number in self.numbers.items() if day in period and about in (None, kpi_id)
        )


def page_notes(charted: Sequence[Standing], edition: Edition, *, periods: Sequence[Period]) -> PageNotes:
    """The notes about these KPIs, or about no KPI, within the charted periods: the latest ones, in order of days."""
    if not charted or not periods:
        return PageNotes()
    found = _events({standing.kpi.id for standing in charted}, edition, periods=periods)
    kept = _few(found, periods)
    chosen = [event for event in found if event in kept]
    return PageNotes(
        listed=tuple(_note(number, event, edition) for number, event in enumerate(chosen, start=1)),
        more=len(found) - len(chosen),
        numbers={event: number for number, event in enumerate(chosen, start=1)},
    )


def events_of(edition: Edition) -> list[Event]:
    """Day, KPI and text, oldest first; a re-base is an event as well."""
    events, rebases = edition.inputs.tables.events, edition.inputs.tables.rebases
    rows = [*events.sort("happened_on", "event_id").select("happened_on", "kpi_id", "text").rows()]
    rows += [(on, kpi_id, f"Limits begin anew: {why}") for kpi_id, on, why, _ in rebases.rows()]
    return sorted(dict.fromkeys(rows), key=lambda row: row[0])


def _events(kpi_ids: Collection[str], edition: Edition, *, periods: Sequence[Period]) -> list[Event]:
    """Those about no KPI or one of these, within the periods."""
    first, end = periods[0].start, periods[-1].end
    return [event for event in events_of(edition) if first <= event[0] < end and event[1] in {None, *kpi_ids}]


def _few(events: Sequence[Event], periods: Sequence[Period]) -> set[Event]:
    """The latest that there is room for, at most a few of one period."""
    kept: list[Event] = []
    for period in reversed(periods):
        inside = [event for event in events if event[0] in period][:MOST_IN_A_PERIOD]
        kept += inside[: MOST_NOTES - len(kept)]
    return set(kept)


def _note(number: int, event: Event, edition: Edition) -> ChartNote:
    return ChartNote(number, edition.on(event[0]), shortened(" ".join(event[2].split()), most=_LONGEST_TEXT))
