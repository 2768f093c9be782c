"""What people write about people, as an appraisal run sees it: from CSV files, or from extracts in their place."""

from collections.abc import Mapping

import polars as pl

from okr_reports.extracts.records import (
    PEOPLE_TABLES,
    checked_people,
    log_findings,
    log_from_rows,
    read_people_records,
)
from okr_reports.extracts.rows import KeptExtracts, load_rows
from okr_reports.findings import Finding
from okr_reports.line.request import RunRequest
from okr_reports.tables import PEOPLE


def read_people_logs(
    request: RunRequest, parts: pl.DataFrame, *, people: pl.DataFrame
) -> tuple[Mapping[str, pl.DataFrame], tuple[Finding, ...]]:
    """`competencies`, `one_to_ones`, `manager_notes` and `employee_comments` as of the run's moment, and findings.

    `parts`: tables.SNAPSHOT_PARTS of the run. `people`: tables.PEOPLE as `read_logs` gave them. Findings: rows about
    nobody known, words that mean nothing, roles and managers that are not there. Raises CatalogueError for a file,
    ContractError for an extract.
    """
    catalogue = request.catalogue
    is_elsewhere = PEOPLE.name in catalogue.tables
    known = frozenset(people["id"]) if is_elsewhere else None
    tables, findings = read_people_records(catalogue, as_of=request.as_of, employee_ids=known)
    found = [*findings, *(checked_people(people, catalogue=catalogue) if is_elsewhere else ())]
    elsewhere = {name: _from_extract(request, name, parts) for name in PEOPLE_TABLES if name in catalogue.tables}
    for name, log in elsewhere.items():
        found += log_findings(name, log, catalogue=catalogue, employee_ids=frozenset(people["id"]))
    return {**tables, **elsewhere}, tuple(found)


def _from_extract(request: RunRequest, name: str, parts: pl.DataFrame) -> pl.DataFrame:
    rows = load_rows(KeptExtracts(request.store, parts, request.catalogue), request.catalogue.tables[name].extract)
    return log_from_rows(name, rows, catalogue=request.catalogue, as_of=request.as_of)
