"""Target rows for the KPIs into which reached key results retire, each put into a copy of its sheet (rules §7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from okr_reports.catalogue.model import Kpi
from okr_reports.catalogue.spans import GRAIN_OF
from okr_reports.catalogue.targets import is_against
from okr_reports.catalogue.yaml_inserting import with_remark, with_target
from okr_reports.catalogue.yaml_writing import on_one_line, rounded
from okr_reports.goal_words import Decision
from okr_reports.packs.draft.inputs import DraftInputs, Row, decided_by
from okr_reports.periods import Grain
from okr_reports.words import Operator

_FORMS = {Operator.AT_LEAST: "at_least", Operator.AT_MOST: "at_most"}


@dataclass
class Sheets:
    """`texts`: file of kpis/ → its text with the new rows; `notices`: standards that found no place, and why."""

    texts: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def standard_sheets(inputs: DraftInputs) -> Sheets:
    """Copies of the sheets that get a standard. One that nobody decided on is a comment: it could decide over pay."""
    sheets = Sheets()
    for id, row in inputs.key_results.items():
        if row["outcome"] != Decision.RETIRE or row["standard"] is None:
            continue
        kpi = inputs.catalogue.kpis.get(row["kpi"] or "")
        if kpi is None:
            sheets.notices.append(f"{id} has no KPI to retire into: write a sheet for it under kpis/")
        else:
            _add(sheets, kpi, row, inputs=inputs)
    return sheets


def _add(sheets: Sheets, kpi: Kpi, row: Row, *, inputs: DraftInputs) -> None:
    file = inputs.catalogue.places[kpi.id].rpartition(":")[0]
    text = sheets.texts.get(file, inputs.sheets.get(file, ""))
    target = _target(kpi, row, inputs=inputs)
    if any(known.from_key_result == row["id"] for known in kpi.targets):
        return
    if reason := next(_hindrances(kpi, target), ""):
        sheets.notices.append(f"{row['id']}: no target was added to {kpi.id}: {reason}")
        return
    said = f"the standard of {row['id']}, {decided_by(row)}"
    if row["decision"] is None:
        extended = with_remark(text, kpi_id=kpi.id, remark=f"{said}; add to targets: - {on_one_line(target)}")
    else:
        extended = with_target(text, kpi_id=kpi.id, row=target, remark=said)
    if extended is None:
        where = f"the targets in {file} do not let themselves be extended; add {on_one_line(target)}"
        sheets.notices.append(f"{row['id']}: no target was added to {kpi.id}: {where}")
        return
    sheets.texts[file] = extended


def _target(kpi: Kpi, row: Row, *, inputs: DraftInputs) -> Mapping[str, object]:
    standard = row["standard"]
    entry: dict[str, object] = {"from": _first_period(kpi, inputs), **_bound(standard, kpi)}
    if standard["grain"] is not None:
        entry["grain"] = standard["grain"]
    decided_on = row.get("decided_on")
    entry["set_on"] = date.fromisoformat(decided_on) if decided_on else inputs.drafted_on
    return {**entry, "from_key_result": row["id"], "why": f"Reached in {inputs.cycle.key}"}


def _bound(standard: Row, kpi: Kpi) -> Mapping[str, object]:
    op = Operator(standard["op"])
    if op is Operator.BETWEEN:
        return {"between": [_shown(standard[end], standard, kpi) for end in ("low", "high")]}
    value = _shown(standard["value"], standard, kpi)
    return {_FORMS[op]: value} if op in _FORMS else {"op": op, "value": value}


def _shown(value: float, standard: Row, kpi: Kpi) -> float:
    """A measured figure as it would be written; the goal's own target stays as it is."""
    return value if standard["source"] == "target" else rounded(value, decimals=kpi.decimals)


def _first_period(kpi: Kpi, inputs: DraftInputs) -> str:
    """The first period of the KPI's cadence that begins in the next cycle or later; of one under a month, the month."""
    grain = GRAIN_OF[kpi.cadence]
    long_enough = Grain.MONTH if grain in (Grain.DAY, Grain.WEEK) else grain
    fiscal, start = inputs.catalogue.fiscal, inputs.next_cycle.start
    period = fiscal.containing(start, long_enough)
    return (period if period.start >= start else fiscal.shifted(period, 1)).key


def _hindrances(kpi: Kpi, target: Mapping[str, object]) -> Iterator[str]:
    for known in kpi.targets:
        if (known.from_, known.grain) == (target["from"], target.get("grain")):
            yield f"it has one from {known.from_} already"
    op = _operator(target)
    if is_against(op, kpi.direction):
        yield f"`{op}` contradicts its `direction: {kpi.direction}`"


def _operator(target: Mapping[str, object]) -> Operator:
    written = next((op for op, form in _FORMS.items() if form in target), None)
    return written or (Operator.BETWEEN if "between" in target else Operator(str(target["op"])))
