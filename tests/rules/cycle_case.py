"""The quarter 2026-Q3 as it was lived: goals, check-ins, scores and KPIs as tables, and what is read from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import polars as pl

from okr_reports.periods import FiscalCalendar
from okr_reports.policy import policy_from
from okr_reports.scoring.discipline import confidence_weeks, judge_discipline
from okr_reports.scoring.discipline_groups import discipline_by_group
from okr_reports.scoring.plan import CyclePlan
from okr_reports.working_days import WorkingCalendar
from tests.rules.cycle_tables import named, table_of
from tests.rules.text_tables import read_table, require_agreement


@dataclass(frozen=True)
class CycleCase:
    """One cycle of a company, built up step by step; each step gives a new case."""

    texts: Mapping[str, str] = field(default_factory=dict)
    cycle: str = "2026-Q3"
    as_of: str = "2026-10-05"
    holidays: frozenset[date] = frozenset()
    overrides: Mapping[str, object] = field(default_factory=dict)

    def seen(self, as_of: str) -> "CycleCase":
        """The day of the run."""
        return replace(self, as_of=as_of)

    def under(self, **overrides: object) -> "CycleCase":
        """The company's own numbers."""
        return replace(self, overrides=overrides)

    def rests_on(self, *days: str) -> "CycleCase":
        """Holidays."""
        return replace(self, holidays=frozenset(date.fromisoformat(day) for day in days))

    def lasts(self, cycle: str) -> "CycleCase":
        """Another cycle."""
        return replace(self, cycle=cycle)

    def aims(self, objectives: str) -> "CycleCase":
        """Objectives."""
        return self._with("objectives", objectives)

    def pursues(self, key_results: str) -> "CycleCase":
        """Key results."""
        return self._with("key_results", key_results)

    def checks_in(self, check_ins: str) -> "CycleCase":
        """Lines of check_ins.csv."""
        return self._with("check_ins", check_ins)

    def _with(self, name: str, text: str) -> "CycleCase":
        return replace(self, texts={**self.texts, name: text})

    def table(self, name: str) -> pl.DataFrame:
        """The table as written; without rows when nothing was."""
        return table_of(name, self.texts.get(name, "key result"))

    @property
    def plan(self) -> CyclePlan:
        """The cycle that is asked for."""
        fiscal = FiscalCalendar()
        return CyclePlan(
            cycle=fiscal.period(self.cycle),
            as_of=datetime.fromisoformat(self.as_of).replace(tzinfo=UTC),
            timezone="UTC",
            fiscal=fiscal,
            policy=policy_from("cozyhr", dict(self.overrides)),
            calendar=WorkingCalendar(self.holidays),
        )

    @property
    def discipline(self) -> pl.DataFrame:
        """check_in_discipline."""
        return judge_discipline(self.table("key_results"), self.table("check_ins"), plan=self.plan)

    def is_disciplined(self, expected: str) -> None:
        """Check-ins were held like this."""
        agrees(expected, self.discipline)

    def sums_up_to(self, expected: str) -> None:
        """Check-ins were held like this, group by group."""
        found = discipline_by_group(
            self.discipline, self.table("key_results"), self.table("objectives"), plan=self.plan
        )
        agrees(expected, found)

    def says_weekly(self, expected: str) -> None:
        """This was said, week by week."""
        agrees(expected, confidence_weeks(self.table("key_results"), self.table("check_ins"), plan=self.plan))


def agrees(expected: str, found: pl.DataFrame) -> None:
    """Fails with what differs unless the table has these rows, in this order."""
    wanted = [{named("", name): cell for name, cell in row.items()} for row in read_table(expected)]
    lists = [name for name, dtype in found.schema.items() if dtype == pl.List(pl.String())]
    require_agreement(wanted, found.with_columns(pl.col(lists).list.join(" ")).iter_rows(named=True))
