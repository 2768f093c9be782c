"""KPI-COUNTERWEIGHT: a target that can be reached at the cost of something nobody looks at."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import TIME_UNITS, Subject
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.findings import Finding
from okr_reports.words import Direction, KpiKind, Perspective

_VOLUME = word_set(
    "revenue sales deals orders calls tickets cases units output production deployments releases leads bookings hires"
    " admissions visits inspections applications shipments trips mrr arr signups articles posts emails contracts"
    " meetings demos loans policies surgeries operations lessons enrolments enrollments procedures parcels flights"
    " collections permits arrests patrols features story"
)
COST = word_set("cost costs spend expense expenses overhead overheads")
EFFORT = re.compile(
    r"\bper (?:agent|employee|fte|head|rep|nurse|doctor|driver|hour|shift|worker|teacher|officer|engineer|recruiter)\b"
    r"|\b(?:utili[sz]ation|occupancy|load factor|productivity|conversion|win rate|close rate|deflection|automation)\b"
)
# What a KPI of each kind is usually pushed at the cost of, and what shows it.
COSTS = {
    "speed": ("is quickest when done badly", "what has to be done again: reopened, returned, corrected"),
    "volume": ("is most when worth least", "what it is worth: margin, discount, returns, complaints"),
    "cost": ("is lowest when the service is", "what customers notice: complaints, lateness, quality"),
    "effort": ("is best when people skip what is hard", "what is left out: quality, overtime, cases turned away"),
}


def counterweight_findings(subject: Subject, neighbours: Neighbours) -> Iterator[Finding]:
    """A lagging KPI under pressure of a target that neither has a counterweight nor is one. Trials have no pressure."""
    kpi = subject.kpi
    if kpi.counterweight is not None or subject.sheet.id in neighbours.counterweights or kpi.status == "trial":
        return
    if kpi.kind is not KpiKind.LAGGING or not subject.has_target:
        return
    kind = pressed_by(subject)
    if kind is not None:
        why, instead = COSTS[kind]
        near = _candidate(subject, neighbours)
        rewrite = f"`counterweight: {near}`, or the id of {instead}" if near else f"`counterweight: <id>` of {instead}"
        text = f"{subject.quoted_name} {why}, and nothing beside it would show"
        yield subject.finding("KPI-COUNTERWEIGHT", text, rewrite=rewrite)


def pressed_by(subject: Subject) -> str | None:
    """By what the target can be gamed: a speed, a volume, a cost or a ratio of effort; else None."""
    measured, direction = subject.measured, subject.kpi.direction
    if direction is Direction.LOWER:
        is_measured_time = measured is None or measured.mean_of is not None or measured.quantile_of is not None
        if subject.kpi.unit.strip().lower() in TIME_UNITS and is_measured_time and subject.kpi.scale == "ratio":
            return "speed"
        return "cost" if not COST.isdisjoint(subject.words) else None
    if direction is not Direction.HIGHER or not subject.is_english:
        return None
    if EFFORT.search(subject.name):
        return "effort"
    is_sum = measured is not None and measured.formula.is_additive
    return "volume" if is_sum and not _VOLUME.isdisjoint(subject.words) else None


def _candidate(subject: Subject, neighbours: Neighbours) -> str | None:
    """A KPI of the same department that looks at quality, or at customers, and is not itself a speed or volume."""
    near = neighbours.by_department.get(subject.kpi.department or "", ())
    for perspective in (Perspective.QUALITY, Perspective.CUSTOMER):
        for other in near:
            is_other = other is not subject and other.kpi.perspective is perspective
            if is_other and other.kpi.kind is KpiKind.LAGGING and pressed_by(other) is None:
                return other.sheet.id
    return None
