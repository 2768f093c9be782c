"""What is asked of a run of the appraisal bundles: which cycle, whose, seen from which moment."""

from dataclasses import dataclass, replace
from datetime import datetime

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.errors import Problem, UsageError
from okr_reports.line.request import APPRAISALS, RunRequest, require_ended
from okr_reports.periods import Grain, Period
from okr_reports.store.store import Store


@dataclass(frozen=True)
class AppraisalRequest:
    """One run of the bundles. `is_partial`: the cycle has not ended. `employee_ids`: empty for everybody.

    `month`: the run of the KPI review whose sources are read: that of the cycle's last month, in a cycle that has
    not ended the running one.
    """

    cycle: Period
    month: RunRequest
    is_partial: bool
    employee_ids: tuple[str, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """What the company wrote."""
        return self.month.catalogue

    @property
    def store(self) -> Store:
        """Where versions are kept."""
        return self.month.store

    @property
    def engine(self) -> str:
        """What makes the PDFs: as asked for, else as the company decided for the bundles."""
        return self.month.pdf_engine or self.catalogue.company.report(APPRAISALS).pdf_engine

    def in_store(self, store: Store) -> "AppraisalRequest":
        """The same run with another store."""
        return replace(self, month=replace(self.month, store=store))


def cycle_to_appraise(key: str, *, catalogue: Catalogue, as_of: datetime, is_partial: bool) -> Period:
    """The appraisal cycle of this name. Raises UsageError for another period, or one that has not ended by `as_of`.

    A cycle that has begun but not ended may be laid out with `is_partial` (rules §1).
    """
    cycle, wanted = catalogue.fiscal.period(key), Grain(catalogue.company.appraisal_cycle)
    if cycle.grain is not wanted:
        what = f"{APPRAISALS} are made for a {_called(wanted)}, and {key} is a {_called(cycle.grain)}"
        example = catalogue.fiscal.containing(as_of.date(), wanted).key
        raise UsageError(Problem(what, f"write one like {example}, or change `appraisal_cycle` in company.yaml"))
    if cycle.end <= datetime.fromisoformat(f"{catalogue.company.data_from}-01").date():
        fix = f"`data_from` of company.yaml is {catalogue.company.data_from}"
        raise UsageError(Problem(f"{key} lies before the company's data", fix))
    require_ended(cycle, catalogue=catalogue, as_of=as_of, is_partial=is_partial)
    return cycle


def appraisal_request(cycle: Period, month: RunRequest, *, employee_ids: tuple[str, ...] = ()) -> AppraisalRequest:
    """The run for this cycle. `month`: the run of the review of `last_month_of` the cycle."""
    wanted = tuple(dict.fromkeys(employee_ids))
    return AppraisalRequest(cycle, month.as_source(), month.is_running(cycle), wanted)


def _called(grain: Grain) -> str:
    return grain.replace("_", "-")
