"""The finding of a view: what of the evidence needs somebody first, counted."""

from collections.abc import Sequence

from okr_reports.packs.appraisals.completeness import EvidenceState
from okr_reports.packs.appraisals.missing import Lack
from okr_reports.packs.listing import plural

_MOST = 2


def highlights(states: Sequence[EvidenceState]) -> list[str]:
    """At most two, the gravest first; nothing is missing where there is none."""
    open_count = sum(state.open_count for state in states)
    said = [
        _people(_count(states, Lack.NO_EVIDENCE), "without any record"),
        _people(_count(states, Lack.ROLE, Lack.MANAGER), "without a role or manager"),
        _people(_count(states, Lack.TEAM), "without the team that a KPI asks for"),
        f"{plural(open_count, 'correction')} to answer" if open_count else "",
        _people(_count(states, Lack.COMPETENCIES), "with competencies to rate"),
        _people(_count(states, Lack.MONTHS), "with months without a record"),
        _people(_count(states, Lack.KRAS), "in roles that answer for nothing"),
        _people(_count(states, Lack.KPI, Lack.OBJECTIVE, Lack.SHARE), "for whom something smaller is missing"),
    ]
    return [words for words in said if words][:_MOST] or ["nothing is missing"]


def _count(states: Sequence[EvidenceState], *lacks: Lack) -> int:
    return sum(any(gap.lack in lacks for gap in state.missing) for state in states)


def _people(count: int, words: str) -> str:
    return f"{'1 person' if count == 1 else f'{count} people'} {words}" if count else ""
