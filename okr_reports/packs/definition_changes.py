"""What changed in the definitions since the last pack: formulas, limits that begin anew, targets; with the reasons."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from okr_reports.catalogue.model import Target
from okr_reports.packs.appendix import DefinitionChange
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import shortened
from okr_reports.packs.pages import Says
from okr_reports.packs.standings import Standing
from okr_reports.packs.targets import TargetInForce
from okr_reports.words import Operator, TargetState, Visibility

MOST_CHANGES = 20
LONGEST_NAME, _LONGEST_WHY = 90, 220
_STATES = {
    TargetState.NONE: "no target on purpose",
    TargetState.TBD: "a target still to be set",
    TargetState.CONFIDENTIAL: "a confidential target",
    TargetState.ELSEWHERE: "a target kept elsewhere",
}


Changes = tuple[DefinitionChange, ...]


def definition_changes(standings: Sequence[Standing], edition: Edition) -> tuple[Changes, str]:
    """The changes since the month before ended, and how many more there are; none of confidential KPIs."""
    known = {s.kpi.id: s for s in standings if s.kpi.visibility is not Visibility.CONFIDENTIAL}
    found = [*_rebased(known, edition), *(row for s in known.values() for row in _retargeted(s, edition))]
    more = len(found) - MOST_CHANGES
    return tuple(found[:MOST_CHANGES]), f"and {more} more" if more > 0 else ""


def _rebased(known: dict[str, Standing], edition: Edition) -> list[DefinitionChange]:
    is_new = pl.col("from_on").is_between(edition.month.start, edition.month.last_day)
    rows = edition.inputs.tables.rebases.filter(is_new & pl.col("kpi_id").is_in(list(known)))
    return [
        DefinitionChange(
            name=shortened(known[row["kpi_id"]].kpi.name, most=LONGEST_NAME),
            since=edition.on(row["from_on"]),
            what="Formula changed; limits begin anew" if row["is_formula_change"] else "Limits begin anew",
            why=Says(rest=shortened(row["why"], most=_LONGEST_WHY)) if row["why"] else Says("no reason recorded"),
        )
        for row in rows.sort("from_on", "kpi_id").iter_rows(named=True)
    ]


def _retargeted(standing: Standing, edition: Edition) -> list[DefinitionChange]:
    """Target rows set since the month before ended; of a sheet without days, those that begin in the month."""
    pairs = [pair for pair in _successions(standing.kpi.targets, edition) if _is_new(pair[1], edition)]
    return [
        _retarget(standing, target, before=before, edition=edition)
        for before, target in pairs
        if before or target.set_on
    ]


def _successions(targets: Sequence[Target], edition: Edition) -> list[tuple[Target | None, Target]]:
    """Each target row, in order of time, and the one for periods of the same length that it replaces."""
    fiscal = edition.catalogue.fiscal
    ordered = sorted(targets, key=lambda target: (fiscal.period(target.from_).start, target.set_on or date.min))
    latest: dict[str | None, Target] = {}
    pairs: list[tuple[Target | None, Target]] = []
    for target in ordered:
        pairs.append((latest.get(target.grain), target))
        latest[target.grain] = target
    return pairs


def _is_new(target: Target, edition: Edition) -> bool:
    if target.set_on is None:
        return target.from_ == edition.month.key
    return edition.previous_month.last_day < target.set_on <= edition.as_of_day


def _retarget(standing: Standing, target: Target, *, before: Target | None, edition: Edition) -> DefinitionChange:
    was = _said(before, standing) if before else "no target"
    return DefinitionChange(
        name=shortened(standing.kpi.name, most=LONGEST_NAME),
        since=target.from_,
        what=f"Target {_said(target, standing)}, was {was}",
        why=_why(target, edition, is_first=before is None),
    )


def _why(target: Target, edition: Edition, *, is_first: bool) -> Says:
    day = f" (set on {edition.on(target.set_on)})" if target.set_on else ""
    if target.why:
        return Says(rest=shortened(target.why, most=_LONGEST_WHY) + day)
    return Says(rest=f"first target{day}") if is_first else Says("no reason recorded", day)


def _said(target: Target, standing: Standing) -> str:
    """A written target in words; one that is relative is not resolved here."""
    if target.between is not None or target.value is not None:
        low, high = target.between or (None, None)
        op = Operator.BETWEEN if target.between else target.op
        said = TargetInForce(op=op, value=target.value, low=low, high=high).said(standing.style)
        return f"{said} by the {target.grain}" if target.grain else said
    if isinstance(target.state, TargetState):
        return _STATES.get(target.state, "in words")
    return "in words" if target.state is not None else "a relative one"
