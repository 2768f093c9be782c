"""KPIs with a formula: those that share periods, filter and entities are computed in one pass over the rows (§2)."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.aggregates import ROW_DAY, Adding
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
from okr_reports.scoring.grouping import ROWS, added_up, grouped_rows
from okr_reports.scoring.plan import EntityKind, ValuePlan
from okr_reports.scoring.readings import READING, SUBJECT, Wanted, values_from
from okr_reports.scoring.slices import INTERVAL, Cut, intervals_of
from okr_reports.scoring.source import Source
from okr_reports.scoring.spans import Span
from okr_reports.scoring.typed import CannotCompute


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


@dataclass(frozen=True)
class Pass:
    """A batch and the rows it goes through."""

    batch: Batch
    cut: Cut
    plan: ValuePlan


def read_formulas(measures: Sequence[Measure], source: Source) -> list[Wanted]:
    """What is to be said of KPIs with a formula, by batch."""
    return _read([(measures, source)])


def score_together(asked: Iterable[tuple[Sequence[Measure], Source]]) -> list[pl.DataFrame]:
    """KPI_VALUES of KPIs with a formula, of sources whose rows are gone through side by side, one frame per batch."""
    return [values_from([wanted]) for wanted in _read(asked)]


def _read(asked: Iterable[tuple[Sequence[Measure], Source]]) -> list[Wanted]:
    passes = [each for measures, source in asked for each in _passes(measures, source)]
    return [_wanted(each, *computed) for each, computed in zip(passes, _computed(passes), strict=True)]


def _passes(measures: Sequence[Measure], source: Source) -> Iterator[Pass]:
    tasks = [_task(measure, source) for measure in measures]
    needed = source.rows.select(_columns_used(tasks, source.rows))
    for same_spans in _grouped(tasks, lambda task: task.spans):
        cut = Cut(needed, intervals_of(same_spans[0].spans))
        for batch in _batches(same_spans, needed, plan=source.plan):
            yield Pass(batch, cut, source.plan)


def _wanted(each: Pass, tasks: Sequence[Task], readings: pl.DataFrame) -> Wanted:
    spans, batch, plan, rows = tasks[0].spans, each.batch, each.plan, each.cut.rows
    if plan.with_nobody and batch.column is not None:
        entities = and_nobody(readings, kind=batch.kind)
    else:
        entities = entities_in(rows, tasks[0].measure, kind=batch.kind, spans=spans)
    return Wanted(readings, _subjects(tasks, rows), entities, spans, plan, each.cut.with_rows)


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


def _computed(passes: Sequence[Pass]) -> list[tuple[tuple[Task, ...], pl.DataFrame]]:
    """Each pass's tasks and readings: all passes at once, after an error one by one."""
    try:
        parts = [_parts(each.batch, each.cut) for each in passes]
        grouped = iter(_collected(part for each in parts for part in each))
        return [
            (each.batch.tasks, _readings(each.batch, each.cut, list(islice(grouped, len(own)))))
            for each, own in zip(passes, parts, strict=True)
        ]
    except pl.exceptions.PolarsError:
        return [_compute(each.batch, each.cut) for each in passes]


def _compute(batch: Batch, cut: Cut) -> tuple[tuple[Task, ...], pl.DataFrame]:
    """The batch's tasks with what went wrong, and their readings: all at once, after an error one by one."""
    try:
        return batch.tasks, _readings(batch, cut, _collected(_parts(batch, cut)))
    except pl.exceptions.PolarsError as error:
        if len(batch.tasks) == 1:
            # Polars' own message may quote a cell, so only its kind is told.
            failure = f"its formula or filter cannot be computed on these rows ({type(error).__name__})"
            return (replace(batch.tasks[0], compiled=None, failure=failure),), pl.DataFrame(schema=READING)
    alone = [_compute(replace(batch, tasks=(task,)), cut) for task in batch.tasks]
    return tuple(task for tasks, _ in alone for task in tasks), pl.concat(readings for _, readings in alone)


