"""The company of a run: its folder, its store, and how the run was asked for. Loaded once per run."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.appraisal_request import AppraisalRequest, appraisal_request, cycle_to_appraise
from okr_reports.line.request import RunRequest, last_month_of, month_to_review
from okr_reports.line.retro_request import RetroRequest, cycle_to_review, retro_request
from okr_reports.periods import Period
from okr_reports.store.opening import open_store
from okr_reports.store.store import Store

COMPANY_VARIABLE, STORE_VARIABLE = "OKR_REPORTS_COMPANY", "OKR_REPORTS_STORE"
_AT_HAND: dict[Path, Catalogue] = {}


@contextmanager
def catalogue_at_hand(catalogue: Catalogue) -> Iterator[None]:
    """Runs that this process makes meanwhile use the catalogue it has loaded and checked, and do not load it again."""
    _AT_HAND[catalogue.folder] = catalogue
    try:
        yield
    finally:
        del _AT_HAND[catalogue.folder]


class CompanyResource(dg.ConfigurableResource):
    """Where the company lies, and what may be said in the launchpad: a reason, another moment, an unfinished month.

    Folder and store come from the environment unless given, so that one may be said there without the others.
    `employee_ids`: whose bundles alone are wanted, apart by spaces.
    `is_waited_for`: the process that started the run wants its result now; else a source may be asked again later.
    """

    folder: str = dg.EnvVar(COMPANY_VARIABLE)
    store: str = dg.EnvVar(STORE_VARIABLE)
    as_of: str = ""
    is_partial: bool = False
    reason: str = ""
    pdf_engine: str = ""
    employee_ids: str = ""
    is_waited_for: bool = False

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything the company wrote; raises CatalogueError."""
        return _AT_HAND.get(Path(self.folder)) or load_catalogue(Path(self.folder))

    def open_store(self) -> Store:
        """The store of this run: the given one, else the company's own."""
        return open_store(self.store or self.catalogue.company.store, Path(self.folder))

    def moment(self, now: datetime) -> datetime:
        """From when the company is seen: as said, without a zone in the company's; else `now`, which is aware."""
        zone = ZoneInfo(self.catalogue.company.timezone)
        as_of = datetime.fromisoformat(self.as_of) if self.as_of else now
        return as_of.astimezone(zone) if as_of.tzinfo else as_of.replace(tzinfo=zone)

    def request(self, context: dg.AssetExecutionContext) -> RunRequest:
        """What this run is asked for a month. Its clock is the moment Dagster made the run; raises UsageError."""
        as_of = self.moment(run_started_at(context))
        month = month_to_review(
            context.partition_key, catalogue=self.catalogue, as_of=as_of, is_partial=self.is_partial
        )
        return self._run(context, month=month)

    def retro_request(self, context: dg.AssetExecutionContext) -> RetroRequest:
        """What this run is asked for a cycle; raises UsageError."""
        as_of = self.moment(run_started_at(context))
        cycle = cycle_to_review(
            context.partition_key, catalogue=self.catalogue, as_of=as_of, is_partial=self.is_partial
        )
        month = last_month_of(cycle, catalogue=self.catalogue, as_of=as_of)
        return retro_request(cycle, self._run(context, month=month))

    def appraisal_request(self, context: dg.AssetExecutionContext) -> AppraisalRequest:
        """What this run is asked for an appraisal cycle; raises UsageError."""
        as_of = self.moment(run_started_at(context))
        cycle = cycle_to_appraise(
            context.partition_key, catalogue=self.catalogue, as_of=as_of, is_partial=self.is_partial
        )
        month = last_month_of(cycle, catalogue=self.catalogue, as_of=as_of)
        return appraisal_request(cycle, self._run(context, month=month), employee_ids=tuple(self.employee_ids.split()))

    def _run(self, context: dg.AssetExecutionContext, *, month: Period) -> RunRequest:
        started_at = run_started_at(context)
        return RunRequest(
            catalogue=self.catalogue,
            store=self.open_store(),
            month=month,
            as_of=self.moment(started_at),
            started_at=started_at,
            is_partial=self.is_partial,
            reason=self.reason or None,
            pdf_engine=self.pdf_engine or None,
        )


def run_started_at(context: dg.AssetExecutionContext) -> datetime:
    """When Dagster made this run: one moment for all its steps, also when some are tried again."""
    record = context.instance.get_run_record_by_id(context.run.run_id)
    assert record is not None
    return record.create_timestamp
