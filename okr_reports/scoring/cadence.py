"""Which period of a KPI's cadence a monthly pack shows, and the day by which a period belongs to a longer one."""

from datetime import date, timedelta

from okr_reports.periods import Grain, Period
from okr_reports.scoring.plan import ReviewPlan

SHORTER_THAN_A_MONTH = (Grain.DAY, Grain.WEEK)


def anchor_of(period: Period) -> date:
    """The day by which a period belongs to a longer one and to a target row: a week's Thursday, else its first."""
    return period.start + timedelta(days=3 if period.grain is Grain.WEEK else 0)


def is_faster(grain: Grain) -> bool:
    """Whether several periods of this length fall into a month."""
    return grain in SHORTER_THAN_A_MONTH


def shown_period(grain: Grain, plan: ReviewPlan) -> Period:
    """The period of this length that the monthly pack shows.

    The month itself; of days and weeks the month's last that has ended (a week belongs to the month of its Thursday,
    so it may end after the month); of longer ones the last ended by the month's end.
    """
    if grain is Grain.MONTH:
        return plan.month
    if not is_faster(grain):
        return _last_ended(plan.fiscal.containing(plan.month.last_day, grain), plan, by=plan.month.end)
    last = plan.fiscal.within(plan.month, grain)[-1]
    return _last_ended(last, plan, by=last.end)


def ended_in_month(grain: Grain, plan: ReviewPlan) -> list[Period]:
    """The days or weeks of the month that have ended, oldest first."""
    return [period for period in plan.fiscal.within(plan.month, grain) if plan.has_ended(period)]


def _last_ended(period: Period, plan: ReviewPlan, *, by: date) -> Period:
    while period.end > min(by, plan.today):
        period = plan.fiscal.shifted(period, -1)
    return period
