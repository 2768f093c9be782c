"""The whole catalogue as one canonical text, and its hash: what a publication keeps of the definitions."""

import hashlib
import json
from collections.abc import Mapping

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.written import Written


def canonical_json(draft: Draft, queries: Mapping[str, str]) -> bytes:
    """Everything written, with the SQL and the notes, as UTF-8 JSON with sorted keys and no white space.

    Holds what the author wrote and no defaults, so that a later version of the program gives the same bytes; no
    secret (URLs stand in the environment) and no path of this machine.
    """
    content = {
        "schema": "catalogue/1",
        "company": _written(draft.company.entry),
        "connections": {id: _written(sheet.entry) for id, sheet in draft.connections.items()},
        "extracts": {id: _written(sheet.entry) for id, sheet in draft.extracts.items()},
        "tables": {id: _written(sheet.entry) for id, sheet in draft.tables.items()},
        "kpis": [_written(sheet.entry) for sheet in draft.kpis],
        "queries": dict(queries),
        "notes": dict(draft.notes),
    }
    # Only where there are any, so that a folder without them keeps the bytes it had before they were read.
    goals = [{"cycle": goal.cycle_id, **_written(goal.objective.entry)} for goal in draft.goals]
    content |= {"objectives": goals} if goals else {}
    content |= {"roles": [_written(sheet.role.entry) for sheet in draft.roles]} if draft.roles else {}
    content |= {"linkage_text": draft.linkage_text} if draft.linkage_text is not None else {}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def sha256_of(content: bytes) -> str:
    """The hash as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _written(entry: Written) -> dict[str, object]:
    return entry.model_dump(mode="json", by_alias=True, exclude_unset=True)
