"""KPIs with a formula: those that share periods, filter and entities are computed in one pass over the rows (§2)."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.entities import (
    ENTITY,
    and_nobody,
    column_of,
    entities_in,
    entity_of,
    kinds_of,
    require_columns,
)
from okr_reports.scoring.expressions import FormulaExpressions
from okr_reports.scoring.plan import EntityKind, ValuePlan
from okr_reports.scoring.readings import READING, SUBJECT, Wanted, values_from
from okr_reports.scoring.slices import INTERVAL, intervals_of, sliced
from okr_reports.scoring.source import Source
from okr_reports.scoring.spans import Span
from okr_reports.scoring.typed import CannotCompute

# No column of an extract can be called so.
_ROWS = "okr:rows"


@dataclass(frozen=True)
class Task:
    """One KPI to be computed for its spans, or the reason why it cannot be."""

    measure: Measure
    spans: tuple[Span, ...]
    compiled: FormulaExpressions | None = None
    where: pl.Expr | None = None
    failure: str | None = None

    @property
    def aggregates(self) -> dict[str, pl.Expr]:
        """What is computed over rows, by name."""
        return {} if self.compiled is None else dict(self.compiled.aggregates)


@dataclass(frozen=True)
class Batch:
    """Tasks that share spans, filter and the column that names entities (none: the company)."""

    tasks: tuple[Task, ...]
    kind: EntityKind
    column: str | None


def score_formulas(measures: Sequence[Measure], source: Source) -> list[pl.DataFrame]:
    """KPI_VALUES of KPIs with a formula, one frame per batch."""
    tasks = [_task(measure, source) for measure in measures]
    needed = source.rows.select(_columns_used(tasks, source.rows))
    scored: list[pl.DataFrame] = []
    for same_spans in _grouped(tasks, lambda task: task.spans):
        slices = sliced(needed, intervals_of(same_spans[0].spans))
        with_rows = frozenset(number for part in slices for number in part[INTERVAL].unique())
        for batch in _batches(same_spans, needed, plan=source.plan):
            computed, readings = _compute(batch, slices)
            spans = same_spans[0].spans
            if source.plan.with_nobody and batch.column is not None:
                entities = and_nobody(readings, kind=batch.kind)
            else:
                entities = entities_in(needed, batch.tasks[0].measure, kind=batch.kind, spans=spans)
            wanted = Wanted(_subjects(computed, needed), entities, spans, with_rows)
            scored.append(values_from(readings, wanted, plan=source.plan))
    return scored


def _task(measure: Measure, source: Source) -> Task:
    """The KPI's formula and filter over the rows' columns; with a failure when they do not fit."""
    spans = source.timeline.spans(measure)
    try:
        require_columns(measure, source.rows.columns, wanted=source.plan.kinds)
        where = None if measure.filter is None else source.compiler.filter(measure.filter)
        compiled = None if measure.formula is None else source.compiler.formula(measure.formula)
        return Task(measure, spans, compiled, where)
    except CannotCompute as error:
        return Task(measure, spans, failure=str(error))


def _columns_used(tasks: Sequence[Task], rows: pl.DataFrame) -> list[str]:
    filters = [task.where for task in tasks if task.where is not None]
    expressions = [*filters, *(expression for task in tasks for expression in task.aggregates.values())]
    names = {name for expression in expressions for name in expression.meta.root_names()}
    columns = {column_of(task.measure, kind) for task in tasks for kind in EntityKind}
    return [name for name in rows.columns if name in names | columns | {ROW_DAY}]


def _grouped(tasks: Iterable[Task], key: Callable[[Task], Hashable]) -> list[list[Task]]:
    groups: dict[Hashable, list[Task]] = {}
    for task in tasks:
        groups.setdefault(key(task), []).append(task)
    return list(groups.values())


def _batches(tasks: Sequence[Task], rows: pl.DataFrame, *, plan: ValuePlan) -> Iterator[Batch]:
    for same_filter in _grouped(tasks, lambda task: task.measure.filter):
        for kind in _kinds(plan):
            having = [task for task in same_filter if kind in kinds_of(task.measure, plan.kinds)]
            for batch in _grouped(having, lambda task, kind=kind: column_of(task.measure, kind)):
                column = column_of(batch[0].measure, kind)
                if column is None or column in rows.columns:
                    yield Batch(tuple(batch), kind, column)


def _kinds(plan: ValuePlan) -> list[EntityKind]:
    return [kind for kind in EntityKind if plan.with_company or kind is not EntityKind.COMPANY]


def _compute(batch: Batch, slices: Sequence[pl.DataFrame]) -> tuple[tuple[Task, ...], pl.DataFrame]:
    """The batch's tasks with what went wrong, and their readings: all at once, after an error one by one."""
    try:
        return batch.tasks, _readings(batch, slices)
    except pl.exceptions.PolarsError as error:
        if len(batch.tasks) == 1:
            # Polars' own message may quote a cell, so only its kind is told.
            failure = f"its formula or filter cannot be computed on these rows ({type(error).__name__})"
            return (replace(batch.tasks[0], compiled=None, failure=failure),), pl.DataFrame(schema=READING)
    alone = [_compute(replace(batch, tasks=(task,)), slices) for task in batch.tasks]
    return tuple(task for tasks, _ in alone for task in tasks), pl.concat(readings for _, readings in alone)


