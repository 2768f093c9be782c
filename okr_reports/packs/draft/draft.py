"""The draft of a cycle: files that, laid over the company folder, make a folder that `check` accepts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.packs.draft.candidates import candidate_files
from okr_reports.packs.draft.inputs import DraftInputs
from okr_reports.packs.draft.objectives import objective_files, undecided
from okr_reports.packs.draft.standards import standard_sheets


@dataclass(frozen=True)
class NextDraft:
    """`files`: path in the company folder → text. `notices`: what could not be drafted, by ids."""

    files: Mapping[str, str]
    notices: tuple[str, ...]


def draft_next(inputs: DraftInputs) -> NextDraft:
    """What goes on, what should begin, and the standards that stay, from the owners' decisions.

    Where nobody decided, the program's proposal stands, and a comment beside it says so.
    """
    sheets = standard_sheets(inputs)
    goals = {**objective_files(inputs), **candidate_files(inputs)}
    written = {file: _text(lines) for file, lines in goals.items()}
    files = {**written, **sheets.texts}
    nothing = f"there is nothing to write for {inputs.next_cycle.key}: no folder was made"
    return NextDraft(files, (*sheets.notices, *undecided(inputs), *([] if files else [nothing])))


def _text(lines: Sequence[str]) -> str:
    has_any = any(line and not line.startswith("#") for line in lines)
    # A file of comments alone is no YAML.
    kept = (
        lines if has_any else [*lines, "", "[]  # nothing yet: delete this line with the first marks # you take away"]
    )
    return "\n".join(kept).rstrip("\n") + "\n"


def sheets_of(catalogue: Catalogue, key_result_ids: Iterable[str]) -> tuple[str, ...]:
    """The files of kpis/ that may get a standard when these key results end."""
    kpi_ids = (catalogue.key_results[id].entry.kpi for id in key_result_ids if id in catalogue.key_results)
    return tuple(dict.fromkeys(catalogue.places[id].rpartition(":")[0] for id in kpi_ids if id is not None))
