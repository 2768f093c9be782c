"""What key results would have measured today by their first definition: the score without a change (rules §5)."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from okr_reports.catalogue.goals_as_first import as_first_defined
from okr_reports.goal_tables import ACTUALS, KEY_RESULT_ACTUALS, KEY_RESULTS
from okr_reports.line.retro_measured import actuals_of, value_key_results
from okr_reports.line.retro_request import RetroRequest
from okr_reports.scoring.original_differences import find_differences
from okr_reports.scoring.original_goals import GoalHistory
from okr_reports.scoring.original_variants import remeasured
from okr_reports.tables import SNAPSHOT_PARTS

Tables = Mapping[str, pl.DataFrame]


def with_first_actuals(request: RetroRequest, tables: Tables, *, history: GoalHistory) -> GoalHistory:
    """The history with KEY_RESULT_ACTUALS by the first definitions, of the key results that were measured otherwise.

    Computed from the same snapshot parts and the same log. One whose first source is gone has no row.
    """
    first = _first_fields(history)
    if not first:
        return replace(history, first_actuals=KEY_RESULT_ACTUALS.empty())
    catalogue = as_first_defined(request.catalogue, first)
    then = replace(request, month=replace(request.month, catalogue=catalogue))
    key_results = then.goals[KEY_RESULTS.name].filter(cycle_id=request.cycle.key)
    values = value_key_results(then, key_results, parts=tables[SNAPSHOT_PARTS.name])
    return replace(history, first_actuals=actuals_of(then, key_results, values=values, log=tables[ACTUALS.name]))


def _first_fields(history: GoalHistory) -> Mapping[str, Mapping[str, str | None]]:
    """Key result id → its fields as they were first, of those whose difference changes what is measured."""
    different = find_differences(history)
    ids = remeasured(different)["key_result_id"].unique(maintain_order=True).to_list()
    fields: dict[str, dict[str, str | None]] = {id: {} for id in ids}
    for table, value in ((history.current, "value"), (different, "original")):
        own = table.filter(pl.col("key_result_id").is_in(ids))
        for id, field, text in own.select("key_result_id", "field", value).rows():
            fields[id][field] = text
    return fields
