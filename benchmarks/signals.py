"""Signals: their speed, how often pure noise is called a signal, and how soon the sample's true shifts are found.

Run: python benchmarks/signals.py
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import polars as pl
from machine import describe_machine

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.request import RunRequest, month_to_review
from okr_reports.line.stages import judge_values, read_sources, score_values
from okr_reports.measures import Measure
from okr_reports.periods import FiscalCalendar, Grain
from okr_reports.policy import Policy, SignalPolicy
from okr_reports.samples.saas60 import write_saas60
from okr_reports.scoring.alerts import find_alerts
from okr_reports.scoring.candidates import find_candidates
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.scoring.proposals import propose_targets
from okr_reports.scoring.signals import judge_signals
from okr_reports.store.opening import open_store
from okr_reports.tables import KPI_HEALTH, KPI_REBASES, KPI_SHOWN, KPI_SIGNALS
from okr_reports.words import Direction, Variation
from okr_reports.working_days import WorkingCalendar

KPIS, MONTHS, TIMES = 500, 60, 25
NOISY_KPIS, LENGTHS, SEED = 20_000, (13, 24, 36, 60), 4
LAST = FiscalCalendar().period("2026-09")
# What happens in the sample, and the first month of it.
TRUE_SHIFTS = {
    "support/p90-first-response": "2026-03",  # customers in Europe go live
    "finance/gross-churn": "2026-02",  # more than ever before is lost, until June
}
REVIEWED = ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06")


def main() -> None:
    """Measure and print the figures of docs/performance.md."""
    print(describe_machine())
    month = noise(KPIS, MONTHS, policy=SignalPolicy())
    judged = judge_signals(month)
    stages: dict[str, Callable[[], object]] = {
        "signals": lambda: judge_signals(month),
        "candidates": lambda: find_candidates(month, judged),
        "alerts": lambda: find_alerts(month, judged),
        "proposals": lambda: propose_targets(month),
    }
    for name, work in stages.items():
        cpu, least, wall = costs(work)
        print(f"{name:10}  {KPIS} KPIs x {MONTHS} months  {cpu:.3f} s CPU (fastest {least:.3f})  {wall:.3f} s")
    for rules in ("nhs", "wheeler"):
        shares = [f"{points}: {false_share(points, rules):.2%}" for points in LENGTHS]
        print(f"false signals per KPI and month, {rules:8} {'  '.join(shares)}")
    for kpi, months in first_signals().items():
        print(f"{kpi}: shift from {TRUE_SHIFTS[kpi]}, concern reported in {', '.join(months) or 'no month'}")


def noise(kpis: int, months: int, *, policy: SignalPolicy) -> JudgedMonth:
    """KPIs whose monthly values are independent, normal and unchanged, as a judged month."""
    random, fiscal = Random(SEED), FiscalCalendar()
    keys = [period.key for period in fiscal.run_up_to(LAST, months)]
    ids = [f"k{number:05}" for number in range(kpis)]
    values = pl.DataFrame(
        {
            "kpi_id": [kpi for kpi in ids for _ in keys],
            "period_id": keys * kpis,
            "value": [random.gauss(100, 10) for _ in range(kpis * months)],
        }
    ).with_columns(grain=pl.lit("month"), health=pl.lit("unknown"), is_history=True)
    health = KPI_HEALTH.check(pl.concat([KPI_HEALTH.empty(), values], how="diagonal"))
    before = fiscal.shifted(LAST, -1).key
    ends = values.filter(period_id=LAST.key).with_columns(previous_period_id=pl.lit(before), is_apart=False)
    shown = KPI_SHOWN.check(
        pl.concat([KPI_SHOWN.empty(), ends.select(set(ends.columns) & set(KPI_SHOWN.columns))], how="diagonal")
    )
    measures = [Measure(kpi, "rows", Grain.MONTH, Direction.HIGHER) for kpi in ids]
    plan = ReviewPlan(LAST, datetime(2026, 10, 5, tzinfo=UTC), "UTC", fiscal, Policy(signals=policy), WorkingCalendar())
    return JudgedMonth(health, shown, KPI_REBASES.empty(), measures, plan)


def costs(work: Callable[[], object]) -> tuple[float, float, float]:
    """Median and least processor seconds, and median wall-clock seconds, after one call that is not counted."""
    work()
    cpu, wall = zip(*(_cost(work) for _ in range(TIMES)), strict=True)
    return statistics.median(cpu), min(cpu), statistics.median(wall)


def _cost(work: Callable[[], object]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def false_share(points: int, rules: str) -> float:
    """The share of noisy KPIs whose last point is called a signal."""
    last = judge_signals(noise(NOISY_KPIS, points, policy=SignalPolicy(rules=rules))).filter("is_last")
    return last["rule"].count() / last.height


def first_signals() -> dict[str, list[str]]:
    """For each true shift of the sample, the months whose review reports a concern."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_saas60(folder)
        catalogue = load_catalogue(folder)
        reported = {key: set(_concerns(catalogue, folder, key)) for key in REVIEWED}
    return {kpi: [key for key in REVIEWED if kpi in reported[key]] for kpi in TRUE_SHIFTS}


def _concerns(catalogue: Catalogue, folder: Path, key: str) -> Iterator[str]:
    as_of = datetime.combine(catalogue.fiscal.period(key).end + timedelta(days=3), datetime.min.time(), UTC)
    month = month_to_review(key, catalogue=catalogue, as_of=as_of, is_partial=False)
    request = RunRequest(catalogue, open_store("store", folder), month, as_of=as_of, started_at=as_of)
    sources = read_sources(request)
    judged = judge_values(request, {**sources, **score_values(request, sources)})
    last = judged[KPI_SIGNALS.name].filter("is_last", pl.col("variation") == Variation.CONCERN)
    return iter(last["kpi_id"])


if __name__ == "__main__":
    main()
