"""Late data of a cycle whose retro is published: extracts that did not reach its end, actuals and check-ins since."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.errors import OkrReportsError
from okr_reports.extracts.records import read_records
from okr_reports.goal_tables import ACTUALS, CHECK_INS, KEY_RESULTS
from okr_reports.goal_words import ActualSource, NoScore
from okr_reports.line.late import LAST_PERIODS, Arrivals, LatePeriod, arrivals, is_expected, was_whole
from okr_reports.line.request import OKR_RETRO, RunRequest
from okr_reports.line.retro_request import RetroRequest
from okr_reports.periods import Grain
from okr_reports.scoring.actuals import find_actuals
from okr_reports.scoring.actuals_values import KEY_RESULT_VALUES
from okr_reports.scoring.plan import CyclePlan
from okr_reports.store.history import published_json, published_manifest, published_periods
from okr_reports.store.manifests import Manifest
from okr_reports.store.store import Store

Report = Mapping[str, Any]
_LOGS = "the logs"
# Of these no log says another figure than the report.
_SETTLED = (NoScore.CANCELLED, NoScore.DEFERRED, NoScore.CONFIDENTIAL)


def cycle_arrivals(catalogue: Catalogue, store: Store, *, as_of: datetime) -> list[Arrivals]:
    """What has arrived for the last published cycles that had ended: rows of late extracts, and of logs.

    Logs are read from their files; those that a query stands in for are watched as extracts. `as_of`: aware.
    """
    return list(_each(catalogue, store, as_of))


def _each(catalogue: Catalogue, store: Store, as_of: datetime) -> Iterator[Arrivals]:
    cycles = [cycle for key, cycle in catalogue.cycles.items() if key in published_periods(store, OKR_RETRO)]
    for cycle in cycles[-LAST_PERIODS:]:
        manifest = published_manifest(store, report=OKR_RETRO, period=cycle.key)
        report = published_json(store, manifest) if manifest else {"partial": True}
        if manifest is None or report["partial"]:
            continue
        month = catalogue.fiscal.containing(cycle.last_day, Grain.MONTH)
        extracts = tuple(_late_extracts(catalogue, manifest, report))
        late = LatePeriod(OKR_RETRO, cycle.key, month, manifest.version, extracts, cycle.end)
        found = arrivals(late, catalogue=catalogue, store=store, as_of=as_of)
        run = RetroRequest(cycle, RunRequest(catalogue, store, month, as_of, as_of), is_partial=False)
        yield _with_logs(found, run, report)


def _late_extracts(catalogue: Catalogue, manifest: Manifest, report: Report) -> Iterator[str]:
    """Those that did not reach the cycle's end, or had no row of its last month, of those that were expected."""
    cycle = catalogue.cycles[manifest.period]
    month = catalogue.fiscal.containing(cycle.last_day, Grain.MONTH)
    own = {placed.entry.extract for placed in catalogue.key_results.values() if placed.cycle == cycle}
    for read in report.get("data_quality", {"extracts": ()})["extracts"]:
        id = str(read["extract"])
        extract = catalogue.extracts.get(id)
        is_dated = extract is not None and extract.period is not None
        last = {**read, "rows": read["last_month_rows"]}
        is_wanted = id in own or is_expected(id, catalogue=catalogue, month=month)
        if is_dated and is_wanted and not was_whole(last, catalogue=catalogue, manifest=manifest):
            yield id


def _with_logs(found: Arrivals, run: RetroRequest, report: Report) -> Arrivals:
    try:
        logs = read_records(run.catalogue, as_of=run.month.as_of)
    except OkrReportsError:
        return replace(found, unanswered=(*found.unanswered, _LOGS))
    said = [one for objective in report["objectives"] for one in objective["key_results"]]
    counts = {
        ACTUALS.name: _new_actuals(logs.actuals, said, run=run),
        CHECK_INS.name: _new_check_ins(logs.check_ins, said, plan=run.plan()),
    }
    return replace(found, rows={**found.rows, **{name: count for name, count in counts.items() if count}})


def _new_check_ins(check_ins: pl.DataFrame, said: list[Report], *, plan: CyclePlan) -> int:
    """How many more check-ins of the cycle there are than the report shows."""
    shown = {one["id"]: len(one["check_ins"]) for one in said}
    inside = pl.col("checked_in_on").is_between(plan.cycle.start, plan.cycle.last_day)
    counted = check_ins.filter(inside, pl.col("key_result_id").is_in(list(shown))).group_by("key_result_id").len()
    return sum(max(count - shown[id], 0) for id, count in counted.iter_rows())


def _new_actuals(log: pl.DataFrame, said: list[Report], *, run: RetroRequest) -> int:
    """Of how many key results that no KPI and no formula measured the log says another actual than the report."""
    unmeasured = (None, ActualSource.ACTUALS, ActualSource.WRITTEN)
    open_ = [one for one in said if one["source"] in unmeasured and one["reason"] not in _SETTLED]
    shown = {one["id"]: one["actual"] for one in open_}
    key_results = run.goals[KEY_RESULTS.name].filter(cycle_id=run.cycle.key)
    wanted = key_results.filter(pl.col("key_result_id").is_in(list(shown)))
    now = find_actuals(wanted, values=KEY_RESULT_VALUES.empty(), actuals=log, plan=run.plan())
    logged = now.filter(pl.col("source") == ActualSource.ACTUALS)
    return sum(shown[id] != actual for id, actual in logged.select("key_result_id", "actual").iter_rows())
