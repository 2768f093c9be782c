"""One employee in a view: who, when in which role, where the bundle lies, how much evidence, what is missing."""

from okr_reports.packs.appraisals.completeness import EvidenceState
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.missing_words import missing_words
from okr_reports.packs.appraisals.outcomes import BundleOutcome, BundleState
from okr_reports.packs.appraisals.pages import BundleLink, EmployeeRow
from okr_reports.packs.listing import capitalised
from okr_reports.packs.numbers import NOTHING

STATES = {BundleState.PUBLISHED: "Published", BundleState.WITHHELD: "Withheld", BundleState.FAILED: "Failed"}


def employee_row(state: EvidenceState, inputs: ViewInputs, *, root: str, reader: str | None = None) -> EmployeeRow:
    """The row. `root`: the way from the page to the version's folder. `reader`: whose gaps need no name behind them."""
    names = inputs.names
    return EmployeeRow(
        name=names.person(state.employee_id),
        remark=" · ".join(_remark(state, inputs)),
        spans=tuple(_spans(state, inputs)),
        link=bundle_link(inputs.outcomes.get(state.employee_id), root=root),
        records=str(state.record_count) if state.record_count else NOTHING,
        months=f"{state.month_count} of {max(state.month_count, state.month_wanted_count)}",
        rated=f"{state.rated_count} of {state.wanted_count}" if state.wanted_count else NOTHING,
        notes=_notes(state),
        missing=tuple(_gaps(state, inputs, reader)),
    )


def bundle_link(outcome: BundleOutcome | None, *, root: str) -> BundleLink:
    """The link, or why there is none."""
    if outcome is None:
        return BundleLink("", "", "No bundle in this version")
    if outcome.state is not BundleState.PUBLISHED:
        reason = f": {outcome.reason}" if outcome.reason else ""
        return BundleLink("", "", f"{STATES[outcome.state]}{reason}")
    html = f"{root}{outcome.href}" if outcome.href else ""
    pdf = f"{root}{outcome.pdf_href}" if outcome.pdf_href else ""
    return BundleLink(html, pdf, "" if html else STATES[outcome.state])


def _remark(state: EvidenceState, inputs: ViewInputs) -> list[str]:
    has_name = inputs.names.person(state.employee_id) != state.employee_id
    parts = [state.employee_id if has_name else "", inputs.names.role(state.role_id) or "no role"]
    return [part for part in parts if part]


def _spans(state: EvidenceState, inputs: ViewInputs) -> list[str]:
    """Only where it is not the whole cycle in one role."""
    cycle, names = inputs.facts.cycle, inputs.names
    if len(state.segments) == 1 and state.segments[0][1:] == (cycle.start, cycle.last_day):
        return ["whole cycle"]
    roles = {role for role, _, _ in state.segments}
    said = [(names.role(role), _days(names.day(first), names.day(last))) for role, first, last in state.segments]
    return [f"{days}, {role}" if len(roles) > 1 and role else days for role, days in said]


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _notes(state: EvidenceState) -> str:
    if not state.kept_out_count:
        return NOTHING
    unclear = f", {state.unknown_share_count} unclear" if state.unknown_share_count else ""
    return f"{state.kept_out_count}{unclear}"


def _gaps(state: EvidenceState, inputs: ViewInputs, reader: str | None) -> list[str]:
    said = [(gap, missing_words(gap, names=inputs.names)) for gap in state.missing]
    return [
        capitalised(words.what) if gap.whose == reader else f"{capitalised(words.what)} ({words.whose})"
        for gap, words in said
    ]
