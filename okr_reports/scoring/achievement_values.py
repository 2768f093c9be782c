"""The values that a cycle's appraisals need: of the company, of teams, and of each person in each segment (rules §8).

Formulas are computed a month at a time where they allow it, so that one month's rows are in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import polars as pl

from okr_reports.appraisal_words import Measured
from okr_reports.measures import Measure
from okr_reports.periods import Grain
from okr_reports.scoring.achievement_asked import UNIT, AskedKpi, and_rows, as_units, base_id, groups_of
from okr_reports.scoring.achievement_plan import AppraisalPlan, ExtractRows
from okr_reports.scoring.achievement_spans import (
    GivenTimeline,
    is_of_rows,
    longer_spans,
    months_touched,
    own_spans,
    timeline_of,
)
from okr_reports.scoring.achievement_units import Units
from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.entities import nobody
from okr_reports.scoring.plan import EntityKind, ValuePlan
from okr_reports.scoring.source import Source
from okr_reports.scoring.spans import Span, Timeline
from okr_reports.scoring.values import score_source
from okr_reports.tables import KPI_VALUES
from okr_reports.words import Reason

_Spans = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True)
class _Month:
    """What of a month's rows is needed: the groups' columns, each role's rows by person column, the days with rows.

    `empty`: the columns of the roles' rows.
    """

    groups: pl.DataFrame
    parts: Mapping[str, Mapping[str, pl.DataFrame]]
    empty: pl.DataFrame
    days: pl.DataFrame


@dataclass(frozen=True)
class Valuer:
    """One extract, whose rows are whose, and the KPIs of the extract that are asked for."""

    rows: ExtractRows
    units: Units
    plan: AppraisalPlan
    asked: tuple[AskedKpi, ...]

    def own(self) -> pl.DataFrame:
        """KPI_VALUES of the periods of each KPI's own cadence; a unit's entity is `person/<unit>`.

        Of KPIs about people also how many different people stand behind a value, as `<kpi_id>` and PEOPLE_OF.
        """
        monthly = [one for one in self._of_formulas if one.measure.grain is Grain.MONTH]
        slower = [one for one in self._of_formulas if one.measure.grain is not Grain.MONTH]
        frames = [*self._by_month(monthly), *self._at_once(slower), *self._as_they_stand(self._others)]
        return KPI_VALUES.check(pl.concat([KPI_VALUES.empty(), *frames]))

    def over_segments(self, spans: _Spans) -> pl.DataFrame:
        """KPI_VALUES of each KPI over its spans: of units by their rows of the cycle, else by all rows of these days.

        Of persons' counts and sums with a filter also how many rows there are without it, as `<kpi_id>` and ROWS_OF.
        """
        if self.rows.starts_on is None:
            return KPI_VALUES.empty()
        of_formulas = [one for one in self._of_formulas if one.measure.kpi_id in spans]
        others = [one for one in self._others if one.measure.kpi_id in spans]
        frames = [*self._formulas_over(of_formulas, spans), *self._as_they_stand_over(others, spans)]
        return KPI_VALUES.check(pl.concat([KPI_VALUES.empty(), *frames]))

    def longer(self, measures: Sequence[Measure]) -> pl.DataFrame:
        """KPI_VALUES of the units over the cycle's quarters and over the cycle, from no other rows than theirs."""
        spans = longer_spans(self.plan, self._timeline)
        if not spans or not measures:
            return KPI_VALUES.empty()
        months = months_touched(spans, self.plan.fiscal)
        loaded = [_of_units(self._named(self.rows.load([month]), measures), measures) for month in months]
        rows = pl.concat(loaded, how="diagonal_relaxed")
        return self._of_persons(measures, rows, {measure.kpi_id: spans for measure in measures})

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

    def _by_month(self, asked: Sequence[AskedKpi]) -> Iterator[pl.DataFrame]:
        of_cycle = next(iter(self._spans(asked).values()), ())
        for span in of_cycle:
            spans = {one.measure.kpi_id: (span,) for one in asked}
            yield from self._of_months(asked, self._months([span.period.key]), spans=spans)

    def _at_once(self, asked: Sequence[AskedKpi]) -> Iterator[pl.DataFrame]:
        spans = self._spans(asked)
        having = [one for one in asked if one.measure.kpi_id in spans]
        if having:
            months = months_touched((span for own in spans.values() for span in own), self.plan.fiscal)
            yield from self._of_months(having, self._months(months), spans=spans)

    def _formulas_over(self, asked: Sequence[AskedKpi], spans: _Spans) -> Iterator[pl.DataFrame]:
        if not asked:
            return
        keys = months_touched((span for one in asked for span in spans[one.measure.kpi_id]), self.plan.fiscal)
        months = self._months(keys)
        rows = pl.concat([month.groups for month in months], how="diagonal_relaxed")
        # One span at a time: each needs a copy of its rows.
        for span in dict.fromkeys(span for one in asked for span in spans[one.measure.kpi_id]):
            those = [one for one in asked if span in spans[one.measure.kpi_id]]
            yield from self._of_groups(those, rows, spans={one.measure.kpi_id: (span,) for one in those})
        persons = [one for each in asked if Measured.PERSON in each.by for one in and_rows(each)]
        cycle = {one.measure.kpi_id: self._of_cycle(spans[base_id(one.measure)]) for one in persons}
        yield from self._of_roles(persons, months, spans=cycle)

    def _of_cycle(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        cycle = self.plan.cycle
        return tuple(span for span in spans if (span.start, span.end) == (cycle.start, cycle.end))

    def _of_months(
        self, asked: Sequence[AskedKpi], months: Sequence[_Month], *, spans: _Spans
    ) -> Iterator[pl.DataFrame]:
        """Those of the company and of teams, and those of persons by the rows of their segments."""
        rows = pl.concat([month.groups for month in months], how="diagonal_relaxed")
        yield from self._of_groups(asked, rows, spans=spans)
        yield from self._of_roles([one for one in asked if Measured.PERSON in one.by], months, spans=spans)

    def _of_groups(self, asked: Sequence[AskedKpi], rows: pl.DataFrame, *, spans: _Spans) -> Iterator[pl.DataFrame]:
        groups = [measure for one in asked for measure in groups_of(one)]
        if groups:
            found = {measure.kpi_id: spans[base_id(measure)] for measure in groups}
            plan = replace(self._value_plan, kinds=frozenset({EntityKind.TEAM}), with_nobody=True)
            yield _score(groups, rows, spans=found, plan=plan)

    def _of_roles(
        self, asked: Sequence[AskedKpi], months: Sequence[_Month], *, spans: _Spans
    ) -> Iterator[pl.DataFrame]:
        """Those of persons: KPIs of the same roles together, each over the rows of people who are asked about it."""
        # Nobody's rows: they tell that the extract covers their days, also where none of these people has a row.
        nobody_s = [frame for month in months for frame in (month.empty, month.days)]
        for column in _person_columns(one.measure for one in asked):
            own = [one for one in asked if one.measure.person_column == column]
            for roles in dict.fromkeys(one.roles for one in own):
                measures = [one.measure for one in own if one.roles == roles]
                parts = [month.parts.get(column, {}) for month in months]
                theirs = [rows for of_role in parts for role, rows in of_role.items() if role in roles]
                yield self._of_persons(measures, pl.concat([*nobody_s, *theirs], how="diagonal_relaxed"), spans)

    def _months(self, keys: Iterable[str]) -> list[_Month]:
        """The cycle's months are read once; those before it are not kept in memory."""
        cycle = [month.key for month in self.plan.periods(Grain.MONTH)]
        return [self._kept_month(key) if key in cycle else self._read(key) for key in keys]

    @cached_property
    def _kept_month(self) -> Callable[[str], _Month]:
        return cache(self._read)

    def _read(self, month: str) -> _Month:
        rows = self.rows.load([month])
        persons = [one.measure for one in self._of_formulas if Measured.PERSON in one.by]
        groups = [measure for one in self._of_formulas for measure in groups_of(one)]
        named = self._named(rows, persons)
        columns = [column for column in _person_columns(persons) if UNIT + column in named.columns]
        parts = {column: self.units.by_role(named, UNIT + column) for column in columns}
        return _Month(_needed(rows, groups), parts, named.clear(), rows.select(pl.col(ROW_DAY).unique().sort()))

    def _of_persons(self, measures: Sequence[Measure], named: pl.DataFrame, spans: _Spans) -> pl.DataFrame:
        plan = replace(self._value_plan, kinds=frozenset({EntityKind.PERSON}), with_company=False, with_nobody=True)
        known = [measure for measure in measures if f"{UNIT}{measure.person_column}" in named.columns]
        unknown = [measure for measure in measures if measure not in known]
        scored = _score([as_units(measure) for measure in known], named, spans=spans, plan=plan)
        return pl.concat([scored, *(_without_persons(measure, spans[measure.kpi_id]) for measure in unknown)])

    def _as_they_stand(self, asked: Sequence[AskedKpi]) -> Iterator[pl.DataFrame]:
        """Values that are ready-made, of a window, or needed by relative targets: of whole persons, from all rows."""
        spans = self._spans(asked)
        having = [one for one in asked if one.measure.kpi_id in spans]
        if not having:
            return
        plan = self._plan_of_whole_persons(having)
        yield _score([one.measure for one in having], self.rows.load(None), spans=spans, plan=plan)

    def _as_they_stand_over(self, asked: Sequence[AskedKpi], spans: _Spans) -> Iterator[pl.DataFrame]:
        if asked:
            rows, plan = self.rows.load(None), self._plan_of_whole_persons(asked)
            for one in asked:
                for span in spans[one.measure.kpi_id]:
                    yield _score([one.measure], rows, spans={one.measure.kpi_id: (span,)}, plan=plan)

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
    source = Source.of(rows, plan)
    timeline = GivenTimeline(plan.review, plan.data_from, None, plan.covers_until is not None, given=spans)
    return score_source(measures, replace(source, given=timeline))


def _needed(rows: pl.DataFrame, measures: Iterable[Measure]) -> pl.DataFrame:
    """The columns that the KPIs need, and the day."""
    wanted = {ROW_DAY, *(name for measure in measures for name in measure.columns)}
    return rows.select(name for name in rows.columns if name in wanted)


def _without_persons(measure: Measure, spans: Iterable[Span]) -> pl.DataFrame:
    """Of a KPI whose extract has no column that names persons nothing can be said, of nobody."""
    rows = [
        {
            "kpi_id": measure.kpi_id, "entity_id": nobody(EntityKind.PERSON), "grain": span.period.grain.value,
            "period_id": span.period.key, "reason": Reason.FAILED.value,
            "detail": f"the extract has no column {measure.person_column}",
        }
        for span in spans
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(KPI_VALUES.columns))


def _person_columns(measures: Iterable[Measure]) -> list[str]:
    return list(dict.fromkeys(measure.person_column for measure in measures if measure.person_column is not None))


def _of_units(named: pl.DataFrame, measures: Iterable[Measure]) -> pl.DataFrame:
    """The rows that belong to some unit."""
    units = [UNIT + column for column in _person_columns(measures) if UNIT + column in named.columns]
    return named.filter(pl.any_horizontal(pl.lit(False), *(pl.col(name).is_not_null() for name in units)))
