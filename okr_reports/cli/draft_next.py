"""`--draft-next DIR` of `run okr-retro`: the next cycle's goals, drafted into a new folder."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okr_reports.catalogue.catalogue import Catalogue
    from okr_reports.line.draft_next import DraftPlace
    from okr_reports.line.results import ReviewResult
    from okr_reports.periods import Cycle
    from okr_reports.store.store import Store


@dataclass(frozen=True)
class Drafted:
    """The files of a draft, if one was asked for. `notices`: what could not be drafted, by ids."""

    folder: Path | None = None
    files: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    def body(self) -> Mapping[str, object]:
        """What programs read of it."""
        if self.folder is None:
            return {}
        return {"draft": {"folder": str(self.folder), "files": list(self.files), "notices": list(self.notices)}}

    def lines(self) -> list[str]:
        """What people read of it."""
        return [f"drafted {self.folder / name}" for name in self.files] if self.folder is not None else []


NOT_DRAFTED = Drafted()


def write_next(place: "DraftPlace | None", result: "ReviewResult", *, store: "Store", is_rehearsal: bool) -> Drafted:
    """Draft from the retro that lies in the store; in a rehearsal only say what would be written."""
    if place is None:
        return NOT_DRAFTED
    from okr_reports.line.draft_next import draft_of, write_draft

    draft = draft_of(place, result, store=store)
    if not is_rehearsal:
        write_draft(place, draft)
    return Drafted(place.folder, tuple(draft.files), draft.notices)


def place_for_next(
    arguments: argparse.Namespace, cycle: "Cycle", *, catalogue: "Catalogue", as_of: datetime
) -> "DraftPlace | None":
    """Where the draft that was asked for goes, looked at before the run; None when none was. Raises UsageError."""
    if arguments.draft_next is None:
        return None
    from okr_reports.line.draft_next import draft_place

    return draft_place(arguments.draft_next, cycle, catalogue=catalogue, as_of=as_of)
