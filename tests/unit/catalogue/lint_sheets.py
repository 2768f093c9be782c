"""KPI sheets written as lines of a table, made into a company folder, and the advice that is given on each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okr_reports.catalogue.load import load_catalogue
from okr_reports.findings import Finding

TABLES = Path(__file__).parent / "tables"
TODAY = date(2026, 9, 30)
_PER_OWNER = 5


@dataclass(frozen=True)
class Line:
    """One line of a table: its group, the codes expected of it, and the sheet in YAML."""

    group: str
    expected: frozenset[str]
    id: str
    name: str
    sheet: str


def lines_of(table: str, *, has_codes: bool) -> list[Line]:
    """The lines of `tables/<table>.txt`; comments begin a group."""
    group, lines, ids = "", [], set[str]()
    for number, text in enumerate((TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines()):
        if text.startswith("# "):
            group = re.findall(r"[a-z]+", text)[0]
        elif text.strip():
            cells = [cell.strip() for cell in text.split("|")]
            codes = cells.pop(0).split() if has_codes else []
            lines.append(_line(cells, codes, Folder("bad" if has_codes else group, number, ids)))
    return lines


def line_of(text: str, *, department: str = "other") -> Line:
    """One line with its codes in front; `-` for none."""
    codes, *cells = [cell.strip() for cell in text.split("|")]
    return _line(cells, codes.strip("-").split(), Folder(department, 0, set()))


@dataclass(frozen=True)
class Folder:
    """Where a line stands: the department of its group, its number, and the ids taken so far."""

    department: str
    number: int
    ids: set[str]


def _line(cells: list[str], codes: list[str], folder: Folder) -> Line:
    name, formula, unit, target, *more = [*cells, ""][:5]
    slug = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") if name.isascii() else f"line-{folder.number}"
    id = f"{folder.department}/{slug}"
    id = f"{id}-{folder.number}" if id in folder.ids else id
    folder.ids.add(id)
    keys: dict[str, str] = {
        "id": id, "name": _quoted(name), "department": folder.department,
        "owner": f"{folder.department}-{len(folder.ids) // _PER_OWNER}",
        "extract": f"e-{slug}" if formula else "ready", "cadence": "monthly", "unit": _quoted(unit),
        **({"formula": _quoted(formula)} if formula else {}), **_written(more[0]),
    }  # fmt: skip
    set_on, start = keys.pop("set_on", "2025-12-15"), keys.pop("from", _start(keys["cadence"]))
    keys = {key: value for key, value in keys.items() if value != "null"}
    more_of_it = f", at_risk: {keys.pop('at_risk')}" if "at_risk" in keys else ""
    keys |= _targets(target, f"from: {start}, set_on: {set_on}{more_of_it}")
    return Line(
        folder.department, frozenset(codes), id, name, f"- {{{', '.join(f'{k}: {v}' for k, v in keys.items())}}}"
    )


def _start(cadence: str) -> str:
    return {"monthly": "2026-01", "weekly": "2026-W01", "quarterly": "2026-Q1", "half_yearly": "2026-H1"}[cadence]


def _written(keys: str) -> dict[str, str]:
    """`a: 1, b: [x, y]` as keys and values."""
    pairs = re.findall(r"([a-z_]+): (\[[^\]]*\]|[^,]+)(?:, |$)", keys)
    return {key: value if key != "filter" else _quoted(value) for key, value in pairs}


def _targets(target: str, head: str) -> dict[str, str]:
    if target == "-":
        return {"direction": "lower"}
    if target == "tbd":
        return {"direction": "lower", "targets": f"[{{{head}, state: tbd}}]"}
    if target.startswith("["):
        return {"targets": f"[{{{head}, between: {target}}}]"}
    operator, value = target.split()
    return {"targets": f'[{{{head}, op: "{operator}", value: {value}}}]'}


def _quoted(text: str) -> str:
    return f'"{text}"'


def advice_by_sheet(folder: Path, lines: list[Line]) -> Mapping[str, list[Finding]]:
    """Id → what is advised on the sheet, when all of them are one company."""
    catalogue = load_catalogue(write_company(folder, lines))
    found: dict[str, list[Finding]] = {line.id: [] for line in lines}
    for finding in catalogue.findings_on(TODAY):
        found.setdefault(finding.subject_id, []).append(finding)
    return found


def write_company(folder: Path, lines: list[Line]) -> Path:
    """The company folder with these sheets, each on an extract of its own."""
    own = (re.findall(r"extract: ([\w-]+)", line.sheet)[0] for line in lines)
    extracts = [f"  {id}: {{file: data/rows.csv, period: {{column: day}}, value: amount}}" for id in dict.fromkeys(own)]
    files = {
        "company.yaml": "name: Example\ntimezone: UTC\n",
        "sources.yaml": "\n".join(["extracts:", *extracts]),
        "data/rows.csv": "day,amount\n",
        "kpis/all.yaml": "\n".join(line.sheet for line in lines) + "\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
