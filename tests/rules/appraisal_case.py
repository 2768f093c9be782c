"""Appraisal evidence at work: who held which role when, what was measured, and what the program makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Self

import polars as pl

from okr_reports.appraisal_tables import (
    EMPLOYEE_ACHIEVEMENTS,
    KPI_ACHIEVEMENTS,
    KRA_ACHIEVEMENTS,
    KRA_PERIODS,
    PAY_CHANGES,
    PRESENCE,
    ROLE_KPIS,
    SEGMENT_ACHIEVEMENTS,
    SEGMENTS,
)
from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.measures import measures_of
from okr_reports.scoring.achievement import PeopleInputs, score_people
from okr_reports.scoring.achievement_plan import AppraisalPlan, Definitions, ExtractRows
from okr_reports.scoring.restated import PUBLISHED_VALUES
from okr_reports.tables import PEOPLE, TableSpec
from tests.rules.case import Case
from tests.rules.text_tables import read_frame, read_table, require_agreement

_NAMES = {
    "employee": "employee_id", "role": "role_id", "team": "team_id", "department": "department_id", "kra": "kra_id",
    "kpi": "kpi_id", "period": "period_id", "length": "grain", "from": "from_on", "to": "to_on", "of": "entity_id",
    "days": "working_day_count", "leave": "leave_day_count", "held": "held_day_count", "target": "target_value",
    "met": "met_count", "judged": "judged_count", "responsible": "responsible_count", "scale": "target_scale",
    "by": "judged_grain", "measured": "measured_weight", "own share": "person_weight_share",
}  # fmt: skip
_PEOPLE = {"employee": "id", "from": "from_on", "to": "to_on", "manager": "manager_id"}
_CLAIMS = {"responsible": "is_responsible", "judged": "is_judged", "met": "is_met"}
_ROLE = {
    "role_id": "agent", "kra_id": "answers", "kra_name": "Answers", "kra_weight": 100.0, "kra_position": 1,
    "kpi_id": "k", "kpi_weight": 100.0, "kpi_position": 1, "measured": "shared",
}  # fmt: skip
_PERSON = {"id": "E1", "role": "agent", "status": "active"}


@dataclass(frozen=True)
class AppraisalCase(Case):
    """A company's half-year, seen on the fifth day after it unless told otherwise."""

    cycle: str = "2026-H1"
    as_of: str = "2026-07-05"
    people_rows: str = "employee\nE1"
    role_rows: str = "kpi\nk"
    first_role_rows: str | None = None
    first_case: Case | None = None
    change_rows: str = "subject | subject_id | field"
    published_rows: str = "kpi_id | period_id | value"
    about_people: frozenset[str] = field(default_factory=frozenset)

    def employs(self, people: str) -> Self:
        """people.csv; without another word an employee E1 is an active agent."""
        return replace(self, people_rows=people)

    def answers_for(self, kpis: str) -> Self:
        """What roles answer for: without another word an agent's one area, the KPI k, the whole weight, shared."""
        return replace(self, role_rows=kpis)

    def appraises(self, cycle: str, *, as_of: str | None = None) -> Self:
        """The appraisal cycle, and the day of the run."""
        return replace(self, cycle=cycle, as_of=as_of or self.as_of)

    def is_about_people(self, *kpi_ids: str) -> Self:
        """KPIs about people."""
        return replace(self, about_people=frozenset(kpi_ids))

    def was_published(self, values: str) -> Self:
        """What packs of the cycle's months said."""
        return replace(self, published_rows=values)

    def pay_changed(self, changes: str) -> Self:
        """What pays and was changed since the cycle's first run."""
        return replace(self, change_rows=changes)

    def at_first_answered_for(self, kpis: str) -> Self:
        """What roles answered for at the cycle's first run."""
        return replace(self, first_role_rows=kpis)

    def at_first_defined(self, sheet: str) -> Self:
        """The KPI sheet at the cycle's first run."""
        folder = self.folder / "first"
        folder.mkdir(exist_ok=True)
        return replace(self, first_case=Case(folder, company=self.company, extract=self.extract).defines(sheet))

    @cached_property
    def appraisal_plan(self) -> AppraisalPlan:
        """The cycle that is asked for."""
        company = self.catalogue.company
        return AppraisalPlan(
            cycle=self.catalogue.fiscal.period(self.cycle),
            as_of=datetime.fromisoformat(self.as_of).replace(tzinfo=UTC),
            timezone=company.timezone,
            fiscal=self.catalogue.fiscal,
            policy=self.catalogue.policy,
            calendar=working_calendar(company.holidays, range(2020, 2030)),
        )

    @cached_property
    def inputs(self) -> PeopleInputs:
        """What is known of people, roles, KPIs and rows."""
        until = None if self.covers_until is None else datetime.fromisoformat(self.covers_until).replace(tzinfo=UTC)
        rows = read_frame(self.rows).with_columns(period_on=pl.col("on").cast(pl.Date))
        starts_on = date.fromisoformat(f"{self.catalogue.company.data_from}-01")
        extract = ExtractRows("rows", lambda months: _of_months(rows, months), starts_on, until)
        return PeopleInputs(
            people=_table(PEOPLE, self.people_rows, _PEOPLE, _PERSON),
            definitions=Definitions(self._roles(self.role_rows), measures_of(self.catalogue), self.about_people),
            extracts={"rows": extract},
            first=self._first(),
            pay_changes=_table(PAY_CHANGES, self.change_rows, {}, {}),
            published=_published(self.published_rows),
        )

    @cached_property
    def tables(self) -> dict[str, pl.DataFrame]:
        """What the program makes of it, by name."""
        return score_people(self.inputs, plan=self.appraisal_plan)

    def segments(self, expected: str) -> None:
        """Who held what, and when."""
        self._compare(SEGMENTS, expected, _NAMES)

    def is_present(self, expected: str) -> None:
        """How far each segment fills a month, or the length named."""
        months = self.tables[PRESENCE.name]
        length = "month" if "length" not in expected.splitlines()[1] else None
        table = months if length is None else months.filter(grain=length)
        _agree(expected, table, {**_NAMES, "scale": "scale", "responsible": "is_responsible"})

    def judges_people(self, expected: str) -> None:
        """Each period of each KPI, judged or not."""
        self._compare(KRA_PERIODS, expected, {**_NAMES, **_CLAIMS})

    def achieves(self, expected: str) -> None:
        """Each KPI: met, judged, responsible, and the achievement."""
        self._compare(KPI_ACHIEVEMENTS, expected, _NAMES)

    def adds_up(self, expected: str) -> None:
        """Each KRA."""
        self._compare(KRA_ACHIEVEMENTS, expected, _NAMES)

    def over_segments(self, expected: str) -> None:
        """Each segment."""
        self._compare(SEGMENT_ACHIEVEMENTS, expected, _NAMES)

    def amounts_to(self, expected: str) -> None:
        """Each employee."""
        self._compare(EMPLOYEE_ACHIEVEMENTS, expected, _NAMES)

    def _compare(self, spec: TableSpec, expected: str, names: dict[str, str]) -> None:
        _agree(expected, self.tables[spec.name], names)

    def _first(self) -> Definitions | None:
        if self.first_role_rows is None and self.first_case is None:
            return None
        measures = measures_of((self.first_case or self).catalogue)
        return Definitions(self._roles(self.first_role_rows or self.role_rows), measures, self.about_people)

    def _roles(self, rows: str) -> pl.DataFrame:
        names = {"role": "role_id", "kra": "kra_id", "kpi": "kpi_id", "weight": "kpi_weight", "area": "kra_weight"}
        return _table(ROLE_KPIS, rows, names, _ROLE)


