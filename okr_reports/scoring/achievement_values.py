"""The values that a cycle's appraisals need: of the company, of teams, and of each person in each segment (rules §8).

Of the cycle's months only what the KPIs need is kept in memory, each person's rows with the role's.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from okr_reports.appraisal_words import Measured
from okr_reports.measures import Measure
from okr_reports.periods import Grain
from okr_reports.scoring.achievement_asked import UNIT, AskedKpi, and_rows, as_units, base_id, groups_of
from okr_reports.scoring.achievement_nobody import said_by_rows, without_persons
from okr_reports.scoring.achievement_plan import AppraisalPlan, ExtractRows
from okr_reports.scoring.achievement_spans import (
    GivenTimeline,
    is_of_rows,
    longer_spans,
    months_touched,
    own_spans,
    packs_of,
    timeline_of,
)
from okr_reports.scoring.achievement_units import Units
from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.expressions import is_adding
from okr_reports.scoring.formulas import score_together
from okr_reports.scoring.plan import EntityKind, ValuePlan
from okr_reports.scoring.source import Source
from okr_reports.scoring.spans import Span, Timeline
from okr_reports.scoring.values import score_source
from okr_reports.tables import KPI_VALUES

_Spans = Mapping[str, tuple[Span, ...]]
_AT_A_TIME = 2


@dataclass(frozen=True)
class _Month:
    """What of a month's rows is needed: the groups' columns, each role's rows by person column, the days with rows.

    `empty`: the columns of the roles' rows.
    """

    groups: pl.DataFrame
    parts: Mapping[str, Mapping[str, pl.DataFrame]]
    empty: pl.DataFrame
    days: pl.DataFrame

    def of_roles(self, column: str, roles: Collection[str]) -> list[pl.DataFrame]:
        """The rows of these roles' people, and its days: the extract speaks of them, also where none has a row."""
        parts = self.parts.get(column, {})
        return [self.empty, self.days, *(rows for role, rows in parts.items() if role in roles)]


@dataclass(frozen=True)
class Valued:
    """KPI_VALUES of the periods of each KPI's own cadence, and of what is asked for beside them."""

    own: pl.DataFrame
    over: pl.DataFrame


