"""Which extracts do not reach the month's end by a day or more, and which KPIs rest on them."""

from collections.abc import Mapping
from datetime import date

from okr_reports.packs.edition import Edition
from okr_reports.packs.extract_rows import days_short, extract_months, last_day


def stale_extracts(edition: Edition) -> Mapping[str, date]:
    """Extract → the last day it covers, where a day of the month is lacking; none in a month that has not ended."""
    if edition.inputs.is_partial:
        return {}
    found = {month.extract: month for month in extract_months(edition, edition.standings) if days_short(month, edition)}
    return {extract: day for extract, month in found.items() if (day := last_day(month, edition)) is not None}
