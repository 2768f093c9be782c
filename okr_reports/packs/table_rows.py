"""Rows of the scored tables as objects: readings, comparisons, targets, actions."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from okr_reports.packs.standings import ActionStanding, Comparison, Reading
from okr_reports.packs.targets import TargetInForce
from okr_reports.periods import FiscalCalendar, Grain, Period
from okr_reports.words import ActionState, Health, Operator, Reason, TargetState

Row = Mapping[str, Any]
Subject = tuple[str, str | None]


class Readings:
    """All readings of a review, found by KPI, entity and length of period; each list is oldest first."""

    def __init__(self, health: pl.DataFrame, *, fiscal: FiscalCalendar) -> None:
        """`health` as tables.KPI_HEALTH."""
        self._fiscal = fiscal
        self._periods: dict[tuple[str, Grain], Period] = {}
        self._lists: dict[tuple[Subject, Grain], list[Reading]] = {}
        for row in health.iter_rows(named=True):
            key = ((row["kpi_id"], row["entity_id"]), Grain(row["grain"]))
            self._lists.setdefault(key, []).append(self._reading(row))
        for readings in self._lists.values():
            readings.sort(key=lambda reading: reading.period.start)

    def period(self, key: str, grain: Grain) -> Period:
        """The period with this key; year to date is kept under its last month's key."""
        if (key, grain) not in self._periods:
            found = self._fiscal.period(key)
            is_to_date = grain is Grain.YEAR_TO_DATE
            self._periods[key, grain] = self._fiscal.containing(found.start, grain) if is_to_date else found
        return self._periods[key, grain]

    def of(self, subject: Subject, grain: Grain) -> list[Reading]:
        """All readings of one subject in periods of one length."""
        return self._lists.get((subject, grain), [])

    def at(self, subject: Subject, period: Period) -> Reading:
        """The reading of one period; an empty one when scoring has no row for it."""
        for reading in reversed(self.of(subject, period.grain)):
            if reading.period.key == period.key:
                return reading
        return Reading(period, reason=Reason.NO_DATA)

    def _reading(self, row: Row) -> Reading:
        since = row["missed_since"]
        grain = Grain(row["grain"])
        return Reading(
            period=self.period(row["period_id"], grain),
            value=row["value"],
            n=row["n"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            reason=Reason(row["reason"]) if row["reason"] else None,
            health=Health(row["health"]),
            target=_target(row),
            is_in_norm=bool(row["is_in_norm"]),
            missed_since=self.period(since, grain) if since else None,
            missed_count=row["missed_count"] or 0,
            is_partial=bool(row["is_partial"]),
            is_history=bool(row["is_history"]),
            value_reason=Reason(row["value_reason"]) if row["value_reason"] else None,
            people_count=row["people_count"],
        )


def _target(row: Row) -> TargetInForce:
    return TargetInForce(
        op=Operator(row["target_op"]) if row["target_op"] else None,
        value=row["target_value"],
        low=row["target_low"],
        high=row["target_high"],
        at_risk=row["target_at_risk"],
        at_risk_low=row["target_at_risk_low"],
        at_risk_high=row["target_at_risk_high"],
        from_key=row["target_from"],
        set_on=row["target_set_on"],
        state=TargetState(row["target_state"]) if row["target_state"] else None,
        why=row["target_why"],
        sentence=row["target_sentence"],
        is_back_dated=bool(row["is_back_dated"]),
    )


def previous_of(shown: Row, *, readings: Readings) -> Comparison:
    """The comparison with the period before, from a row of tables.KPI_SHOWN."""
    return _comparison(shown, "previous", readings)


def last_year_of(shown: Row, *, readings: Readings) -> Comparison:
    """The comparison with the same period last year, from a row of tables.KPI_SHOWN."""
    return _comparison(shown, "last_year", readings)


def _comparison(shown: Row, prefix: str, readings: Readings) -> Comparison:
    key, reason, health = (shown.get(f"{prefix}_{name}") for name in ("period_id", "reason", "health"))
    period = readings.period(key, Grain(shown["grain"])) if key else None
    subject = shown["kpi_id"], shown["entity_id"]
    return Comparison(
        period=period,
        value=shown[f"{prefix}_value"],
        n=shown[f"{prefix}_n"],
        reason=Reason(reason) if reason else None,
        health=Health(health) if health else None,
        by=shown[f"{prefix}_by"],
        unit=shown[f"{prefix}_unit"],
        people_count=readings.at(subject, period).people_count if period else None,
    )


def actions_by_kpi(matched: pl.DataFrame, actions: pl.DataFrame) -> dict[str, ActionStanding]:
    """KPI id → where its action stands, from tables.KPI_ACTIONS and tables.ACTIONS."""
    joined = matched.join(actions.drop("kpi_id"), on="action_id", how="left")
    return {row["kpi_id"]: _action(row) for row in _named(joined)}


def _action(row: Row) -> ActionStanding:
    names = ("text", "owner_id", "raised_on", "due_on", "done_on", "expected_by", "overdue_since")
    return ActionStanding(state=ActionState(row["state"]), **{name: row[name] for name in names})


def _named(table: pl.DataFrame) -> Iterable[Row]:
    return table.iter_rows(named=True)
