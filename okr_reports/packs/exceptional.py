"""Which KPIs need a look this month, why, and in which order: misses, signals, recoveries, then what lacks data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from okr_reports.packs.edition import Edition
from okr_reports.packs.reasons import parts_off_target
from okr_reports.packs.staleness import stale_extracts
from okr_reports.packs.standings import Standing
from okr_reports.words import Health, Reason, TargetState, Variation


class Why(IntEnum):
    """Why a KPI stands among the exceptions, in the order in which they are printed."""

    OFF_TARGET = 0
    AT_RISK = 1
    PARTS = 2
    CONCERN = 3
    SIGNAL = 4
    RECOVERED = 5
    NO_LONGER_JUDGED = 6
    UNKNOWN = 7
    STALE = 8


@dataclass(frozen=True)
class Exceptional:
    """A KPI that needs a look."""

    standing: Standing
    why: Why


def exceptional(edition: Edition) -> list[Exceptional]:
    """The company's KPIs that need a look, in the order they are printed; the longest missed first among equals."""
    counted = [standing for standing in edition.standings if standing.is_counted]
    stale = stale_extracts(edition)
    found = [Exceptional(s, why) for s in counted if (why := _why(s, edition, stale=stale)) is not None]
    return sorted(found, key=lambda one: (one.why, -one.standing.now.missed_count))


def named(found: Iterable[Exceptional]) -> list[Standing]:
    """Their standings, in order."""
    return [one.standing for one in found]


def is_meant_unjudged(standing: Standing) -> bool:
    """Nobody has to act on it: confidential, on trial, or without a target on purpose."""
    has_no_number = standing.reason is Reason.NO_TARGET and standing.now.target.state not in (None, TargetState.TBD)
    return has_no_number or standing.reason in (Reason.CONFIDENTIAL, Reason.TRIAL)


def _why(standing: Standing, edition: Edition, *, stale: Iterable[str]) -> Why | None:
    """The first reason that holds; none for a KPI that is steady."""
    if standing.health is Health.OFF_TARGET:
        return Why.OFF_TARGET
    if standing.health is Health.AT_RISK:
        return Why.AT_RISK
    reasons: Sequence[tuple[Why, bool]] = (
        (Why.PARTS, bool(parts_off_target(standing, edition))),
        (Why.CONCERN, standing.variation is Variation.CONCERN),
        # A recovery that is more than noise is told as a recovery.
        (Why.SIGNAL, standing.is_special and not standing.is_new_recovery),
        (Why.RECOVERED, standing.is_new_recovery),
        (Why.NO_LONGER_JUDGED, _is_no_longer_judged(standing)),
        (Why.UNKNOWN, standing.health is Health.UNKNOWN and not is_meant_unjudged(standing)),
        (Why.STALE, standing.kpi.extract in stale and standing.reason is not Reason.CONFIDENTIAL),
    )
    return next((why for why, holds in reasons if holds), None)


def _is_no_longer_judged(standing: Standing) -> bool:
    is_unknown = standing.health is Health.UNKNOWN and not is_meant_unjudged(standing)
    return is_unknown and standing.previous.health not in (None, Health.UNKNOWN)
