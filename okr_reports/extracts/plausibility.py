"""Checks that a cleaning profile asks for: parts that must add up, and totals that must not jump."""

import polars as pl

from okr_reports.catalogue.cleaning import ChecksWritten
from okr_reports.errors import ContractError
from okr_reports.extracts.raw import PERIOD_ON, rows_in_words
from okr_reports.findings import Finding
from okr_reports.words import Severity

_RELATIVE, _ABSOLUTE = 1e-9, 1e-12


def check_plausibility(rows: pl.DataFrame, *, extract_id: str, checks: ChecksWritten | None) -> list[Finding]:
    """Findings for rows whose parts do not make their total, and for months that differ too much from the one before.

    `rows` have `period_on`. `sum`: the last column is the total of the others. `max_change`: share of the total.
    """
    if checks is None:
        return []
    findings = _sum_findings(rows, extract_id, columns=checks.sum) if checks.sum else []
    return findings + (_change_findings(rows, extract_id, max_change=checks.max_change) if checks.max_change else [])


def _sum_findings(rows: pl.DataFrame, extract_id: str, *, columns: list[str]) -> list[Finding]:
    for name in columns:
        if name not in rows.columns or not rows.schema[name].is_numeric():
            raise ContractError(f"extract {extract_id}: the sum check needs a number column {name}")
    *parts, total = columns
    difference = (pl.sum_horizontal(parts, ignore_nulls=False) - pl.col(total)).abs()
    # Two numbers are equal by the rule of rules.md §2.
    allowed = pl.max_horizontal(pl.col(total).abs() * _RELATIVE, pl.lit(_ABSOLUTE))
    count = rows.filter(difference > allowed).height
    text = f"in {rows_in_words(count)} of extract {extract_id} {' + '.join(parts)} is not {total}"
    return [Finding("CHECK-SUM", Severity.WARNING, extract_id, text)] if count else []


def _change_findings(rows: pl.DataFrame, extract_id: str, *, max_change: float) -> list[Finding]:
    numbers = [name for name, dtype in rows.schema.items() if dtype.is_float()]
    monthly = (
        rows.filter(pl.col(PERIOD_ON).is_not_null())
        .group_by(month=pl.col(PERIOD_ON).dt.strftime("%Y-%m"))
        .agg(pl.col(numbers).sum())
        .sort("month")
    )
    findings = []
    for name in numbers:
        change = (pl.col(name) - pl.col(name).shift(1)).abs() / pl.col(name).shift(1).abs()
        jumps = monthly.filter(change > max_change)["month"].to_list()
        if jumps:
            text = f"{name} of extract {extract_id} differs by more than {max_change:.0%} from the month before in "
            findings.append(Finding("CHECK-CHANGE", Severity.WARNING, extract_id, text + ", ".join(jumps)))
    return findings
