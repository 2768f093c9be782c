"""How long company folders of 500 KPIs and of 1,000 key results take to load and check.

Run: python benchmarks/catalogue_load.py
"""

import tempfile
from pathlib import Path

from machine import describe_machine, median_seconds

from okr_reports.catalogue.load import load_catalogue

KPIS, KEY_RESULTS, FILES, LIMIT_SECONDS = 500, 1_000, 20, 0.3
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
OBJECTIVE = """\
- id: team-{file}/o{number}
  objective: Make the work of team {file} better in its part {number}
  owner: E{number:03}
  level: team
  team: team-{file}
  supports: {supports}
  key_results:
    - {{id: team-{file}/o{number}/kr1, title: From 9 to 5, kpi: department-0/kpi-{number}, baseline: 9.1, target: 5,
       unit: "%", counterweight: department-0/kpi-25, written_on: 2026-06-28, contributors: [E001, E002], weight: 2}}
    - {{id: team-{file}/o{number}/kr2, title: From 60 to 30 hours, extract: tickets, formula: AVG(hours),
       filter: channel = 'mail', baseline: 60, target: 30, unit: h, min_n: 30, written_on: 2026-06-28}}
    - {{id: team-{file}/o{number}/kr3, title: At most 52 hours, at: {{op: "<=", value: 52}}, kpi: department-0/kpi-1}}
    - id: team-{file}/o{number}/kr4
      title: Ready for the audit
      milestones: [{{title: Scoped, done_on: 2026-07-20}}, {{title: Gaps closed, weight: 2}}, {{title: Audited}}]
    - id: team-{file}/o{number}/kr5
      title: From 20 to 18 replies
      change_by: -10%
      baseline: 20
      extract: tickets
      formula: SUM(replies)
      due_on: 2026-09-15
      trajectory: [{{on: 2026-08-01, value: 19.5}}, {{on: 2026-09-01, value: 18.5}}]
      state: {{is: cancelled, on: 2026-08-14, why: Another team took it over}}
"""
OF_AN_OBJECTIVE = 5


def main() -> None:
    """Write the folders, load them repeatedly, print the medians beside the limit."""
    print(describe_machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, kpi_files=FILES)
        seconds = median_seconds(lambda: load_catalogue(folder), times=7)
        _report(f"{len(load_catalogue(folder).kpis)} KPIs", seconds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, kpi_files=1)
        without = median_seconds(lambda: load_catalogue(folder), times=7)
        _write_goals(folder)
        seconds = median_seconds(lambda: load_catalogue(folder), times=7)
        _report(f"{len(load_catalogue(folder).key_results)} key results", seconds - without)


def _report(what: str, seconds: float) -> None:
    print(f"{what} loaded in {seconds:.3f} s ({seconds / LIMIT_SECONDS:.2f} of the limit of {LIMIT_SECONDS} s)")


def _write(folder: Path, *, kpi_files: int) -> None:
    (folder / "kpis").mkdir()
    (folder / "data").mkdir()
    (folder / "company.yaml").write_text(COMPANY, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "data" / "tickets.csv").write_text("resolved_on,hours,replies,is_reopened,channel\n", encoding="utf-8")
    for file in range(kpi_files):
        (folder / "kpis" / f"department-{file}.yaml").write_text(_sheets(file), encoding="utf-8")


def _write_goals(folder: Path) -> None:
    cycle = folder / "okrs" / "2026-Q3"
    cycle.mkdir(parents=True)
    for file in range(FILES):
        numbers = range(1, KEY_RESULTS // OF_AN_OBJECTIVE // FILES + 1)
        objectives = [
            OBJECTIVE.format(file=file, number=number, supports="team-0/o1/kr1" if file else "team-1/o1/kr4")
            if (file, number) not in ((0, 1), (1, 1))
            else OBJECTIVE.replace("  supports: {supports}\n", "").format(file=file, number=number)
            for number in numbers
        ]
        (cycle / f"team-{file}.yaml").write_text("\n".join(objectives), encoding="utf-8")


def _sheets(file: int) -> str:
    numbers = range(1, KPIS // FILES + 1)
    return "\n".join(
        SHEET.format(file=file, number=number, above=number + 1, formula=FORMULAS[number % len(FORMULAS)])
        for number in numbers
    )


if __name__ == "__main__":
    main()
