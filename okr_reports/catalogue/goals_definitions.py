"""How the key results of a catalogue are defined, from its kept JSON: what must not move unseen (rules §5)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# As the sheet names them. Left out, they have this value or none.
DEFINED_BY = (
    "kpi", "extract", "formula", "filter", "over", "baseline", "target", "stretch", "change_by", "of", "at", "weight",
    "due_on", "written_on",
)  # fmt: skip
_OTHERWISE = {"weight": 1.0}


def goal_definitions(catalogue: Mapping[str, Any], cycle_id: str) -> Iterator[tuple[str, str, str | None]]:
    """Key result id, field and value as text (empty: not given) of one cycle; every field has a row.

    `catalogue`: a catalogue's canonical JSON, today's or one kept with a published version.
    """
    for (of_cycle, id), fields in definitions_by_key_result(catalogue).items():
        if of_cycle == cycle_id:
            yield from ((id, field, value) for field, value in fields.items())


def definitions_by_key_result(catalogue: Mapping[str, Any]) -> Mapping[tuple[str, str], Mapping[str, str | None]]:
    """Cycle and key result id → field → value as text, None where nothing is given, of all cycles."""
    return {
        (objective["cycle"], key_result["id"]): {
            field: _as_text(key_result.get(field, _OTHERWISE.get(field))) for field in DEFINED_BY
        }
        for objective in catalogue.get("objectives", ())
        for key_result in objective.get("key_results", ())
    }


def _as_text(value: object) -> str | None:
    """Spelled one way, so that other spaces or another order of keys are no difference."""
    match value:
        case None:
            return None
        case bool() | str():
            return " ".join(str(value).split())
        case int() | float():
            return f"{value:.12g}"
        case Mapping():
            return ", ".join(f"{key}: {_as_text(inner)}" for key, inner in sorted(value.items()))
        case Sequence():
            return ", ".join(_as_text(inner) or "" for inner in value)
        case _:
            return str(value)
