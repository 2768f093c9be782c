"""How key results were defined when they were first seen: the goalposts that today's are held against (rules §5)."""

import json
from collections.abc import Iterable
from datetime import date

import polars as pl

from okr_reports.catalogue.goals_definitions import OF_KPI, goal_definitions
from okr_reports.goal_tables import DEFINITIONS, FIRST_SEEN, KEY_RESULT_ACTUALS
from okr_reports.line.retro_request import RetroRequest
from okr_reports.line.retro_witnesses import Witnesses
from okr_reports.scoring.original_goals import GoalHistory


def goal_history(request: RetroRequest, seen: Witnesses, *, changes: pl.DataFrame) -> GoalHistory:
    """The definitions of the cycle's key results as they were first seen, and as they are now.

    What was measured otherwise then is measured again by `with_first_actuals` (retro_originals).
    """
    now = goal_definitions(json.loads(request.catalogue.canonical_json), request.cycle.key)
    return GoalHistory(
        first=first_definitions(request, seen),
        current=_table((*row, None) for row in now),
        changes=pl.concat([changes, _of_kpis(request, seen, changes)]),
        first_actuals=KEY_RESULT_ACTUALS.empty(),
    )


def _of_kpis(request: RetroRequest, seen: Witnesses, changes: pl.DataFrame) -> pl.DataFrame:
    """What the log says of KPIs since key results on them were first seen, as said of those key results."""
    rows = [
        (id, placed.entry.kpi, witness.seen_at.astimezone(request.month.zone).date())
        for id, witness in seen.first.items()
        if (placed := request.catalogue.key_results.get(id)) is not None and placed.entry.kpi is not None
    ]
    schema = {"id": pl.String(), "changed_id": pl.String(), "seen_on": pl.Date()}
    goals = pl.DataFrame(rows, schema=schema, orient="row")
    said = changes.filter(pl.col("field").is_in(OF_KPI)).join(goals, on="changed_id")
    later = said.filter(pl.col("changed_on") >= pl.col("seen_on"))
    return later.with_columns(changed_id="id", field="kpi_" + pl.col("field")).select(changes.columns)


def first_definitions(request: RetroRequest, seen: Witnesses) -> pl.DataFrame:
    """DEFINITIONS of the cycle's key results by their earliest witness, with its day in the company's time zone."""
    return _table(
        (id, field, value, witness.seen_at.astimezone(request.month.zone).date())
        for id, witness in seen.first.items()
        for field, value in witness.definition.fields.items()
    )


def first_seen_days(definitions: pl.DataFrame) -> pl.DataFrame:
    """FIRST_SEEN from the DEFINITIONS that key results were first seen with."""
    each = definitions.select("key_result_id", "first_seen_on").unique("key_result_id", maintain_order=True)
    return FIRST_SEEN.check(each)


def _table(rows: Iterable[tuple[str, str, str | None, date | None]]) -> pl.DataFrame:
    return DEFINITIONS.check(pl.DataFrame(list(rows), schema=DEFINITIONS.columns, orient="row"))
