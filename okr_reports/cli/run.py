"""`okr-reports run kpi-review PERIOD`: extract, score, render and publish, by the job that the schedule runs."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from okr_reports.cli.answer import Answer, finding_line, findings_json
from okr_reports.cli.company import company_folder, moment, store_url
from okr_reports.words import Severity

if TYPE_CHECKING:
    from okr_reports.line.request import RunRequest
    from okr_reports.line.results import ReviewResult


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("run", parents=[common], allow_abbrev=False, help="make and publish a report")
    parser.add_argument("report", choices=("kpi-review",), help="which report")
    parser.add_argument("period", metavar="PERIOD", help="which month, like 2026-09")
    parser.add_argument("--as-of", metavar="DATETIME", help="see only what was recorded by then (now)")
    parser.add_argument("--partial", action="store_true", help="also a month that has not ended, marked as such")
    parser.add_argument("--pdf-engine", choices=("weasyprint", "plutoprint"), help="what makes the PDF")
    parser.add_argument("--dry-run", action="store_true", help="do everything but keep nothing")
    parser.add_argument("--reason", metavar="TEXT", help="why a published report is published again")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> Answer:
    """Publish the month's review, or say that nothing changed. Exit codes: outputs.md."""
    request = _request(arguments)
    result = _rehearse(request) if arguments.dry_run else _launch(request, arguments)
    body = {
        "outcome": result.outcome, "version": result.version, "head": None if arguments.dry_run else result.head,
        "paths": {} if arguments.dry_run else _places(result, request), "findings": findings_json(result.findings),
        "report": result.report, "period": result.period, "is_dry_run": arguments.dry_run,
    }  # fmt: skip
    notes = [finding_line(finding) for finding in result.findings if finding.severity is not Severity.ADVICE]
    return Answer(result.exit_code, body, lines=_lines(result, request, is_rehearsal=arguments.dry_run), notes=notes)


def _request(arguments: argparse.Namespace) -> "RunRequest":
    from okr_reports.catalogue.load import load_catalogue
    from okr_reports.line.request import RunRequest, month_to_review, require_known_engine
    from okr_reports.store.store import open_store

    catalogue = load_catalogue(company_folder(arguments))
    zone = ZoneInfo(catalogue.company.timezone)
    as_of = moment(arguments.as_of, zone)
    request = RunRequest(
        catalogue=catalogue,
        store=open_store(store_url(arguments, catalogue.company), catalogue.folder),
        month=month_to_review(arguments.period, catalogue=catalogue, as_of=as_of, is_partial=arguments.partial),
        as_of=as_of,
        started_at=moment(None, zone),
        is_partial=arguments.partial,
        reason=arguments.reason,
        pdf_engine=arguments.pdf_engine,
    )
    require_known_engine(request.engine)
    return request


def _launch(request: "RunRequest", arguments: argparse.Namespace) -> "ReviewResult":
    from pipelines.launch import launch_review

    url = store_url(arguments, request.catalogue.company)
    return launch_review(request, store_url=url, is_quiet=arguments.is_quiet)


def _rehearse(request: "RunRequest") -> "ReviewResult":
    """Everything but the keeping: new files stay in memory, and Dagster, which would remember the run, has no part."""
    from okr_reports.line.review import make_review
    from okr_reports.store.rehearsal import Rehearsal

    return make_review(replace(request, store=Rehearsal(request.store)))


def _lines(result: "ReviewResult", request: "RunRequest", *, is_rehearsal: bool) -> list[str]:
    version = f"version {result.version} of {result.report} {result.period}"
    if is_rehearsal:
        return [f"{result.outcome} (dry run: nothing was kept): {version}"]
    own = {name: place for name, place in _places(result, request).items() if "/" not in name}
    return [f"{result.outcome}: {version}", *(f"  {place}" for place in own.values()), f"head {result.head}"]


def _places(result: "ReviewResult", request: "RunRequest") -> Mapping[str, str]:
    """File name → where it lies: a path on this machine, or, for a store elsewhere, the path inside it."""
    return {name: str(request.store.local_path(path) or path) for name, path in result.paths.items()}
