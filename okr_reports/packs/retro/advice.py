"""Advice on how goals are written: what the lint found about the objectives and key results of these pages."""

from okr_reports.catalogue.lint.goal_codes import GOAL_CODES
from okr_reports.catalogue.lint.reported import INSTEAD
from okr_reports.findings import Finding
from okr_reports.packs.listing import capitalised, in_words
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.reading_pages import AdvicePage, AdviceRow
from okr_reports.words import Severity

_COMPANY = "company"


def advice_page(edition: RetroEdition) -> AdvicePage | None:
    """None where there is nothing to say. Each finding once, with what to write instead."""
    every = dict.fromkeys([*edition.inputs.findings, *edition.catalogue.findings_on(edition.as_of_day)])
    found = [finding for finding in every if _is_of_goals(finding, edition)]
    if not found:
        return None
    things = "thing" if len(found) == 1 else "things"
    return AdvicePage(
        title=f"Advice on wording: {in_words(len(found))} {things} to write better next time",
        sub="From rules with words and grammar, not from a model. Advice never changes a score.",
        rows=tuple(_row(finding, edition) for finding in found),
    )


def _is_of_goals(finding: Finding, edition: RetroEdition) -> bool:
    is_here = finding.subject_id in edition.labels or finding.subject_id == _COMPANY
    return is_here and finding.code in GOAL_CODES and finding.severity is not Severity.ERROR


def _row(finding: Finding, edition: RetroEdition) -> AdviceRow:
    name = capitalised(edition.named(finding.subject_id))
    says, _, instead = finding.text.partition(INSTEAD)
    return AdviceRow(name=name, code=finding.code, says=says, rewrite=finding.rewrite or instead)
