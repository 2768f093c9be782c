"""KPIs and their targets as scoring needs them: resolved from the definition sheets, free of YAML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from okr_reports.expressions import Expression, Formula, columns_in
from okr_reports.periods import Grain
from okr_reports.words import Accumulation, Chart, Direction, Operator, TargetState


@dataclass(frozen=True)
class Bound:
    """A condition on a value: an operator with `value`, or `between` with `low` and `high`, both ends included."""

    op: Operator
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class RelativeBound:
    """A target against the previous period or the same one last year: base × (1 + share), or base + points."""

    base: str  # "previous" or "last_year"
    op: Operator
    share: float | None = None
    points: float | None = None


@dataclass(frozen=True)
class AverageBound:
    """A target against `times` the mean of the `periods` ended before; a breach counts from the `in_a_row`-th on."""

    op: Operator
    times: float
    periods: int
    in_a_row: int


@dataclass(frozen=True)
class TargetRow:
    """One dated row: the condition or the state, from which period on, and when it was set.

    `grain` empty: it holds for one period of the KPI's cadence; else for that longer period.
    `at_risk` is the author's own bound, met between healthy and off target. `sentence` belongs to a qualitative state.
    `from_key_result`: it is a standard adopted from a reached key result.
    """

    from_key: str
    from_on: date
    condition: Bound | RelativeBound | AverageBound | None = None
    state: TargetState | None = None
    at_risk: Bound | None = None
    grain: Grain | None = None
    set_on: date | None = None
    due_on: date | None = None
    why: str | None = None
    sentence: str | None = None
    from_key_result: str | None = None


@dataclass(frozen=True)
class Window:
    """A KPI evaluated over the last `count` periods of `grain`, the reported one last."""

    count: int
    grain: Grain


@dataclass(frozen=True)
class Measure:
    """One KPI, ready to be scored: by `formula`, or `value_column`, or `numerator_column` with its denominator."""

    kpi_id: str
    extract: str
    grain: Grain
    direction: Direction
    unit: str = ""
    formula: Formula | None = None
    filter: Expression | None = None
    value_column: str | None = None
    numerator_column: str | None = None
    denominator_column: str | None = None
    n_column: str | None = None
    accumulation: Accumulation | None = None
    is_stock: bool = False
    window: Window | None = None
    is_interval: bool = False
    min_n: int = 0
    is_trial: bool = False
    is_confidential: bool = False
    is_about_people: bool = False
    chart: Chart = Chart.VALUE
    counterweight: str | None = None
    department_column: str | None = None
    team_column: str | None = None
    person_column: str | None = None
    targets: tuple[TargetRow, ...] = field(default=())

    @property
    def is_percent(self) -> bool:
        """Whether its changes are said in points."""
        return self.unit.strip() == "%"

    @property
    def columns(self) -> frozenset[str]:
        """Every name by which its formula, filter and fields may find a column: plain, and `extract.column`."""
        used = columns_in(self.filter) | (self.formula.columns if self.formula else frozenset())
        qualified = {f"{column.table}.{column.name}" for column in used if column.table}
        fields = (self.value_column, self.numerator_column, self.denominator_column, self.n_column)
        parts = (self.department_column, self.team_column, self.person_column)
        return frozenset({*qualified, *(column.name for column in used), *(name for name in (*fields, *parts) if name)})


def columns_of(measures: Iterable[Measure]) -> list[str]:
    """The columns that some KPIs are computed from, by every name they may have."""
    return sorted({name for measure in measures for name in measure.columns})
