"""Checks of notes/<period>.md: each is named after a period of the company."""

from collections.abc import Iterator

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.places import Place, quoted
from okr_reports.catalogue.spans import period_of
from okr_reports.errors import Problem


def note_problems(draft: Draft) -> Iterator[Problem]:
    """A note whose name is no period would never be printed."""
    for key in draft.notes:
        if period_of(key, draft.fiscal) is None and key not in _cycle_ids(draft):
            place = Place(f"notes/{key}.md")
            yield place.problem(
                f"there is no period {quoted(key)}", "name the file after a period, like notes/2026-09.md"
            )


def _cycle_ids(draft: Draft) -> set[str]:
    cycles = draft.company.entry.okr_cycle
    return {cycle.id for cycle in cycles} if isinstance(cycles, list) else set()
