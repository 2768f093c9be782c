"""How the key results of a catalogue are defined, from its kept JSON: what must not move unseen (rules §5)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# As the sheet names them. Left out, they have this value or none.
DEFINED_BY = (
    "kpi", "extract", "formula", "filter", "over", "baseline", "target", "stretch", "change_by", "of", "at", "weight",
    "due_on", "written_on",
)  # fmt: skip
# What its KPI's sheet says, under a name of its own: `kpi_formula`.
OF_KPI = ("extract", "formula", "filter")
_OTHERWISE = {"weight": 1.0}
_PROMISE, _STRETCH = "committed", "aspirational"


def goal_definitions(catalogue: Mapping[str, Any], cycle_id: str) -> Iterator[tuple[str, str, str | None]]:
    """Key result id, field and value as text (empty: not given) of one cycle; every field has a row.

    `catalogue`: a catalogue's canonical JSON, today's or one kept with a published version.
    """
    for (of_cycle, id), fields in definitions_by_key_result(catalogue).items():
        if of_cycle == cycle_id:
            yield from ((id, field, value) for field, value in fields.items())


def definitions_by_key_result(catalogue: Mapping[str, Any]) -> Mapping[tuple[str, str], Mapping[str, str | None]]:
    """Cycle and key result id → field → value as text, None where nothing is given, of all cycles.

    Beside the fields of DEFINED_BY its `ambition`, as `milestones` its steps or rungs, and, where the catalogue holds
    its KPI, OF_KPI as `kpi_extract`, `kpi_formula` and `kpi_filter`.
    """
    sheets = {sheet["id"]: sheet for sheet in catalogue.get("kpis", ())}
    return {
        (objective["cycle"], key_result["id"]): {
            **{field: _as_text(key_result.get(field, _OTHERWISE.get(field))) for field in DEFINED_BY},
            "ambition": _ambition(key_result),
            "milestones": _steps(key_result),
            **_of_kpi(sheets.get(key_result.get("kpi"))),
        }
        for objective in catalogue.get("objectives", ())
        for key_result in objective.get("key_results", ())
    }


def _of_kpi(sheet: Mapping[str, Any] | None) -> Mapping[str, str | None]:
    return {} if sheet is None else {f"kpi_{field}": _as_text(sheet.get(field)) for field in OF_KPI}


def _ambition(key_result: Mapping[str, Any]) -> str:
    """As written or, by its kind, as it is meant: to write what was meant is no difference."""
    is_hold = key_result.get("kind", "hold" if "at" in key_result else None) == "hold"
    return key_result.get("ambition") or (_PROMISE if is_hold else _STRETCH)


def _steps(key_result: Mapping[str, Any]) -> str | None:
    """`Audit passed: 2; Policies approved: 1`, of a ladder `Pilot live: at 0.4`; in any order, done or not."""
    weighed = [(step["title"], f"{step.get('weight', 1.0):.12g}") for step in key_result.get("milestones") or ()]
    rungs = [(rung["title"], f"at {rung['at']:.12g}") for rung in key_result.get("ladder") or ()]
    # The mark between steps must not stand inside one.
    named = sorted(f"{' '.join(title.split()).replace(';', ',')}: {size}" for title, size in weighed + rungs)
    return "; ".join(named) or None


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
