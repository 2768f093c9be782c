"""What of a KPI may be told beside its value: nothing of confidential ones, nor what would tell a hidden value."""

from okr_reports.packs.edition import Edition
from okr_reports.packs.standings import Standing
from okr_reports.words import Reason, Visibility


def is_withheld(standing: Standing) -> bool:
    """Confidential, or about people with a value hidden because it is about too few of them."""
    if standing.kpi.visibility is Visibility.CONFIDENTIAL:
        return True
    readings = (standing.now, *standing.history, *standing.longer.values())
    is_hidden = any(reading.value is None and reading.reason is Reason.SMALL_N for reading in readings)
    return standing.kpi.about == "people" and is_hidden


def told(edition: Edition) -> dict[str, Standing]:
    """KPI id → the company's standing, of the KPIs about which more than their name may be told."""
    return {s.kpi.id: s for s in edition.standings if not s.is_part and not is_withheld(s)}
