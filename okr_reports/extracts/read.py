"""Reads all extracts of a company once, checks them, and keeps them as snapshot parts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.model import Extract
from okr_reports.errors import CatalogueError, ContractError, OkrReportsError, SourceError
from okr_reports.extracts.cells import Reading
from okr_reports.extracts.connections import ReadLimits, Sources
from okr_reports.extracts.contract import check_rows
from okr_reports.extracts.duplicates import settle_duplicates
from okr_reports.extracts.fetch import fetch_rows
from okr_reports.extracts.file_period import period_column
from okr_reports.extracts.files import read_files
from okr_reports.extracts.joins import check_join
from okr_reports.extracts.moments import Zones
from okr_reports.extracts.parts import ReadExtract, put_parts
from okr_reports.extracts.placed import PlacedRows, View, place_rows
from okr_reports.extracts.plausibility import check_plausibility
from okr_reports.extracts.raw import FILE, PERIOD_ON, ROW, UNREADABLE, RawRows, rows_in_words
from okr_reports.extracts.spans import spans_to_read
from okr_reports.extracts.statements import Query, parse_statement
from okr_reports.extracts.written_dates import with_iso_dates
from okr_reports.findings import Finding
from okr_reports.periods import Period
from okr_reports.store.store import Store
from okr_reports.tables import QUARANTINED, SNAPSHOT_PARTS
from okr_reports.words import Severity

Taken = tuple[ReadExtract, list[Finding]]
Done = TypeVar("Done")
EXTRACT_EMPTY = "EXTRACT-EMPTY"


@dataclass(frozen=True)
class ReadRequest:
    """What is read: for a report on `period`, rows recorded up to `as_of`; `read_at` is the caller's clock.

    `months`: for which calendar months a statement with `:period_start` is asked; empty: all the period can need.
    `extracts`: ids of those to read, and with them those that they are joined to; None: all. Both moments are aware.
    """

    period: Period
    as_of: datetime
    read_at: datetime
    months: tuple[Period, ...] = ()
    limits: ReadLimits = field(default_factory=ReadLimits)
    extracts: Collection[str] | None = None


@dataclass(frozen=True)
class ExtractsRead:
    """What was read: SNAPSHOT_PARTS, QUARANTINED, and what a reader of the report must see."""

    parts: pl.DataFrame
    quarantined: pl.DataFrame
    findings: tuple[Finding, ...]


def read_extracts(catalogue: Catalogue, store: Store, *, request: ReadRequest) -> ExtractsRead:
    """Read the extracts asked for, each connection in one read-only transaction, and keep the parts.

    Nothing is kept before everything was read. Raises, with the problems of all extracts at once, CatalogueError
    for an absent file, SourceError when a source gave no answer or broke off, ContractError for a wrong answer.
    """
    zone = catalogue.company.timezone
    sources = Sources(catalogue.connections, catalogue.folder, zone=zone, limits=request.limits)
    reader = _Reader(catalogue, sources, request)
    try:
        taken = _all_or_errors([lambda id=id: reader.read(id) for id in _asked(catalogue, request.extracts)])
    finally:
        sources.close()
    _check_joins(catalogue, {read.extract_id: read.frame for read, _ in taken})
    tables = [put_parts(store, extract, read_at=request.read_at) for extract, _ in taken]
    lost = [extract.unreadable.with_columns(extract=pl.lit(extract.extract_id)) for extract, _ in taken]
    return ExtractsRead(
        SNAPSHOT_PARTS.check(pl.concat([SNAPSHOT_PARTS.empty(), *tables])),
        QUARANTINED.check(pl.concat([QUARANTINED.empty(), *lost], how="diagonal")),
        tuple(finding for _, findings in taken for finding in findings),
    )


def _asked(catalogue: Catalogue, extracts: Collection[str] | None) -> list[str]:
    wanted = catalogue.extracts if extracts is None else extracts
    joined = {join.extract for id in wanted if id in catalogue.extracts for join in catalogue.extracts[id].join}
    return [id for id in catalogue.extracts if id in wanted or id in joined]


@dataclass(frozen=True)
class _Reader:
    catalogue: Catalogue
    sources: Sources
    request: ReadRequest

    def read(self, extract_id: str) -> Taken:
        extract = self.catalogue.extracts[extract_id]
        reading = self._reading(extract)
        raw = self._raw(extract_id, extract)
        checked = check_rows(raw, extract_id=extract_id, extract=extract, reading=reading)
        view = View(self.request.period, self.request.as_of, reading.zones, self.catalogue.fiscal)
        placed = place_rows(checked, extract_id=extract_id, extract=extract, view=view)
        rows, findings = settle_duplicates(placed.frame, extract_id=extract_id, extract=extract)
        checks = extract.clean.checks if extract.clean else None
        findings += check_plausibility(rows, extract_id=extract_id, checks=checks)
        findings += _findings(extract_id, raw, rows=rows, has_period=period_column(extract) is not None)
        read = ReadExtract(extract_id, rows, _of_kept_rows(placed, rows), placed.covers_until)
        return read, findings

    def _raw(self, extract_id: str, extract: Extract) -> RawRows:
        if extract.connection is None:
            return with_iso_dates(read_files(self.catalogue.folder, extract_id=extract_id, extract=extract), extract)
        spans = spans_to_read(self.catalogue, self.request.period, months=self.request.months, extract_id=extract_id)
        statement = parse_statement(self.catalogue.queries[extract_id])
        query = Query(extract_id, statement, spans, self.request.as_of, self.catalogue.company.timezone)
        return fetch_rows(self.sources[extract.connection], query)

    def _reading(self, extract: Extract) -> Reading:
        zone = self.catalogue.company.timezone
        zones = Zones(zone, (extract.period and extract.period.timezone) or zone)
        if extract.connection is not None:
            return Reading(zones)
        if extract.clean is None:
            return Reading(zones, nulls=("",))
        return Reading(zones, extract.clean.number, ("", *extract.clean.nulls))


def _check_joins(catalogue: Catalogue, rows: Mapping[str, pl.DataFrame]) -> None:
    joins = [(id, join) for id, extract in catalogue.extracts.items() if id in rows for join in extract.join]
    _all_or_errors(
        [
            lambda id=id, join=join: check_join(rows[id], rows[join.extract], join=join, extract_id=id)
            for id, join in joins
        ]
    )


def _all_or_errors(tasks: Sequence[Callable[[], Done]]) -> list[Done]:
    done: list[Done] = []
    errors: list[OkrReportsError] = []
    for task in tasks:
        try:
            done.append(task())
        except OkrReportsError as error:
            errors.append(error)
    # The exit code is the first that applies of 3, 7, 4 (outputs.md).
    for kind in (CatalogueError, SourceError, ContractError):
        problems = [problem for error in errors if isinstance(error, kind) for problem in error.problems]
        if problems:
            raise kind(*dict.fromkeys(problems))
    if errors:
        raise errors[0]
    return done


def _of_kept_rows(placed: PlacedRows, rows: pl.DataFrame) -> pl.DataFrame:
    if not placed.unreadable.height:
        return placed.unreadable.select(UNREADABLE.keys())
    kept = rows.select(pl.col(FILE).cast(pl.String), pl.col(ROW).cast(pl.Int64)).unique()
    lost = placed.unreadable.join(kept, left_on=["file", "row"], right_on=[FILE, ROW], how="semi")
    return lost.unique(["file", "row", "column"], keep="first", maintain_order=True).select(UNREADABLE.keys())


def _findings(extract_id: str, raw: RawRows, *, rows: pl.DataFrame, has_period: bool) -> list[Finding]:
    findings: list[Finding] = []
    if not rows.height:
        findings.append(_empty(extract_id, raw))
    adrift = rows[PERIOD_ON].null_count() if has_period else 0
    if adrift:
        text = f"extract {extract_id} has {rows_in_words(adrift)} without a period, counted for no KPI"
        findings.append(Finding("ROWS-WITHOUT-PERIOD", Severity.WARNING, extract_id, text))
    if raw.left_out:
        text = f"columns {', '.join(raw.left_out)} of extract {extract_id} hold lists or structures and are left out"
        findings.append(Finding("COLUMN-LEFT-OUT", Severity.ADVICE, extract_id, text))
    return findings


def _empty(extract_id: str, raw: RawRows) -> Finding:
    """An extract that begins after the report's time is as it should be; one without any row may be broken."""
    text = f"extract {extract_id} holds no rows for this report"
    if not raw.frame.height:
        return Finding(EXTRACT_EMPTY, Severity.WARNING, extract_id, text)
    later = rows_in_words(raw.frame.height)
    return Finding(EXTRACT_EMPTY, Severity.ADVICE, extract_id, f"{text} yet: it begins later, with {later}")
