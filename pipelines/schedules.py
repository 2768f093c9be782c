"""When the reviews are made: on the n-th working day after the month's end, by the company's own calendar."""

from datetime import date

import dagster as dg

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.model import Company
from okr_reports.line.request import KPI_REVIEW
from okr_reports.periods import FiscalCalendar, Grain, Period
from pipelines.jobs import monthly_kpi_review


def after_month_end(company: Company) -> dg.ScheduleDefinition:
    """Asks every day at the company's hour whether this is the day for the month before."""
    hour, minute = company.report(KPI_REVIEW).at.split(":")

    @dg.schedule(
        name="after_month_end",
        job=monthly_kpi_review,
        cron_schedule=f"{int(minute)} {int(hour)} * * *",
        execution_timezone=company.timezone,
        description=_when(company),
    )
    def after_month_end(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        today = context.scheduled_execution_time.date()
        month, due_on = due_month(company, today=today)
        if today != due_on:
            return dg.SkipReason(f"the review of {month.key} is due on {due_on}")
        return dg.RunRequest(run_key=f"{KPI_REVIEW}/{month.key}", partition_key=month.key)

    return after_month_end


def due_month(company: Company, *, today: date) -> tuple[Period, date]:
    """The last month that ended before this day, and the day its review is due."""
    fiscal = FiscalCalendar(company.fiscal_year_start)
    month = fiscal.shifted(fiscal.containing(today, Grain.MONTH), -1)
    calendar = working_calendar(company.holidays, range(month.end.year, month.end.year + 1))
    return month, calendar.after(month.last_day, company.report(KPI_REVIEW).on_working_day)


def _when(company: Company) -> str:
    review = company.report(KPI_REVIEW)
    return f"The month before, on working day {review.on_working_day} at {review.at} ({company.timezone})."
