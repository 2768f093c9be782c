"""The inputs of a review made by hand from the sample company's figures, so that pages can be looked at and tested."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.catalogue.model import Kpi
from okr_reports.findings import Finding
from okr_reports.packs.inputs import ReviewInputs, ReviewTables
from okr_reports.periods import FiscalCalendar, Grain, Period
from okr_reports.tables import (
    ACTIONS,
    KPI_ACTIONS,
    KPI_HEALTH,
    KPI_SHOWN,
    PEOPLE,
    QUARANTINED,
    SNAPSHOT_PARTS,
    TableSpec,
)
from okr_reports.words import Severity
from tests.rendering.sample_company import SHEETS, VALUES, catalogue, cells, extracts, numbered_sheets, sheets

FISCAL = FiscalCalendar()
MONTH = FISCAL.period("2026-09")
AS_OF = datetime(2026, 10, 1, 6, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
EIGHT = (
    "sales/net-new-mrr",
    "success/gross-churn",
    "support/p90-first-response",
    "support/tickets-per-100",
    "support/reopen-rate",
    "engineering/uptime",
    "people-finance/time-to-fill",
    "people-finance/enps",
)
ACTION_ROWS = """
success/gross-churn | 2026-08-12 | Renewal calls to the ten largest accounts at risk | E003 | 2026-09-20 | 2026-09-18
success/time-to-first-value | 2026-08-14 | Alert when a set-up step fails | E020 | 2026-09-30 | 2026-09-24
support/p90-first-response | 2026-08-14 | Second shift cover | E012 | 2026-09-15 |
support/p90-first-response | 2026-09-28 | On-call agent replies first, within the shift | E012 | 2026-10-20 |
sales/sales-cycle | 2026-09-29 | Standard answers for the legal review | E002 | 2026-10-24 |
"""
MATCHED_ROWS = """
support/p90-first-response | open | 4 | |
sales/sales-cycle | open | 5 | |
people-finance/time-to-fill | missing | | |
support/first-contact | missing | | |
success/early-renewals | due | | 2026-10-15 |
success/nrr | due | | 2026-10-15 |
"""
PEOPLE_ROWS = """
E002 | Anil Mehta | Head of sales
E003 | Divya Menon | Head of customer success
E012 | Ravi Iyer | Head of support
E020 | Sana Qureshi | Head of engineering
E031 | Priya Nair | Head of people
"""


def sample_inputs(kpi_ids: list[str] | None = None, *, is_partial: bool = False, **changes: object) -> ReviewInputs:
    """The review of September 2026 over all 25 KPIs, or these; `changes` are fields of company.yaml."""
    kpis = {kpi_id: kpi for kpi_id, kpi in sheets().items() if kpi_ids is None or kpi_id in kpi_ids}
    inputs = inputs_for(kpis, figures(), **changes)
    return so_far(inputs) if is_partial else inputs


def so_far(inputs: ReviewInputs) -> ReviewInputs:
    """The same review on a month that has not ended."""
    is_open = pl.col("period_id").is_in([MONTH.key, "2026-Q3"])
    health = inputs.tables.health.with_columns(is_partial=is_open)
    return replace(inputs, is_partial=True, tables=replace(inputs.tables, health=health))


def numbered_inputs(count: int, *, departments: int, **changes: object) -> ReviewInputs:
    """A review over so many KPIs; their values rise and fall around the target of 60 %."""
    kpis = numbered_sheets(count, departments=departments)
    values = {
        kpi_id: (500, [50.0 + (7 * place + 3 * month) % 23 for month in range(13)]) for place, kpi_id in enumerate(kpis)
    }
    return inputs_for(kpis, values, departments=None, **changes)


def figures() -> dict[str, tuple[int, list[float | None]]]:
    """KPI id → n of the month, and its thirteen values."""
    return {row[0]: (int(row[1]), [_number(text) for text in row[2].split()]) for row in cells(VALUES)}


def inputs_for(
    kpis: dict[str, Kpi], values: dict[str, tuple[int, list[float | None]]], **changes: object
) -> ReviewInputs:
    """A review over these sheets and values."""
    rows = [row for kpi in kpis.values() for row in health_rows(kpi, *values[kpi.id])]
    health = frame(KPI_HEALTH, rows)
    return ReviewInputs(
        catalogue=catalogue(kpis, **changes),
        tables=ReviewTables(
            health=health,
            shown=shown(health, list(kpis)),
            kpi_actions=only(kpi_actions(), kpis),
            actions=actions(),
            people=people(),
            parts=parts(),
            quarantined=quarantined(),
        ),
        month=MONTH,
        as_of=AS_OF,
        version=1,
        is_partial=False,
        generator="okr_reports 0.1.0",
        findings=(
            Finding("STALE-TARGET", Severity.WARNING, "sales/discount-depth", "the target was set 20 months ago"),
            Finding("KPI-LEADING", Severity.ADVICE, "engineering/p1-incidents", "name what drives it"),
        ),
        software={"polars": "2.1.0", "weasyprint": "70.0"},
    )


def frame(spec: TableSpec, rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows as the table of this specification; columns not given are empty."""
    blank = dict.fromkeys(spec.columns)
    return spec.check(pl.DataFrame([blank | row for row in rows], schema=dict(spec.columns)))


