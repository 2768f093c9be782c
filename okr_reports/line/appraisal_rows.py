"""The way to the rows behind the KPIs of roles: one extract, and mostly one month, is in memory at a time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

import polars as pl

from okr_reports.extracts.rows import KeptExtracts, load_rows
from okr_reports.line.appraisal_request import AppraisalRequest
from okr_reports.line.stages import value_plan
from okr_reports.measures import Measure, columns_of
from okr_reports.scoring.achievement_plan import Definitions, ExtractRows


def rows_of(
    request: AppraisalRequest, definitions: Sequence[Definitions], *, parts: pl.DataFrame
) -> Mapping[str, ExtractRows]:
    """Of every extract behind a role's KPIs the way to its rows, month by month."""
    kept = KeptExtracts(request.store, parts, request.catalogue)
    measures = [measure for each in definitions for measure in _of_roles(each)]
    found: dict[str, ExtractRows] = {}
    for extract in dict.fromkeys(
        measure.extract for measure in measures if measure.extract in request.catalogue.extracts
    ):
        columns = columns_of(measure for measure in measures if measure.extract == extract)
        plan = value_plan(request.month, parts=parts, extract=extract)
        load = partial(_load, kept, extract, columns=columns)
        found[extract] = ExtractRows(extract, load, plan.data_from or _first_day(parts, extract), plan.covers_until)
    return found


def _load(kept: KeptExtracts, extract: str, months: Sequence[str] | None, *, columns: Sequence[str]) -> pl.DataFrame:
    return load_rows(kept, extract, months=months, columns=columns)


def _of_roles(definitions: Definitions) -> Iterator[Measure]:
    wanted = set(definitions.role_kpis["kpi_id"])
    return (measure for measure in definitions.measures if measure.kpi_id in wanted)


def _first_day(parts: pl.DataFrame, extract: str) -> date | None:
    months = parts.filter(pl.col("extract") == extract, pl.col("period_id") != "none")["period_id"]
    return date.fromisoformat(f"{months.min()}-01") if months.len() else None