@dataclass(frozen=True)
class Valuer:
    """One extract, whose rows are whose, and the KPIs of the extract that are asked for."""

    rows: ExtractRows
    units: Units
    plan: AppraisalPlan
    asked: tuple[AskedKpi, ...]

    def values(self, wholes: _Spans) -> Valued:
        """Of each KPI the periods of its own cadence, and what `wholes` asks for; a unit's entity is `person/<unit>`.

        Of KPIs about people also how many different people stand behind a value, as `<kpi_id>` and PEOPLE_OF; of
        persons' counts and sums with a filter how many rows there are without it in the cycle, as ROWS_OF.
        """
        wholes = {} if self.rows.starts_on is None else wholes
        monthly = [one for one in self._of_formulas if one.measure.grain is Grain.MONTH]
        slower = [one for one in self._of_formulas if one.measure.grain is not Grain.MONTH]
        adding = [one for one in monthly if all(is_adding(group.formula) for group in groups_of(one) if group.formula)]
        others = [one for one in monthly if one not in adding]
        keys = {span.period.key for spans in wholes.values() for span in spans}
        is_whole = pl.col("period_id").is_in(list(keys))
        added = map(said_by_rows, self._added_up(adding, wholes))
        both = [*added, *self._persons(monthly, wholes), *self._persons(slower, wholes)]
        groups = [*map(said_by_rows, self._at_once(others)), *self._at_once(slower), *self._as_they_stand(self._others)]
        own = [*groups, *(frame.filter(~is_whole) for frame in both)]
        whole = [*map(said_by_rows, self._groups_over([*others, *slower], wholes)), *self._as_they_stand_over(wholes)]
        over = [*whole, *(frame.filter(is_whole) for frame in both)]
        return Valued(*(KPI_VALUES.check(pl.concat([KPI_VALUES.empty(), *frames])) for frames in (own, over)))

    def longer(self, measures: Sequence[Measure]) -> pl.DataFrame:
        """KPI_VALUES of the units over the cycle's quarters and over the cycle, from no other rows than theirs."""
        spans = longer_spans(self.plan, self._timeline)
        if not spans or not measures:
            return KPI_VALUES.empty()
        months = months_touched(spans, self.plan.fiscal)
        loaded = [_of_units(self._named(self.rows.load([month]), measures), measures) for month in months]
        rows = pl.concat(loaded, how="diagonal_relaxed")
        found = self._of_persons([(measures, rows)], {measure.kpi_id: spans for measure in measures})
        return KPI_VALUES.check(pl.concat([KPI_VALUES.empty(), *found]))

    @cached_property
    def _of_formulas(self) -> list[AskedKpi]:
        return [one for one in self.asked if is_of_rows(one.measure)]

    @cached_property
    def _others(self) -> list[AskedKpi]:
        return [one for one in self.asked if not is_of_rows(one.measure)]

    @cached_property
    def _timeline(self) -> Timeline:
        return timeline_of(self.rows, self.plan.review)

    def _spans(self, asked: Iterable[AskedKpi]) -> _Spans:
        each = {one.measure.kpi_id: own_spans(one.measure, self._timeline, plan=self.plan) for one in asked}
        return {kpi_id: spans for kpi_id, spans in each.items() if spans}

    def _at_once(self, asked: Sequence[AskedKpi]) -> Iterator[pl.DataFrame]:
        spans = self._spans(asked)
        having = [one for one in asked if one.measure.kpi_id in spans]
        if having:
            rows = self._rows_of_groups(span for own in spans.values() for span in own)
            yield from self._of_groups(having, rows, spans=spans)

    def _added_up(self, asked: Sequence[AskedKpi], wholes: _Spans) -> Iterator[pl.DataFrame]:
        """Of KPIs that add up over months: the months, and from these everything in `wholes`."""
        own, groups = self._spans(asked), [one for one in asked if groups_of(one)]
        # All of them over all: they are computed together.
        over = dict.fromkeys(span for one in groups for span in wholes.get(one.measure.kpi_id, ()))
        spans = {one.measure.kpi_id: (*own.get(one.measure.kpi_id, ()), *over) for one in groups}
        valued = [one for one in groups if spans[one.measure.kpi_id]]
        if valued:
            rows = self._rows_of_groups(span for each in spans.values() for span in each)
            yield from self._of_groups(valued, rows, spans=spans)

    def _groups_over(self, asked: Sequence[AskedKpi], wholes: _Spans) -> Iterator[pl.DataFrame]:
        groups = [one for one in asked if groups_of(one) and one.measure.kpi_id in wholes]
        spans = dict.fromkeys(span for one in groups for span in wholes[one.measure.kpi_id])
        rows = self._rows_of_groups(spans) if spans else KPI_VALUES.empty()
        for pack in packs_of(spans, row_count=rows.height):
            those = [one for one in groups if any(span in pack for span in wholes[one.measure.kpi_id])]
            yield from self._of_groups(those, rows, spans={one.measure.kpi_id: pack for one in those})

    def _rows_of_groups(self, spans: Iterable[Span]) -> pl.DataFrame:
        months = self._months(months_touched(spans, self.plan.fiscal))
        return pl.concat([month.groups for month in months], how="diagonal_relaxed")

    def _of_groups(self, asked: Sequence[AskedKpi], rows: pl.DataFrame, *, spans: _Spans) -> Iterator[pl.DataFrame]:
        groups = [measure for one in asked for measure in groups_of(one)]
        if groups:
            found = {measure.kpi_id: spans[base_id(measure)] for measure in groups}
            plan = replace(self._value_plan, kinds=frozenset({EntityKind.TEAM}), with_nobody=True)
            yield _score(groups, rows, spans=found, plan=plan)

    def _persons(self, asked: Sequence[AskedKpi], wholes: _Spans) -> list[pl.DataFrame]:
        """KPI_VALUES of persons in the periods of the KPI's cadence and, of those in `wholes`, in the cycle."""
        own = self._spans(asked)
        cycle = {kpi_id: self._of_cycle(spans) for kpi_id, spans in wholes.items()}
        having = [each for one in asked if Measured.PERSON in one.by for each in and_rows(one)]
        spans = {
            one.measure.kpi_id: (*own.get(one.measure.kpi_id, ()), *cycle.get(base_id(one.measure), ()))
            for one in having
        }
        valued = [one for one in having if spans[one.measure.kpi_id]]
        months = self._months(months_touched((span for each in spans.values() for span in each), self.plan.fiscal))
        return self._of_roles(valued, months, spans=spans)

    def _of_cycle(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        cycle = self.plan.cycle
        return tuple(span for span in spans if (span.start, span.end) == (cycle.start, cycle.end))

    def _of_roles(self, asked: Sequence[AskedKpi], months: Sequence[_Month], *, spans: _Spans) -> list[pl.DataFrame]:
        """KPIs of the same roles together, each over the rows of people who are asked about it."""
        sources: list[tuple[Sequence[Measure], pl.DataFrame]] = []
        for column in _person_columns(one.measure for one in asked):
            own = [one for one in asked if one.measure.person_column == column]
            for roles in dict.fromkeys(one.roles for one in own):
                measures = [one.measure for one in own if one.roles == roles]
                theirs = [frame for month in months for frame in month.of_roles(column, roles)]
                sources.append((measures, pl.concat(theirs, how="diagonal_relaxed")))
        return self._of_persons(sources, spans)

    def _months(self, keys: Iterable[str]) -> list[_Month]:
        """Those before the cycle are not kept in memory."""
        return [self._of_the_cycle.get(key) or self._read(key) for key in keys]

    @cached_property
    def _of_the_cycle(self) -> Mapping[str, _Month]:
        keys = [month.key for month in self.plan.periods(Grain.MONTH)]
        with ThreadPoolExecutor(_AT_A_TIME) as readers:
            return dict(zip(keys, readers.map(self._read, keys), strict=True))

    def _read(self, month: str) -> _Month:
        rows = self.rows.load([month])
        persons = [one.measure for one in self._of_formulas if Measured.PERSON in one.by]
        groups = [measure for one in self._of_formulas for measure in groups_of(one)]
        named = self._named(rows, persons)
        columns = [column for column in _person_columns(persons) if UNIT + column in named.columns]
        parts = {column: self.units.by_role(named, UNIT + column) for column in columns}
        return _Month(_needed(rows, groups), parts, named.clear(), rows.select(pl.col(ROW_DAY).unique().sort()))

    def _of_persons(
        self, sources: Sequence[tuple[Sequence[Measure], pl.DataFrame]], spans: _Spans
    ) -> list[pl.DataFrame]:
        """The units' values by these rows, each with its unit."""
        plan = replace(self._value_plan, kinds=frozenset({EntityKind.PERSON}), with_company=False, with_nobody=True)
        known = [
            ([as_units(measure) for measure in measures if UNIT + str(measure.person_column) in rows.columns], rows)
            for measures, rows in sources
        ]
        unknown = [
            without_persons(measure, spans[measure.kpi_id])
            for measures, rows in sources
            for measure in measures
            if UNIT + str(measure.person_column) not in rows.columns
        ]
        return [*score_together((own, _source(rows, spans=spans, plan=plan)) for own, rows in known), *unknown]

    def _as_they_stand(self, asked: Sequence[AskedKpi]) -> Iterator[pl.DataFrame]:
        """Values that are ready-made, of a window, or needed by relative targets: of whole persons, from all rows."""
        spans = self._spans(asked)
        having = [one for one in asked if one.measure.kpi_id in spans]
        if not having:
            return
        plan = self._plan_of_whole_persons(having)
        yield _score([one.measure for one in having], self.rows.load(None), spans=spans, plan=plan)

    def _as_they_stand_over(self, wholes: _Spans) -> Iterator[pl.DataFrame]:
        asked = [one for one in self._others if one.measure.kpi_id in wholes]
        if asked:
            rows, plan = self.rows.load(None), self._plan_of_whole_persons(asked)
            spans = dict.fromkeys(span for one in asked for span in wholes[one.measure.kpi_id])
            for pack in packs_of(spans, row_count=rows.height):
                those = [one.measure for one in asked if any(span in pack for span in wholes[one.measure.kpi_id])]
                yield _score(those, rows, spans={measure.kpi_id: pack for measure in those}, plan=plan)

    def _plan_of_whole_persons(self, asked: Iterable[AskedKpi]) -> ValuePlan:
        names = {Measured.TEAM: EntityKind.TEAM, Measured.PERSON: EntityKind.PERSON}
        kinds = frozenset(kind for one in asked for by, kind in names.items() if by in one.by)
        return replace(self._value_plan, kinds=kinds)

    @property
    def _value_plan(self) -> ValuePlan:
        return ValuePlan(self.plan.review, self.rows.starts_on, self.rows.covers_until)

    def _named(self, rows: pl.DataFrame, measures: Sequence[Measure]) -> pl.DataFrame:
        """The rows with the unit of every column that names a person, and what else the KPIs need of them."""
        needed = {ROW_DAY, *(name for measure in measures for name in as_units(measure).columns)}
        persons = [column for column in _person_columns(measures) if column in rows.columns]
        named = rows
        for place, column in enumerate(persons):
            wanted = {*needed, *persons[place + 1 :], *(UNIT + name for name in persons)}
            beside = [name for name in named.columns if name in wanted]
            named = self.units.named(named, column, unit=UNIT + column, beside=beside)
        return named


def _score(measures: Sequence[Measure], rows: pl.DataFrame, *, spans: _Spans, plan: ValuePlan) -> pl.DataFrame:
    return score_source(measures, _source(rows, spans=spans, plan=plan))


def _source(rows: pl.DataFrame, *, spans: _Spans, plan: ValuePlan) -> Source:
    timeline = GivenTimeline(plan.review, plan.data_from, None, plan.covers_until is not None, given=spans)
    return replace(Source.of(rows, plan), given=timeline)


def _needed(rows: pl.DataFrame, measures: Iterable[Measure]) -> pl.DataFrame:
    """The columns that the KPIs need, and the day."""
    wanted = {ROW_DAY, *(name for measure in measures for name in measure.columns)}
    return rows.select(name for name in rows.columns if name in wanted)


def _person_columns(measures: Iterable[Measure]) -> list[str]:
    return list(dict.fromkeys(measure.person_column for measure in measures if measure.person_column is not None))


def _of_units(named: pl.DataFrame, measures: Iterable[Measure]) -> pl.DataFrame:
    """The rows that belong to some unit."""
    units = [UNIT + column for column in _person_columns(measures) if UNIT + column in named.columns]
    return named.filter(pl.any_horizontal(pl.lit(False), *(pl.col(name).is_not_null() for name in units)))
