"""A large company from the outside: 120 KPIs in 12 departments over three years, one whole review with all formats.

Run: python benchmarks/large_pack.py. Memory is the largest process of the run, the PDF worker included.
"""

import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from machine import command_cost, compiled_apart, describe_machine

DEPARTMENTS, KPIS_EACH, ROWS_A_MONTH, TIMES = 12, 10, 60, 3
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025, 2026) for month in range(1, 13)][9:45]
PROGRAM = (sys.executable, "-m", "okr_reports.cli.main")
COMPANY = f"""name: Large Ltd
currency: EUR
locale: en_US
timezone: Europe/Berlin
holidays: DE
data_from: {MONTHS[0]}
"""
FORMULAS = (
    "AVG(k{n})",
    "MEDIAN(k{n})",
    "QUANTILE_CONT(k{n}, 0.9)",
    "SUM(k{n}) * 100 / SUM(k0)",
    "SUM(k{n}) / COUNT(*)",
)


def main() -> None:
    """Measure the run, print the figures of docs/performance.md."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        write_company(scratch / "company")
        os.environ |= compiled_apart(scratch)
        run = [*PROGRAM, "run", "kpi-review", MONTHS[-1], "--as-of", "2026-10-05T06:00", "--quiet"]
        costs = [
            command_cost([*run, "--company", str(scratch / "company"), "--store", str(scratch / f"store-{number}")])
            for number in range(TIMES + 1)
        ][1:]
        size = sum(file.stat().st_size for file in (scratch / "store-1" / "published").rglob("*") if file.is_file())
    print(describe_machine())
    cpu, wall = (statistics.median(getattr(cost, field) for cost in costs) for field in ("cpu", "wall"))
    print(f"{DEPARTMENTS * KPIS_EACH} KPIs, {DEPARTMENTS} departments, {len(MONTHS)} months: all formats")
    memory = max(cost.memory for cost in costs)
    print(f"{cpu:6.2f} s CPU, {wall:.2f} s, {memory:.0f} MiB, {size / 2**20:.1f} MiB published")


def write_company(folder: Path) -> None:
    """One extract and one file of sheets per department; every seventh KPI moves for good in the last half-year."""
    (folder / "kpis").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "company.yaml").write_text(COMPANY, encoding="utf-8")
    extracts = ["extracts:"]
    for department in range(1, DEPARTMENTS + 1):
        extracts += [f"  d{department}:", f"    file: data/d{department}.csv", "    period: {column: day}"]
        (folder / "data" / f"d{department}.csv").write_text("\n".join(rows(department)) + "\n", encoding="utf-8")
        sheets = "\n".join(sheet(department, number) for number in range(1, KPIS_EACH + 1))
        (folder / "kpis" / f"d{department}.yaml").write_text(sheets, encoding="utf-8")
    (folder / "sources.yaml").write_text("\n".join(extracts) + "\n", encoding="utf-8")


def rows(department: int) -> Iterator[str]:
    """The department's rows of all months, the same on every machine."""
    chance = random.Random(department)
    yield ",".join(["day", *(f"k{number}" for number in range(KPIS_EACH + 1))])
    for place, month in enumerate(MONTHS):
        means = [100 + chance.gauss(0, 4) for _ in range(KPIS_EACH + 1)]
        is_late = place >= len(MONTHS) - 6
        moved = [mean + 15 if is_late and (department + number) % 7 == 0 else mean for number, mean in enumerate(means)]
        for row in range(ROWS_A_MONTH):
            cells = (f"{mean + chance.gauss(0, 10):.2f}" for mean in moved)
            yield ",".join([f"{month}-{row % 28 + 1:02}", *cells])


def sheet(department: int, number: int) -> str:
    """One definition sheet; targets lie around the mean, so that about half are met."""
    formula = FORMULAS[number % len(FORMULAS)].format(n=number)
    target = 112 if "QUANTILE" in formula else 101
    return f"""- id: d{department}/k{number}
  name: Measure {number} of department {department}
  department: d{department}
  extract: d{department}
  formula: {formula}
  direction: lower
  targets:
    - {{from: 2026-01, op: "<=", value: {target}, set_on: 2025-12-15}}"""


if __name__ == "__main__":
    main()