def _readings(batch: Batch, slices: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """READING of every task, for each interval and entity that has a row after the filter."""
    aggregates = {name: expression for task in batch.tasks for name, expression in task.aggregates.items()}
    figures = [pl.len().alias(_ROWS), *aggregates.values()]
    # Side by side, and each reads only the columns it needs.
    grouped = pl.concat(pl.collect_all([_grouped_rows(part, figures, batch=batch) for part in slices]))
    named = grouped.with_columns(entity_of(batch.tasks[0].measure, batch.kind))
    known = named if batch.column is None else named.filter(pl.col(ENTITY).is_not_null())
    return pl.concat([_reading(task, known) for task in batch.tasks])


def _grouped_rows(rows: pl.DataFrame, figures: list[pl.Expr], *, batch: Batch) -> pl.LazyFrame:
    where, column = batch.tasks[0].where, batch.column
    chosen = rows.lazy() if where is None else rows.lazy().filter(where)
    if column is None and rows[INTERVAL].n_unique() == 1:
        # All rows are one group, and Polars is faster without grouping them.
        return chosen.select(pl.col(INTERVAL).first(), *figures).filter(pl.col(_ROWS) > 0)
    return chosen.group_by([INTERVAL] if column is None else [INTERVAL, column]).agg(*figures)


def _reading(task: Task, grouped: pl.DataFrame) -> pl.DataFrame:
    if task.compiled is None:
        return pl.DataFrame(schema=READING)
    subject = pl.lit(task.measure.kpi_id).alias("kpi_id")
    nothing = [pl.lit(None, dtype=pl.String).alias(name) for name in ("reason", "detail")]
    figures = grouped.select(subject, ENTITY, INTERVAL, pl.col(_ROWS).alias("n"), *task.compiled.figures, *nothing)
    return figures.select(pl.col(name).cast(dtype) for name, dtype in READING.items())


def _subjects(tasks: Sequence[Task], rows: pl.DataFrame) -> pl.DataFrame:
    return pl.DataFrame([_subject(task, rows) for task in tasks], schema=SUBJECT)


def _subject(task: Task, rows: pl.DataFrame) -> dict[str, object]:
    formula = task.measure.formula
    is_additive = formula is not None and formula.is_additive and task.compiled is not None
    empty = rows.clear().select(*task.aggregates.values()) if is_additive else None
    return {
        "kpi_id": task.measure.kpi_id,
        "is_formula": True,
        "is_additive": is_additive,
        "empty_value": None if empty is None or task.compiled is None else empty.select(task.compiled.value).item(),
        "min_n": task.measure.min_n,
        "failure": task.failure,
    }
