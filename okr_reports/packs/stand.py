"""From tables to standings: every KPI of the catalogue, in its order, hidden where the company says so."""

from collections.abc import Mapping
from dataclasses import replace

from okr_reports.catalogue.model import Kpi
from okr_reports.packs.hidden import hidden
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.numbers import NumberStyle, choose_style, sharpened
from okr_reports.packs.signals import signals_by_subject
from okr_reports.packs.standings import Reading, Standing
from okr_reports.packs.table_rows import Readings, Row, Subject, actions_by_kpi, last_year_of, previous_of
from okr_reports.periods import Grain
from okr_reports.words import Cadence, Health, Reason

GRAIN_OF = {
    Cadence.DAILY: Grain.DAY,
    Cadence.WEEKLY: Grain.WEEK,
    Cadence.MONTHLY: Grain.MONTH,
    Cadence.QUARTERLY: Grain.QUARTER,
    Cadence.HALF_YEARLY: Grain.HALF_YEAR,
    Cadence.YEARLY: Grain.YEAR,
}
LONGER = (Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR, Grain.YEAR_TO_DATE)
SPARK_POINTS = 13
_DEPARTMENT = "department/"


def standings_of(inputs: ReviewInputs) -> tuple[Standing, ...]:
    """Every KPI of the catalogue, each followed by its departments' parts; a KPI without scores is unknown."""
    readings = Readings(inputs.tables.health, fiscal=inputs.catalogue.fiscal)
    actions = actions_by_kpi(inputs.tables.kpi_actions, inputs.tables.actions)
    signals = signals_by_subject(inputs.tables.signals, fiscal=inputs.catalogue.fiscal)
    shown = _shown_by_kpi(inputs)
    standings: list[Standing] = []
    for kpi in inputs.catalogue.kpis.values():
        rows = shown.get(kpi.id, []) or [_no_row(kpi, inputs)]
        own = [
            replace(
                _standing(kpi, row, inputs=inputs, readings=readings), signal=signals.get((kpi.id, row["entity_id"]))
            )
            for row in rows
        ]
        standings += [
            replace(part, action=None if part.is_part else actions.get(kpi.id))
            for part in hidden(own, inputs.catalogue.policy.suppress_people_below)
        ]
    return tuple(standings)


def _shown_by_kpi(inputs: ReviewInputs) -> dict[str, list[Row]]:
    """KPI id → its rows, the company's first, then the departments' by id; teams and persons have other reports."""
    found: dict[str, list[Row]] = {}
    for row in inputs.tables.shown.sort("entity_id", nulls_last=False).iter_rows(named=True):
        entity = row["entity_id"]
        if entity is None or entity.startswith(_DEPARTMENT):
            found.setdefault(row["kpi_id"], []).append(row)
    return found


def _no_row(kpi: Kpi, inputs: ReviewInputs) -> Row:
    grain = GRAIN_OF[kpi.cadence]
    period = inputs.catalogue.fiscal.containing(inputs.month.last_day, grain)
    blank = dict.fromkeys(inputs.tables.shown.columns)
    state = {"health": Health.UNKNOWN, "reason": Reason.FAILED, "is_apart": False, "is_judged": False}
    return blank | {"kpi_id": kpi.id, "grain": grain, "period_id": period.key} | state


def _standing(kpi: Kpi, row: Row, *, inputs: ReviewInputs, readings: Readings) -> Standing:
    subject: Subject = (kpi.id, row["entity_id"])
    period = readings.period(row["period_id"], Grain(row["grain"]))
    now = readings.at(subject, period)
    entity = row["entity_id"]
    history = [r for r in readings.of(subject, period.grain) if r.is_history and r.period.start <= period.start]
    standing = Standing(
        kpi=kpi,
        department=entity.removeprefix(_DEPARTMENT) if entity else kpi.department,
        is_part=entity is not None,
        now=now,
        health=Health(row["health"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        is_apart=bool(row["is_apart"]),
        is_judged=bool(row["is_judged"]),
        met_count=row["met_count"],
        judged_count=row["judged_count"],
        previous=previous_of(row, readings=readings),
        last_year=last_year_of(row, readings=readings),
        style=NumberStyle(inputs.catalogue.company.locale),
        history=tuple(history),
        longer=_longer(subject, inputs=inputs, readings=readings),
    )
    return replace(standing, style=_style(standing, inputs))


def _longer(subject: Subject, *, inputs: ReviewInputs, readings: Readings) -> Mapping[Grain, Reading]:
    periods = [inputs.catalogue.fiscal.containing(inputs.month.start, grain) for grain in LONGER]
    return {period.grain: readings.at(subject, period) for period in periods}


def _style(standing: Standing, inputs: ReviewInputs) -> NumberStyle:
    """By the author's decimals, else by the values; sharper where value and target would print alike but differ."""
    company, kpi, now = inputs.catalogue.company, standing.kpi, standing.now
    recent = [reading.value for reading in standing.history[-SPARK_POINTS:]]
    values = [value for value in (*recent, standing.last_year.value) if value is not None]
    style = choose_style(kpi.unit, values or now.target.edges, locale=company.locale, currency=company.currency)
    if kpi.decimals is not None:
        return replace(style, decimals=kpi.decimals)
    return sharpened(style, now.value, edges=now.target.edges)
