"""The page of what comes next: candidates for the next cycle's goals, what recovered, targets that history proposes."""

from collections.abc import Sequence

from okr_reports.packs.candidates import Candidate, Proposal, candidate_row, candidates_of, proposal_row, proposals_of
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import capitalised, in_words, joined
from okr_reports.packs.outlook import OutlookPage
from okr_reports.packs.recoveries import recovered, recovered_row
from okr_reports.packs.standings import Standing

MOST_RECOVERED, MOST_PROPOSALS = 8, 10


def outlook_page(edition: Edition) -> OutlookPage:
    """The company's page."""
    candidates, back = candidates_of(edition), recovered(edition)
    proposals = list(proposals_of(edition).values())
    return OutlookPage(
        title=_title(candidates, back, proposals),
        lede=_lede(candidates),
        candidates=tuple(candidate_row(candidate, edition) for candidate in candidates),
        previous_head=edition.period(edition.previous_month),
        now_head=edition.period(edition.month),
        recovered=tuple(recovered_row(standing, edition) for standing in back[:MOST_RECOVERED]),
        recovered_note=_more(len(back) - MOST_RECOVERED),
        proposals=tuple(proposal_row(proposal, edition) for proposal in proposals[:MOST_PROPOSALS]),
        proposals_note=_more(len(proposals) - MOST_PROPOSALS),
    )


def _title(candidates: Sequence[Candidate], back: Sequence[Standing], proposals: Sequence[Proposal]) -> str:
    """`Two candidates for next cycle's OKRs, one KPI recovered`."""
    parts = [
        f"{_counted(len(candidates), 'candidate')} for next cycle's OKRs",
        f"{_counted(len(back), 'KPI')} recovered" if back else "",
        f"{_counted(len(proposals), 'target')} proposed" if proposals else "",
    ]
    return capitalised(joined([part for part in parts if part]))


def _counted(count: int, noun: str) -> str:
    return f"{in_words(count)} {noun}{'' if count == 1 else 's'}"


def _lede(candidates: Sequence[Candidate]) -> str:
    if not candidates:
        return (
            "A KPI becomes a candidate when it was weak in the two last ended quarters, or when a concern on 13 points "
            "or more stays for a second period or lies far outside its limits. None does."
        )
    return (
        "Weak in the two last ended quarters, or a concern on 13 points or more that stays or lies far outside the "
        "limits, and no active key result on it. Five at most; the owners decide."
    )


def _more(count: int) -> str:
    return f"and {count} more on the departments' pages" if count > 0 else ""
