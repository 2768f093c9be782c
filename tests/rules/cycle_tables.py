"""Tables of goals as text: what a row leaves out is the usual, so that only what matters is written."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from okr_reports.goal_reading_tables import STANDARDS
from okr_reports.goal_tables import ACTUALS, CHECK_INS, KEY_RESULT_SCORES, KEY_RESULTS, OBJECTIVES, RETRO_NOTES
from okr_reports.tables import KPI_HEALTH, KPI_SHOWN, KPI_SIGNALS, PEOPLE, TableSpec
from tests.rules.text_tables import read_header, read_table

_NAMES = {
    "key result": "key_result_id", "objective": "objective_id", "kpi": "kpi_id", "period": "period_id",
    "length": "grain", "on": "checked_in_on", "due": "due_on", "written": "written_on", "ended": "state_on",
    "cycle": "cycle_id", "of": "group_id", "team": "team_id", "department": "department_id", "owner": "owner_id",
    "supports": "supports_id", "counterweight": "counterweight_id", "local": "is_local", "reached": "is_reached",
    "counted": "is_counted", "subject": "subject_id", "by": "author_id",
}  # fmt: skip
_USUAL: Mapping[str, Mapping[str, object]] = {
    "objectives": {
        "objective_id": "o", "cycle_id": "2026-Q3", "title": "Better", "level": "company", "is_local": False,
    },
    "key_results": {
        "key_result_id": "kr", "objective_id": "o", "cycle_id": "2026-Q3", "kind": "metric", "ambition": "aspirational",
        "weight": 1.0, "state": "active", "baseline": 0.0, "target": 10.0,
    },
    "key_result_scores": {"key_result_id": "kr", "objective_id": "o", "cycle_id": "2026-Q3", "is_counted": True},
    "check_ins": {"key_result_id": "kr"},
    "actuals": {"key_result_id": "kr"},
    "kpi_health": {"grain": "month", "health": "healthy", "is_history": True},
    "kpi_signals": {"grain": "month", "is_last": True, "period_id": "2026-09", "is_trial": False, "points": "13"},
    "kpi_shown": {"grain": "month", "period_id": "2026-09", "health": "healthy", "is_apart": False, "is_judged": True},
    "people": {"from_on": date(2020, 1, 1), "status": "active"},
    "retro_notes": {"cycle_id": "2026-Q3"},
}  # fmt: skip
_OWN_NAMES: Mapping[str, Mapping[str, str]] = {
    "actuals": {"on": "dated_on", "for": "for_on"},
    "retro_notes": {"on": "noted_on"},
    "people": {"team": "team", "department": "department"},
    "standards": {"from": "from_on", "set": "set_on"},
}
_NUMBERED = {"check_ins": "check_in_id", "actuals": "actual_id", "retro_notes": "note_id"}
SPECS = {
    spec.name: spec
    for spec in (
        OBJECTIVES, KEY_RESULTS, CHECK_INS, ACTUALS, KEY_RESULT_SCORES, RETRO_NOTES, STANDARDS, KPI_HEALTH, KPI_SHOWN,
        KPI_SIGNALS, PEOPLE,
    )
}  # fmt: skip


def named(table: str, name: str) -> str:
    """What a column is called that the text calls so."""
    return _OWN_NAMES.get(table, {}).get(name, _NAMES.get(name, name))


def table_of(name: str, text: str) -> pl.DataFrame:
    """The table of this name from its text."""
    spec, usual = SPECS[name], _USUAL.get(name, {})
    header = [named(name, column) for column in read_header(text)]
    rows = [dict(zip(header, row.values(), strict=True)) for row in read_table(text)]
    columns = {column: [row.get(column) for row in rows] for column in spec.columns}
    given = [
        _typed(column, cells, spec).fill_null(usual.get(column)) if column in usual else _typed(column, cells, spec)
        for column, cells in columns.items()
    ]
    frame = pl.DataFrame(given) if rows else spec.empty()
    number = _NUMBERED.get(name)
    return spec.check(frame if number is None else frame.with_columns(pl.int_range(pl.len()).alias(number)))


def _typed(column: str, cells: list[str | None], spec: TableSpec) -> pl.Series:
    texts, dtype = pl.Series(column, cells, dtype=pl.String()), spec.columns[column]
    if dtype == pl.Boolean():
        return texts.replace_strict({"yes": True, "no": False}, return_dtype=pl.Boolean())
    if dtype == pl.List(pl.String()):
        return texts.fill_null("").str.split(" ").list.eval(pl.element().filter(pl.element() != ""))
    if dtype == pl.Date():
        return texts.str.to_date()
    return texts.cast(dtype)
