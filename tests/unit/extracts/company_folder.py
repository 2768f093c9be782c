"""A company folder under test: write files into it, read its extracts, look at the kept rows."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from okr_reports.extracts.connections import ReadLimits
from okr_reports.extracts.read import ExtractsRead, ReadRequest, read_extracts
from okr_reports.extracts.rows import KeptExtracts, load_rows
from okr_reports.store.opening import open_store
from okr_reports.store.store import Store

NOVEMBER = datetime(2026, 11, 3, 6, tzinfo=UTC)
WAREHOUSE = """
connections:
  warehouse: {url: "${OKR_TEST_UNSET_URL}", default: "sqlite:///warehouse.db"}
"""


@dataclass(frozen=True)
class CompanyFolder:
    """A folder with a company in Kolkata whose fiscal year begins in April, and a store of its own."""

    path: Path

    @property
    def store(self) -> Store:
        """The company's store."""
        return open_store("store", self.path)

    @property
    def catalogue(self) -> Catalogue:
        """The folder as loaded now."""
        return load_catalogue(self.path)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file, text without its common indentation."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
        return path

    def sources(self, *texts: str) -> None:
        """Write sources.yaml from sections."""
        self.write("sources.yaml", "".join(dedent(text) for text in texts))

    def database(self, *script: str) -> Path:
        """Run SQL on the company's SQLite file."""
        path = self.path / "warehouse.db"
        connection = sqlite3.connect(path)
        connection.executescript("".join(script))
        connection.close()
        return path

    def read(
        self, period: str = "2026-10", *, as_of: datetime = NOVEMBER, limits: ReadLimits | None = None
    ) -> ExtractsRead:
        """Read all extracts for a report on the period."""
        catalogue = self.catalogue
        request = ReadRequest(catalogue.fiscal.period(period), as_of, NOVEMBER, limits=limits or ReadLimits())
        return read_extracts(catalogue, self.store, request=request)

    def rows(self, read: ExtractsRead, extract_id: str) -> pl.DataFrame:
        """All kept rows of an extract with its joins."""
        return load_rows(KeptExtracts(self.store, read.parts, self.catalogue), extract_id)


def found(read: ExtractsRead) -> list[str]:
    """The codes of what was found."""
    return [finding.code for finding in read.findings]


def set_aside(read: ExtractsRead) -> list[tuple[str, int, str, str]]:
    """The quarantined cells: file, row, column, raw text."""
    return read.quarantined.select("file", "row", "column", "raw").rows()


def parts(read: ExtractsRead, extract_id: str) -> dict[str, tuple[int, int]]:
    """The parts of an extract: period → rows, rejected rows."""
    of_extract = read.parts.filter(pl.col("extract") == extract_id)
    rows = of_extract.select("period_id", "row_count", "rejected_count").rows()
    return {period: (count, rejected) for period, count, rejected in rows}
