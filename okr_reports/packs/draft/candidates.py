"""KPIs that should become goals, drafted as objectives whose words are still to be found (rules §7)."""

from collections.abc import Iterator, Mapping, Sequence

from okr_reports.catalogue.goals_kinds import are_equal
from okr_reports.catalogue.model import DatedOwner, Kpi
from okr_reports.catalogue.yaml_writing import comment, commented_out, entry_lines, plain, rounded
from okr_reports.packs.draft.ids import next_ids
from okr_reports.packs.draft.inputs import DraftInputs, Row
from okr_reports.packs.draft.objectives import free_name, opening
from okr_reports.periods import Grain
from okr_reports.words import CandidateReason, Operator, Visibility

_FILE = "candidates.yaml"
_WHY = {
    CandidateReason.WEAK_QUARTERS: "weak in {} and {}",
    CandidateReason.PERSISTENT_CONCERN: "a concern in {} and {}",
    CandidateReason.FAR_OUTSIDE: "far outside its limits in {}",
}


def candidate_files(inputs: DraftInputs) -> Mapping[str, Sequence[str]]:
    """The one file of candidates, or none where no KPI asks for a goal."""
    rows = [row for row in inputs.candidates if _kpi(row, inputs).visibility is not Visibility.CONFIDENTIAL]
    if not rows:
        return {}
    ids = _ids(inputs)
    lines = [*opening(inputs), comment("These are PROPOSED by the program: take over what you want, find the words.")]
    for row in rows:
        lines += _candidate(row, ids=ids, inputs=inputs)
    return {f"okrs/{inputs.next_cycle.key}/{free_name(_FILE, inputs)}": lines}


def _ids(inputs: DraftInputs) -> Mapping[str, str]:
    """`<KPI>` and `<KPI>/kr1` → the ids of its objective and its key result."""
    named = [name for row in inputs.candidates for name in (row["kpi_id"], f"{row['kpi_id']}/kr1")]
    catalogue = inputs.catalogue
    taken = (*catalogue.kpis, *catalogue.objectives, *catalogue.key_results, *inputs.ids.values())
    return next_ids(named, cycles=inputs.cycle_keys, taken=taken)


def _candidate(row: Row, *, ids: Mapping[str, str], inputs: DraftInputs) -> Iterator[str]:
    kpi = _kpi(row, inputs)
    why = _WHY[CandidateReason(row["why"])].format(*row["weak_periods"])
    level = {"department": kpi.department} if kpi.department else {"level": "company"}
    owner = _owner(kpi, inputs)
    title = f"To be worded: what gets better for whom when {kpi.name} does"
    objective = {"id": ids[kpi.id], "objective": title, **({"owner": owner} if owner else {}), **level}
    goal = _goal(row)
    lines = [*entry_lines(objective, indent=0), "  key_results:"]
    lines += entry_lines(_key_result(row, kpi, ids=ids, inputs=inputs), indent=4)
    yield ""
    yield comment(f"{kpi.id}: {why}")
    if goal is None:
        yield comment("its target is open: decide one, then take the marks # away")
        lines = commented_out(lines)
    yield from lines


def _key_result(row: Row, kpi: Kpi, *, ids: Mapping[str, str], inputs: DraftInputs) -> Mapping[str, object]:
    start, goal = row["from_value"], _goal(row)
    baseline = None if start is None else _shown(start, kpi, goal)
    unit = f" {kpi.unit}" if kpi.unit else ""
    ends = [("…" if value is None else f"{plain(value)}{unit}") for value in (baseline, goal)]
    entry: dict[str, object] = {
        "id": ids[f"{kpi.id}/kr1"], "title": f"{kpi.name} from {ends[0]} to {ends[1]}", "kpi": kpi.id,
        "over": "cycle" if _is_of_cycle(row, kpi, inputs) else None, "baseline": baseline, "target": goal,
        "counterweight": row["counterweight_id"], "written_on": inputs.drafted_on,
    }  # fmt: skip
    return {key: value for key, value in entry.items() if value is not None}


def _shown(start: float, kpi: Kpi, goal: float | None) -> float:
    shown = rounded(start, decimals=kpi.decimals)
    return start if goal is not None and are_equal(shown, goal) else shown


def _goal(row: Row) -> float | None:
    """The value to reach; None where it is open, or where the KPI's last value satisfies it already."""
    start = row["from_value"]
    if start is None or row["to_op"] is None:
        return None
    if row["to_op"] == Operator.BETWEEN:
        low, high = row["to_low"], row["to_high"]
        return low if start < low else high if start > high else None
    goal, is_floor = row["to_value"], row["to_op"] in (Operator.AT_LEAST, Operator.ABOVE)
    is_exact = row["to_op"] == Operator.EQUAL
    is_way = not are_equal(start, goal) and (is_exact or (start < goal) == is_floor)
    return goal if is_way else None


def _is_of_cycle(row: Row, kpi: Kpi, inputs: DraftInputs) -> bool:
    """Whether the KPI's last value is a whole cycle's: then the key result must be measured over a whole one too."""
    quarter = inputs.catalogue.fiscal.containing(inputs.cycle.start, Grain.QUARTER)
    is_cycle = (quarter.start, quarter.end) == (inputs.cycle.start, inputs.cycle.end)
    return is_cycle and row["from_period_id"] == quarter.key and not kpi.stock and kpi.window is None


def _owner(kpi: Kpi, inputs: DraftInputs) -> object:
    if not isinstance(kpi.owner, list):
        return kpi.owner if kpi.owner is None or isinstance(kpi.owner, str) else kpi.owner.model_dump()
    started: list[DatedOwner] = [dated for dated in kpi.owner if dated.from_ <= inputs.next_cycle.start]
    last = max(started, key=lambda dated: dated.from_, default=None)
    return None if last is None else last.owner if isinstance(last.owner, str) else last.owner.model_dump()


def _kpi(row: Row, inputs: DraftInputs) -> Kpi:
    return inputs.catalogue.kpis[row["kpi_id"]]
