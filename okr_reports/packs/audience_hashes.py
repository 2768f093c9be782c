"""Whether what a bundle is made from has changed: one hash over an employee's rows, with and without provenance."""

import json
from dataclasses import astuple
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

import polars as pl

from okr_reports.packs.bundle.inputs import EmployeeTables

_PROVENANCE = "sources"


def inputs_sha256(tables: EmployeeTables) -> str:
    """Over everything a bundle says of its employee, the snapshots behind it included: the key of what was rendered."""
    parts = tables.sources.select("extract", "period_id", "sha256", "row_count", "rejected_count", "read_at")
    return _hash([*_said(tables), parts.rows()])


def content_sha256(tables: EmployeeTables) -> str:
    """The same without provenance, but for which extracts there are: equal where the bundle says the same."""
    return _hash([*_said(tables), tables.sources["extract"].unique(maintain_order=True).to_list()])


def _said(tables: EmployeeTables) -> list[object]:
    return [_plain_field(value) for name, value in vars(tables).items() if name != _PROVENANCE]


def _plain_field(value: object) -> object:
    return [value.columns, value.rows()] if isinstance(value, pl.DataFrame) else value


def _hash(content: list[object]) -> str:
    # Text may hold what is no UTF-8 (a lone surrogate): JSON escapes it.
    return sha256(json.dumps(content, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else astuple(value)
