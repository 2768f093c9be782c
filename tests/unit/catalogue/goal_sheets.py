"""Objectives and key results written as lines of a table, made into a company folder, and the advice given on each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from okr_reports.catalogue.load import load_catalogue
from okr_reports.findings import Finding

_TABLES = Path(__file__).parent / "tables"
CYCLE = "2026-Q3"
_KPIS = """
- {id: ops/downtime, name: Downtime, formula: AVG(x), unit: h, direction: lower, extract: rows, counterweight: ops/csat}
- {id: ops/late-trains, name: Late trains, formula: COUNT(*), direction: lower, extract: rows, cadence: monthly}
- {id: ops/yearly-survey, name: Survey, formula: AVG(x), direction: higher, extract: rows, cadence: yearly}
- {id: ops/retention, name: Retention, formula: AVG(x), direction: higher, window: 12 months, extract: rows}
- {id: ops/handling-time, name: Handling time, formula: AVG(x), unit: min, direction: lower, extract: rows}
- {id: ops/closed-per-agent, name: Closed per agent, formula: AVG(x), direction: higher, extract: rows}
- {id: ops/csat, name: CSAT, formula: AVG(x), direction: higher, extract: rows}
"""
COMPANY = {
    "company.yaml": "name: Example\n",
    "sources.yaml": "extracts:\n  rows: {file: rows.csv, period: {column: day}}\n",
    "rows.csv": "day,x\n",
    "kpis/all.yaml": _KPIS,
}


@dataclass(frozen=True)
class GoalLine:
    """One line of a table: the code expected of it, its field, and the key result or objective in YAML."""

    group: str
    code: str
    id: str
    title: str
    sheet: str


def key_result_lines(table: str, *, has_codes: bool) -> list[GoalLine]:
    """The key results of `tables/<table>.txt`; comments begin a field."""
    group, lines = "", []
    for number, text in enumerate((_TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines()):
        if text.startswith("# "):
            group = re.findall(r"[a-z]+", text)[0]
        elif text.strip():
            lines.append(key_result_line(text if has_codes else f"- | {text}", f"{group}/{number}"))
    return lines


def key_result_line(text: str, id: str = "one/1") -> GoalLine:
    """`code | title | figures | further keys` as a key result."""
    code, title, figures, more = [cell.strip() for cell in f"{text} | |".split(" |")][:4]
    keys = [f"id: {id}", f'title: "{title}"', _figures(figures), *([more] if more else [])]
    return GoalLine(id.split("/", maxsplit=1)[0], code.strip("- "), id, title, "{" + ", ".join(keys) + "}")


def objective_lines(table: str) -> list[GoalLine]:
    """The objectives of `tables/<table>.txt`."""
    lines = []
    for number, text in enumerate((_TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines()):
        if text.strip() and not text.startswith("#"):
            code, title = [cell.strip() for cell in text.split("|", 1)]
            lines.append(GoalLine("", code.strip("-"), f"o{number}", title, _objective(number, title)))
    return lines


def foreign_titles() -> list[str]:
    """Titles in other languages, some of which begin like English ones."""
    return (_TABLES / "foreign_key_results.txt").read_text(encoding="utf-8").splitlines()


def _objective(number: int, title: str) -> str:
    way = "baseline: 1, target: 2"
    results = ", ".join(f"{{id: o{number}/{n}, title: Measure {number} number {n} of x, {way}}}" for n in (1, 2))
    return f'{{id: o{number}, objective: "{title}", owner: E{number}, team: t{number}, key_results: [{results}]}}'


def _figures(text: str) -> str:
    """`4.1 -> 4.5 %`, `of 20`, `hold <= 3`, `100 by -10%`, `steps`, `done`, `manual` as keys."""
    words = text.split()
    if "->" in words:
        unit = f', unit: "{words[3]}"' if len(words) > 3 else ""
        return f"kind: metric, baseline: {words[0]}, target: {words[2]}{unit}"
    if "by" in words:
        return f"kind: change, baseline: {words[0]}, change_by: {words[2]}"
    if words[0] == "of":
        return f"kind: count, of: {words[1]}"
    if words[0] == "hold":
        return f'kind: hold, at: {{op: "{words[1]}", value: {words[2]}}}'
    return {
        "steps": "kind: milestones, milestones: [{title: First}, {title: Second}]",
        "done": "kind: binary",
        "manual": "kind: manual",
    }[text]


def folder_of_key_results(lines: Sequence[GoalLine]) -> str:
    """The key results in objectives of three, each of a team of its own."""
    objectives = []
    for number, start in enumerate(range(0, len(lines), 3)):
        some = [line.sheet for line in lines[start : start + 3]]
        # A last one alone would be too few.
        kept = [*some, "{id: rest/1, title: Rest of x, baseline: 1, target: 2}"] if len(some) == 1 else some
        head = f"- id: o{number}\n  objective: Wanted state number {number}\n  owner: E{number}\n  team: t{number}\n"
        objectives.append(head + "  key_results:\n" + "".join(f"    - {sheet}\n" for sheet in kept))
    return "".join(objectives)


def goal_advice(folder: Path, goals: str, company: str = "name: Example\n", cycle: str = CYCLE) -> tuple[Finding, ...]:
    """What is advised on the goals of one cycle."""
    return goal_advice_by_cycle(folder, {f"okrs/{cycle}/all.yaml": goals, "company.yaml": company}).get(cycle, ())


def goal_advice_by_cycle(folder: Path, files: Mapping[str, str]) -> Mapping[str, tuple[Finding, ...]]:
    """What is advised on the goals of a company with these files."""
    for name, text in {**COMPANY, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load_catalogue(folder).goal_advice
