"""For each manager: who of the direct reports has a bundle, how complete the evidence is, what is left to do."""

from collections.abc import Iterator, Mapping, Sequence

from okr_reports.packs.appraisals.completeness import EvidenceState
from okr_reports.packs.appraisals.employee_rows import employee_row
from okr_reports.packs.appraisals.hr_duties import duties_of
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.pages import ManagersIndex
from okr_reports.packs.appraisals.view_furniture import partial_words, view_furniture
from okr_reports.packs.appraisals.view_titles import highlights
from okr_reports.packs.audience_withheld import withheld_of
from okr_reports.packs.listing import capitalised, in_words, plural

_ROOT = "../../"
_READING = (
    "This page shows how complete the evidence is. It holds no rating and no figure of anybody's results, and people "
    "stand in order of their ids.",
    "You see your direct reports: those whose last role in the cycle names you as manager. No other manager's page "
    "lists them.",
    "A record is a check-in, a shared one-to-one or note, a rated competency, a comment, or words from an OKR retro. "
    "Notes that nobody marked “share: yes” stay out of every bundle and are only counted.",
    "What is missing can still be added before you talk with your report: the next run takes it in.",
)


def managers_indexes(inputs: ViewInputs) -> Iterator[ManagersIndex]:
    """The index of every manager, in order of ids; of none whose id could lead to another's page."""
    by_manager = direct_reports(inputs.states)
    kept_back = {one.employee_id for one in withheld_of(sorted(by_manager))}
    for manager_id in sorted(by_manager.keys() - kept_back):
        yield _index(manager_id, by_manager[manager_id], inputs)


def direct_reports(states: Mapping[str, EvidenceState]) -> Mapping[str, Sequence[EvidenceState]]:
    """Manager id → the employees whose last role in the cycle names that manager, in order of ids."""
    found: dict[str, list[EvidenceState]] = {}
    for state in states.values():
        if state.manager_id and state.manager_id != state.employee_id:
            found.setdefault(state.manager_id, []).append(state)
    return found


def _index(manager_id: str, reports: Sequence[EvidenceState], inputs: ViewInputs) -> ManagersIndex:
    names, facts = inputs.names, inputs.facts
    title = _title(reports, inputs)
    name = f"Appraisal evidence of {names.person(manager_id)}'s direct reports"
    sub = (name, f"period {facts.cycle.key}", partial_words(facts), f"data as of {inputs.as_of}")
    mine = [state.employee_id for state in reports]
    return ManagersIndex(
        manager_id=manager_id,
        furniture=view_furniture(facts, name=name, audience=f"for {names.person(manager_id)} and HR", finding=title),
        kicker=f"Appraisal evidence · {names.cycle}",
        title=title,
        sub=" · ".join(part for part in sub if part),
        rows=tuple(employee_row(state, inputs, root=_ROOT, reader=manager_id) for state in reports),
        own=duties_of(inputs, about=mine, by={manager_id}),
        others=duties_of(inputs, about=mine, not_by={manager_id}),
        reading=_READING,
    )


def _title(reports: Sequence[EvidenceState], inputs: ViewInputs) -> str:
    """`Four direct reports: 1 bundle is not there; 2 people with competencies to rate`."""
    absent = sum(not inputs.is_published(state.employee_id) for state in reports)
    bundles = [f"{plural(absent, 'bundle')} {'is' if absent == 1 else 'are'} not there"] if absent else []
    said = "; ".join([*bundles, *highlights(reports)])
    return f"{capitalised(in_words(len(reports)))} direct report{'s' * (len(reports) > 1)}: {said}"
