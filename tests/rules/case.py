"""One rule at work: what a company writes, the rows it measured, and what scoring makes of them."""

import textwrap
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Self

import polars as pl

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from okr_reports.catalogue.measures import measures_of
from okr_reports.scoring.actions import match_actions
from okr_reports.scoring.alerts import find_alerts
from okr_reports.scoring.candidates import find_candidates
from okr_reports.scoring.health import judge_values
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.plan import EntityKind, ReviewPlan, ValuePlan
from okr_reports.scoring.proposals import propose_targets
from okr_reports.scoring.shown import show_month
from okr_reports.scoring.signals import judge_signals
from okr_reports.scoring.values import score_values
from okr_reports.tables import ACTIONS, KPI_REBASES
from tests.rules.sheets import (
    JUDGED,
    SIGNAL,
    by_kpi,
    charted_sheet,
    formula_sheet,
    judged_sheet,
    list_item,
    marks,
    months_up_to,
)
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
_KEYS = {"kpi": "kpi_id", "of": "entity_id", "length": "grain", "period": "period_id"}
_WHO = ("kpi_id", "entity_id")
_NAMES = {**_KEYS, "target": "target_value"}


@dataclass(frozen=True)
class Case:
    """A company of one extract, built up step by step; each step gives a new case."""

    folder: Path
    company: str = "data_from: 2026-01"
    extract: str = ""
    sheets: tuple[str, ...] = ()
    rows: str = "on"
    action_rows: str = "raised_on | due_on | done_on"
    rebase_rows: str = "kpi_id | from_on"
    with_goals: frozenset[str] = frozenset()
    month: str = "2026-09"
    as_of: str = "2026-10-05"
    covers_until: str | None = None
    kinds: frozenset[EntityKind] = frozenset({EntityKind.DEPARTMENT})

    def of(self, company: str) -> Self:
        """Lines of company.yaml."""
        return replace(self, company=textwrap.dedent(company))

    def reads(self, extract: str) -> Self:
        """Further lines of the extract in sources.yaml."""
        return replace(self, extract=textwrap.dedent(extract))

    def defines(self, sheet: str) -> Self:
        """Lines of a KPI sheet; without an `id` it is called k."""
        return replace(self, sheets=(*self.sheets, textwrap.dedent(sheet)))

    def measured(self, rows: str) -> Self:
        """The extract's rows; `on` is the day."""
        return replace(self, rows=rows)

    def acts(self, actions: str) -> Self:
        """Lines of actions.csv."""
        return replace(self, action_rows=actions)

    def rebases(self, rebases: str) -> Self:
        """From when on a KPI's points are one series."""
        return replace(self, rebase_rows=rebases)

    def has_goals_on(self, *kpi_ids: str) -> Self:
        """KPIs on which a key result is active."""
        return replace(self, with_goals=frozenset(kpi_ids))

    def reviews(self, month: str, *, as_of: str | None = None) -> Self:
        """The reported month, seen on the fifth of the next one unless told otherwise."""
        year, number = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
        return replace(self, month=month, as_of=as_of or f"{year:04}-{number + 1:02}-05")

    def is_complete_until(self, moment: str) -> Self:
        """Until when the extract is known to be complete."""
        return replace(self, covers_until=moment)

    def with_parts(self, *kinds: EntityKind) -> Self:
        """Whose values are wanted beside the company's."""
        return replace(self, kinds=frozenset(kinds))

    @cached_property
    def catalogue(self) -> Catalogue:
        """What was written, loaded from a real folder."""
        (self.folder / "kpis").mkdir(exist_ok=True)
        (self.folder / "company.yaml").write_text(f"name: Example\n{self.company.strip()}\n")
        (self.folder / "sources.yaml").write_text(_SOURCES + textwrap.indent(self.extract, "    "))
        (self.folder / "kpis" / "all.yaml").write_text("\n".join(list_item(sheet) for sheet in self.sheets))
        return load_catalogue(self.folder)

    @cached_property
    def plan(self) -> ReviewPlan:
        """The review that is asked for."""
        company = self.catalogue.company
        return ReviewPlan(
            month=self.catalogue.fiscal.period(self.month),
            as_of=datetime.fromisoformat(self.as_of).replace(tzinfo=UTC),
            timezone=company.timezone,
            fiscal=self.catalogue.fiscal,
            policy=self.catalogue.policy,
            calendar=working_calendar(company.holidays, range(2020, 2030)),
        )

    @cached_property
    def values(self) -> pl.DataFrame:
        """kpi_values."""
        company = self.catalogue.company
        stated = date.fromisoformat(f"{company.data_from}-01") if "data_from" in company.model_fields_set else None
        until = None if self.covers_until is None else datetime.fromisoformat(self.covers_until).replace(tzinfo=UTC)
        plan = ValuePlan(self.plan, data_from=stated, covers_until=until, kinds=self.kinds)
        rows = read_frame(self.rows).with_columns(period_on=pl.col("on").cast(pl.Date))
        return score_values(measures_of(self.catalogue), rows, plan=plan)

    @cached_property
    def health(self) -> pl.DataFrame:
        """kpi_health."""
        return judge_values(self.values, measures_of(self.catalogue), plan=self.plan)

    @cached_property
    def shown(self) -> pl.DataFrame:
        """kpi_shown."""
        return show_month(self.health, measures_of(self.catalogue), plan=self.plan)

    @cached_property
    def actions(self) -> pl.DataFrame:
        """kpi_actions."""
        written = read_frame(self.action_rows).with_row_index("action_id").with_columns(kpi_id=pl.lit("k"))
        nothing = [pl.lit(None).alias(name) for name in ACTIONS.columns if name not in written.columns]
        actions = ACTIONS.check(written.with_columns(nothing))
        return match_actions(self.shown, actions, health=self.health, plan=self.plan)

    @cached_property
    def judged(self) -> JudgedMonth:
        """The month as it was judged."""
        written = read_frame(self.rebase_rows).with_columns(why=pl.lit("new system"), is_formula_change=False)
        return JudgedMonth(
            self.health, self.shown, KPI_REBASES.check(written), measures_of(self.catalogue), plan=self.plan
        )

    @cached_property
    def signals(self) -> pl.DataFrame:
        """kpi_signals."""
        return judge_signals(self.judged)

    def gives(self, expected: str) -> None:
        """The values are these: kpi (k), of (the company), length (the cadence), period, and more."""
        _compare(expected, self.values, lengths=self._lengths)

    def judges(self, expected: str) -> None:
        """The values are judged like this; columns as in `gives`."""
        _compare(expected, self.health, lengths=self._lengths)

    def computes(self, expected: str) -> None:
        """Each `formula`, with a `filter` if there is one, gives this in the reviewed month."""
        rows = read_table(expected)
        sheets = [formula_sheet(f"f{place}", row, ("formula", "filter")) for place, row in enumerate(rows)]
        case = replace(self, sheets=tuple(sheets))
        found = case._of_month(case.values)
        wanted = [{name: cell for name, cell in row.items() if name not in ("formula", "filter")} for row in rows]
        require_agreement(wanted, [found[f"f{place}"] for place in range(len(rows))])

    def judges_each(self, expected: str) -> None:
        """Each `value` (one row) against each `target` (in force since January) is judged like this.

        Columns `unit`, `scale`, `direction` and further ones of a KPI sheet may stand beside them.
        """
        rows = read_table(expected)
        case = replace(self, sheets=tuple(judged_sheet(place, row) for place, row in enumerate(rows)))
        measured = "".join(f"{self.month}-15 | k{place} | {row['value'] or ''}\n" for place, row in enumerate(rows))
        found = case._of_month(replace(case, rows=f"on | kpi | value\n{measured}").health)
        wanted = [{name: cell for name, cell in row.items() if name in JUDGED} for row in rows]
        require_agreement(wanted, [found[f"k{place}"] for place in range(len(rows))])

    def signals_each(self, expected: str) -> None:
        """Each row's `values`, one a month up to the reviewed one (`-`: none), have this signal at the last one.

        `marks` says of every point by which rule it signals: `o`utside, `t`rend, `2` of three, one `s`ide, `.` none.
        Columns `direction`, `unit`, `chart`, `target` and further ones of a KPI sheet may stand beside them.
        """
        rows = read_table(expected)
        case = replace(self, sheets=tuple(charted_sheet(place, row) for place, row in enumerate(rows)))
        measured = "".join(self._measured(f"k{place}", row["values"] or "") for place, row in enumerate(rows))
        table = replace(case, rows=f"on | kpi | x\n{measured}").signals
        found = [{**own.row(-1, named=True), "marks": marks(own)} for own in by_kpi(table, len(rows))]
        require_agreement([{name: cell for name, cell in row.items() if name in SIGNAL} for row in rows], found)

    def measured_monthly(self, values: str) -> Self:
        """One value a month up to the reviewed one, in column x; `-` is a month without."""
        return replace(self, rows=f"on | kpi | x\n{self._measured('k', values)}")

    def _measured(self, kpi_id: str, values: str) -> str:
        cells = values.split()
        months = months_up_to(self.month, len(cells))
        return "".join(
            f"{month}-15 | {kpi_id} | {cell}\n" for month, cell in zip(months, cells, strict=True) if cell != "-"
        )

    def _of_month(self, table: pl.DataFrame) -> dict[str, dict[str, object]]:
        month = table.filter(period_id=self.month, grain="month")
        return {row["kpi_id"]: row for row in month.iter_rows(named=True)}

    @property
    def _lengths(self) -> dict[str, str]:
        return {one.kpi_id: one.grain for one in measures_of(self.catalogue)}

    def shows(self, expected: str) -> None:
        """The month's pack shows this of each KPI."""
        _compare(expected, self.shown)

    def signals_at(self, expected: str) -> None:
        """The points of these periods have this signal; columns as in `gives`."""
        _compare(expected, self.signals, lengths=self._lengths)

    def signals_over(self, expected: str) -> None:
        """All points of the only KPI, oldest first."""
        require_agreement(_renamed(read_table(expected)), self.signals.rows(named=True))

    def suggests(self, expected: str) -> None:
        """These are the candidates for the next cycle, first first."""
        found = find_candidates(self.judged, self.signals, active_kpi_ids=self.with_goals)
        periods = found.with_columns(pl.col("weak_periods").list.join(", "))
        require_agreement(_renamed(read_table(expected)), periods.rows(named=True))

    def proposes(self, expected: str) -> None:
        """These targets are proposed, and no other."""
        require_agreement(_renamed(read_table(expected)), propose_targets(self.judged).rows(named=True))

    def alerts(self, expected: str) -> None:
        """This is told at once, and nothing else."""
        require_agreement(_renamed(read_table(expected)), find_alerts(self.judged, self.signals).rows(named=True))

    def expects(self, expected: str) -> None:
        """The actions stand like this, and there is none for any other KPI."""
        _compare(expected, self.actions)
        assert self.actions.height == len(read_table(expected))


def _renamed(rows: list[dict[str, str | None]]) -> list[dict[str, str | None]]:
    return [{_NAMES.get(name, name): cell for name, cell in row.items()} for row in rows]


def _compare(expected: str, table: pl.DataFrame, lengths: dict[str, str] | None = None) -> None:
    rows = _renamed(read_table(expected))
    keys = [key for key in _KEYS.values() if key in table.columns and (lengths is not None or key in _WHO)]
    found = {tuple(row[key] for key in keys): row for row in table.iter_rows(named=True)}
    wanted = [{**_defaults(row, lengths), **row} for row in rows]
    actual = [found.get(tuple(row.get(key) for key in keys), {}) for row in wanted]
    require_agreement(rows, actual)


def _defaults(row: dict[str, str | None], lengths: dict[str, str] | None) -> dict[str, str | None]:
    kpi_id = row.get("kpi_id") or "k"
    length = {} if lengths is None else {"grain": str(lengths[kpi_id])}
    return {"kpi_id": kpi_id, "entity_id": None, **length}
