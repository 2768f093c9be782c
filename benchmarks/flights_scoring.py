"""A year of flights × 10 KPIs × 12 months from the same Parquet parts: ours, pandas, DuckDB, in one run.

Run: python benchmarks/flights_scoring.py (needs the dependency group `bench`). All three do the same work; a fourth
line is what a review asks of ours: also the quarter, the half-year, the year and the year to date, from their rows.
"""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb
import pandas
import polars as pl
from machine import describe_machine, median_seconds

from okr_reports.catalogue.load import load_catalogue
from okr_reports.catalogue.measures import measures_of
from okr_reports.extracts.rows import KeptExtracts, load_rows
from okr_reports.line.request import RunRequest, month_to_review
from okr_reports.line.stages import read_sources, review_plan
from okr_reports.measures import Measure, columns_of
from okr_reports.scoring.achievement_spans import GivenTimeline
from okr_reports.scoring.plan import ValuePlan
from okr_reports.scoring.source import Source
from okr_reports.scoring.values import score_source, score_values
from okr_reports.store.opening import open_store
from okr_reports.tables import SNAPSHOT_PARTS

ROOT = Path(__file__).parents[1]
AS_OF = datetime(2014, 1, 2, tzinfo=UTC)
TIMES = 15
# KPI → the same figure in DuckDB's SQL.
SQL = {
    "traffic/flights-scheduled": "COUNT(*)",
    "reliability/flights-diverted": "COUNT(*) FILTER (WHERE dep_time IS NOT NULL AND arr_delay IS NULL)",
    "punctuality/on-time-arrival": "COUNT(*) FILTER (WHERE arr_delay < 15) * 100 / COUNT(*)",
    "punctuality/on-time-arrival-operated": "COUNT(*) FILTER (WHERE arr_delay < 15) * 100 / COUNT(arr_delay)",
    "reliability/cancellations": "COUNT(*) FILTER (WHERE dep_time IS NULL) * 100 / COUNT(*)",
    "punctuality/long-delays": "COUNT(*) FILTER (WHERE arr_delay >= 60) * 100 / COUNT(arr_delay)",
    "punctuality/mean-departure-delay": "AVG(dep_delay)",
    "traffic/flights-per-aircraft": (
        "COUNT(tailnum) FILTER (WHERE dep_time IS NOT NULL)"
        " / COUNT(DISTINCT tailnum) FILTER (WHERE dep_time IS NOT NULL)"
    ),
    "punctuality/p90-departure-delay": "QUANTILE_CONT(dep_delay, 0.9)",
    "punctuality/median-arrival-delay": "MEDIAN(arr_delay)",
}
COLUMNS = ["dep_time", "dep_delay", "arr_delay", "tailnum", "period_on"]
Figures = dict[str, list[float]]


def main() -> None:
    """Read the flights into parts once, then let all three score them, compare, and print."""
    with tempfile.TemporaryDirectory() as folder:
        request, parts = _parts(Path(folder))
        digests = parts.filter(pl.col("extract") == "flights")["sha256"]
        files = [f"{folder}/store/snapshots/{digest}.parquet" for digest in digests]
        kept = KeptExtracts(request.store, parts, request.catalogue)
        rivals: dict[str, Callable[[], Figures]] = {
            "okr-reports": partial(_ours, kept, partial(_months, plan=_plan(request))),
            "pandas": partial(_pandas, files),
            "DuckDB": partial(_duckdb, files),
            "longer too": partial(_ours, kept, partial(score_values, plan=_plan(request))),
        }
        _assert_equal([score() for score in rivals.values()])
        seconds = {name: median_seconds(score, times=TIMES) for name, score in rivals.items()}
    print(describe_machine())
    for name, taken in seconds.items():
        print(f"{name:12} {taken * 1000:7.1f} ms   {taken / seconds['okr-reports']:5.2f} × ours")


