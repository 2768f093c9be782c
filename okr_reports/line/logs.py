"""The logs as a run sees them: from their CSV files, or from the extracts that stand in for them."""

from collections.abc import Mapping

import polars as pl

from okr_reports.extracts.records import TABLES, log_findings, log_from_rows, people_from_rows, read_records
from okr_reports.extracts.rows import KeptExtracts, load_rows
from okr_reports.findings import Finding
from okr_reports.line.request import RunRequest
from okr_reports.tables import PEOPLE


def read_logs(request: RunRequest, parts: pl.DataFrame) -> tuple[Mapping[str, pl.DataFrame], tuple[Finding, ...]]:
    """People, actions, check-ins and all other logs as of the run's moment, and findings about their files.

    `parts`: tables.SNAPSHOT_PARTS of the run. Raises CatalogueError for a file, ContractError for an extract.
    """
    records = read_records(request.catalogue, as_of=request.as_of)
    tables = {name: getattr(records, name) for name in TABLES}
    elsewhere = {name: _from_extract(request, name, parts) for name in TABLES if name in request.catalogue.tables}
    of_rows = [
        finding for name, log in elsewhere.items() for finding in log_findings(name, log, catalogue=request.catalogue)
    ]
    return {**tables, **elsewhere}, (*records.findings, *of_rows)


def _from_extract(request: RunRequest, name: str, parts: pl.DataFrame) -> pl.DataFrame:
    catalogue = request.catalogue
    extract_id = catalogue.tables[name].extract
    rows = load_rows(KeptExtracts(request.store, parts, catalogue), extract_id)
    if name == PEOPLE.name:
        return people_from_rows(rows, extract_id=extract_id, timezone=catalogue.company.timezone)
    return log_from_rows(name, rows, catalogue=catalogue, as_of=request.as_of)
