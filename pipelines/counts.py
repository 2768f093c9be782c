"""What Dagster is told of a table or a report: counts and paths. It keeps them in clear."""

from collections.abc import Mapping

import dagster as dg
import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.line.results import ReviewResult


def catalogue_summary(catalogue: Catalogue) -> Mapping[str, int | str]:
    """How much the company wrote, and the hash of all of it."""
    counts = {"KPIs": len(catalogue.kpis), "extracts": len(catalogue.extracts), "findings": len(catalogue.findings)}
    return {**counts, "sha256": catalogue.sha256}


def table_counts(tables: Mapping[str, pl.DataFrame]) -> Mapping[str, int]:
    """How many rows each table has."""
    return {name: table.height for name, table in tables.items()}


def review_summary(review: ReviewResult) -> Mapping[str, dg.MetadataValue]:
    """How a review came out, where it lies, and how many findings it has."""
    lines = [f"**{review.report} {review.period}**: {review.outcome}, version {review.version}", ""]
    lines += [f"- {code}: {count}" for code, count in review.finding_counts().items()]
    return {
        "summary": dg.MetadataValue.md("\n".join(lines)),
        "path": dg.MetadataValue.text(review.folder),
        "head": dg.MetadataValue.text(review.head),
    }
