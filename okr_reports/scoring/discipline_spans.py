"""In which days and weeks of a cycle somebody is expected to speak of each key result (rules §6)."""

from datetime import date, timedelta
from itertools import accumulate

import polars as pl

from okr_reports.scoring.key_results_states import last_counted_day, with_states
from okr_reports.scoring.plan import CyclePlan

SPAN = ["from_on", "to_on"]
_DAYS_PER_INTERVAL = {"week": 7, "fortnight": 14}


def with_spans(key_results: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """Add `is_ended`, `from_on` and `to_on`: the days of KEY_RESULTS on which check-ins are due, both included.

    From the later of the cycle's start and `written_on` to the earliest of its end, due date, ending, and `as_of`.
    """
    stated = with_states(key_results, plan=plan)
    return stated.with_columns(
        from_on=pl.max_horizontal(pl.lit(plan.cycle.start), "written_on"), to_on=last_counted_day(plan)
    )


def week_on(day: pl.Expr, *, plan: CyclePlan) -> pl.Expr:
    """The Monday on which the day's ISO week begins, or its fortnight, counted from the cycle's first week."""
    first = first_monday(plan)
    length = interval_days(plan)
    return pl.lit(first) + pl.duration(days=(day - pl.lit(first)).dt.total_days().floordiv(length) * length)


def first_monday(plan: CyclePlan) -> date:
    """The Monday of the ISO week in which the cycle begins."""
    return plan.cycle.start - timedelta(days=plan.cycle.start.weekday())


def interval_days(plan: CyclePlan) -> int:
    """How many days lie between two expected check-ins."""
    return _DAYS_PER_INTERVAL[plan.policy.check_in_every]


def expected_weeks(spans: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """from_on, to_on, week_on: for every different span its weeks with enough working days."""
    length = interval_days(plan)
    counts = _working_days_before(plan)
    weeks = pl.DataFrame({"week_on": pl.date_range(first_monday(plan), plan.judged_on, f"{length}d", eager=True)})
    each = spans.select(SPAN).unique(maintain_order=True).filter(pl.col("from_on") <= pl.col("to_on"))
    first = pl.max_horizontal("from_on", "week_on")
    end = pl.min_horizontal("to_on", pl.col("week_on") + pl.duration(days=length - 1)) + pl.duration(days=1)
    days = each.join(weeks, how="cross").with_columns(first_on=first, end_on=end)
    within = days.filter(pl.col("first_on") < pl.col("end_on"))
    before = within.join(counts.rename({"before": "before_first"}), left_on="first_on", right_on="day")
    both = before.join(counts.rename({"before": "before_end"}), left_on="end_on", right_on="day")
    is_enough = pl.col("before_end") - pl.col("before_first") >= plan.policy.reading.expected_working_days
    return both.filter(is_enough).select(*SPAN, "week_on")


def _working_days_before(plan: CyclePlan) -> pl.DataFrame:
    """day, before: how many working days of the cycle lie before each of its days and the day after it."""
    days = [plan.cycle.start + timedelta(days=step) for step in range((plan.cycle.end - plan.cycle.start).days + 1)]
    counts = accumulate((plan.calendar.is_working(day) for day in days[:-1]), initial=0)
    return pl.DataFrame({"day": days, "before": list(counts)}, schema={"day": pl.Date(), "before": pl.Int64()})
