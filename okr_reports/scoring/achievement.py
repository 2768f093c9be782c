"""KRA achievement: what each employee answered for in an appraisal cycle, and how much of it was met (rules §8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from okr_reports.appraisal_tables import (
    EMPLOYEE_ACHIEVEMENTS,
    KPI_ACHIEVEMENTS,
    KRA_ACHIEVEMENTS,
    KRA_PERIODS,
    PAY_CHANGES,
    PRESENCE,
    SEGMENT_ACHIEVEMENTS,
    SEGMENTS,
)
from okr_reports.appraisal_words import Measured, NotJudged, PaySubject
from okr_reports.findings import Finding
from okr_reports.scoring.achievement_asked import AskedKpi
from okr_reports.scoring.achievement_changes import affected_by, with_changes
from okr_reports.scoring.achievement_grains import of_best_grain, too_small
from okr_reports.scoring.achievement_judged import Known, judge_rows, without_few_people
from okr_reports.scoring.achievement_months import judged_by_month
from okr_reports.scoring.achievement_plan import AppraisalPlan, Definitions, ExtractRows
from okr_reports.scoring.achievement_rows import KPI_KEY, asked_of, longer_rows, own_rows, presence_for
from okr_reports.scoring.achievement_scores import ATTAINMENT, score_employees, score_kpis, score_kras, score_segments
from okr_reports.scoring.achievement_spans import first_day
from okr_reports.scoring.achievement_targets import resolved_targets, targets_in_force
from okr_reports.scoring.achievement_units import Units, only, units_of
from okr_reports.scoring.achievement_values import Valued, Valuer
from okr_reports.scoring.achievement_whole import seen_in, whole_figures, whole_rows, whole_spans
from okr_reports.scoring.restated import PUBLISHED_VALUES
from okr_reports.scoring.segments import segments_in, whole_runs
from okr_reports.scoring.segments_runs import runs_of
from okr_reports.tables import KPI_VALUES
from okr_reports.words import Severity

ATTAINMENT_REFUSED, KPI_FAILED = "ATTAINMENT-REFUSED", "KPI-FAILED"
_GRAINS_OF_RESULT = ("month", "quarter", "half_year", "year")


@dataclass(frozen=True)
class PeopleInputs:
    """PEOPLE, today's definitions, and the extracts by id; what was first seen of the definitions, what changed since.

    `first`: None when nothing that pays was changed; `first_plan`: the cycle by the policy of then. `published`:
    PUBLISHED_VALUES, what packs once said.
    """

    people: pl.DataFrame
    definitions: Definitions
    extracts: Mapping[str, ExtractRows]
    first: Definitions | None = None
    first_plan: AppraisalPlan | None = None
    pay_changes: pl.DataFrame = field(default_factory=PAY_CHANGES.empty)
    published: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PUBLISHED_VALUES))


def score_people(inputs: PeopleInputs, *, plan: AppraisalPlan) -> dict[str, pl.DataFrame]:
    """SEGMENTS, PRESENCE, KRA_PERIODS and the four tables of achievement, by name.

    Nobody's rows depend on anybody else's. Where something that pays was changed, the employee's achievement by what
    stood at first stands beside the present one.
    """
    work = _Work(inputs, inputs.definitions, plan)
    tables = work.tables
    affected = affected_by(inputs.pay_changes, work.asked, segments=tables[SEGMENTS.name])
    before = EMPLOYEE_ACHIEVEMENTS.empty()
    if inputs.first is not None and affected.height:
        people = inputs.people.join(affected, left_on="id", right_on="employee_id", how="semi")
        first = _Work(replace(inputs, people=people), inputs.first, inputs.first_plan or plan)
        before = first.tables[EMPLOYEE_ACHIEVEMENTS.name]
    now = tables[EMPLOYEE_ACHIEVEMENTS.name]
    changed = with_changes(now, before, affected=affected, is_everybody=_is_everybody(inputs.pay_changes))
    return {**tables, EMPLOYEE_ACHIEVEMENTS.name: changed}


def achievement_findings(
    tables: Mapping[str, pl.DataFrame], definitions: Definitions, *, plan: AppraisalPlan
) -> tuple[Finding, ...]:
    """What the tables of score_people cannot say of a KPI: that it failed, or that attainment says nothing of it."""
    periods, kpis = tables[KRA_PERIODS.name], tables[KPI_ACHIEVEMENTS.name]
    failed = frozenset(periods.filter(reason=NotJudged.FAILED.value)["kpi_id"])
    is_refused = pl.col("achievement").is_not_null() & pl.col("attainment").is_null()
    is_asked = plan.policy.kpi_achievement == ATTAINMENT
    refused = frozenset(kpis.filter(is_refused)["kpi_id"]) if is_asked else frozenset[str]()
    limit = plan.policy.attainment_percent_limit
    text = f"its target is {limit:g} % or more, or not above 0: of somebody periods met count, not attainment"
    names = [measure.kpi_id for measure in definitions.asked]
    return (
        *(
            Finding(KPI_FAILED, Severity.ERROR, id, "it could not be computed for people")
            for id in names
            if id in failed
        ),
        *(Finding(ATTAINMENT_REFUSED, Severity.WARNING, id, text) for id in names if id in refused),
    )


@dataclass(frozen=True)
class _Work:
    """One pass over the cycle with one set of definitions."""

    inputs: PeopleInputs
    definitions: Definitions
    plan: AppraisalPlan

    @cached_property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Everything but what changes alter."""
        asked, policy = self.asked, self.plan.policy
        kpis = score_kpis(asked, self.judged, wholes=self._whole_figures, policy=policy)
        of_segments = score_segments(self.segments, asked, kpis=kpis, policy=policy)
        shown = self.judged.filter(pl.col("held_day_count") > 0)
        return {
            SEGMENTS.name: self.segments,
            PRESENCE.name: self.presence.filter(pl.col("grain").is_in(_GRAINS_OF_RESULT)),
            KRA_PERIODS.name: KRA_PERIODS.check(shown.sort(KRA_PERIODS.key)),
            KPI_ACHIEVEMENTS.name: kpis,
            KRA_ACHIEVEMENTS.name: score_kras(asked, kpis, policy=policy),
            SEGMENT_ACHIEVEMENTS.name: of_segments,
            EMPLOYEE_ACHIEVEMENTS.name: score_employees(self.segments, of_segments, asked=asked, policy=policy),
        }

    @cached_property
    def segments(self) -> pl.DataFrame:
        return segments_in(self._runs, plan=self.plan)

    @cached_property
    def _runs(self) -> pl.DataFrame:
        return runs_of(self.inputs.people, calendar=self.plan.calendar)

    @cached_property
    def _whole_runs(self) -> pl.DataFrame:
        return whole_runs(self._runs, self.segments, plan=self.plan)

    @cached_property
    def asked(self) -> pl.DataFrame:
        return asked_of(self.segments, self.definitions)

    @cached_property
    def presence(self) -> pl.DataFrame:
        return presence_for(self._whole_runs, measures=self.definitions.asked, plan=self.plan)

    @cached_property
    def judged(self) -> pl.DataFrame:
        """Every KPI's periods, of the length by which it is judged."""
        own = self._own_judged
        small = self.asked.join(too_small(own, policy=self.plan.policy), on=KPI_KEY, how="semi")
        if small.is_empty():
            return own
        values = self._longer_values(small)
        by_quarter, over = longer_rows(small, self.presence, units=self.units, plan=self.plan)
        by_quarter, over = self._judge(by_quarter, values), self._judge(over, values)
        return of_best_grain(own, by_quarter=by_quarter, over=over, policy=self.plan.policy)

    @cached_property
    def _own_judged(self) -> pl.DataFrame:
        return judged_by_month(self._judge(self._own_rows, self._values.own), self.presence, plan=self.plan)

    @cached_property
    def _own_rows(self) -> pl.DataFrame:
        return own_rows(self.asked, self.presence, units=self.units, plan=self.plan)

    @cached_property
    def _wholes(self) -> pl.DataFrame:
        return whole_rows(self._own_rows, plan=self.plan)

    @cached_property
    def _values(self) -> Valued:
        spans = whole_spans(self._wholes, plan=self.plan)
        each = [valuer.values(spans) for valuer in self._valuers]
        own = pl.concat([KPI_VALUES.empty(), *(valued.own for valued in each)])
        return Valued(own, pl.concat([KPI_VALUES.empty(), *(valued.over for valued in each)]))

    @cached_property
    def _whole_figures(self) -> pl.DataFrame:
        return whole_figures(self._wholes, self._own_judged, values=self._shown(self._values.over))

    @cached_property
    def units(self) -> Units:
        since = first_day(self.definitions.asked, self.plan)
        spans = self._whole_runs.group_by("employee_id", "segment").agg(pl.col("from_on").min(), pl.col("to_on").max())
        is_whole = (pl.col("from_on") <= since) & (pl.col("to_on") >= self.plan.cycle.last_day)
        return units_of(self.segments, whole=spans.filter(is_whole)["employee_id"], runs=self._whole_runs)

    def _judge(self, rows: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
        measures, shown = self.definitions.asked, self._shown(values)
        relative = resolved_targets(shown, measures, plan=self.plan)
        targets = targets_in_force(rows, measures, plan=self.plan)
        known = Known(shown, targets, relative, self.inputs.published, seen_in(self._values.over))
        return judge_rows(rows, known, plan=self.plan)

    def _shown(self, values: pl.DataFrame) -> pl.DataFrame:
        least = self.plan.policy.suppress_people_below
        return without_few_people(values, kpi_ids=self.definitions.about_people, least=least)

    @cached_property
    def _asked_kpis(self) -> list[AskedKpi]:
        """The KPIs that somebody's role asks for, with whose values of them count."""
        is_own = pl.col("measured") == Measured.PERSON
        by = self.asked.group_by("kpi_id").agg(
            pl.col("measured").unique(), pl.col("role_id").filter(is_own).unique()
        )  # fmt: skip
        found = {kpi_id: (frozenset(map(Measured, words)), frozenset(roles)) for kpi_id, words, roles in by.rows()}
        about = self.definitions.about_people
        return [
            AskedKpi(measure, *found[measure.kpi_id], is_about_people=measure.kpi_id in about)
            for measure in self.definitions.asked
            if measure.kpi_id in found
        ]

    def _longer_values(self, small: pl.DataFrame) -> pl.DataFrame:
        """Over quarters and segments, of the units that need them."""
        needed = small.join(self.units.table, on=["employee_id", "segment"])
        units = only(self.units, needed["unit"].unique())
        ids = frozenset(small["kpi_id"])
        each = [
            replace(valuer, units=units).longer([one.measure for one in valuer.asked if one.measure.kpi_id in ids])
            for valuer in self._valuers
        ]
        return pl.concat([KPI_VALUES.empty(), *each])

    @cached_property
    def _valuers(self) -> list[Valuer]:
        asked = self._asked_kpis
        return [
            Valuer(rows, self.units, self.plan, tuple(one for one in asked if one.measure.extract == id))
            for id, rows in self.inputs.extracts.items()
        ]


def _is_everybody(pay_changes: pl.DataFrame) -> bool:
    return bool((pay_changes["subject"] == PaySubject.LINKAGE).any())
