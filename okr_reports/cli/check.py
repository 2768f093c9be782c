"""`okr-reports check`: load everything the company wrote, say all errors, then the findings. Needs no connection."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from okr_reports.cli.answer import Answer, findings_json, grouped_lines
from okr_reports.cli.company import company_folder, moment, store_url
from okr_reports.errors import CatalogueError, OkrReportsError

if TYPE_CHECKING:
    from okr_reports.catalogue.catalogue import Catalogue


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("check", parents=[common], allow_abbrev=False, help="find every error in the folder")
    parser.add_argument("--as-of", metavar="DATETIME", help="the day on which targets are told to be stale (today)")
    parser.set_defaults(command=check)


def check(arguments: argparse.Namespace) -> Answer:
    """Every error of the folder at once (raises CatalogueError, exit 3), else its findings.

    Key results of a valid folder are registered as they stand today; that this was not possible is only said.
    """
    from okr_reports.extracts.record_logs import check_records

    catalogue = _load(company_folder(arguments))
    today = moment(arguments.as_of, ZoneInfo(catalogue.company.timezone)).date()
    findings = (*catalogue.findings_on(today), *catalogue.goal_findings_on(today), *check_records(catalogue))
    registered, notes = _register(catalogue, arguments)
    body = {
        "outcome": "valid", "catalogue_sha256": catalogue.sha256, "findings": findings_json(findings),
        "registered_count": registered,
    }  # fmt: skip
    summary = f"{_contents(catalogue)}, no errors, {len(findings)} findings"
    said = [f"{registered} new or changed key results registered as they stand today"] if registered else []
    return Answer(0, body, lines=[*grouped_lines(findings), *said, summary], notes=notes)


def _register(catalogue: "Catalogue", arguments: argparse.Namespace) -> tuple[int, list[str]]:
    """How many key results stand as they never did before (rules §5), by the clock and not by `--as-of`."""
    if not catalogue.key_results:
        return 0, []
    from okr_reports.line.first_seen import register_key_results
    from okr_reports.store.opening import is_folder, open_store

    url = store_url(arguments, catalogue.company)
    if not is_folder(url):
        return 0, [_not_registered("the store is not on this machine")]
    try:
        clock = moment(None, ZoneInfo(catalogue.company.timezone))
        return register_key_results(catalogue, open_store(url, catalogue.folder), seen_at=clock), []
    except OkrReportsError as error:
        return 0, [_not_registered(str(error))]


def _not_registered(why: str) -> str:
    return f"notice: no key result was registered as it stands today; the next run will do it: {why}"


def _load(folder: Path) -> "Catalogue":
    """The catalogue; when it is invalid, what cannot be read of the logs is said along with it."""
    from okr_reports.catalogue.load import load_catalogue
    from okr_reports.extracts.record_logs import unreadable_in

    try:
        return load_catalogue(folder)
    except CatalogueError as error:
        raise CatalogueError(*error.problems, *unreadable_in(folder)) from None


def _contents(catalogue: "Catalogue") -> str:
    return f"{catalogue.company.name}: {len(catalogue.kpis)} KPIs from {len(catalogue.extracts)} extracts"
