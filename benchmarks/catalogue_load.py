"""How long a company folder of 500 KPIs takes to load and check. Run: python benchmarks/catalogue_load.py"""

import tempfile
from pathlib import Path

from machine import describe_machine, median_seconds

from okr_reports.catalogue.load import load_catalogue

KPIS, FILES, LIMIT_SECONDS = 500, 20, 0.3
COMPANY = "name: Five hundred KPIs\ntimezone: Asia/Kolkata\ndata_from: 2024-08\n"
SOURCES = """\
extracts:
  tickets:
    file: data/tickets.csv
    period: {column: resolved_on}
    columns: {resolved_on: date, hours: number, replies: number, is_reopened: boolean, channel: text}
"""
SHEET = """\
- id: department-{file}/kpi-{number}
  name: Measure {number} of department {file}
  department: department-{file}
  owner: E{number:03}
  perspective: quality
  formula: {formula}
  filter: channel = 'mail' AND hours >= {number}
  extract: tickets
  unit: "%"
  direction: lower
  min_n: 30
  targets:
    - {{from: 2025-01, op: "<=", value: {number}.5, set_on: 2024-12-20}}
    - {{from: 2026-01, op: "<=", value: {number}, set_on: 2026-01-09, at_risk: {above}, why: A better year}}
"""
FORMULAS = (
    "COUNT(*) FILTER (WHERE is_reopened) * 100 / COUNT(*)",
    "QUANTILE_CONT(hours, 0.9)",
    "SUM(CASE WHEN replies = 1 THEN 1 ELSE 0 END) * 100 / COUNT(*)",
    "AVG(hours)",
)


def main() -> None:
    """Write the folder, load it repeatedly, print the median beside the limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder)
        seconds = median_seconds(lambda: load_catalogue(folder), times=7)
        loaded = len(load_catalogue(folder).kpis)
    print(describe_machine())
    print(f"{loaded} KPIs loaded in {seconds:.3f} s ({seconds / LIMIT_SECONDS:.2f} of the limit of {LIMIT_SECONDS} s)")


def _write(folder: Path) -> None:
    (folder / "kpis").mkdir()
    (folder / "data").mkdir()
    (folder / "company.yaml").write_text(COMPANY, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "data" / "tickets.csv").write_text("resolved_on,hours,replies,is_reopened,channel\n", encoding="utf-8")
    for file in range(FILES):
        (folder / "kpis" / f"department-{file}.yaml").write_text(_sheets(file), encoding="utf-8")


def _sheets(file: int) -> str:
    numbers = range(1, KPIS // FILES + 1)
    return "\n".join(
        SHEET.format(file=file, number=number, above=number + 1, formula=FORMULAS[number % len(FORMULAS)])
        for number in numbers
    )


if __name__ == "__main__":
    main()
