"""The page models of the views. There is no place in them for how well anybody did, and no order but that of ids."""

from dataclasses import dataclass

from okr_reports.packs.pages import Furniture


@dataclass(frozen=True)
class BundleLink:
    """Where a bundle lies, seen from the page; without one `note` says why."""

    html: str
    pdf: str
    note: str


@dataclass(frozen=True)
class EmployeeRow:
    """One employee: how much evidence there is, and what is missing. `spans`: the days in each role.

    `records`, `months`, `rated`, `notes`: counts in words, `5 of 6`.
    """

    name: str
    remark: str
    spans: tuple[str, ...]
    link: BundleLink
    records: str
    months: str
    rated: str
    notes: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Duty:
    """What one person, one department or HR can do for the evidence to be whole."""

    who: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class ManagersIndex:
    """The direct reports of one manager, in order of their ids. `own`: what the manager can do for them."""

    manager_id: str
    furniture: Furniture | None
    kicker: str
    title: str
    sub: str
    rows: tuple[EmployeeRow, ...]
    own: tuple[Duty, ...]
    others: tuple[Duty, ...]
    reading: tuple[str, ...]


@dataclass(frozen=True)
class CountLine:
    """One of the figures at the top: how many, of what, and a remark."""

    number: str
    word: str
    remark: str


@dataclass(frozen=True)
class KeptBack:
    """A bundle that is not there: whose, what became of it, and why."""

    name: str
    remark: str
    state: str
    reason: str


@dataclass(frozen=True)
class DepartmentLine:
    """How complete the evidence of one department is, in counts of its employees."""

    name: str
    employees: str
    published: str
    every_month: str
    rated: str
    corrections: str
    gaps: str


@dataclass(frozen=True)
class HrOverview:
    """Completeness of all evidence of a cycle, in order of ids. The notes: who is not listed, and where they are."""

    furniture: Furniture | None
    kicker: str
    title: str
    sub: str
    counts: tuple[CountLine, ...]
    counts_note: str
    kept_back: tuple[KeptBack, ...]
    kept_back_note: str
    departments: tuple[DepartmentLine, ...]
    duties: tuple[Duty, ...]
    duties_note: str
    rows: tuple[EmployeeRow, ...]
    rows_note: str
    reading: tuple[str, ...]
