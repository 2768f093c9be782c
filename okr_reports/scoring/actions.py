"""Whether somebody acts on each missed target: open, done, overdue, still to be named, or missing (rules §3)."""

import polars as pl

from okr_reports.scoring.calendar_table import calendar_table
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.tables import KPI_ACTIONS
from okr_reports.words import ActionState

_PERIOD = ["grain", "period_id"]


def match_actions(
    shown: pl.DataFrame, actions: pl.DataFrame, *, health: pl.DataFrame, plan: ReviewPlan
) -> pl.DataFrame:
    """KPI_ACTIONS: for each KPI of the company whose shown period missed its target, how its action stands.

    `shown`: KPI_SHOWN, `actions`: ACTIONS, `health`: KPI_HEALTH. An action counts when it was raised in the present run
    of missed periods and is open, or was done after the shown period's end; the latest open one stands for all.
    Lateness is judged at the month's end. In the first missed period an action is due within the policy's working days.
    """
    missed = _missed(shown, health, plan=plan)
    chosen = missed.join(_standing(missed, actions, plan=plan), on="kpi_id", how="left")
    is_overdue = pl.col("is_open") & (pl.col("due_on") < plan.judged_on)
    is_new = (pl.col("missed_count") == 1) & (pl.col("expected_by") >= plan.judged_on)
    state = (
        pl.when(is_overdue)
        .then(pl.lit(ActionState.OVERDUE.value))
        .when("is_open")
        .then(pl.lit(ActionState.OPEN.value))
        .when(pl.col("action_id").is_not_null())
        .then(pl.lit(ActionState.DONE.value))
        .when(is_new)
        .then(pl.lit(ActionState.DUE.value))
        .otherwise(pl.lit(ActionState.MISSING.value))
    )
    stated = chosen.with_columns(state=state, overdue_since=pl.when(is_overdue).then("due_on"))
    expected = pl.when(pl.col("state") == ActionState.DUE).then("expected_by").alias("expected_by")
    return KPI_ACTIONS.check(stated.with_columns(expected).sort(KPI_ACTIONS.key))


def _missed(shown: pl.DataFrame, health: pl.DataFrame, *, plan: ReviewPlan) -> pl.DataFrame:
    """Company KPIs in a run of misses: kpi_id, missed_count, since_on and last_on of the run, expected_by."""
    company = shown.filter(pl.col("entity_id").is_null()).select("kpi_id", *_PERIOD)
    of_company = health.filter(pl.col("entity_id").is_null())
    in_run = company.join(of_company, on=["kpi_id", *_PERIOD]).filter(pl.col("missed_count") > 0)
    days = calendar_table(health, plan.fiscal)
    starts = days.select("grain", pl.col("period_id").alias("missed_since"), pl.col("start_on").alias("since_on"))
    dated = in_run.join(days.select(*_PERIOD, "last_on"), on=_PERIOD).join(starts, on=["grain", "missed_since"])
    return dated.join(_expected(dated, plan), on="last_on").select(
        "kpi_id", "missed_count", "since_on", "last_on", "expected_by"
    )


def _expected(missed: pl.DataFrame, plan: ReviewPlan) -> pl.DataFrame:
    days = missed["last_on"].unique().sort().to_list()
    expected = [plan.calendar.after(day, plan.policy.action_due_working_days) for day in days]
    return pl.DataFrame(
        {"last_on": days, "expected_by": expected}, schema=dict.fromkeys(("last_on", "expected_by"), pl.Date())
    )


def _standing(missed: pl.DataFrame, actions: pl.DataFrame, *, plan: ReviewPlan) -> pl.DataFrame:
    """The one action that stands for each missed KPI: action_id, due_on, is_open."""
    raised = actions.join(missed, on="kpi_id").filter(pl.col("raised_on").is_between("since_on", pl.lit(plan.today)))
    is_open = pl.col("done_on").is_null() | (pl.col("done_on") > plan.today)
    counting = raised.with_columns(is_open=is_open).filter(pl.col("is_open") | (pl.col("done_on") > pl.col("last_on")))
    latest = counting.sort("is_open", "raised_on", "action_id", descending=True)
    return latest.unique("kpi_id", keep="first", maintain_order=True).select("kpi_id", "action_id", "due_on", "is_open")
