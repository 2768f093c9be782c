"""The page of who answers for what, and of what each KPI lacks."""

from collections.abc import Sequence

from okr_reports.packs.checklist import LACKING, Checklist, checklists, lacking_first
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import plural, shortened
from okr_reports.packs.outlook import Check, ChecklistRow, ResponsibilityPage
from okr_reports.packs.responsibility import NOBODY, responsible_rows
from okr_reports.packs.standings import Standing

# With its heading and the note below they fill one page.
MOST_ROWS = 36
_LONGEST_NAME = 70
HEADS = {
    "definition": "Defined",
    "owner": "Owner",
    "target": "Target",
    "date_set": "Date set",
    "counterweight": "Counterweight",
    "leading": "Leading",
    "fresh": "Data fresh",
    "action": "Action",
}


def responsibility_page(edition: Edition) -> ResponsibilityPage:
    """The company's page."""
    rows = checklists(edition)
    printed = lacking_first(rows, most=MOST_ROWS)
    lacking = sum(bool(checks.lacks) for _, checks in rows)
    responsible = responsible_rows(edition)
    owners = sum(row.who != NOBODY for row in responsible)
    return ResponsibilityPage(
        title=f"Who answers for what: {plural(owners, 'owner')} of {plural(len(rows), 'KPI')}",
        sub="One accountable owner per KPI. An action is missing from the second missed period on.",
        responsible=responsible,
        checklist_title=_title(rows, lacking),
        complete=_complete(rows, lacking),
        heads=tuple(HEADS.values()),
        checklist=tuple(_row(standing, checks) for standing, checks in printed),
        checklist_note=f"and {lacking - len(printed)} more in the workbook" if lacking > len(printed) else "",
    )


def _title(rows: Sequence[tuple[Standing, Checklist]], lacking: int) -> str:
    if not lacking:
        return "KPI checklist: every KPI has everything"
    whole = len(rows) - lacking
    return f"KPI checklist: {whole} of {plural(len(rows), 'KPI')} {'has' if whole == 1 else 'have'} everything"


def _complete(rows: Sequence[tuple[Standing, Checklist]], lacking: int) -> str:
    whole = len(rows) - lacking
    verb = "is" if whole == 1 else "are"
    left_out = f" {plural(whole, 'KPI that lacks', nouns='KPIs that lack')} nothing {verb} left out." if whole else ""
    return f"“–”: not needed. An outcome needs a leading KPI and a counterweight; a missed target an action.{left_out}"


def _row(standing: Standing, checks: Checklist) -> ChecklistRow:
    words = vars(checks)
    return ChecklistRow(
        shortened(standing.kpi.name, most=_LONGEST_NAME),
        tuple(Check(HEADS[name], words[name], words[name] in LACKING) for name in HEADS),
    )
