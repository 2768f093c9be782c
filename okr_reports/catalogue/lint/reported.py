"""The advice that travels into a report: as of its day, and in words that a comment in a file does not change."""

from datetime import date

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.lint.codes import CODES
from okr_reports.findings import Finding
from okr_reports.words import Visibility

# Scoring says it as well, with the periods concerned.
_SAID_BY_SCORING = "BACKDATED-TARGET"
INSTEAD = ". Write instead: "


def reported_advice(catalogue: Catalogue, day: date) -> tuple[Finding, ...]:
    """What was advised on this day, without places: the same sheets in another order are the same report.

    Nothing about a confidential sheet, whose target no report may hold.
    """
    return tuple(
        without_place(found)
        for found in catalogue.findings_on(day)
        if found.code in CODES and found.code != _SAID_BY_SCORING and not _is_confidential(found, catalogue)
    )


def without_place(found: Finding) -> Finding:
    """The finding with what to write instead in its sentence, so that a moved line is no other finding."""
    instead = f"{INSTEAD}{found.rewrite}" if found.rewrite else ""
    return Finding(found.code, found.severity, found.subject_id, f"{found.text}{instead}")


def _is_confidential(found: Finding, catalogue: Catalogue) -> bool:
    kpi = catalogue.kpis.get(found.subject_id)
    return kpi is not None and kpi.visibility is Visibility.CONFIDENTIAL