def _agree(expected: str, table: pl.DataFrame, names: dict[str, str]) -> None:
    rows = [{names.get(name, name): cell for name, cell in row.items()} for row in read_table(expected)]
    require_agreement(rows, table.iter_rows(named=True))


def _table(spec: TableSpec, rows: str, names: Mapping[str, str], usual: Mapping[str, object]) -> pl.DataFrame:
    written = read_frame(rows)
    written = written.rename({name: names[name] for name in written.columns if name in names})
    missing = [name for name in spec.columns if name not in written.columns]
    filled = written.with_columns(pl.lit(usual.get(name)).alias(name) for name in missing)
    texts = [name for name, kind in spec.columns.items() if kind == pl.String() and name in usual]
    return spec.check(filled.with_columns(pl.col(name).fill_null(pl.lit(usual[name])) for name in texts))


def _of_months(rows: pl.DataFrame, months: object) -> pl.DataFrame:
    if months is None:
        return rows
    return rows.filter(pl.col("period_on").dt.strftime("%Y-%m").is_in(list(months)))  # pyright: ignore


def _published(rows: str) -> pl.DataFrame:
    written = read_frame(rows)
    missing = [pl.lit(None).alias(name) for name in PUBLISHED_VALUES if name not in written.columns]
    return written.with_columns(missing).select(PUBLISHED_VALUES.keys()).cast(PUBLISHED_VALUES)  # pyright: ignore
