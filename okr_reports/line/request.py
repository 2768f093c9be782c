"""What is asked of a run: whose report, for which month, seen from which moment."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.errors import Problem, UsageError
from okr_reports.periods import Cycle, Grain, Period
from okr_reports.rendering.engines import engine_named
from okr_reports.store.store import Store

KPI_REVIEW, OKR_RETRO, APPRAISALS = "kpi-review", "okr-retro", "appraisals"


@dataclass(frozen=True)
class RunRequest:
    """One run of the KPI review.

    `as_of`: rows and log lines recorded later are not seen. `started_at`: the caller's clock at the start of the
    run; sources count as read and the version as published at it. Both aware. `reason`: needed for a further version.
    `pdf_engine`: in place of the company's.
    """

    catalogue: Catalogue
    store: Store
    month: Period
    as_of: datetime
    started_at: datetime
    is_partial: bool = False
    reason: str | None = None
    pdf_engine: str | None = None

    @property
    def engine(self) -> str:
        """What makes the PDF: as asked for, else as the company decided."""
        return self.pdf_engine or self.catalogue.company.report(KPI_REVIEW).pdf_engine

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.catalogue.company.timezone)

    def is_running(self, period: Cycle | Period) -> bool:
        """Whether this month or cycle has not ended by `as_of`."""
        return self.as_of < midnight(period.end, self.zone)

    def as_source(self) -> "RunRequest":
        """The run whose sources another report reads: partial while its month runs."""
        return replace(self, is_partial=self.is_running(self.month))


def month_to_review(key: str, *, catalogue: Catalogue, as_of: datetime, is_partial: bool) -> Period:
    """The month with this key. Raises UsageError when it is no month, before the data, or has not ended by `as_of`.

    A month that has begun but not ended may be reviewed with `is_partial` (rules §1).
    """
    month = catalogue.fiscal.period(key)
    if month.grain is not Grain.MONTH:
        what = f"{KPI_REVIEW} is made for a month, and {key} is a {month.grain}"
        raise UsageError(Problem(what, "write a month like 2026-09"))
    first = catalogue.company.data_from
    if month.key < first:
        raise UsageError(Problem(f"{key} lies before the company's data", f"`data_from` of company.yaml is {first}"))
    require_ended(month, catalogue=catalogue, as_of=as_of, is_partial=is_partial)
    return month


def require_ended(period: Cycle | Period, *, catalogue: Catalogue, as_of: datetime, is_partial: bool) -> None:
    """Raise UsageError for a month or cycle that has not ended by `as_of`, with `is_partial` that has not begun."""
    zone = ZoneInfo(catalogue.company.timezone)
    if as_of < midnight(period.start, zone):
        raise UsageError(Problem(f"{period.key} has not begun on {as_of:%Y-%m-%d}", "name one that has ended"))
    if as_of < midnight(period.end, zone) and not is_partial:
        fix = "wait, or use --partial to see it marked as unfinished"
        raise UsageError(Problem(f"{period.key} has not ended: its last day is {period.last_day}", fix))


def last_month_of(cycle: Cycle | Period, *, catalogue: Catalogue, as_of: datetime) -> Period:
    """The month whose sources a cycle's report reads: the cycle's last, in one that has not ended the running one."""
    today = as_of.astimezone(ZoneInfo(catalogue.company.timezone)).date()
    return catalogue.fiscal.containing(min(cycle.last_day, today), Grain.MONTH)


def require_known_engine(engine: str) -> None:
    """Raise UsageError for a PDF engine that there is not, RenderError for one that is not installed."""
    engine_named(engine)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment a day begins in this zone."""
    return datetime.combine(day, time(), zone)
