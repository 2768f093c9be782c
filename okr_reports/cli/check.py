"""`okr-reports check`: load everything the company wrote, say all errors, then the findings. Needs no connection."""

import argparse
from typing import TYPE_CHECKING

from okr_reports.cli.answer import Answer, finding_line, findings_json
from okr_reports.cli.company import company_folder

if TYPE_CHECKING:
    from okr_reports.catalogue.catalogue import Catalogue


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("check", parents=[common], allow_abbrev=False, help="find every error in the folder")
    parser.set_defaults(command=check)


def check(arguments: argparse.Namespace) -> Answer:
    """Every error of the folder at once (raises CatalogueError, exit 3), else its findings."""
    from okr_reports.catalogue.load import load_catalogue
    from okr_reports.extracts.records import check_records

    catalogue = load_catalogue(company_folder(arguments))
    findings = (*catalogue.findings, *check_records(catalogue))
    body = {"outcome": "valid", "catalogue_sha256": catalogue.sha256, "findings": findings_json(findings)}
    summary = f"{_contents(catalogue)}, no errors, {len(findings)} findings"
    return Answer(0, body, lines=[*(finding_line(finding) for finding in findings), summary])


def _contents(catalogue: "Catalogue") -> str:
    return f"{catalogue.company.name}: {len(catalogue.kpis)} KPIs from {len(catalogue.extracts)} extracts"
