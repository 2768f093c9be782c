"""Key results on measured rows: what a company writes and measures, and the actuals that come of it."""

import textwrap
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import polars as pl

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_cycles import cycle_named
from okr_reports.catalogue.load import load_catalogue
from okr_reports.catalogue.measures import goal_measures_of, measures_of
from okr_reports.goal_tables import ACTUALS
from okr_reports.line.goals import goal_tables_of
from okr_reports.periods import Grain, Period
from okr_reports.scoring.actuals import find_actuals
from okr_reports.scoring.actuals_goals import measured_goals
from okr_reports.scoring.actuals_values import read_goals, values_of_goals
from okr_reports.scoring.plan import CyclePlan, ReviewPlan, ValuePlan
from okr_reports.scoring.source import Source
from tests.rules.text_tables import read_frame, read_table, require_agreement

_SOURCES = """
connections:
  warehouse: {url: "${WAREHOUSE}"}
extracts:
  rows:
    connection: warehouse
    sql: SELECT * FROM rows
    period: {column: on}
"""
_KPI = "\n  name: K\n  extract: rows\n  direction: higher\n  unit: x\n"
_NAMES = {
    "key result": "key_result_id", "why": "reason", "from": "window_from", "to": "window_to", "late": "is_late",
    "held of": "held_of", "day value": "at_cancel", "baseline": "measured_baseline",
}  # fmt: skip


@dataclass(frozen=True)
class ActualsCase:
    """A company with one extract and key results in one cycle, built up step by step; each step gives a new case."""

    folder: Path
    company: str = "data_from: 2025-01"
    extract: str = ""
    kpis: str = "formula: COUNT(*)"
    key_results: tuple[str, ...] = ()
    rows: str = "on"
    log: str = "key_result_id | dated_on | for_on | actual"
    cycle: str = "2026-Q3"
    as_of: str = "2026-10-20"

    def of(self, company: str) -> "ActualsCase":
        """Lines of company.yaml."""
        return replace(self, company=textwrap.dedent(company))

    def reads(self, extract: str) -> "ActualsCase":
        """Further lines of the extract in sources.yaml."""
        return replace(self, extract=textwrap.dedent(extract))

    def kpi(self, sheet: str) -> "ActualsCase":
        """Lines of the sheet of the KPI `k`."""
        return replace(self, kpis=textwrap.dedent(sheet).strip())

    def wants(self, *key_results: str) -> "ActualsCase":
        """Key results in YAML, called kr1, kr2 and so on."""
        return replace(self, key_results=key_results)

    def measures(self, rows: str) -> "ActualsCase":
        """The extract's rows."""
        return replace(self, rows=rows)

    def logs(self, rows: str) -> "ActualsCase":
        """Rows of actuals.csv: key result, on, for, actual."""
        return replace(self, log=rows)

    def seen(self, as_of: str) -> "ActualsCase":
        """The day of the run."""
        return replace(self, as_of=as_of)

    def in_cycle(self, cycle: str) -> "ActualsCase":
        """The cycle that is asked for."""
        return replace(self, cycle=cycle)

    def finds(self, expected: str) -> None:
        """These actuals."""
        wanted = [{_NAMES.get(name, name): cell for name, cell in row.items()} for row in read_table(expected)]
        require_agreement(wanted, self.actuals.iter_rows(named=True))

    @cached_property
    def actuals(self) -> pl.DataFrame:
        """KEY_RESULT_ACTUALS of the cycle."""
        key_results = goal_tables_of(self.catalogue)["key_results"].filter(cycle_id=self.cycle)
        own = goal_measures_of(self.catalogue, self.cycle)
        goals = measured_goals(key_results, kpis=measures_of(self.catalogue), own=own, plan=self.plan)
        rows = read_frame(self.rows).rename({"on": "period_on"})
        dated = rows.cast({"period_on": pl.Date}).sort("period_on", maintain_order=True)
        read = read_goals([(self.plan, goals)], Source.of(dated, self.value_plan))
        values = values_of_goals([read], least_people=self.plan.policy.suppress_people_below)
        return find_actuals(key_results, values=values, actuals=self._log, plan=self.plan)

    @property
    def _log(self) -> pl.DataFrame:
        rows = read_frame(self.log).rename(
            {"key result": "key_result_id", "on": "dated_on", "for": "for_on"}, strict=False
        )
        return ACTUALS.check(rows.with_row_index("actual_id"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The company as loaded."""
        listed = "".join(_list_item(f"id: kr{n}\n" + text) for n, text in enumerate(self.key_results, start=1))
        okrs = "- id: o\n  objective: Better\n  level: company\n  key_results:\n" + listed
        files = {
            "company.yaml": f"name: Example\n{self.company}\n",
            "sources.yaml": _SOURCES + textwrap.indent(self.extract, "    "),
            "kpis/k.yaml": "- id: k" + _KPI + textwrap.indent(self.kpis, "  ") + "\n",
            f"okrs/{self.cycle}/goals.yaml": okrs,
        }
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_catalogue(self.folder)

    @cached_property
    def plan(self) -> CyclePlan:
        """The cycle as scoring asks for it."""
        company = self.catalogue.company
        found = cycle_named(self.cycle, company)
        assert found is not None
        return CyclePlan(
            cycle=found,
            as_of=datetime.fromisoformat(self.as_of).replace(tzinfo=UTC),
            timezone=company.timezone,
            fiscal=self.catalogue.fiscal,
            policy=self.catalogue.policy,
            calendar=working_calendar(None, range(2024, 2028)),
        )

    @property
    def value_plan(self) -> ValuePlan:
        """The same for the values of KPIs."""
        plan = self.plan
        month: Period = plan.fiscal.containing(plan.judged_on, Grain.MONTH)
        review = ReviewPlan(month, plan.as_of, plan.timezone, plan.fiscal, plan.policy, plan.calendar)
        return ValuePlan(review, data_from=datetime.fromisoformat("2025-01-01").date())


def _list_item(text: str) -> str:
    lines = textwrap.dedent(text).strip().splitlines()
    return textwrap.indent("\n".join(["- " + lines[0], *("  " + line for line in lines[1:])]), "    ") + "\n"
