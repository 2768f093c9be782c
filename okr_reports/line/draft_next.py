"""`run okr-retro --draft-next DIR`: the next cycle's files written into a new folder, all of them or none."""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_cycles import cycle_after
from okr_reports.catalogue.reading import read_text
from okr_reports.errors import Problem, UsageError
from okr_reports.line.results import ReviewResult
from okr_reports.packs.draft.draft import NextDraft, draft_next, sheets_of
from okr_reports.packs.draft.inputs import DraftInputs
from okr_reports.periods import Cycle
from okr_reports.store.store import Store

_NAMED = 3


@dataclass(frozen=True)
class DraftPlace:
    """Where the draft of a cycle goes: a folder that is not there yet, or holds nothing. `drafted_on`: that day."""

    folder: Path
    catalogue: Catalogue
    cycle: Cycle
    next_cycle: Cycle
    drafted_on: date


def draft_place(folder: Path, cycle: Cycle, *, catalogue: Catalogue, as_of: datetime) -> DraftPlace:
    """The place, looked at before anything is made. Raises UsageError where nothing can be drafted.

    That is: the cycle has not ended, no cycle follows it, or the folder holds files, which are never written over.
    """
    today = as_of.astimezone(ZoneInfo(catalogue.company.timezone)).date()
    if today < cycle.end:
        fix = f"its last day is {cycle.last_day}: the next one is drafted from final figures"
        raise UsageError(Problem(f"--draft-next: {cycle.key} has not ended", fix))
    following = cycle_after(cycle, catalogue.company)
    if following is None:
        fix = "list the next one in company.yaml under `okr_cycle`"
        raise UsageError(Problem(f"--draft-next: no cycle follows {cycle.key}", fix))
    _require_room(folder, catalogue.folder)
    return DraftPlace(folder, catalogue, cycle, following, today)


def draft_of(place: DraftPlace, result: ReviewResult, *, store: Store) -> NextDraft:
    """The draft, from what the published retro says and the folder as it stands.

    `store`: where the result lies. Raises StoreError.
    """
    report = json.loads(store.read(result.paths["report.json"]))
    ids = [row["id"] for objective in report["objectives"] for row in objective["key_results"]]
    catalogue = place.catalogue
    sheets = {file: read_text(catalogue.folder, file) for file in sheets_of(catalogue, ids)}
    texts = {file: text for file, text in sheets.items() if isinstance(text, str)}
    return draft_next(DraftInputs(catalogue, report, place.cycle, place.next_cycle, place.drafted_on, texts))


def write_draft(place: DraftPlace, draft: NextDraft) -> None:
    """Write all files beside the folder and put them there in one step: nobody sees half a draft, nor an empty one.

    Raises UsageError when the folder has been filled meanwhile or cannot be written.
    """
    if not draft.files:
        return
    try:
        place.folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.folder.parent, prefix=".draft-") as beside:
            staged = Path(beside) / "next"
            staged.mkdir()
            _write_all(staged, draft.files)
            # Takes the place of an empty folder, and of no other.
            os.rename(staged, place.folder)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise UsageError(Problem(f"--draft-next: {place.folder} ({reason})", "name a new folder")) from error


def _write_all(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _require_room(folder: Path, company: Path) -> None:
    holder = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not holder.is_dir():
        raise UsageError(Problem(f"--draft-next: {holder} is a file", "name a new folder"))
    held = [path.name for path in islice(folder.iterdir(), _NAMED)] if folder.is_dir() else []
    if held:
        what = f"--draft-next: {folder} holds {', '.join(sorted(held))}"
        raise UsageError(Problem(what, "nothing is written over: name a new or empty folder"))
    for name in ("okrs", "kpis", "roles"):
        if folder.resolve().is_relative_to((company / name).resolve()):
            what = f"--draft-next: {folder} lies in the company's {name}/"
            raise UsageError(Problem(what, "name a folder beside the company's: `check` reads everything in there"))
