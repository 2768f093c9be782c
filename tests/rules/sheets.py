"""KPI sheets and points as the rows of a rule's table say them, in short."""

import textwrap

import polars as pl

_SHEET = {"id": "k", "name": "The KPI", "extract": "rows", "direction": "higher"}
JUDGED = ("health", "reason", "is_in_norm", "is_met")
_TABLE_ONLY = ("value", "target", *JUDGED)
_MARKS = {None: ".", "outside_limits": "o", "trend": "t", "two_of_three": "2", "one_side": "s"}
SIGNAL = (
    "charted", "charted_unit", "centre", "lower", "upper", "points", "is_trial", "rule", "variation", "assurance",
    "reason", "marks",
)  # fmt: skip


def list_item(sheet: str) -> str:
    """One KPI sheet as an item of a YAML list, with what every sheet needs."""
    lines = sheet.strip().splitlines()
    written = {line.split(":")[0] for line in lines}
    missing = [f"{name}: {value}" for name, value in _SHEET.items() if name not in written]
    return "- " + textwrap.indent("\n".join([*missing, *lines]), "  ").strip()


def formula_sheet(kpi_id: str, row: dict[str, str | None], names: tuple[str, ...]) -> str:
    """A sheet with these settings of the row."""
    return "\n".join([f"id: {kpi_id}", *(f'{name}: "{row[name]}"' for name in names if row.get(name))])


def judged_sheet(place: int, row: dict[str, str | None]) -> str:
    """The sheet of a row with one `value`, judged by its `target`."""
    target = row["target"] or ""
    is_ceiling, is_range = "at_most" in target or "<" in target, "between" in target
    direction = "range" if is_range else "lower" if is_ceiling else "higher"
    settings = {"direction": direction, "formula": "SUM(value) / COUNT(*)", **row, "filter": f"kpi = 'k{place}'"}
    written = [f'{name}: "{value}"' for name, value in settings.items() if name not in _TABLE_ONLY and value]
    targets = ["targets:", f"  - {{from: 2026-01, {target}}}"] if target else []
    return "\n".join([f"id: k{place}", *written, *targets])


def charted_sheet(place: int, row: dict[str, str | None]) -> str:
    """The sheet of a row with `values`, one a month, and a `target` that was in force all the time."""
    settings = {"formula": "AVG(x)", **row, "filter": f"kpi = 'k{place}'"}
    written = [
        f'{name}: "{value}"' for name, value in settings.items() if name not in (*SIGNAL, "values", "target") and value
    ]
    targets = ["targets:", f"  - {{from: 2020-01, {row['target']}}}"] if row.get("target") else []
    return "\n".join([f"id: k{place}", *written, *targets])


def by_kpi(signals: pl.DataFrame, count: int) -> list[pl.DataFrame]:
    """Each KPI's points, by its number."""
    return [signals.filter(kpi_id=f"k{place}") for place in range(count)]


def marks(points: pl.DataFrame) -> str:
    """By which rule each point signals, one letter each."""
    return "".join(_MARKS[rule] for rule in points["rule"])


def months_up_to(month: str, count: int) -> list[str]:
    """This many months, the given one last."""
    last = int(month[:4]) * 12 + int(month[5:]) - 1
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(last - count + 1, last + 1)]
