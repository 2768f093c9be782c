"""The values that a cycle's appraisals need: of the company, of teams, and of each person in each segment (rules §8).

Formulas are computed a month at a time where they allow it, so that one month's rows are in memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from okr_reports.appraisal_words import Measured
from okr_reports.expressions import Aggregate, Column, Formula
from okr_reports.measures import Measure
from okr_reports.periods import Grain
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

PEOPLE_OF, ROWS_OF = "\x1fpeople", "\x1frows"
_UNIT = "okr:unit "
_Spans = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True)
class AskedKpi:
    """A KPI, whose values of it count for somebody, the roles asked for a person's, and whether it is about people."""

    measure: Measure
    by: frozenset[Measured]
    roles: frozenset[str] = frozenset()
    is_about_people: bool = False


@dataclass(frozen=True)
class Valuer:
    """One extract, and whose rows are whose."""

    rows: ExtractRows
    units: Units
    plan: AppraisalPlan

    def own(self, asked: Sequence[AskedKpi]) -> pl.DataFrame:
        """KPI_VALUES of the periods of each KPI's own cadence; a unit's entity is `person/<unit>`.

        Of KPIs about people also how many different people stand behind a value, as `<kpi_id>` and PEOPLE_OF.
        """
        of_rows = [one for one in asked if is_of_rows(one.measure)]
        monthly = [one for one in of_rows if one.measure.grain is Grain.MONTH]
        slower = [one for one in of_rows if one.measure.grain is not Grain.MONTH]
        others = [one for one in asked if not is_of_rows(one.measure)]
        frames = [*self._by_month(monthly), *self._at_once(slower), *self._as_they_stand(others)]
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

    def over_segments(self, asked: Sequence[AskedKpi], spans: _Spans) -> pl.DataFrame:
        """KPI_VALUES of each KPI over its spans: of units by their rows of the cycle, else by all rows of these days.

        Of persons' counts and sums with a filter also how many rows there are without it, as `<kpi_id>` and ROWS_OF.
        """
        having = [one for one in asked if one.measure.kpi_id in spans] if self.rows.starts_on else []
        of_rows = [one for one in having if is_of_rows(one.measure)]
        others = [one for one in having if not is_of_rows(one.measure)]
        frames = [*self._rows_over(of_rows, spans), *self._as_they_stand_over(others, spans)]
        return KPI_VALUES.check(pl.concat([KPI_VALUES.empty(), *frames]))

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
            yield from self._of_rows(asked, self.rows.load([span.period.key]), spans=spans)

    def _at_once(self, asked: Sequence[AskedKpi]) -> Iterator[pl.DataFrame]:
        spans = self._spans(asked)
        having = [one for one in asked if one.measure.kpi_id in spans]
        if having:
            months = months_touched((span for own in spans.values() for span in own), self.plan.fiscal)
            yield from self._of_rows(having, self.rows.load(months), spans=spans)

    def _of_rows(self, asked: Sequence[AskedKpi], rows: pl.DataFrame, *, spans: _Spans) -> Iterator[pl.DataFrame]:
        """Those of the company and of teams, and those of persons by the rows of their segments."""
        groups = [measure for one in asked for measure in _of_groups(one)]
        persons = [one for one in asked if Measured.PERSON in one.by]
        if groups:
            found = {measure.kpi_id: spans[_base(measure)] for measure in groups}
            plan = replace(self._value_plan, kinds=frozenset({EntityKind.TEAM}), with_nobody=True)
            yield _score(groups, rows, spans=found, plan=plan)
        if persons:
            named = self._named(rows, [one.measure for one in persons])
            yield from self._of_roles(persons, [named], days=_days_of(rows), spans=spans)

    def _of_roles(
        self, asked: Sequence[AskedKpi], named: Sequence[pl.DataFrame], *, days: pl.DataFrame, spans: _Spans
    ) -> Iterator[pl.DataFrame]:
        """Those of persons: KPIs of the same roles together, each over the rows of people who are asked about it.

        `days`: nobody's rows, which tell that the extract covers their days, also where none of these people has one.
        """
        for column in _person_columns(one.measure for one in asked):
            own = [one for one in asked if one.measure.person_column == column]
            unit = _UNIT + column
            parts = [self.units.by_role(rows, unit) for rows in named if unit in rows.columns]
            for roles in dict.fromkeys(one.roles for one in own):
                measures = [one.measure for one in own if one.roles == roles]
                theirs = [part for of_role in parts for role, part in of_role.items() if role in roles]
                empty = [rows.clear() for rows in named[:1]]
                rows = pl.concat([*empty, days, *theirs], how="diagonal_relaxed")
                yield self._of_persons(measures, rows, spans)

    def _of_persons(self, measures: Sequence[Measure], named: pl.DataFrame, spans: _Spans) -> pl.DataFrame:
        plan = replace(self._value_plan, kinds=frozenset({EntityKind.PERSON}), with_company=False, with_nobody=True)
        known = [measure for measure in measures if f"{_UNIT}{measure.person_column}" in named.columns]
        unknown = [measure for measure in measures if measure not in known]
        scored = _score([_of_person(measure) for measure in known], named, spans=spans, plan=plan)
        return pl.concat([scored, *(_without_persons(measure, spans[measure.kpi_id]) for measure in unknown)])

    def _as_they_stand(self, asked: Sequence[AskedKpi]) -> Iterator[pl.DataFrame]:
        """Values that are ready-made, of a window, or needed by relative targets: of whole persons, from all rows."""
        spans = self._spans(asked)
        having = [one for one in asked if one.measure.kpi_id in spans]
        if not having:
            return
        plan = self._plan_of_whole_persons(having)
        yield _score([one.measure for one in having], self.rows.load(None), spans=spans, plan=plan)

    def _rows_over(self, asked: Sequence[AskedKpi], spans: _Spans) -> Iterator[pl.DataFrame]:
        """Formulas over spans that overlap: of all rows only what they need is in memory at once."""
        groups = [measure for one in asked for measure in _of_groups(one)]
        persons = [one for each in asked if Measured.PERSON in each.by for one in _and_rows(each)]
        of_groups, of_persons, days = [], [], []
        measures = [one.measure for one in persons]
        for month in months_touched((span for one in asked for span in spans[one.measure.kpi_id]), self.plan.fiscal):
            rows = self.rows.load([month])
            days.append(_days_of(rows))
            of_groups.append(_needed(rows, groups))
            of_persons.append(_of_units(self._named(rows, measures), measures))
        if groups:
            rows = pl.concat(of_groups, how="diagonal_relaxed")
            of_groups.clear()
            yield from self._groups_over(groups, rows, spans=spans)
        if persons:
            cycle = {one.measure.kpi_id: self._of_cycle(spans[_base(one.measure)]) for one in persons}
            yield from self._of_roles(persons, of_persons, days=pl.concat(days), spans=cycle)

    def _of_cycle(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        cycle = self.plan.cycle
        return tuple(span for span in spans if (span.start, span.end) == (cycle.start, cycle.end))

    def _groups_over(
        self, measures: Sequence[Measure], rows: pl.DataFrame, *, spans: _Spans
    ) -> Iterator[pl.DataFrame]:
        # One span at a time: each needs a copy of its rows.
        plan = replace(self._value_plan, kinds=frozenset({EntityKind.TEAM}), with_nobody=True)
        of = {measure.kpi_id: spans[_base(measure)] for measure in measures}
        for span in dict.fromkeys(span for each in of.values() for span in each):
            those = [measure for measure in measures if span in of[measure.kpi_id]]
            yield _score(those, rows, spans={measure.kpi_id: (span,) for measure in those}, plan=plan)

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
        needed = {ROW_DAY, *(name for measure in measures for name in _of_person(measure).columns)}
        persons = [column for column in _person_columns(measures) if column in rows.columns]
        named = rows
        for place, column in enumerate(persons):
            wanted = {*needed, *persons[place + 1 :], *(_UNIT + name for name in persons)}
            beside = [name for name in named.columns if name in wanted]
            named = self.units.named(named, column, unit=_UNIT + column, beside=beside)
        return named


def _score(measures: Sequence[Measure], rows: pl.DataFrame, *, spans: _Spans, plan: ValuePlan) -> pl.DataFrame:
    source = Source.of(rows, plan)
    timeline = GivenTimeline(plan.review, plan.data_from, None, plan.covers_until is not None, given=spans)
    return score_source(measures, replace(source, given=timeline))


def _of_groups(asked: AskedKpi) -> list[Measure]:
    """The KPI as the company's and its teams', and the count of people behind it."""
    if not asked.by - {Measured.PERSON}:
        return []
    team_column = asked.measure.team_column if Measured.TEAM in asked.by else None
    group = replace(asked.measure, department_column=None, team_column=team_column, person_column=None)
    person_column = asked.measure.person_column
    if not asked.is_about_people or person_column is None:
        return [group]
    people = Aggregate("count", Column(person_column), is_distinct=True)
    count = Formula(f"COUNT(DISTINCT {person_column})", people, frozenset({Column(person_column)}), is_additive=True)
    return [group, replace(group, kpi_id=asked.measure.kpi_id + PEOPLE_OF, formula=count)]


def _and_rows(asked: AskedKpi) -> list[AskedKpi]:
    """The KPI, and of a filtered count or sum all rows: nothing after the filter is a 0, nothing before it is not."""
    measure = asked.measure
    if measure.filter is None or measure.formula is None or not measure.formula.is_additive:
        return [asked]
    count = Formula("COUNT(*)", Aggregate("count", None), frozenset(), is_additive=True)
    rows = replace(measure, kpi_id=measure.kpi_id + ROWS_OF, formula=count, filter=None)
    return [asked, replace(asked, measure=rows)]


def _base(measure: Measure) -> str:
    """The KPI that a count beside it belongs to."""
    return measure.kpi_id.removesuffix(PEOPLE_OF).removesuffix(ROWS_OF)


def _needed(rows: pl.DataFrame, measures: Iterable[Measure]) -> pl.DataFrame:
    """The columns that the KPIs need, and the day."""
    wanted = {ROW_DAY, *(name for measure in measures for name in measure.columns)}
    return rows.select(name for name in rows.columns if name in wanted)


def _days_of(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.col(ROW_DAY).unique().sort())


def _of_person(measure: Measure) -> Measure:
    """The KPI as the units'."""
    return replace(measure, department_column=None, team_column=None, person_column=f"{_UNIT}{measure.person_column}")


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
    units = [_UNIT + column for column in _person_columns(measures) if _UNIT + column in named.columns]
    return named.filter(pl.any_horizontal(pl.lit(False), *(pl.col(name).is_not_null() for name in units)))