def health_rows(kpi: Kpi, n: int, values: list[float | None], entity: str | None = None) -> list[dict[str, object]]:
    """Thirteen months and the longer periods of one KPI, judged by its one target."""
    months = FISCAL.run_up_to(MONTH, len(values))
    run = 0
    rows = []
    for month, value in zip(months, values, strict=True):
        row = _row(kpi, month, value, n=n) | {"entity_id": entity}
        run = 0 if row["is_met"] in (True, None) else run + 1
        since = FISCAL.shifted(month, 1 - run).key if run else None
        rows.append(row | {"missed_count": run, "missed_since": since})
    longer = [FISCAL.containing(MONTH.start, grain) for grain in (Grain.QUARTER, Grain.YEAR_TO_DATE)]
    last = values[-1] if values else None
    return rows + [
        _row(kpi, period, last, n=n * 3) | {"entity_id": entity, "health": "unknown", "target_op": None}
        for period in longer
        if last is not None
    ]


def shown(health: pl.DataFrame, kpi_ids: list[str]) -> pl.DataFrame:
    """What the pack shows: September against August and September of the year before."""
    months = health.filter(pl.col("grain") == "month")
    rows = []
    for row in months.filter(pl.col("period_id") == MONTH.key).iter_rows(named=True):
        mine = months.filter((pl.col("kpi_id") == row["kpi_id"]) & pl.col("entity_id").eq_missing(row["entity_id"]))
        before = _compared(mine, row, "2026-08", "previous")
        last_year = _compared(mine, row, "2025-09", "last_year")
        rows.append(
            {
                "kpi_id": row["kpi_id"],
                "entity_id": row["entity_id"],
                "grain": "month",
                "period_id": MONTH.key,
                "is_apart": False,
                "is_judged": row["health"] != "unknown",
                "health": row["health"],
                "reason": row["reason"],
            }
            | before
            | last_year
        )
    return frame(KPI_SHOWN, rows)


def _compared(months: pl.DataFrame, row: dict, key: str, prefix: str) -> dict[str, object]:
    other = months.filter(pl.col("period_id") == key).row(0, named=True)
    percent = row["kpi_id"] in PERCENT
    both = None not in (row["value"], other["value"])
    by = (row["value"] - other["value"]) if both and percent else None
    by = (row["value"] / other["value"] - 1) * 100 if both and not percent and other["value"] else by
    found = {"period_id": key, "value": other["value"], "n": other["n"], "reason": other["reason"]}
    found |= {"by": by, "unit": "pt" if percent else "%"} | (
        {"health": other["health"]} if prefix == "previous" else {}
    )
    return {f"{prefix}_{name}": value for name, value in found.items()}


PERCENT = {row[0] for row in cells(SHEETS) if row[3] == "%"}


def _row(kpi: Kpi, period: Period, value: float | None, *, n: int) -> dict[str, object]:
    target = kpi.targets[0] if kpi.targets else None
    judged = _judged(value, target) if target else {"health": "unknown", "reason": "no_target"}
    return {
        "kpi_id": kpi.id,
        "grain": str(period.grain),
        "period_id": period.key,
        "value": value,
        "n": n if value is not None else None,
        "is_history": period.grain is Grain.MONTH,
        "target_op": str(target.op) if target else None,
        "target_value": target.value if target else None,
        "target_at_risk": target.at_risk if target else None,
        "target_from": "2026-01" if target else None,
        "target_set_on": target.set_on if target else None,
    } | judged


