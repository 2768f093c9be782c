"""Checks of events.csv, changes.csv and restatements.csv: KPIs and periods that exist, words that are known."""

from collections.abc import Iterator
from datetime import date

from okr_reports.appraisal_words import PaySubject
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.places import listed
from okr_reports.catalogue.spans import GRAIN_OF, period_of
from okr_reports.errors import Problem
from okr_reports.extracts.record_checks import instead, unknown_problems
from okr_reports.extracts.record_files import FileRows, RecordFile
from okr_reports.periods import FiscalCalendar, Grain

_IN_EXAMPLES = date(2026, 9, 14)
CAUSES = ("market", "competitor", "resources", "priority", "error")
# Only a period of the KPI's own cadence has a value to restate; a longer one stands for all those within it.
_LENGTHS = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)


def event_problems(events: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """KPIs of events that do not exist. An event without one concerns the whole company."""
    yield from unknown_problems(events, file, column="kpi_id", known=set(catalogue.kpis))


def change_problems(changes: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """Ids of changes that name no KPI, objective, key result or role, and causes that rules §5 do not know.

    What changes in the text that ties evidence to pay has the id `linkage_policy`, what changes in how achievement is
    figured `policy`, their keys in company.yaml.
    """
    for line, cause in changes.of("cause"):
        if cause is not None and cause not in CAUSES:
            yield file.problem(f"there is no cause {cause!r}", f"write one of {', '.join(CAUSES)}", line=line)
    known = {*catalogue.kpis, *catalogue.objectives, *catalogue.key_results, *catalogue.roles}
    known |= {PaySubject.LINKAGE.key_in_company} if catalogue.company.linkage_policy is not None else set()
    known |= {PaySubject.POLICY.key_in_company} if catalogue.roles else set()
    further = ["objective", "key result"] * bool(catalogue.objectives) + ["role"] * bool(catalogue.roles)
    kinds = listed(["KPI", *further])
    for line, id in changes.of("changed_id"):
        if id is not None and id not in known:
            yield file.problem(f"there is no {kinds} {id!r}", instead(id, known), line=line)


def restatement_problems(restatements: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """KPIs and periods that do not exist, periods shorter than the KPI's own, and two reasons of one day."""
    yield from unknown_problems(restatements, file, column="kpi_id", known=set(catalogue.kpis))
    first: dict[tuple[object, ...], int] = {}
    for line, kpi_id, key, on in restatements.of("kpi_id", "period_id", "restated_on"):
        if key is not None and kpi_id in catalogue.kpis:
            for what, fix in _wrong_with(key, GRAIN_OF[catalogue.kpis[kpi_id].cadence], catalogue.fiscal):
                yield file.problem(what, fix, line=line)
        earlier = first.setdefault((kpi_id, key, on), line)
        if earlier != line and None not in (kpi_id, key, on):
            what = f"line {earlier} restates the same period on the same day"
            yield file.problem(what, "put both reasons in one row", line=line)


def _wrong_with(key: str, grain: Grain, fiscal: FiscalCalendar) -> Iterator[tuple[str, str]]:
    """What is wrong with the key of a period in which a KPI of this grain is said to have changed."""
    period = period_of(key, fiscal)
    fix = f"write a {grain.replace('_', '-')} like {fiscal.containing(_IN_EXAMPLES, grain).key}"
    if period is None:
        yield f"there is no period {key!r}", fix
    elif _LENGTHS.index(period.grain) < _LENGTHS.index(grain):
        yield f"{key!r} is shorter than the KPI's periods", fix
