"""KRA achievement of 10,000 employees from 10 million rows in monthly parts, against the same figures by DuckDB.

Run: python benchmarks/achievement.py. Twenty roles of five KPIs: a quantile, a mean, a ratio and a sum measured for the
person, and one for the team. One employee in ten joined, one in ten changed team in mid-month, one in twenty was on
leave. The rival groups the parts by employee and month and counts months met: no segments, leave, reasons or scaling.
Each runs in a process of its own, which reads the parts from disk.
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
from machine import command_cost, describe_machine

from okr_reports.appraisal_tables import EMPLOYEE_ACHIEVEMENTS, ROLE_KPIS
from okr_reports.catalogue.formula import parse_formula
from okr_reports.measures import Bound, Measure, TargetRow
from okr_reports.periods import FiscalCalendar, Grain
from okr_reports.policy import Policy
from okr_reports.scoring.achievement import PeopleInputs, score_people
from okr_reports.scoring.achievement_plan import AppraisalPlan, Definitions, ExtractRows
from okr_reports.tables import PEOPLE
from okr_reports.words import Direction, Operator
from okr_reports.working_days import WorkingCalendar

EMPLOYEES, ROWS, ROLES, TIMES = 10_000, 10_000_000, 20, 3
MONTHS = [f"2026-{month:02}" for month in range(1, 7)]
FORMULAS = (
    ("hours", "QUANTILE_CONT(hours, 0.9)", Operator.AT_MOST, 12.0, "person"),
    ("effort", "AVG(effort)", Operator.AT_MOST, 50.0, "person"),
    ("on-time", "SUM(is_on_time) * 100 / COUNT(*)", Operator.AT_LEAST, 50.0, "person"),
    ("closed", "COUNT(*)", Operator.AT_LEAST, 160.0, "person"),
    ("team-hours", "AVG(hours)", Operator.AT_MOST, 6.0, "team"),
)


def main() -> None:
    """Print the seconds and mebibytes of both, run in turn."""
    print(describe_machine())
    with tempfile.TemporaryDirectory() as folder:
        _write_parts(Path(folder))
        for _ in range(TIMES):
            for name in ("ours", "duckdb"):
                cost = command_cost([sys.executable, __file__, name, folder])
                print(f"{name:8} {cost.wall:6.2f} s  {cost.cpu:6.2f} s of processor  {cost.memory:6.0f} MiB")


def ours(folder: Path) -> pl.DataFrame:
    """EMPLOYEE_ACHIEVEMENTS by this program."""
    plan = AppraisalPlan(
        FiscalCalendar().period("2026-H1"), datetime(2026, 7, 5, tzinfo=UTC), "UTC", FiscalCalendar(), Policy(),
        WorkingCalendar(),
    )  # fmt: skip
    extract = ExtractRows("rows", lambda months: _load(folder, months or MONTHS), date(2026, 1, 1), None)
    definitions = Definitions(_role_kpis(), _measures())
    inputs = PeopleInputs(pl.read_parquet(folder / "people.parquet"), definitions, {"rows": extract})
    return score_people(inputs, plan=plan)[EMPLOYEE_ACHIEVEMENTS.name]


def rival(folder: Path) -> pl.DataFrame:
    """Months met of months, by employee, as somebody would write it in SQL."""
    query = """
        WITH of_person AS (
            SELECT person, date_trunc('month', period_on) AS month, quantile_cont(hours, 0.9) AS hours,
                avg(effort) AS effort, sum(is_on_time) * 100 / count(*) AS on_time, count(*) AS closed
            FROM read_parquet($rows) GROUP BY ALL),
        of_team AS (
            SELECT team, date_trunc('month', period_on) AS month, avg(hours) AS hours
            FROM read_parquet($rows) GROUP BY ALL)
        SELECT p.person, avg(((p.hours <= 12)::INT + (p.effort <= 50)::INT + (p.on_time >= 50)::INT
            + (p.closed >= 160)::INT + (t.hours <= 6)::INT) / 5) AS achievement
        FROM of_person p JOIN read_parquet($people) e ON e.id = p.person
        JOIN of_team t ON t.team = e.team AND t.month = p.month GROUP BY ALL ORDER BY ALL"""
    with duckdb.connect() as connection:
        files = {"rows": f"{folder}/rows-*.parquet", "people": f"{folder}/people.parquet"}
        return connection.sql(query, params=files).pl()


def _measures() -> tuple[Measure, ...]:
    return tuple(
        Measure(
            kpi_id=f"{name}-{role}",
            extract="rows",
            grain=Grain.MONTH,
            direction=Direction.HIGHER if op is Operator.AT_LEAST else Direction.LOWER,
            formula=parse_formula(formula),
            min_n=10,
            team_column="team",
            person_column="person",
            targets=(TargetRow("2026-01", date(2026, 1, 1), Bound(op, value)),),
        )
        for role in range(ROLES)
        for name, formula, op, value, _ in FORMULAS
    )


def _role_kpis() -> pl.DataFrame:
    rows = [
        (f"role-{role}", "all", "All", 100.0, 1, f"{name}-{role}", 20.0, place, measured)
        for role in range(ROLES)
        for place, (name, _, _, _, measured) in enumerate(FORMULAS, 1)
    ]
    return ROLE_KPIS.check(pl.DataFrame(rows, schema=ROLE_KPIS.columns, orient="row"))


def _load(folder: Path, months: Sequence[str]) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(folder / f"rows-{month}.parquet") for month in months])


def _write_parts(folder: Path) -> None:
    random = np.random.default_rng(8)
    for number, month in enumerate(MONTHS, 1):
        count = ROWS // len(MONTHS)
        first, end = np.datetime64(month), np.datetime64(f"2026-{number + 1:02}")
        days = random.integers(first.astype("M8[D]").astype(int), end.astype("M8[D]").astype(int), count)
        who = random.integers(0, EMPLOYEES, count)
        pl.DataFrame(
            {
                "period_on": pl.Series(days, dtype=pl.Int32()).cast(pl.Date()),
                "person": pl.Series(who).cast(pl.String()).str.zfill(5),
                "team": pl.Series(who % 500).cast(pl.String()),
                "hours": random.gamma(2, 3, count),
                "effort": random.random(count) * 100,
                "is_on_time": random.integers(0, 2, count).astype(float),
            }
        ).write_parquet(folder / f"rows-{month}.parquet")
    _people().write_parquet(folder / "people.parquet")


def _people() -> pl.DataFrame:
    rows = [row for number in range(EMPLOYEES) for row in _rows_of(number)]
    named = pl.DataFrame(rows, schema=["id", "role", "team", "from_on", "to_on", "status"], orient="row")
    nothing = [name for name in PEOPLE.columns if name not in named.columns]
    return PEOPLE.check(named.with_columns(pl.lit(None).alias(name) for name in nothing))


def _rows_of(number: int) -> list[tuple[object, ...]]:
    id, role, team = f"{number:05}", f"role-{number % ROLES}", str(number % 500)
    always = date(2020, 1, 1)
    match number % 20:
        case 3 | 13:
            return [(id, role, team, date(2026, 2, 10), None, "active")]
        case 5 | 15:
            moved = (id, role, str((number + 1) % 500), date(2026, 3, 18), None, "active")
            return [(id, role, team, always, date(2026, 3, 17), "active"), moved]
        case 7:
            leave = (id, role, team, date(2026, 4, 6), date(2026, 5, 29), "on_leave")
            back = (id, role, team, date(2026, 5, 30), None, "active")
            return [(id, role, team, always, date(2026, 4, 5), "active"), leave, back]
        case _:
            return [(id, role, team, always, None, "active")]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print({"ours": ours, "duckdb": rival}[sys.argv[1]](Path(sys.argv[2])).describe())
    else:
        main()
