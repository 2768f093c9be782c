"""A new company folder: small, commented, valid, and with a few rows, so that the first run already says something."""

from pathlib import Path

from okr_reports.samples.folder import copy_company


def write_new_company(folder: Path) -> None:
    """Write company.yaml, sources.yaml, two KPIs, one person and ten orders of July to September 2026."""
    copy_company("new_company", folder)