def _parts(batch: Batch, cut: Cut) -> list[pl.LazyFrame]:
    """The first intervals' figures, and those of the others of formulas that do not follow from them."""
    grouped = partial(grouped_rows, where=batch.tasks[0].where, column=batch.column)
    own = [task for task in batch.tasks if not _adding(task, cut)]
    adding = {
        name: part for task in batch.tasks for each in _adding(task, cut).values() for name, part in each.parts.items()
    }
    others = cut.others if any(task.compiled for task in own) else []
    return [grouped(cut.first, {**_named(own), **adding}), *(grouped(part, _named(own)) for part in others)]


def _named(tasks: Iterable[Task]) -> dict[str, pl.Expr]:
    return {name: expression for task in tasks for name, expression in task.aggregates.items()}


def _adding(task: Task, cut: Cut) -> Mapping[str, Adding]:
    """The formula's aggregates, when the other intervals' figures follow from those of the first."""
    return (task.compiled.adding if task.compiled and cut.made_of else None) or {}


def _collected(parts: Iterable[pl.LazyFrame]) -> list[pl.DataFrame]:
    # Side by side, and each reads only the columns it needs. The other engine's sums differ from run to run.
    return pl.collect_all(parts, engine="in-memory")


def _readings(batch: Batch, cut: Cut, grouped: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """READING of every task, for each interval and entity that has a row after the filter."""
    having = [task for task in batch.tasks if task.compiled is not None]
    known: dict[bool, pl.DataFrame] = {}
    if adding := {name: each for task in having for name, each in _adding(task, cut).items()}:
        known[True] = _of_entities(_added(grouped[0], adding, made_of=cut.made_of, column=batch.column), batch)
    if not all(_adding(task, cut) for task in having):
        known[False] = _of_entities(pl.concat(grouped, how="diagonal"), batch)
    readings = [_reading(task, known[bool(_adding(task, cut))]) for task in having]
    return pl.concat([pl.DataFrame(schema=READING), *pl.collect_all(readings)])


def _added(
    first: pl.DataFrame, adding: Mapping[str, Adding], *, made_of: Mapping[int, Sequence[int]], column: str | None
) -> pl.DataFrame:
    """The figures of the first intervals, and of the others those that follow from them."""
    names = list(dict.fromkeys(name for each in adding.values() for name in each.parts))
    added = added_up(first, names, made_of=made_of, column=column)
    summed = pl.concat([first, added], how="diagonal")
    return summed.with_columns(each.figure.alias(name) for name, each in adding.items())


def _of_entities(grouped: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    named = grouped.with_columns(entity_of(batch.tasks[0].measure, batch.kind))
    return named if batch.column is None else named.filter(pl.col(ENTITY).is_not_null())


def _reading(task: Task, grouped: pl.DataFrame) -> pl.LazyFrame:
    assert task.compiled is not None
    told = [pl.lit(task.measure.kpi_id).alias("kpi_id"), pl.col(ENTITY), pl.col(INTERVAL), pl.col(ROWS).alias("n")]
    nothing = [pl.lit(None).alias(name) for name in ("reason", "detail")]
    figures = [*told, *task.compiled.figures, *nothing]
    return grouped.lazy().select(each.cast(dtype) for each, dtype in zip(figures, READING.values(), strict=True))


def _subjects(tasks: Sequence[Task], rows: pl.DataFrame) -> pl.DataFrame:
    additive = [task for task in tasks if task.measure.formula and task.measure.formula.is_additive and task.compiled]
    empty = rows.clear().select(**_named(additive)).select(_value_of(task) for task in additive) if additive else None
    values = {} if empty is None else empty.row(0, named=True)
    return pl.DataFrame([_subject(task, values) for task in tasks], schema=SUBJECT)


def _value_of(task: Task) -> pl.Expr:
    assert task.compiled is not None
    return task.compiled.value.alias(task.measure.kpi_id)


def _subject(task: Task, empty_values: Mapping[str, float | None]) -> dict[str, object]:
    id = task.measure.kpi_id
    return {
        "kpi_id": id,
        "is_formula": True,
        "is_additive": id in empty_values,
        "empty_value": empty_values.get(id),
        "min_n": task.measure.min_n,
        "failure": task.failure,
    }
