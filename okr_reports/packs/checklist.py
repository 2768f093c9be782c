"""The KPI checklist: per KPI whether it has all that makes it a KPI, in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from okr_reports.packs.edition import Edition
from okr_reports.packs.people import owner_on
from okr_reports.packs.staleness import stale_extracts
from okr_reports.packs.standings import Standing
from okr_reports.words import ActionState, Direction, Health, KpiKind, Reason, TargetState

YES, NO, NOT_NEEDED = "yes", "no", "–"
_DONE_BY_ACTION = {
    ActionState.OPEN: YES,
    ActionState.DONE: YES,
    ActionState.OVERDUE: "late",
    ActionState.DUE: "due",
    ActionState.MISSING: NO,
}
LACKING = (NO, "late", "due")


@dataclass(frozen=True)
class Checklist:
    """The eight points of one KPI: `yes`, `no`, a word for an action that is late or due, a dash where none is needed.

    A definition needs a formula, or a description beside a ready-made value.
    """

    definition: str
    owner: str
    target: str
    date_set: str
    counterweight: str
    leading: str
    fresh: str
    action: str

    @property
    def lacks(self) -> int:
        """How many points it lacks."""
        return sum(word in LACKING for word in vars(self).values())


def checklists(edition: Edition) -> list[tuple[Standing, Checklist]]:
    """Every KPI of the company with its points, in the order of the standings."""
    stale = stale_extracts(edition)
    weights = {kpi.counterweight for kpi in edition.catalogue.kpis.values()}
    return [
        (standing, _checklist(standing, edition, stale=stale, is_weight=standing.kpi.id in weights))
        for standing in edition.standings
        if not standing.is_part
    ]


def _checklist(standing: Standing, edition: Edition, *, stale: Collection[str], is_weight: bool) -> Checklist:
    kpi, target = standing.kpi, standing.now.target
    is_judgeable = standing.reason not in (Reason.CONFIDENTIAL, Reason.TRIAL) and kpi.direction is not Direction.NONE
    has_target = bool(target.edges) or target.state not in (None, TargetState.TBD)
    is_outcome = kpi.kind is KpiKind.LAGGING and not is_weight
    return Checklist(
        definition=_word(bool(kpi.formula or kpi.description)),
        owner=_word(owner_on(kpi, on=edition.month.last_day) is not None),
        target=_word(has_target) if is_judgeable else NOT_NEEDED,
        date_set=_word(target.set_on is not None) if is_judgeable and target.edges else NOT_NEEDED,
        counterweight=_word(kpi.counterweight is not None) if is_outcome or kpi.counterweight else NOT_NEEDED,
        leading=_word(bool(kpi.leading)) if is_outcome or kpi.leading else NOT_NEEDED,
        fresh=_fresh(standing, stale),
        action=_action(standing),
    )


def _word(holds: object) -> str:
    return YES if holds else NO


def _fresh(standing: Standing, stale: Collection[str]) -> str:
    """Whether the shown period has its value, and its extract reaches the month's end."""
    if standing.reason is Reason.CONFIDENTIAL:
        return NOT_NEEDED
    return _word(standing.now.value is not None and standing.kpi.extract not in stale)


def _action(standing: Standing) -> str:
    if standing.action is None:
        return NO if standing.health is Health.OFF_TARGET else NOT_NEEDED
    return _DONE_BY_ACTION[standing.action.state]


def lacking_first(rows: Sequence[tuple[Standing, Checklist]], *, most: int) -> list[tuple[Standing, Checklist]]:
    """The KPIs that lack something: all of them while they fit, else those that lack most, in the order given."""
    lacking = [row for row in rows if row[1].lacks]
    kept = sorted(lacking, key=lambda row: -row[1].lacks)[:most]
    return [row for row in lacking if row in kept]
