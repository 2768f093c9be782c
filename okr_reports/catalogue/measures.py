"""KPI sheets and measured key results as scoring takes them: target rows, windows, columns and formulas."""

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_kinds import direction_of
from okr_reports.catalogue.goals_model import KeyResult
from okr_reports.catalogue.model import Extract, Kpi, QualitativeState, Target
from okr_reports.catalogue.spans import GRAIN_OF, periods_in, read_window
from okr_reports.catalogue.target_text import read_change
from okr_reports.measures import AverageBound, Bound, Measure, RelativeBound, TargetRow
from okr_reports.periods import FiscalCalendar, Grain
from okr_reports.words import Chart, Direction, Operator, TargetState, Visibility

_AT_RISK_OPERATOR = {
    Operator.ABOVE: Operator.AT_LEAST,
    Operator.BELOW: Operator.AT_MOST,
}


def measures_of(catalogue: Catalogue) -> tuple[Measure, ...]:
    """Every KPI of a loaded catalogue, in its order, ready to be scored.

    Target rows are in order of their first period. `AverageBound.periods` counts periods of the KPI's cadence.
    """
    return tuple(_measure(kpi, catalogue) for kpi in catalogue.kpis.values())


def goal_measures_of(catalogue: Catalogue, cycle_id: str | None = None) -> tuple[Measure, ...]:
    """The key results that have an extract of their own, of one cycle or of all: `kpi_id` is the key result's id.

    They are measured by the month, and have no target rows: a key result is scored between baseline and target.
    """
    return tuple(
        _goal_measure(placed.entry, catalogue)
        for placed in catalogue.key_results.values()
        if placed.entry.has_own_measure and cycle_id in (None, placed.cycle.key)
    )


def _goal_measure(key_result: KeyResult, catalogue: Catalogue) -> Measure:
    extract_id = key_result.extract or ""
    formula = catalogue.goal_formulas.get(key_result.id)
    ready = catalogue.extracts[extract_id] if formula is None else Extract()
    return Measure(
        kpi_id=key_result.id,
        extract=extract_id,
        grain=Grain.MONTH,
        direction=direction_of(key_result),
        unit=key_result.unit or "",
        formula=formula,
        filter=catalogue.goal_filters.get(key_result.id),
        value_column=ready.value,
        numerator_column=ready.numerator,
        denominator_column=ready.denominator,
        n_column=ready.n,
        min_n=key_result.min_n or 0,
        counterweight=key_result.counterweight,
    )


def _measure(kpi: Kpi, catalogue: Catalogue) -> Measure:
    extract = catalogue.extracts[kpi.extract]
    formula = catalogue.formulas.get(kpi.id)
    ready = extract if formula is None else Extract()
    rows = (_target_row(target, kpi, fiscal=catalogue.fiscal) for target in kpi.targets)
    return Measure(
        kpi_id=kpi.id,
        extract=kpi.extract,
        grain=GRAIN_OF[kpi.cadence],
        direction=kpi.direction,
        unit=kpi.unit,
        formula=formula,
        filter=catalogue.filters.get(kpi.id),
        value_column=ready.value,
        numerator_column=ready.numerator,
        denominator_column=ready.denominator,
        n_column=ready.n,
        accumulation=kpi.accumulation,
        is_stock=kpi.stock,
        window=read_window(kpi.window, kpi.cadence) if kpi.window else None,
        is_interval=kpi.scale == "interval",
        min_n=kpi.min_n,
        is_trial=kpi.status == "trial",
        is_confidential=kpi.visibility is Visibility.CONFIDENTIAL,
        is_about_people=kpi.about == "people",
        chart=Chart(kpi.chart) if kpi.chart else Chart.VALUE,
        counterweight=kpi.counterweight,
        department_column=kpi.department_column,
        team_column=kpi.team_column,
        person_column=kpi.person_column,
        targets=tuple(sorted(rows, key=lambda row: (row.from_on, row.grain or ""))),
    )


def _target_row(target: Target, kpi: Kpi, *, fiscal: FiscalCalendar) -> TargetRow:
    return TargetRow(
        from_key=target.from_,
        from_on=fiscal.period(target.from_).start,
        condition=_condition(target, kpi),
        state=TargetState.QUALITATIVE if isinstance(target.state, QualitativeState) else target.state,
        at_risk=_at_risk(target, kpi),
        grain=Grain(target.grain) if target.grain else None,
        set_on=target.set_on,
        due_on=target.due,
        why=target.why,
        sentence=target.state.qualitative if isinstance(target.state, QualitativeState) else None,
        from_key_result=target.from_key_result,
    )


def _condition(target: Target, kpi: Kpi) -> Bound | RelativeBound | AverageBound | None:
    if target.change is not None:
        kind, amount = read_change(target.change.by)
        share, points = (amount, None) if kind == "share" else (None, amount)
        return RelativeBound(target.change.from_, _toward(kpi.direction), share, points)
    if target.of_average is not None:
        average = target.of_average
        return AverageBound(average.op, average.times, periods_in(average.months, kpi.cadence), average.for_)
    if target.between is not None:
        return Bound(Operator.BETWEEN, low=target.between[0], high=target.between[1])
    return Bound(target.op, target.value) if target.op is not None else None


def _at_risk(target: Target, kpi: Kpi) -> Bound | None:
    """The author's own bound. It is still tolerated when reached exactly, whatever the target's operator."""
    if isinstance(target.at_risk, tuple):
        return Bound(Operator.BETWEEN, low=target.at_risk[0], high=target.at_risk[1])
    if target.at_risk is None:
        return None
    operator = target.op or _toward(kpi.direction)
    return Bound(_AT_RISK_OPERATOR.get(operator, operator), target.at_risk)


def _toward(direction: Direction) -> Operator:
    return Operator.AT_MOST if direction is Direction.LOWER else Operator.AT_LEAST
