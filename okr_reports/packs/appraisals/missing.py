"""What is not there in an employee's evidence, and whose job it is."""

from dataclasses import dataclass
from enum import StrEnum

HR = "hr"


class Lack(StrEnum):
    """A kind of gap, in the order in which gaps are told."""

    ROLE = "role"
    KRAS = "kras"
    TEAM = "team"
    MANAGER = "manager"
    NO_EVIDENCE = "no_evidence"
    MONTHS = "months"
    COMPETENCIES = "competencies"
    CORRECTION = "correction"
    KPI = "kpi"
    OBJECTIVE = "objective"
    SHARE = "share"


@dataclass(frozen=True)
class Missing:
    """One gap. `subjects`: month keys, competencies, KPI or objective ids, role ids (of a missing role those held
    otherwise); `count`: of notes, corrections.

    `whose`: who can close it: an employee's id, `org:<department>` or `hr`.
    """

    lack: Lack
    whose: str
    subjects: tuple[str, ...] = ()
    count: int = 0
