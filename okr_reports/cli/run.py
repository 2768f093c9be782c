"""`okr-reports run REPORT PERIOD`: extract, score, render and publish, by the job that the schedule runs."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from okr_reports.cli.answer import Answer, finding_line, findings_json
from okr_reports.cli.company import company_folder, moment, store_url
from okr_reports.cli.draft_next import NOT_DRAFTED, Drafted, place_for_next, write_next
from okr_reports.errors import Problem, UsageError
from okr_reports.words import Severity

if TYPE_CHECKING:
    from okr_reports.catalogue.catalogue import Catalogue
    from okr_reports.line.request import RunRequest
    from okr_reports.line.results import ReviewResult
    from okr_reports.periods import Period
    from okr_reports.store.store import Store


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("run", parents=[common], allow_abbrev=False, help="make and publish a report")
    parser.add_argument("report", choices=("kpi-review", "okr-retro", "appraisals"), help="which report")
    parser.add_argument("period", metavar="PERIOD", help="which month or cycle, like 2026-09, 2026-Q3 or 2026-H1")
    parser.add_argument("--employee", metavar="ID", action="extend", nargs="+", default=[], help="only their bundles")
    parser.add_argument("--as-of", metavar="DATETIME", help="see only what was recorded by then (now)")
    parser.add_argument("--partial", action="store_true", help="also a period that has not ended, marked as such")
    parser.add_argument("--pdf-engine", choices=("weasyprint", "plutoprint"), help="what makes the PDF")
    parser.add_argument("--dry-run", action="store_true", help="do everything but keep nothing")
    parser.add_argument(
        "--draft-next", metavar="DIR", type=Path, help="okr-retro: write the next cycle's goals into a new folder"
    )
    parser.add_argument("--reason", metavar="TEXT", help="why a published report is published again")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> Answer:
    """Publish the report, or say that nothing changed. Exit codes: outputs.md."""
    _require_fitting(arguments)
    made = _RUNS[arguments.report](arguments)
    result, store = made.result, made.store
    body = {
        "outcome": result.outcome, "version": result.version, "head": None if arguments.dry_run else result.head,
        "paths": {} if arguments.dry_run else _places(result, store), "findings": findings_json(result.findings),
        "report": result.report, "period": result.period, "is_dry_run": arguments.dry_run,
        **({"counts": result.counts} if result.counts else {}), **made.draft.body(),
    }  # fmt: skip
    notes = [finding_line(finding) for finding in result.findings if finding.severity is not Severity.ADVICE]
    lines = [*_lines(result, store, is_rehearsal=arguments.dry_run), *made.draft.lines()]
    return Answer(result.exit_code, body, lines=lines, notes=[*notes, *made.draft.notices])


def _require_fitting(arguments: argparse.Namespace) -> None:
    """Raise UsageError for an option that this report does not know, so that nobody believes it did something."""
    if arguments.employee and arguments.report != "appraisals":
        raise UsageError(Problem(f"--employee says nothing to {arguments.report}", "leave it out, or run appraisals"))
    if arguments.draft_next is not None and arguments.report != "okr-retro":
        fix = "leave it out, or run okr-retro"
        raise UsageError(Problem(f"--draft-next says nothing to {arguments.report}", fix))


@dataclass(frozen=True)
class _Made:
    """What a run made, and the store in which it lies."""

    result: "ReviewResult"
    store: "Store"
    draft: Drafted = NOT_DRAFTED


def _review(arguments: argparse.Namespace) -> _Made:
    from okr_reports.line.request import month_to_review, require_known_engine

    company = _company(arguments)
    month = month_to_review(
        arguments.period, catalogue=company.catalogue, as_of=company.as_of, is_partial=arguments.partial
    )
    request = _request(arguments, company, month=month)
    require_known_engine(request.engine)
    if arguments.dry_run:
        from okr_reports.line.review import make_review

        return _Made(make_review(replace(request, store=_rehearsal(request.store))), request.store)
    from pipelines.launch import launch_review

    url = store_url(arguments, company.catalogue.company)
    return _Made(launch_review(request, store_url=url, is_quiet=arguments.is_quiet), request.store)


def _retro(arguments: argparse.Namespace) -> _Made:
    from okr_reports.line.request import last_month_of, require_known_engine
    from okr_reports.line.retro_request import cycle_to_review, retro_request

    company = _company(arguments)
    cycle = cycle_to_review(
        arguments.period, catalogue=company.catalogue, as_of=company.as_of, is_partial=arguments.partial
    )
    month = last_month_of(cycle, catalogue=company.catalogue, as_of=company.as_of)
    request = retro_request(cycle, _request(arguments, company, month=month))
    require_known_engine(request.engine)
    place = place_for_next(arguments, cycle, catalogue=company.catalogue, as_of=company.as_of)
    if arguments.dry_run:
        from okr_reports.line.retro import make_retro

        rehearsal = _rehearsal(request.store)
        result = make_retro(request.in_store(rehearsal))
        return _Made(result, request.store, write_next(place, result, store=rehearsal, is_rehearsal=True))
    from pipelines.launch import launch_retro

    url = store_url(arguments, company.catalogue.company)
    result = launch_retro(request, store_url=url, is_quiet=arguments.is_quiet)
    return _Made(result, request.store, write_next(place, result, store=request.store, is_rehearsal=False))


def _appraisals(arguments: argparse.Namespace) -> _Made:
    from okr_reports.line.appraisal_request import appraisal_request, cycle_to_appraise
    from okr_reports.line.request import last_month_of, require_known_engine

    company = _company(arguments)
    cycle = cycle_to_appraise(
        arguments.period, catalogue=company.catalogue, as_of=company.as_of, is_partial=arguments.partial
    )
    month = last_month_of(cycle, catalogue=company.catalogue, as_of=company.as_of)
    asked = _request(arguments, company, month=month)
    request = appraisal_request(cycle, asked, employee_ids=tuple(arguments.employee))
    require_known_engine(request.engine)
    if arguments.dry_run:
        from okr_reports.line.appraisals import make_appraisals

        return _Made(make_appraisals(request.in_store(_rehearsal(request.store))), request.store)
    from pipelines.launch import launch_appraisals

    url = store_url(arguments, company.catalogue.company)
    return _Made(launch_appraisals(request, store_url=url, is_quiet=arguments.is_quiet), request.store)


_RUNS: Mapping[str, Callable[[argparse.Namespace], _Made]] = {
    "kpi-review": _review, "okr-retro": _retro, "appraisals": _appraisals,
}  # fmt: skip


@dataclass(frozen=True)
class _Company:
    """The company that was named, and the moment from which it is seen."""

    catalogue: "Catalogue"
    as_of: datetime


def _company(arguments: argparse.Namespace) -> _Company:
    from okr_reports.catalogue.load import load_catalogue

    catalogue = load_catalogue(company_folder(arguments))
    return _Company(catalogue, moment(arguments.as_of, ZoneInfo(catalogue.company.timezone)))


def _request(arguments: argparse.Namespace, company: _Company, *, month: "Period") -> "RunRequest":
    from okr_reports.line.request import RunRequest
    from okr_reports.store.opening import open_store

    catalogue = company.catalogue
    return RunRequest(
        catalogue=catalogue,
        store=open_store(store_url(arguments, catalogue.company), catalogue.folder),
        month=month,
        as_of=company.as_of,
        started_at=moment(None, ZoneInfo(catalogue.company.timezone)),
        is_partial=arguments.partial,
        reason=arguments.reason,
        pdf_engine=arguments.pdf_engine,
    )


def _rehearsal(store: "Store") -> "Store":
    """Everything but the keeping: new files stay in memory, and Dagster, which would remember the run, has no part."""
    from okr_reports.store.rehearsal import Rehearsal

    return Rehearsal(store)


def _lines(result: "ReviewResult", store: "Store", *, is_rehearsal: bool) -> list[str]:
    version = f"version {result.version} of {result.report} {result.period}"
    counted = [f"  {', '.join(f'{count:,} {name}' for name, count in result.counts.items())}"] if result.counts else []
    if is_rehearsal:
        return [f"{result.outcome} (dry run: nothing was kept): {version}", *counted]
    own = {name: place for name, place in _places(result, store).items() if "/" not in name}
    folder = [] if own else [f"  {store.local_path(result.folder) or result.folder}"]
    lines = [f"{result.outcome}: {version}", *counted, *(f"  {place}" for place in own.values()), *folder]
    return [*lines, f"head {result.head}"]


def _places(result: "ReviewResult", store: "Store") -> Mapping[str, str]:
    """File name → where it lies: a path on this machine, or, for a store elsewhere, the path inside it."""
    return {name: str(store.local_path(path) or path) for name, path in result.paths.items()}
