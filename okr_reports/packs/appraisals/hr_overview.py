"""HR's overview: which bundles there are, how complete the evidence is, what is missing and whose job it is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from okr_reports.packs.appraisals.completeness import EvidenceState
from okr_reports.packs.appraisals.employee_rows import STATES, employee_row
from okr_reports.packs.appraisals.hr_duties import duties_of, duty_count
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.outcomes import BundleState
from okr_reports.packs.appraisals.pages import CountLine, DepartmentLine, HrOverview, KeptBack
from okr_reports.packs.appraisals.view_furniture import partial_words, view_furniture
from okr_reports.packs.appraisals.view_titles import highlights
from okr_reports.packs.listing import plural

_NAME = "Overview of appraisal evidence"
_ROOT = "../"
# More rows than a browser lays out at once; the workbook holds them all.
_MOST_ROWS, _MOST_DUTIES, _MOST_KEPT_BACK = 1_000, 200, 200
_READING = (
    "This page shows how complete the evidence is. It holds no rating and no figure of anybody's results. People stand "
    "in order of their ids, and no table can be sorted by how well somebody did.",
    "A record is a check-in, a shared one-to-one or note, a rated competency, a comment, or words from an OKR retro.",
    "A bundle is withheld when it could reach the wrong person, and failed when it could not be made. Neither stops "
    "the others.",
    "Notes kept out: nobody marked them “share: yes”. Unclear: the word is neither yes nor no. Their text is nowhere.",
)


def hr_overview(inputs: ViewInputs) -> HrOverview:
    """The overview. In a large company the page lists those who lack something; the workbook lists everybody."""
    facts, states = inputs.facts, list(inputs.states.values())
    listed = _listed(states, inputs)
    duties, absent = duties_of(inputs), kept_back(inputs)
    tally = Counter(inputs.outcomes[id].state for id in inputs.states if id in inputs.outcomes)
    title = _title(tally, states)
    sub = (facts.company.name, f"period {facts.cycle.key}", partial_words(facts), f"data as of {inputs.as_of}")
    return HrOverview(
        furniture=view_furniture(facts, name=_NAME, audience="for HR", finding=title),
        kicker=f"Appraisal evidence · {inputs.names.cycle}",
        title=title,
        sub=" · ".join(part for part in sub if part),
        counts=tuple(_counts(tally, len(states))),
        counts_note=_counts_note(inputs),
        kept_back=absent[:_MOST_KEPT_BACK],
        kept_back_note=_kept_back_note(len(absent)),
        departments=tuple(_departments(states, inputs)),
        duties=duties[:_MOST_DUTIES],
        duties_note=_duties_note(len(duties), inputs),
        rows=tuple(employee_row(state, inputs, root=_ROOT) for state in listed[:_MOST_ROWS]),
        rows_note=_rows_note(len(listed), len(states)),
        reading=_READING,
    )


def _title(tally: Mapping[BundleState, int], states: Sequence[EvidenceState]) -> str:
    """`58 of 60 bundles are published; 1 is withheld; 1 failed; 3 people without any record`."""
    total = len(states)
    others = [
        f"{tally[state]} {'is' if tally[state] == 1 else 'are'} {word}" if state is BundleState.WITHHELD
        else f"{tally[state]} failed"
        for state, word in ((BundleState.WITHHELD, "withheld"), (BundleState.FAILED, "failed"))
        if tally[state]
    ]  # fmt: skip
    published = tally[BundleState.PUBLISHED]
    first = f"All {plural(total, 'bundle')} are published" if published == total and total > 1 else (
        f"{published} of {plural(total, 'bundle')} {'is' if published == 1 else 'are'} published"
    )  # fmt: skip
    return "; ".join([first, *others, *highlights(states)])


def _counts(tally: Mapping[BundleState, int], total: int) -> Iterator[CountLine]:
    yield CountLine(str(total), "Expected", "with a day in the cycle")
    yield CountLine(str(tally[BundleState.PUBLISHED]), "Published", "in this version")
    yield CountLine(str(tally[BundleState.WITHHELD]), "Withheld", "for the reasons below")
    yield CountLine(str(tally[BundleState.FAILED]), "Failed", "could not be made")


def _counts_note(inputs: ViewInputs) -> str:
    before, after = inputs.audience.left_before_count, inputs.audience.joins_after_count
    kept_out = sum(state.kept_out_count for state in inputs.states.values())
    unclear = sum(state.unknown_share_count for state in inputs.states.values())
    parts = ["Expected = published + withheld + failed."]
    if before:
        parts.append(f"{_persons(before)} left before the cycle began.")
    if after:
        parts.append(f"{_persons(after)} will join after it.")
    if kept_out:
        said = f", {unclear} of them marked neither yes nor no" if unclear else ""
        parts.append(f"{plural(kept_out, 'note')} stayed out{said}.")
    return " ".join(parts)


def _persons(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def kept_back(inputs: ViewInputs) -> tuple[KeptBack, ...]:
    """Every bundle that is not there, in order of ids."""
    return tuple(_kept_back(inputs))


def _kept_back(inputs: ViewInputs) -> Iterator[KeptBack]:
    for id in inputs.states:
        outcome = inputs.outcomes.get(id)
        if outcome is not None and outcome.state is not BundleState.PUBLISHED:
            yield KeptBack(inputs.names.person(id), id, STATES[outcome.state], outcome.reason or "no reason given")


def _departments(states: Sequence[EvidenceState], inputs: ViewInputs) -> Iterator[DepartmentLine]:
    by_department: dict[str, list[EvidenceState]] = {}
    for state in states:
        by_department.setdefault(state.department_id or "", []).append(state)
    for department, members in sorted(by_department.items()):
        name = inputs.names.department(department) if department else "No department"
        yield _department(name, members, inputs)


def _department(name: str, members: Sequence[EvidenceState], inputs: ViewInputs) -> DepartmentLine:
    rated = [state for state in members if state.wanted_count]
    return DepartmentLine(
        name=name,
        employees=str(len(members)),
        published=str(sum(inputs.is_published(state.employee_id) for state in members)),
        every_month=str(sum(inputs.has_every_month(state) for state in members)),
        rated=f"{sum(state.rated_count == state.wanted_count for state in rated)} of {len(rated)}" if rated else "–",
        corrections=str(sum(state.open_count for state in members)),
        gaps=str(sum(len(state.missing) for state in members)),
    )


def _listed(states: Sequence[EvidenceState], inputs: ViewInputs) -> Sequence[EvidenceState]:
    if len(states) <= _MOST_ROWS:
        return states
    return [state for state in states if state.missing or not inputs.is_published(state.employee_id)]


def _rows_note(listed: int, total: int) -> str:
    if total <= _MOST_ROWS:
        return ""
    lacking = f"{listed} of {total} people, those who lack something"
    first = f"The first {_MOST_ROWS} of {listed} who lack something, of {total} people"
    return f"{first if listed > _MOST_ROWS else lacking}; the workbook beside this page lists everybody."


def _kept_back_note(count: int) -> str:
    if count <= _MOST_KEPT_BACK:
        return ""
    return f"The first {_MOST_KEPT_BACK} of {count}; the workbook beside this page lists all."


def _duties_note(count: int, inputs: ViewInputs) -> str:
    gaps = duty_count(inputs)
    return gaps if count <= _MOST_DUTIES else f"{gaps}; {count - _MOST_DUTIES} more people stand in the workbook"