def _judged(value: float | None, target) -> dict[str, object]:
    if value is None:
        return {"health": "unknown", "reason": "no_data", "is_met": None}
    sign = 1 if target.op == ">=" else -1
    is_met = (value - target.value) * sign >= -1e-9
    base = min(target.value, 100 - target.value) if 50 < target.value < 100 else target.value
    bound = target.at_risk if target.at_risk is not None else target.value - sign * 0.06 * base
    is_near = (value - bound) * sign >= -1e-9
    health = "healthy" if is_met else "at_risk" if is_near else "off_target"
    return {"health": health, "is_met": is_met, "is_in_norm": False}


def kpi_actions() -> pl.DataFrame:
    """Where the actions for missed targets stand."""
    rows = [
        {"kpi_id": r[0], "state": r[1], "action_id": int(r[2]) if r[2] else None, "expected_by": _date(r[3])}
        for r in cells(MATCHED_ROWS)
    ]
    return frame(KPI_ACTIONS, rows)


def actions() -> pl.DataFrame:
    """The action log."""
    names = ("kpi_id", "raised_on", "text", "owner_id", "due_on", "done_on")
    rows = [dict(zip(names, row, strict=True)) for row in cells(ACTION_ROWS)]
    dated = [row | {name: _date(row[name]) for name in names if name.endswith("_on")} for row in rows]
    return frame(ACTIONS, [row | {"action_id": number} for number, row in enumerate(dated, start=1)])


def people() -> pl.DataFrame:
    """Five people since 2024."""
    rows = [
        {"id": r[0], "name": r[1], "role": r[2], "from_on": date(2024, 8, 1), "status": "active"}
        for r in cells(PEOPLE_ROWS)
    ]
    return frame(PEOPLE, rows)


def parts() -> pl.DataFrame:
    """The snapshots of September; the survey was not run, agents have no period."""
    read_at = datetime(2026, 9, 30, 20, 40, tzinfo=UTC)
    names = [name for name in extracts() if name != "enps_survey"]
    rows = [
        {
            "extract": name,
            "period_id": "none" if name == "agents" else MONTH.key,
            "sha256": f"{number:02x}c3d80b6f" + "0" * 54,
            "row_count": 1204 * (number + 1),
            "rejected_count": 7 if name == "tickets" else 0,
            "read_at": read_at,
            "covers_until": datetime(2026, 9, 28, tzinfo=UTC) if name == "tickets" else None,
        }
        for number, name in enumerate(names)
    ]
    return frame(SNAPSHOT_PARTS, rows)


def quarantined() -> pl.DataFrame:
    """Seven cells that could not be read."""
    rows = [
        {
            "extract": "tickets",
            "file": "data/tickets.csv",
            "row": 40 + number,
            "column": "first_response_hours",
            "raw": "n.a.",
        }
        for number in range(7)
    ]
    return frame(QUARANTINED, rows)


def only(table: pl.DataFrame, kpis: dict[str, Kpi]) -> pl.DataFrame:
    """The rows of these KPIs."""
    return table.filter(pl.col("kpi_id").is_in(list(kpis)))


def changed(inputs: ReviewInputs, table: str, kpi_id: str, **columns: object) -> ReviewInputs:
    """The same review with these columns of the KPI's rows of September in one of its tables changed."""
    frame = getattr(inputs.tables, table)
    is_month = pl.col("period_id") == MONTH.key if "period_id" in frame.columns else pl.lit(value=True)
    here = (pl.col("kpi_id") == kpi_id) & is_month
    edits = {
        name: pl.when(here).then(pl.lit(value, dtype=frame.schema[name])).otherwise(pl.col(name))
        for name, value in columns.items()
    }
    return replace(inputs, tables=replace(inputs.tables, **{table: frame.with_columns(**edits)}))


def with_sheet(inputs: ReviewInputs, kpi_id: str, **fields: object) -> ReviewInputs:
    """The same review with these fields of one definition sheet changed."""
    kpis = dict(inputs.catalogue.kpis)
    kpis[kpi_id] = kpis[kpi_id].model_copy(update=fields)
    return replace(inputs, catalogue=replace(inputs.catalogue, kpis=kpis))


def with_notes(inputs: ReviewInputs, text: str) -> ReviewInputs:
    """The same review with commentary for the month."""
    return replace(inputs, catalogue=replace(inputs.catalogue, notes={MONTH.key: text}))


def _number(text: str) -> float | None:
    return None if text == "-" else float(text)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
