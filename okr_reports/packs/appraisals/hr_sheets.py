"""HR's overview as a workbook: everybody, every gap, every bundle that is not there."""

from collections.abc import Iterator

from okr_reports.packs.appraisals.completeness import EvidenceState
from okr_reports.packs.appraisals.employee_rows import STATES
from okr_reports.packs.appraisals.hr_overview import hr_overview, kept_back
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.missing_words import missing_words
from okr_reports.packs.appraisals.pages import HrOverview
from okr_reports.packs.sheet import Cell, Sheet
from okr_reports.packs.sheet_rows import SheetRow, day, sheet_of, text, whole

_EMPLOYEE = (
    text("Id", 14), text("Name", 28), text("Role", 24), text("Department", 22), text("Manager", 28), day("From"),
    day("To"), whole("Roles held"), text("Bundle", 12), text("Reason", 40), whole("Records"), whole("Months with one"),
    whole("Competencies rated"), whole("Competencies"), whole("Notes kept out"), whole("Unclear"), whole("Comments"),
    whole("Open corrections"), whole("Weight measured"), whole("Gaps"),
)  # fmt: skip
_GAP = (text("Id", 14), text("Name", 28), text("Missing", 70), text("Whose job", 28))


def hr_sheets(inputs: ViewInputs) -> tuple[Sheet, ...]:
    """The sheets, people in order of ids. None holds a figure of anybody's results."""
    overview = hr_overview(inputs)
    states = inputs.states.values()
    absent = [SheetRow((row.remark, row.name, row.state, row.reason)) for row in kept_back(inputs)]
    departments = [SheetRow(tuple(vars(line).values())) for line in overview.departments]
    return (
        sheet_of("Summary", (text("", 24), text("", 90)), rows=_summary(inputs, overview)),
        sheet_of("Employees", _EMPLOYEE, rows=(SheetRow(_employee(state, inputs)) for state in states)),
        sheet_of("Gaps", _GAP, rows=(row for state in states for row in _gaps(state, inputs))),
        sheet_of(
            "Not published", (text("Id", 14), text("Name", 28), text("State"), text("Reason", 70)), rows=absent
        ),
        sheet_of(
            "Departments",
            (
                text("Department", 28), text("Employees"), text("Published"), text("Record every month", 20),
                text("All competencies rated", 22), text("Open corrections", 18), text("Gaps"),
            ),
            rows=departments,
        ),
    )  # fmt: skip


def _summary(inputs: ViewInputs, overview: HrOverview) -> Iterator[SheetRow]:
    facts = inputs.facts
    yield SheetRow(("Finding", overview.title))
    yield SheetRow(("Company", facts.company.name))
    yield SheetRow(("Period", facts.cycle.key))
    yield SheetRow(("Version", facts.version))
    yield SheetRow(("Data as of", inputs.as_of))
    for count in overview.counts:
        yield SheetRow((count.word, int(count.number)))
    yield SheetRow(("Left before", inputs.audience.left_before_count))
    yield SheetRow(("Will join after", inputs.audience.joins_after_count))
    yield SheetRow(("Made by", facts.generator))


def _employee(state: EvidenceState, inputs: ViewInputs) -> tuple[Cell, ...]:
    names, outcome = inputs.names, inputs.outcomes.get(state.employee_id)
    weight = None if state.measured_weight is None else round(state.measured_weight)
    return (
        state.employee_id, names.person(state.employee_id), names.role(state.role_id) or None,
        names.department(state.department_id) or None, names.person(state.manager_id) or None,
        state.segments[0][1], state.segments[-1][2], len(state.segments),
        STATES[outcome.state] if outcome else None, outcome.reason if outcome else None,
        state.record_count, state.month_count, state.rated_count, state.wanted_count, state.kept_out_count,
        state.unknown_share_count, state.comment_count, state.open_count, weight, len(state.missing),
    )  # fmt: skip


def _gaps(state: EvidenceState, inputs: ViewInputs) -> Iterator[SheetRow]:
    for gap in state.missing:
        said = missing_words(gap, names=inputs.names)
        yield SheetRow((state.employee_id, inputs.names.person(state.employee_id), said.what, said.whose))
