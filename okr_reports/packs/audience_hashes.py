"""Whether what a bundle is made from has changed: one hash over an employee's rows, with and without provenance."""

from hashlib import sha256

import polars as pl

from okr_reports.packs.bundle.inputs import EmployeeTables

_PROVENANCE = "sources"


def inputs_sha256(tables: EmployeeTables) -> str:
    """Over everything a bundle says of its employee, the snapshots behind it included but not when they were read.

    The key of what was rendered: a killed run is gone on with, though it has to read again.
    """
    parts = tables.sources.select("extract", "period_id", "sha256", "row_count", "rejected_count")
    return _hash([*_said(tables), parts.rows()])


def content_sha256(tables: EmployeeTables) -> str:
    """The same without provenance, but for which extracts there are: equal where the bundle says the same."""
    return _hash([*_said(tables), tables.sources["extract"].unique(maintain_order=True).to_list()])


def _said(tables: EmployeeTables) -> list[object]:
    return [_plain(value) for name, value in vars(tables).items() if name != _PROVENANCE]


def _plain(value: object) -> object:
    return value.rows() if isinstance(value, pl.DataFrame) else value


def _hash(content: list[object]) -> str:
    # Python writes numbers in full, days by their parts, and escapes what is no UTF-8; JSON would cost twice as much.
    return sha256(repr(content).encode()).hexdigest()