def _parts(folder: Path) -> tuple[RunRequest, pl.DataFrame]:
    catalogue = load_catalogue(ROOT / "examples" / "nyc-airlines")
    month = month_to_review("2013-12", catalogue=catalogue, as_of=AS_OF, is_partial=False)
    request = RunRequest(catalogue, open_store("store", folder), month, as_of=AS_OF, started_at=AS_OF)
    return request, read_sources(request)[SNAPSHOT_PARTS.name]


def _plan(request: RunRequest) -> ValuePlan:
    return ValuePlan(review_plan(request), kinds=frozenset())


def _ours(kept: KeptExtracts, score: Callable[[list[Measure], pl.DataFrame], pl.DataFrame]) -> Figures:
    measures = [measure for measure in measures_of(kept.catalogue) if measure.kpi_id in SQL]
    rows = load_rows(kept, "flights", columns=columns_of(measures))
    values = score(measures, rows).filter(pl.col("grain") == "month").sort("period_id")
    return {kpi: values.filter(pl.col("kpi_id") == kpi)["value"].to_list() for kpi in SQL}


def _months(measures: list[Measure], rows: pl.DataFrame, *, plan: ValuePlan) -> pl.DataFrame:
    """The values of the twelve months alone, as the rivals compute them."""
    source = Source.of(rows, plan)
    usual = source.timeline
    months = {m.kpi_id: tuple(span for span in usual.spans(m) if span.is_own_cadence) for m in measures}
    given = GivenTimeline(usual.plan, usual.data_from, usual.first_row_on, usual.is_complete, given=months)
    return score_source(measures, replace(source, given=given))


def _pandas(files: list[str]) -> Figures:
    rows = pandas.concat([pandas.read_parquet(file, columns=COLUMNS) for file in files], ignore_index=True)
    flown = rows["dep_time"].notna()
    arrived = rows["arr_delay"].notna()
    rows = rows.assign(
        diverted=flown & ~arrived,
        cancelled=~flown,
        on_time=rows["arr_delay"] < 15,
        long_delay=rows["arr_delay"] >= 60,
    )
    months = rows.groupby(pandas.to_datetime(rows["period_on"]).dt.month)
    count, sums = months.size(), months[["diverted", "cancelled", "on_time", "long_delay"]].sum()
    arrivals, delays = months["arr_delay"].count(), months["dep_delay"]
    tails = rows[flown].groupby(pandas.to_datetime(rows["period_on"]).dt.month)["tailnum"]
    figures = {
        "traffic/flights-scheduled": count,
        "reliability/flights-diverted": sums["diverted"],
        "punctuality/on-time-arrival": sums["on_time"] * 100 / count,
        "punctuality/on-time-arrival-operated": sums["on_time"] * 100 / arrivals,
        "reliability/cancellations": sums["cancelled"] * 100 / count,
        "punctuality/long-delays": sums["long_delay"] * 100 / arrivals,
        "punctuality/mean-departure-delay": delays.mean(),
        "traffic/flights-per-aircraft": tails.count() / tails.nunique(),
        "punctuality/p90-departure-delay": delays.quantile(0.9),
        "punctuality/median-arrival-delay": months["arr_delay"].median(),
    }
    return {kpi: series.astype(float).tolist() for kpi, series in figures.items()}


def _duckdb(files: list[str]) -> Figures:
    formulas = ", ".join(SQL.values())
    query = f"SELECT month(period_on) AS m, {formulas} FROM read_parquet($files) GROUP BY m ORDER BY m"  # noqa: S608
    with duckdb.connect() as connection:
        rows = connection.execute(query, {"files": files}).fetchall()
    return {kpi: [float(row[place]) for row in rows] for place, kpi in enumerate(SQL, start=1)}


def _assert_equal(answers: list[Figures]) -> None:
    first, *others = answers
    for other in others:
        for kpi in SQL:
            pairs = list(zip(first[kpi], other[kpi], strict=True))
            assert len(pairs) == 12, kpi
            assert all(abs(one - two) <= 1e-9 * max(1.0, abs(one)) for one, two in pairs), (kpi, pairs)


if __name__ == "__main__":
    main()
