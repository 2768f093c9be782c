"""What is missing in an employee's evidence, in words: what, and who can close the gap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from okr_reports.packs.appraisals.missing import Lack, Missing
from okr_reports.packs.appraisals.view_names import ViewNames
from okr_reports.packs.listing import joined_up_to, plural

_MOST = 6


@dataclass(frozen=True)
class SaidMissing:
    """`what`: a short sentence without its stop. `whose`: as printed."""

    what: str
    whose: str


def missing_words(missing: Missing, *, names: ViewNames) -> SaidMissing:
    """The gap as a reader sees it."""
    return SaidMissing(_SAID[missing.lack](missing, names), names.owner(missing.whose))


def _no_role(missing: Missing, _names: ViewNames) -> str:
    return f"No role in people's records{' for part of the cycle' if missing.subjects else ''}"


def _roles(missing: Missing, names: ViewNames) -> str:
    return f"Nobody wrote what the role answers for: {_listed([names.role(id) for id in missing.subjects])}"


def _team(missing: Missing, names: ViewNames) -> str:
    return f"No team in people's records, so no value of {_listed([names.kpi(id) for id in missing.subjects])}"


def _months(missing: Missing, names: ViewNames) -> str:
    return f"Nothing recorded in {_listed([names.month(month) for month in missing.subjects])}"


def _kpi(missing: Missing, names: ViewNames) -> str:
    return f"No period could be judged: {_listed([names.kpi(id) for id in missing.subjects])}"


_SAID: Mapping[Lack, Callable[[Missing, ViewNames], str]] = {
    Lack.ROLE: _no_role,
    Lack.KRAS: _roles,
    Lack.TEAM: _team,
    Lack.MANAGER: lambda _missing, _names: "No manager in people's records, so no reviewer",
    Lack.NO_EVIDENCE: lambda _missing, _names: "Nothing recorded in the whole cycle",
    Lack.MONTHS: _months,
    Lack.COMPETENCIES: lambda missing, _names: f"Competencies without a word: {_listed(missing.subjects)}",
    Lack.CORRECTION: lambda missing, _names: f"{plural(missing.count, 'correction')} to answer",
    Lack.KPI: _kpi,
    Lack.OBJECTIVE: lambda missing, _names: f"Nobody has written about the work on {_listed(missing.subjects)}",
    Lack.SHARE: lambda missing, _names: f"{plural(missing.count, 'note')} to mark: share yes or no",
}


def _listed(words: Sequence[str]) -> str:
    return joined_up_to(words, most=_MOST)
