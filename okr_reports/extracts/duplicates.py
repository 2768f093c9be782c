"""Rows that stand twice in files: refused, the latest kept, or equal ones dropped, as the profile says."""

import polars as pl

from okr_reports.catalogue.model import Extract
from okr_reports.errors import ContractError
from okr_reports.extracts.raw import FILE, ROW, rows_in_words
from okr_reports.findings import Finding
from okr_reports.words import Severity


def settle_duplicates(rows: pl.DataFrame, *, extract_id: str, extract: Extract) -> tuple[pl.DataFrame, list[Finding]]:
    """The rows without duplicates, by `clean.duplicates`.

    Two rows are of the same thing when all their columns but numbers and `recorded_at` are equal; `drop_equal` asks
    for all columns. `latest` keeps the one recorded last, else the one that stands last. `error` raises ContractError.
    """
    policy = extract.clean.duplicates if extract.clean else None
    if policy is None:
        return rows, []
    everything = [name for name in rows.columns if name not in (FILE, ROW)]
    same = everything if policy == "drop_equal" else _naming(rows, everything, recorded_at=extract.recorded_at)
    if policy == "latest" and extract.recorded_at:
        rows = rows.sort(extract.recorded_at, nulls_last=False, maintain_order=True)
    kept = rows.unique(subset=same, keep="last" if policy == "latest" else "first", maintain_order=True)
    count = rows.height - kept.height
    if count and policy == "error":
        raise ContractError(
            f"extract {extract_id}: {rows_in_words(count)} too many, equal to another one in {', '.join(same)}"
        )
    text = f"{rows_in_words(count)} of extract {extract_id} repeated another one and left out ({policy})"
    return kept, [Finding("DUPLICATES-DROPPED", Severity.WARNING, extract_id, text)] if count else []


def _naming(rows: pl.DataFrame, columns: list[str], *, recorded_at: str | None) -> list[str]:
    naming = [name for name in columns if not rows.schema[name].is_float() and name != recorded_at]
    return naming or columns
