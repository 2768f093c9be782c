"""Whose job each gap is: by person, what there is to do and about whom."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.missing import HR, Lack, Missing
from okr_reports.packs.appraisals.pages import Duty
from okr_reports.packs.listing import joined_up_to, plural

_MOST_NAMED = 8
Gap = tuple[str, Missing]


def duties_of(
    inputs: ViewInputs,
    *,
    about: Iterable[str] | None = None,
    by: Collection[str] | None = None,
    not_by: Collection[str] = (),
) -> tuple[Duty, ...]:
    """HR first, then departments and people in order of ids: everybody's duties, or those about, by, not by these."""
    by_whose: dict[str, list[Gap]] = {}
    for id in inputs.states if about is None else about:
        for gap in inputs.states[id].missing:
            by_whose.setdefault(gap.whose, []).append((id, gap))
    wanted = [whose for whose in by_whose if (by is None or whose in by) and whose not in not_by]
    order = sorted(wanted, key=lambda whose: (whose != HR, whose))
    return tuple(Duty(inputs.names.owner(whose), _tasks(by_whose[whose], inputs)) for whose in order)


def _tasks(gaps: Sequence[Gap], inputs: ViewInputs) -> tuple[str, ...]:
    by_lack = {lack: [gap for gap in gaps if gap[1].lack is lack] for lack in Lack}
    return tuple(_SAID[lack](some, inputs) for lack, some in by_lack.items() if some)


def _people(gaps: Sequence[Gap], inputs: ViewInputs) -> str:
    return joined_up_to([inputs.names.person(id) for id, _ in gaps], most=_MOST_NAMED)


def _people_counted(gaps: Sequence[Gap], inputs: ViewInputs) -> str:
    counted = [f"{inputs.names.person(id)} ({len(gap.subjects) or gap.count})" for id, gap in gaps]
    return joined_up_to(counted, most=_MOST_NAMED)


def _subjects(gaps: Sequence[Gap], said: Callable[[str], str]) -> str:
    return joined_up_to(list(dict.fromkeys(said(id) for _, gap in gaps for id in gap.subjects)), most=_MOST_NAMED)


_Said = Callable[[Sequence[Gap], ViewInputs], str]
_SAID: Mapping[Lack, _Said] = {
    Lack.ROLE: lambda gaps, inputs: f"Write the role in people's records: {_people(gaps, inputs)}",
    Lack.KRAS: lambda gaps, inputs: f"Write what the role answers for: {_subjects(gaps, inputs.names.role)}",
    Lack.TEAM: lambda gaps, inputs: f"Write the team in people's records: {_people(gaps, inputs)}",
    Lack.MANAGER: lambda gaps, inputs: f"Name a manager: {_people(gaps, inputs)}",
    Lack.NO_EVIDENCE: lambda gaps, inputs: f"Nothing recorded in the whole cycle: {_people(gaps, inputs)}",
    Lack.MONTHS: lambda gaps, inputs: f"Months without a record: {_people_counted(gaps, inputs)}",
    Lack.COMPETENCIES: lambda gaps, inputs: f"Competencies without a word: {_people_counted(gaps, inputs)}",
    Lack.CORRECTION: lambda gaps, inputs: f"Corrections to answer: {_people_counted(gaps, inputs)}",
    Lack.KPI: lambda gaps, inputs: f"No data or no target: {_subjects(gaps, inputs.names.kpi)}",
    Lack.OBJECTIVE: lambda gaps, inputs: f"Words about the work on {_subjects(gaps, str)}",
    Lack.SHARE: lambda gaps, inputs: f"Notes to mark share yes or no: {_people_counted(gaps, inputs)}",
}


def duty_count(inputs: ViewInputs) -> str:
    """`31 gaps`."""
    return plural(sum(len(state.missing) for state in inputs.states.values()), "gap")
