"""When the reports are made: on the n-th working day after a month's or cycle's end, by the company's own calendar."""

from datetime import date, datetime, time, timedelta

import dagster as dg

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.model import Company
from okr_reports.line.request import APPRAISALS, KPI_REVIEW, OKR_RETRO
from okr_reports.periods import Cycle, FiscalCalendar, Grain, Period
from pipelines.jobs import appraisal_evidence, monthly_kpi_review, quarter_end_okr_retro

# After the review of the cycle's last month, whose snapshot parts it reads again.
_AFTER_REVIEW = timedelta(hours=1)


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


def after_cycle_end(written: Catalogue) -> dg.ScheduleDefinition:
    """Asks every day, an hour after the review at the earliest, whether this is the day for the cycle before."""
    company = written.company
    hour, minute = _retro_time(company)

    @dg.schedule(
        name="after_cycle_end",
        job=quarter_end_okr_retro,
        cron_schedule=f"{minute} {hour} * * *",
        execution_timezone=company.timezone,
        description=f"The cycle before, on the day of its last month's review or later ({company.timezone}).",
    )
    def after_cycle_end(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        today = context.scheduled_execution_time.date()
        found = due_cycle(written, today=today)
        if found is None:
            return dg.SkipReason("no cycle with objectives has ended")
        cycle, due_on = found
        if today != due_on:
            return dg.SkipReason(f"the retro of {cycle.key} is due on {due_on}")
        return dg.RunRequest(run_key=f"{OKR_RETRO}/{cycle.key}", partition_key=cycle.key)

    return after_cycle_end


def after_appraisal_cycle_end(company: Company) -> dg.ScheduleDefinition:
    """Off until somebody turns it on: whether people's evidence is printed unasked is for the company to decide."""
    hour, minute = company.report(APPRAISALS).at.split(":")

    @dg.schedule(
        name="after_appraisal_cycle_end",
        job=appraisal_evidence,
        cron_schedule=f"{int(minute)} {int(hour)} * * *",
        execution_timezone=company.timezone,
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description=f"The appraisal cycle before, on working day {company.report(APPRAISALS).on_working_day}.",
    )
    def after_appraisal_cycle_end(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        today = context.scheduled_execution_time.date()
        cycle, due_on = due_appraisal_cycle(company, today=today)
        if today != due_on:
            return dg.SkipReason(f"the bundles of {cycle.key} are due on {due_on}")
        return dg.RunRequest(run_key=f"{APPRAISALS}/{cycle.key}", partition_key=cycle.key)

    return after_appraisal_cycle_end


def due_appraisal_cycle(company: Company, *, today: date) -> tuple[Period, date]:
    """The last appraisal cycle that ended before this day, and the day its bundles are due."""
    fiscal = FiscalCalendar(company.fiscal_year_start)
    cycle = fiscal.shifted(fiscal.containing(today, Grain(company.appraisal_cycle)), -1)
    calendar = working_calendar(company.holidays, range(cycle.last_day.year, cycle.end.year + 2))
    return cycle, calendar.after(cycle.last_day, company.report(APPRAISALS).on_working_day)


def due_cycle(written: Catalogue, *, today: date) -> tuple[Cycle, date] | None:
    """The last cycle with objectives that ended before this day, and the day its retro is due.

    That is its own n-th working day after the cycle, or the day of the review of its last month when that is later.
    """
    ended = [cycle for cycle in written.cycles.values() if cycle.end <= today]
    if not ended:
        return None
    cycle, company = ended[-1], written.company
    month = FiscalCalendar(company.fiscal_year_start).containing(cycle.last_day, Grain.MONTH)
    calendar = working_calendar(company.holidays, range(cycle.last_day.year, month.end.year + 2))
    own = calendar.after(cycle.last_day, company.report(OKR_RETRO).on_working_day)
    return cycle, max(own, calendar.after(month.last_day, company.report(KPI_REVIEW).on_working_day))


def _retro_time(company: Company) -> tuple[int, int]:
    """The hour and minute of the retro: its own, and at least an hour after the review's, on the same day."""
    review, own = (time.fromisoformat(company.report(name).at) for name in (KPI_REVIEW, OKR_RETRO))
    later = (datetime.combine(date.min, review) + _AFTER_REVIEW).time()
    at = max(own, later) if later > review else time(23, 59)
    return at.hour, at.minute


def due_month(company: Company, *, today: date) -> tuple[Period, date]:
    """The last month that ended before this day, and the day its review is due."""
    fiscal = FiscalCalendar(company.fiscal_year_start)
    month = fiscal.shifted(fiscal.containing(today, Grain.MONTH), -1)
    calendar = working_calendar(company.holidays, range(month.end.year, month.end.year + 1))
    return month, calendar.after(month.last_day, company.report(KPI_REVIEW).on_working_day)


def _when(company: Company) -> str:
    review = company.report(KPI_REVIEW)
    return f"The month before, on working day {review.on_working_day} at {review.at} ({company.timezone})."
